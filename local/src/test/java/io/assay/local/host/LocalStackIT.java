package io.assay.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.local.gateway.Fault;
import io.assay.local.gateway.FaultRule;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource.QueueSource;
import io.assay.local.template.Stack.EventSource.Schedule;
import io.assay.local.template.Stack.EventSource.StreamSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LocalStackIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration VISIBILITY = Duration.ofSeconds(30);
    private static final String ARN = "arn:aws:sqs:" + Stacks.REGION + ":" + Stacks.ACCOUNT + ":";

    @Test
    void postedBody_goesThroughQueueTableAndStream() throws Exception {
        ScriptedHandler.follow(event -> Map.of());
        try (LocalStack local = LocalStack.start(stack(), LocalStack.Options.inMemory())) {
            for (int i = 0; i < 12; i++) {
                assertThat(post(local, "case-" + i)).isEqualTo(202);
            }
            local.awaitIdle(SOON);
            assertThat(local.dynamoDb().scan(r -> r.tableName("items")).count()).isEqualTo(12);
            assertThat(streamed()).isEqualTo(12);
            assertThat(local.depth("Work").total()).isZero();
        }
    }

    @Test
    void failedMessage_comesAgainWithTheClockAndEndsAsADeadLetter() throws Exception {
        ScriptedHandler.follow(event -> Map.of());
        try (LocalStack local = LocalStack.start(stack(), LocalStack.Options.inMemory())) {
            local.pause("Store");
            assertThat(post(local, "poison")).isEqualTo(202);
            assertThat(post(local, "good")).isEqualTo(202);
            local.resume("Store");
            local.awaitIdle(SOON);
            assertThat(local.depth("Work")).isEqualTo(new QueueDepth(0, 1, 0));
            assertThat(local.dynamoDb().scan(r -> r.tableName("items")).count()).isEqualTo(1);

            local.advance(VISIBILITY.plusSeconds(1));
            local.awaitIdle(SOON);
            assertThat(local.depth("Work").inFlight()).isEqualTo(1);
            local.advance(VISIBILITY.plusSeconds(1));
            local.awaitIdle(SOON);
            assertThat(local.depth("Work").total()).isZero();
            assertThat(local.depth("WorkDead").visible()).isEqualTo(1);

            local.pause("Store");
            assertThat(local.redrive("WorkDead")).isEqualTo(1);
            assertThat(local.depth("Work").visible()).isEqualTo(1);
            assertThat(local.depth("WorkDead").total()).isZero();
        }
    }

    @Test
    void schedule_firesWhenItsTimeHasCome() throws Exception {
        AtomicInteger sweeps = new AtomicInteger();
        try (LocalStack local = LocalStack.start(stack(), LocalStack.Options.inMemory())) {
            local.functions().listen(new InvocationListener() {
                @Override
                public void before(Invocation invocation) {
                    if (invocation.function().equals("Sweep")) sweeps.incrementAndGet();
                }
            });
            local.awaitIdle(SOON);
            assertThat(sweeps).hasValue(0);
            local.advance(Duration.ofMinutes(3));
            local.awaitIdle(SOON);
            assertThat(sweeps).hasValue(3);
        }
    }

    @Test
    void lateRecords_doNotKeepTheStackFromRest_andComeWithTheClock() throws Exception {
        ScriptedHandler.follow(event -> Map.of());
        try (LocalStack local = LocalStack.start(stack(), LocalStack.Options.inMemory())) {
            local.gateway().faults().add(FaultRule.of(new Fault.Late(Duration.ofMinutes(7))));
            put(local, "item");
            local.awaitIdle(SOON);
            assertThat(local.hasLateRecords()).isTrue();
            assertThat(streamed()).isZero();

            local.advance(Duration.ofMinutes(7));
            local.awaitIdle(SOON);
            assertThat(local.hasLateRecords()).isFalse();
            assertThat(streamed()).isEqualTo(1);
        }
    }

    @Test
    void recordThatKeepsFailing_isToldToTheFailureQueue() throws Exception {
        ScriptedHandler.follow(event -> {
            if (ScriptedHandler.records(event, "dynamodb.NewImage.id.S").contains("bad")) {
                throw new IllegalStateException("poison");
            }
            return Map.of();
        });
        try (LocalStack local = LocalStack.start(stack(), LocalStack.Options.inMemory())) {
            put(local, "bad");
            put(local, "good");
            local.awaitIdle(SOON);
            String url = "https://sqs." + Stacks.REGION + ".amazonaws.com/" + Stacks.ACCOUNT + "/work-dead";
            assertThat(local.sqs().receiveMessage(r -> r.queueUrl(url)).messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message.body())
                            .contains("RetryAttemptsExhausted")
                            .contains("\"batchSize\":1"));
        }
    }

    @Test
    void keptData_isThereAfterARestartAndIsNotStreamedAgain(@TempDir Path data) throws Exception {
        ScriptedHandler.follow(event -> Map.of());
        LocalStack.Options options = LocalStack.Options.inMemory().withData(data);
        try (LocalStack local = LocalStack.start(stack(), options)) {
            put(local, "first");
            local.awaitIdle(SOON);
            assertThat(streamed()).isEqualTo(1);
        }
        try (LocalStack local = LocalStack.start(stack(), options)) {
            put(local, "second");
            local.awaitIdle(SOON);
            assertThat(local.dynamoDb().scan(r -> r.tableName("items")).count()).isEqualTo(2);
            assertThat(streamed()).isEqualTo(2);
        }
    }

    @Test
    void roleThatMayNotPoll_isToldAtTheStart() {
        Stack whole = stack();
        List<Stack.Role> roles = whole.roles().stream()
                .map(role -> role.logicalId().equals("StoreRole") ? onlyLogs(role) : role)
                .toList();
        Stack broken = new Stack(
                whole.account(),
                whole.region(),
                whole.parameters(),
                whole.functions(),
                whole.queues(),
                whole.tables(),
                whole.buckets(),
                whole.secrets(),
                roles,
                whole.httpApis(),
                whole.outputs());
        assertThatThrownBy(() -> LocalStack.start(broken, LocalStack.Options.inMemory()))
                .hasMessageContaining("StoreRole")
                .hasMessageContaining("GetQueueAttributes")
                .hasMessageContaining("Work");
    }

    private static int post(LocalStack local, String body) throws Exception {
        String token = local.token("alice", "assay", Set.of("cases.write"), Set.of("agents"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(local.api() + "/workflows/w/cases"))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "text/plain")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static void put(LocalStack local, String id) {
        local.dynamoDb().putItem(r -> r.tableName("items").item(Map.of("id", AttributeValue.fromS(id))));
    }

    private static int streamed() {
        return ScriptedHandler.EVENTS.stream()
                .mapToInt(event ->
                        ScriptedHandler.records(event, "dynamodb.NewImage.id.S").size())
                .sum();
    }

    private static Stack stack() {
        Duration timeout = Duration.ofSeconds(10);
        Stack.Function relay = Stacks.function(
                "Relay",
                RelayHandler.class,
                timeout,
                Stacks.route("POST", "/workflows/{workflow}/cases", "cases.write"));
        relay = new Stack.Function(
                relay.logicalId(),
                relay.name(),
                relay.handler(),
                relay.timeout(),
                relay.memoryMb(),
                relay.role(),
                Map.of("QUEUE_URL", "https://sqs." + Stacks.REGION + ".amazonaws.com/" + Stacks.ACCOUNT + "/work"),
                relay.sources());
        Stack.Function store = Stacks.function(
                "Store",
                StoreHandler.class,
                timeout,
                new QueueSource("Work", ARN + "work", 10, Duration.ZERO, Optional.of(2), true));
        Stack.Function read = Stacks.function(
                "Read",
                ScriptedHandler.class,
                timeout,
                new StreamSource(
                        "Items",
                        "Items",
                        "TRIM_HORIZON",
                        5,
                        Duration.ZERO,
                        Duration.ZERO,
                        true,
                        1,
                        Optional.of(ARN + "work-dead"),
                        List.of("{\"eventName\":[\"INSERT\"]}"),
                        true));
        Stack.Function sweep = Stacks.function(
                "Sweep", EchoHandler.class, timeout, new Schedule("Minute", "rate(1 minute)", Optional.empty()));
        return Stacks.of(
                List.of(relay, store, read, sweep),
                List.of(
                        queue("Work", "work", Optional.of(new Stack.Redrive(ARN + "work-dead", 2))),
                        queue("WorkDead", "work-dead", Optional.empty())),
                List.of(new Stack.Table(
                        "Items",
                        "items",
                        "arn:aws:dynamodb:" + Stacks.REGION + ":" + Stacks.ACCOUNT + ":table/items",
                        "id",
                        Optional.empty(),
                        Map.of("id", "S"),
                        List.of(),
                        Optional.of("NEW_IMAGE"),
                        Optional.empty())));
    }

    private static Stack.Queue queue(String id, String name, Optional<Stack.Redrive> redrive) {
        return new Stack.Queue(
                id,
                name,
                ARN + name,
                "https://sqs." + Stacks.REGION + ".amazonaws.com/" + Stacks.ACCOUNT + "/" + name,
                VISIBILITY,
                Duration.ofDays(4),
                Duration.ZERO,
                redrive);
    }

    private static Stack.Role onlyLogs(Stack.Role role) {
        return new Stack.Role(
                role.logicalId(),
                role.name(),
                role.arn(),
                List.of(Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Map.of("Effect", "Allow", "Action", List.of("logs:*"), "Resource", List.of("*"))))));
    }
}
