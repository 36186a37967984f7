package io.assay.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.aws.Outbox;
import io.assay.local.VirtualClock;
import io.assay.local.template.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages of many cases that go out at once, through a real queue. */
class OutboxIT {
    private static final String REGION = "eu-central-1";
    private static final String ACCOUNT = "123456789012";
    private static final int CASES = 200;
    private static final Stack.Queue QUEUE = new Stack.Queue(
            "Decisions",
            "decisions",
            "arn:aws:sqs:" + REGION + ":" + ACCOUNT + ":decisions",
            "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/decisions",
            Duration.ofSeconds(30),
            Duration.ofDays(4),
            Duration.ZERO,
            Optional.empty());

    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static QueueService service;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        service = QueueService.start(new VirtualClock(), ACCOUNT, REGION, 0);
        service.createQueues(List.of(QUEUE));
        sqs = SdkClients.connect(
                SqsClient.builder()
                        .overrideConfiguration(config -> config.addExecutionInterceptor(new ExecutionInterceptor() {
                            @Override
                            public void beforeExecution(
                                    Context.BeforeExecution context, ExecutionAttributes attributes) {
                                REQUESTS.incrementAndGet();
                            }
                        })),
                service.endpoint(),
                REGION);
    }

    @AfterAll
    static void stop() {
        sqs.close();
        service.close();
    }

    @Test
    void messagesSentSideBySide_goOutTogetherAndEachHasItsOwnId() throws Exception {
        Outbox outbox = new Outbox(sqs, QUEUE.url());
        List<Future<String>> sending = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        REQUESTS.set(0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CASES; i++) {
                String body = "decision " + i;
                sending.add(threads.submit(() -> outbox.send(body, Map.of("outcome", "automated"))));
            }
            for (Future<String> one : sending) {
                ids.add(one.get(30, TimeUnit.SECONDS));
            }
        }
        assertThat(REQUESTS.get()).isLessThan(CASES / 2);

        List<Message> received = drained();
        assertThat(received.stream().map(Message::messageId).collect(Collectors.toSet()))
                .isEqualTo(ids)
                .hasSize(CASES);
        assertThat(received)
                .allSatisfy(message -> assertThat(message.messageAttributes())
                        .hasEntrySatisfying(
                                "outcome",
                                outcome -> assertThat(outcome.stringValue()).isEqualTo("automated")));
    }

    @Test
    void queueThatIsNotThere_failsEachSenderAndNoneWaits() {
        Outbox outbox = new Outbox(sqs, QUEUE.url().replace("decisions", "gone"));
        assertThatThrownBy(() -> outbox.send("a", Map.of())).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> outbox.send("b", Map.of())).isInstanceOf(RuntimeException.class);
    }

    private static List<Message> drained() {
        List<Message> all = new ArrayList<>();
        while (true) {
            List<Message> some = sqs.receiveMessage(
                            r -> r.queueUrl(QUEUE.url()).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
        }
    }
}
