package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.Actor;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.CaseMessage;
import io.assay.core.Entry;
import io.assay.core.Event;
import io.assay.core.Stage;
import io.assay.privacy.PassThroughSealer;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

@ExtendWith(Aws.Extension.class)
class CaseStoreIT {
    private static final String WORKFLOW = "support-triage";
    private static final Actor INTAKE = Actor.function(Stage.INFERENCE);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

    private final CaseId id = CaseId.ofUuid(UUID.randomUUID());
    private final Aws aws;
    private CaseStore store;

    CaseStoreIT(Aws aws) {
        this.aws = aws;
    }

    @BeforeEach
    void open() {
        store = new CaseStore(aws.dynamoDb(), aws.table("CasesTable"), new PassThroughSealer(), CLOCK);
    }

    @Test
    void seqThatIsTaken_isRefusedAndTheFirstStays() {
        Entry first = next(Optional.empty(), received("first"));

        assertThat(store.append(first)).isTrue();
        assertThat(store.append(next(Optional.empty(), received("second")))).isFalse();

        assertThat(store.lines(id.value())).containsExactly(first.line());
    }

    @Test
    void history_comesBackInOrderWithItsSealedParts() {
        Entry first = next(Optional.empty(), received("Where is my parcel?"));
        Entry second = next(Optional.of(first), new CaseEvent.Failed("inference", "the model is gone"));
        store.append(second);
        store.append(first);

        assertThat(store.history(id.value())).extracting(Entry::line).containsExactly(first.line(), second.line());
        assertThat(store.file(id).orElseThrow().received().input()).hasValue(Map.of("message", "Where is my parcel?"));
        assertThat(store.file(CaseId.ofUuid(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void historiesOfABatch_areEachReadToTheirEndWhateverTheMessageKnew() {
        // Of every length, so that together they take several requests and some are longer than one stretch.
        Map<CaseId, Integer> lengths = new LinkedHashMap<>();
        for (int length = 0; length < 28; length++) {
            CaseId each = CaseId.ofUuid(UUID.randomUUID());
            append(each, length);
            lengths.put(each, length);
        }
        List<CaseMessage> messages = new ArrayList<>();
        lengths.forEach((each, length) -> {
            messages.add(new CaseMessage(each, WORKFLOW, 1));
            messages.add(new CaseMessage(each, WORKFLOW, length)); // delivered twice
        });

        CaseStore.Histories histories = store.histories(messages);

        lengths.forEach((each, length) -> assertThat(
                        histories.file(each).map(CaseFile::history).orElse(List.of()))
                .extracting(Entry::line)
                .isEqualTo(store.lines(each.value())));
    }

    @Test
    void messageThatClaimsAnEndlessHistory_isReadToTheEndThatThereIs() {
        append(id, 2);

        CaseStore.Histories histories =
                store.histories(List.of(new CaseMessage(id, WORKFLOW, Integer.MAX_VALUE), message(-1)));

        assertThat(histories.file(id).orElseThrow().seq()).isEqualTo(2);
    }

    @Test
    void eventWhoseForerunnerWasNotSeen_isNotSeenEither() {
        Entry first = next(Optional.empty(), received("a"));
        Entry second = next(Optional.of(first), new CaseEvent.Failed("inference", "b"));
        store.append(first);
        store.append(next(Optional.of(second), new CaseEvent.Failed("evaluation", "c")));

        assertThat(store.histories(List.of(message(2))).file(id).orElseThrow().seq())
                .isEqualTo(1);
    }

    private CaseMessage message(int seq) {
        return new CaseMessage(id, WORKFLOW, seq);
    }

    private void append(CaseId to, int events) {
        Optional<Entry> last = Optional.empty();
        for (int i = 0; i < events; i++) {
            Event event = i == 0 ? received("a") : new CaseEvent.Failed("inference", "no. " + i);
            last = Optional.of(store.next(to.value(), last, INTAKE, Optional.of(WORKFLOW), event));
            store.append(last.get());
        }
    }

    @Test
    void appendedEvents_comeOutOfTheTablesStreamAsTheyWereWritten() {
        Entry first = next(Optional.empty(), received("a"));
        Entry second = next(Optional.of(first), new CaseEvent.Failed("inference", "b"));
        store.append(first);
        store.append(second);

        assertThat(streamed()).containsExactly(first.line(), second.line());
    }

    /** The lines of this case, in each shard's order. */
    private List<String> streamed() {
        URI endpoint = aws.services().dynamoDb();
        List<String> lines = new ArrayList<>();
        try (DynamoDbStreamsClient streams = DynamoDbStreamsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Aws.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(Aws.KEY, Aws.KEY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            String arn = aws.dynamoDb()
                    .describeTable(request -> request.tableName(aws.table("CasesTable")))
                    .table()
                    .latestStreamArn();
            for (Shard shard : streams.describeStream(request -> request.streamArn(arn))
                    .streamDescription()
                    .shards()) {
                String iterator = streams.getShardIterator(request -> request.streamArn(arn)
                                .shardId(shard.shardId())
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
                streams.getRecords(request -> request.shardIterator(iterator)).records().stream()
                        .map(record -> new Item(record.dynamodb().newImage()))
                        .filter(image -> image.text(CaseStore.PARTITION).equals(id.value()))
                        .map(image -> image.text(CaseStore.LINE))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private Entry next(Optional<Entry> previous, Event event) {
        return store.next(id.value(), previous, INTAKE, Optional.of(WORKFLOW), event);
    }

    private static CaseEvent.Received received(String message) {
        return new CaseEvent.Received(
                1, "http", "tests", Optional.empty(), "0".repeat(64), 0, Optional.of(Map.of("message", message)));
    }
}
