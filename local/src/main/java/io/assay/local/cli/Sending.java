package io.assay.local.cli;

import io.assay.access.Role;
import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends cases through every door: of four, one alone by HTTP, two in batches by HTTP, one by the ingest queue. Each with
 * its reference as idempotency key, so that a request whose answer was lost can be sent again.
 */
final class Sending {
    /** Sends of one case before a failure counts. */
    private static final int TRIES = 4;

    private static final int BATCH = 25;

    private final Site site;
    private final int atOnce;
    private final Api submitter;
    private final String path;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, String> refused = new ConcurrentSkipListMap<>();

    /** @param atOnce requests at the same time */
    Sending(Site site, int atOnce) {
        this.site = site;
        this.atOnce = atOnce;
        this.submitter = site.as(Role.SUBMITTER, "shop-frontend");
        this.path = "/workflows/" + site.workflow().name() + "/cases";
    }

    /** Sends all and returns when each was answered, or is in the queue. */
    void all(List<CaseLines.Line> lines) throws InterruptedException {
        List<Runnable> work = new ArrayList<>();
        List<CaseLines.Line> batch = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            CaseLines.Line line = lines.get(i);
            switch (i % 4) {
                case 0 -> work.add(() -> single(line));
                case 3 -> work.add(() -> queue(line));
                default -> batch.add(line);
            }
            if (batch.size() == BATCH || (i == lines.size() - 1 && !batch.isEmpty())) {
                List<CaseLines.Line> full = List.copyOf(batch);
                work.add(() -> batch(full));
                batch.clear();
            }
        }
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                atOnce, Thread.ofPlatform().daemon().factory())) {
            work.forEach(one -> running.add(pool.submit(one)));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a case could not be sent: " + e.getMessage(), e);
        }
    }

    /** How many have been sent so far, refused ones among them. */
    int sent() {
        return sent.get();
    }

    /** What HTTP refused, with the reason, by reference. */
    Map<String, String> refused() {
        return new TreeMap<>(refused);
    }

    private void single(CaseLines.Line line) {
        Api.Answer answer = post(line);
        took(line, answer.status(), answer.body());
    }

    private Api.Answer post(CaseLines.Line line) {
        return submitter.post(path, Map.of("reference", line.reference(), "input", line.input()), line.reference());
    }

    private void batch(List<CaseLines.Line> lines) {
        Api.Answer whole = submitter.post(
                path + ":batch",
                Map.of("cases", lines.stream().map(Sending::item).toList()));
        if (whole.status() >= 500) {
            lines.forEach(this::single);
            return;
        }
        List<Fields> answers = whole.expect(200, "POST " + path + ":batch").list("cases");
        for (int i = 0; i < lines.size(); i++) {
            Fields answer = answers.get(i);
            took(
                    lines.get(i),
                    answer.whole("status"),
                    answer.optionalFields("problem").orElse(answer));
        }
    }

    private void queue(CaseLines.Line line) {
        String body = CanonicalJson.text(Fields.write()
                .put("workflow", site.workflow().name())
                .put("idempotencyKey", line.reference())
                .put("reference", line.reference())
                .put("input", line.input())
                .done());
        site.stack()
                .sqs()
                .sendMessage(r -> r.queueUrl(site.queueUrl("IngestQueue")).messageBody(body));
        sent.incrementAndGet();
    }

    /** A failure on the other side is no refusal: the case's key makes it safe to send again. */
    private void took(CaseLines.Line line, int status, Fields answer) {
        int answered = status;
        Fields body = answer;
        for (int tries = 1; answered >= 500 && tries < TRIES; tries++) {
            Api.Answer again = post(line);
            answered = again.status();
            body = again.body();
        }
        sent.incrementAndGet();
        if (answered >= 500) {
            throw new IllegalStateException(
                    "case " + line.reference() + " was answered " + answered + ": " + CanonicalJson.text(body.map()));
        }
        if (answered != 202) {
            refused.put(line.reference(), Problems.lines(body).strip());
        }
    }

    private static Map<String, Object> item(CaseLines.Line line) {
        return Map.of("reference", line.reference(), "idempotencyKey", line.reference(), "input", line.input());
    }
}
