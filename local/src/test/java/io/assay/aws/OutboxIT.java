package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages of many cases that go out at once, through a real queue. */
@ExtendWith(Aws.Extension.class)
class OutboxIT {
    private static final int CASES = 200;

    private final AtomicInteger requests = new AtomicInteger();
    private final String url;
    private final SqsClient sqs;

    OutboxIT(Aws aws) {
        url = aws.queueUrl("DecisionsQueue");
        sqs = SqsClient.builder()
                .endpointOverride(aws.services().sqs())
                .region(Region.of(Aws.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(Aws.KEY, Aws.KEY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        requests.incrementAndGet();
                    }
                }))
                .build();
    }

    @AfterEach
    void stop() {
        sqs.close();
    }

    @Test
    void messagesSentSideBySide_goOutTogetherAndEachHasItsOwnId() throws Exception {
        Outbox outbox = new Outbox(sqs, url);
        List<Future<String>> sending = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CASES; i++) {
                String body = "decision " + i;
                sending.add(threads.submit(() -> outbox.send(body, Map.of("outcome", "automated"))));
            }
            for (Future<String> one : sending) {
                ids.add(one.get(30, TimeUnit.SECONDS));
            }
        }
        assertThat(requests.get()).isLessThan(CASES / 2);

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
        Outbox outbox = new Outbox(sqs, url + "-gone");
        assertThatThrownBy(() -> outbox.send("a", Map.of())).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> outbox.send("b", Map.of())).isInstanceOf(RuntimeException.class);
    }

    private List<Message> drained() {
        List<Message> all = new ArrayList<>();
        while (true) {
            List<Message> some = sqs.receiveMessage(
                            r -> r.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
        }
    }
}
