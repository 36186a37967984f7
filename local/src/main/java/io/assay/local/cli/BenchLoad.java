package io.assay.local.cli;

import io.assay.access.Role;
import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.local.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Sends cases of about 1 KiB that the model decides alone, one by one by HTTP, and takes their decisions. */
final class BenchLoad implements AutoCloseable {
    /** Cases under way at once when as many are sent as the stack takes. */
    private static final int IN_FLIGHT = 200;

    /** As many functions take cases at once: enough that queues fill and each batch with them, as at saturation. */
    private static final int SENDERS = 20;

    private static final Duration STANDSTILL = Duration.ofSeconds(60);

    private final Site site;
    private final Api submitter;
    private final String path;
    private final String run;
    private final Semaphore places = new Semaphore(IN_FLIGHT);
    private final AtomicInteger numbers = new AtomicInteger();
    /** Nanoseconds at which a case was accepted, or decided if that was heard of first. */
    private final Map<String, Long> open = new ConcurrentHashMap<>();

    private final LatencyRecord latencies = new LatencyRecord();
    private final Repeating consumer;

    BenchLoad(Site site) {
        this.site = site;
        this.submitter = site.as(Role.SUBMITTER, "bench");
        this.path = "/workflows/" + site.workflow().name() + "/cases";
        this.run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        String queue = site.queueUrl("DecisionsQueue");
        this.consumer = new Repeating("decisions", () -> take(queue));
    }

    /** Times from accepted to final, in milliseconds. */
    private static final class LatencyRecord {
        private final List<Double> millis = new ArrayList<>();

        synchronized void add(long nanos) {
            millis.add(nanos / 1e6);
            notifyAll();
        }

        synchronized void awaitCount(int count) throws InterruptedException {
            int before = -1;
            while (millis.size() < count) {
                if (millis.size() == before) {
                    throw new IllegalStateException("no case was decided for " + STANDSTILL.toSeconds() + " s: "
                            + before + " of " + count + " are final");
                }
                before = millis.size();
                long deadline = System.nanoTime() + STANDSTILL.toNanos();
                while (millis.size() == before && System.nanoTime() < deadline) {
                    wait(1000);
                }
            }
        }

        synchronized double[] drain() {
            double[] sorted =
                    millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            millis.clear();
            return sorted;
        }
    }

    /**
     * What some cases came to.
     *
     * @param millis from accepted to final, in order of size
     * @param took   from the first request to the last decision
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ran(double[] millis, Duration took) {
        double quantile(double q) {
            return millis[Math.min(millis.length - 1, (int) Math.ceil(q * millis.length) - 1)];
        }
    }

    /** As many at once as the stack takes. */
    Ran saturate(int cases) throws InterruptedException {
        long start = System.nanoTime();
        ExecutorService senders = Threads.asNeeded("sender");
        try {
            AtomicInteger left = new AtomicInteger(cases);
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                sending.add(senders.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        places.acquire();
                        send();
                    }
                    return null;
                }));
            }
            for (Future<?> sender : sending) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a case could not be sent: " + e.getCause(), e);
        } finally {
            senders.shutdownNow();
        }
        return ran(cases, start);
    }

    /** One case each time the interval is over. */
    Ran paced(int cases, Duration interval) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < cases; i++) {
            places.acquire();
            send();
            TimeUnit.NANOSECONDS.sleep(start + (i + 1) * interval.toNanos() - System.nanoTime());
        }
        return ran(cases, start);
    }

    private Ran ran(int cases, long start) throws InterruptedException {
        latencies.awaitCount(cases);
        consumer.check();
        return new Ran(latencies.drain(), Duration.ofNanos(System.nanoTime() - start));
    }

    private void send() {
        int number = numbers.incrementAndGet();
        Api.Answer answer = submitter.post(
                path,
                Map.of("reference", "B-" + number, "input", BenchCases.input(number)),
                "bench-" + run + "-" + number);
        decidedOrAccepted(answer.expect(202, "POST " + path).text("caseId"));
    }

    /** Whichever of the two comes first leaves its time; the other one takes it. */
    private void decidedOrAccepted(String caseId) {
        long now = System.nanoTime();
        Long first = open.putIfAbsent(caseId, now);
        if (first != null) {
            open.remove(caseId);
            latencies.add(now - first);
            places.release();
        }
    }

    private boolean take(String queue) {
        List<Message> messages = site.stack()
                .sqs()
                .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        if (messages.isEmpty()) {
            return false;
        }
        List<DeleteMessageBatchRequestEntry> taken = new ArrayList<>();
        for (Message message : messages) {
            Fields decision = new Fields(Json.object(message.body()));
            if (!decision.text("outcome").equals("automated")) {
                throw new IllegalStateException("a bench case was not automated: " + message.body());
            }
            taken.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(taken.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
            decidedOrAccepted(decision.text("caseId"));
        }
        site.stack().sqs().deleteMessageBatch(r -> r.queueUrl(queue).entries(taken));
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
