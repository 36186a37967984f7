package io.assay.local.host;

import io.assay.local.Threads;
import io.assay.local.gateway.Faults;
import io.assay.local.gateway.Point;
import io.assay.local.host.Rounds.Found;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource.QueueSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * An SQS event source. It receives and deletes under the function's own role, as Lambda does, and never waits for a
 * batch to fill: a batching window is an upper bound and is taken as zero.
 */
final class QueuePoller implements Trigger {

    private static final int MAX_RECEIVE = 10;

    private final LocalFunction function;
    private final QueueSource source;
    private final Stack.Queue queue;
    private final SqsClient sqs;
    private final String region;
    private final Faults faults;
    private final Acknowledgement acknowledgement;
    private final Semaphore slots;
    private final AtomicInteger running = new AtomicInteger();
    private final Rounds rounds;
    private final ExecutorService threads;

    /** @param sqs calls under the function's role */
    QueuePoller(
            LocalFunction function,
            QueueSource source,
            Stack.Queue queue,
            SqsClient sqs,
            String region,
            Faults faults) {
        this.function = function;
        this.source = source;
        this.queue = queue;
        this.sqs = sqs;
        this.region = region;
        this.faults = faults;
        acknowledgement = new Acknowledgement(function, queue.name(), faults);
        slots = new Semaphore(source.maxConcurrency().orElse(LocalFunction.MAX_INSTANCES));
        threads = Threads.asNeeded(function.logicalId() + "-batch");
        rounds = new Rounds("sqs-" + function.logicalId() + "-" + source.id(), this::look);
    }

    @Override
    public String function() {
        return function.logicalId();
    }

    @Override
    public Rounds rounds() {
        return rounds;
    }

    /** The queue it reads. */
    Stack.Queue queue() {
        return queue;
    }

    /** Lambda refuses an event source whose role may not look at the queue; so does this. */
    @Override
    public void check() {
        try {
            sqs.getQueueAttributes(r -> r.queueUrl(queue.url()).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT));
        } catch (SdkException e) {
            throw new IllegalStateException(
                    "template: the role " + function.role() + " of " + function.logicalId()
                            + " may not call GetQueueAttributes on " + queue.logicalId()
                            + ", as its event source " + source.id() + " needs: " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void start() {
        check();
        rounds.start();
    }

    private Found look() throws InterruptedException {
        slots.acquire();
        boolean handed = false;
        try {
            List<Message> batch = receive();
            if (batch.isEmpty()) {
                return running.get() == 0 ? Found.NOTHING : Found.BUSY;
            }
            running.incrementAndGet();
            handed = true;
            threads.execute(() -> process(batch));
            return Found.WORK;
        } finally {
            if (!handed) {
                slots.release();
            }
        }
    }

    private List<Message> receive() {
        List<Message> batch = new ArrayList<>();
        while (batch.size() < source.batchSize()) {
            int wanted = Math.min(MAX_RECEIVE, source.batchSize() - batch.size());
            List<Message> received = sqs.receiveMessage(r -> r.queueUrl(queue.url())
                            .maxNumberOfMessages(wanted)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
            batch.addAll(kept(received));
            if (received.size() < wanted) {
                break;
            }
        }
        return batch;
    }

    /** Without those that a fault has the queue lose. */
    private List<Message> kept(List<Message> received) {
        List<Message> kept = new ArrayList<>(received);
        kept.removeIf(message -> faults.strike(Point.delivery(function.role(), queue.name(), message.body()))
                .isPresent());
        List<Message> lost = new ArrayList<>(received);
        lost.removeAll(kept);
        delete(lost);
        return kept;
    }

    private void process(List<Message> batch) {
        try {
            String about = batch.stream().map(Message::body).sorted().collect(Collectors.joining());
            InvocationResult result = acknowledgement.call(SqsEvent.of(batch, queue.arn(), region), about);
            Set<String> ids = new HashSet<>();
            batch.forEach(message -> ids.add(message.messageId()));
            BatchAnswer answer = BatchAnswer.of(result, ids, source.reportBatchItemFailures());
            delete(batch.stream()
                    .filter(message -> !answer.failed().contains(message.messageId()))
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SdkException e) {
            // what is not deleted is delivered again: the promise of SQS is at least once
            rounds.report("DeleteMessage on " + queue.logicalId() + ": " + e.getMessage(), e);
        } finally {
            running.decrementAndGet();
            slots.release();
            rounds.wake();
        }
    }

    private void delete(List<Message> done) {
        for (int from = 0; from < done.size(); from += MAX_RECEIVE) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : done.subList(from, Math.min(done.size(), from + MAX_RECEIVE))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            sqs.deleteMessageBatch(r -> r.queueUrl(queue.url()).entries(entries));
        }
    }

    @Override
    public void close() {
        rounds.close();
        threads.shutdownNow();
        sqs.close();
    }
}
