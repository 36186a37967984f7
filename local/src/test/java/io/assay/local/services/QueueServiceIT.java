package io.assay.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.VirtualClock;
import io.assay.local.template.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class QueueServiceIT {
    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "123456789012";
    private static final Stack.Queue DEAD = queue("dead", Duration.ofSeconds(30), Duration.ZERO, Optional.empty());
    private static final Stack.Queue WORK =
            queue("work", Duration.ofMinutes(3), Duration.ZERO, Optional.of(new Stack.Redrive(DEAD.arn(), 2)));
    private static final Stack.Queue LATE =
            queue("late", Duration.ofSeconds(30), Duration.ofMinutes(10), Optional.empty());

    private static VirtualClock clock;
    private static QueueService service;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        clock = new VirtualClock();
        service = QueueService.start(clock, ACCOUNT, REGION, 0);
        service.createQueues(List.of(WORK, LATE, DEAD));
        sqs = SdkClients.connect(SqsClient.builder(), service.endpoint(), REGION);
    }

    @AfterAll
    static void stop() {
        sqs.close();
        service.close();
    }

    @BeforeEach
    void purge() {
        for (var queue : List.of(WORK, LATE, DEAD)) sqs.purgeQueue(r -> r.queueUrl(queue.url()));
    }

    @Test
    void queueOfTheStack_hasItsAttributesAndArn() {
        var attributes = sqs.getQueueAttributes(r -> r.queueUrl(WORK.url()).attributeNames(QueueAttributeName.ALL))
                .attributes();

        assertThat(attributes)
                .containsEntry(QueueAttributeName.QUEUE_ARN, WORK.arn())
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "180");
        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY)).contains(DEAD.arn());
    }

    @Test
    void delayedMessage_arrivesWhenTheClockHasPassedTheDelay() {
        sqs.sendMessage(r -> r.queueUrl(WORK.url()).messageBody("later").delaySeconds(900));
        sqs.sendMessage(r -> r.queueUrl(LATE.url()).messageBody("by the queue's delay"));

        assertThat(receive(WORK)).isEmpty();
        clock.advance(Duration.ofSeconds(601));
        assertThat(receive(WORK)).isEmpty();
        assertThat(receive(LATE)).hasSize(1);
        clock.advance(Duration.ofMinutes(5));
        assertThat(receive(WORK)).hasSize(1);
    }

    @Test
    void unacknowledgedMessage_returnsAfterItsVisibilityTimeout_andIsCounted() {
        sqs.sendMessage(r -> r.queueUrl(WORK.url()).messageBody("m"));

        assertThat(receive(WORK)).extracting(QueueServiceIT::receiveCount).containsExactly("1");
        assertThat(receive(WORK)).isEmpty();
        clock.advance(Duration.ofMinutes(3).plusSeconds(1));
        assertThat(receive(WORK)).extracting(QueueServiceIT::receiveCount).containsExactly("2");
    }

    @Test
    void messageReceivedTooOften_movesToTheDeadLetterQueue_andRedriveBringsItBack() {
        sqs.sendMessage(r -> r.queueUrl(WORK.url()).messageBody("poison"));
        for (int i = 0; i < 2; i++) {
            assertThat(receive(WORK)).hasSize(1);
            clock.advance(Duration.ofMinutes(4));
        }
        assertThat(receive(WORK)).isEmpty();
        assertThat(receive(DEAD)).extracting(Message::body).containsExactly("poison");
        clock.advance(Duration.ofMinutes(1));

        sqs.startMessageMoveTask(r -> r.sourceArn(DEAD.arn()).destinationArn(WORK.arn()));

        List<Message> back = sqs.receiveMessage(r -> r.queueUrl(WORK.url()).waitTimeSeconds(5))
                .messages();
        assertThat(back).extracting(Message::body).containsExactly("poison");
    }

    @Test
    void changedVisibility_countsFromTheVirtualNow() {
        sqs.sendMessage(r -> r.queueUrl(WORK.url()).messageBody("m"));
        String receipt = receive(WORK).getFirst().receiptHandle();

        sqs.changeMessageVisibility(
                r -> r.queueUrl(WORK.url()).receiptHandle(receipt).visibilityTimeout(600));

        clock.advance(Duration.ofSeconds(599));
        assertThat(receive(WORK)).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(receive(WORK)).hasSize(1);
    }

    @Test
    void counts_followTheVirtualClock() {
        sqs.sendMessage(r -> r.queueUrl(WORK.url()).messageBody("m").delaySeconds(60));
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo("1");

        clock.advance(Duration.ofSeconds(61));
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo("1");

        assertThat(receive(WORK)).hasSize(1);
        assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("1");
    }

    @Test
    void waitingReceive_isAnsweredWhenAnAdvanceMakesAMessageVisible() {
        sqs.sendMessage(r -> r.queueUrl(WORK.url()).messageBody("later").delaySeconds(900));
        // Half a second is for the receive to be waiting by then; the outcome is the same if it comes late.
        var advance = CompletableFuture.runAsync(
                () -> clock.advance(Duration.ofSeconds(901)),
                CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));

        assertThat(sqs.receiveMessage(r -> r.queueUrl(WORK.url()).waitTimeSeconds(20))
                        .messages())
                .hasSize(1);
        advance.join();
    }

    private static @Nullable String count(QueueAttributeName name) {
        return sqs.getQueueAttributes(r -> r.queueUrl(WORK.url()).attributeNames(name))
                .attributes()
                .get(name);
    }

    private static List<Message> receive(Stack.Queue queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue.url())
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static String receiveCount(Message message) {
        return Map.copyOf(message.attributes())
                .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "none");
    }

    private static Stack.Queue queue(
            String name, Duration visibility, Duration delay, Optional<Stack.Redrive> redrive) {
        return new Stack.Queue(
                name,
                name,
                "arn:aws:sqs:%s:%s:%s".formatted(REGION, ACCOUNT, name),
                "https://sqs.%s.amazonaws.com/%s/%s".formatted(REGION, ACCOUNT, name),
                visibility,
                Duration.ofDays(14),
                delay,
                redrive);
    }
}
