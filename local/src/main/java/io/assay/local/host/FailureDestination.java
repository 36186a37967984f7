package io.assay.local.host;

import io.assay.local.host.StreamEvent.Item;
import io.assay.local.template.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;

/** Where Lambda tells of stream records that it gave up: a queue gets the position, a bucket the records as well. */
final class FailureDestination {

    private static final Logger LOG = LoggerFactory.getLogger(FailureDestination.class);
    private static final String BUCKET = "arn:aws:s3:::";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

    private final Optional<String> target;
    private final Stack stack;
    private final LocalFunction function;
    private final String streamArn;
    private final SdkClients clients;
    private final String accessKey;
    private final Clock clock;

    /** @param accessKey identity of the function's role, under which Lambda writes */
    FailureDestination(
            Optional<String> target,
            Stack stack,
            LocalFunction function,
            String streamArn,
            SdkClients clients,
            String accessKey,
            Clock clock) {
        this.target = target;
        this.stack = stack;
        this.function = function;
        this.streamArn = streamArn;
        this.clients = clients;
        this.accessKey = accessKey;
        this.clock = clock;
    }

    /** @param event what the function received last */
    void discarded(List<Item> items, String shard, int attempts, byte[] event) {
        LOG.warn("{} gave up {} records of {} after {} attempts", function.logicalId(), items.size(), shard, attempts);
        if (target.isEmpty() || items.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<String, Object> told = told(items, shard, attempts, now);
        String arn = target.get();
        if (arn.startsWith(BUCKET)) {
            told.put("payload", new String(event, StandardCharsets.UTF_8));
            String key = "aws/lambda/" + UUID.nameUUIDFromBytes(function.arn().getBytes(StandardCharsets.UTF_8)) + "/"
                    + shard + "/" + DAY.format(now) + "/" + SECOND.format(now) + "-" + UUID.randomUUID();
            String bucket = arn.substring(BUCKET.length());
            try (var s3 = clients.s3(accessKey)) {
                // Lambda's documentation asks for s3:ListBucket beside s3:PutObject: without it this is refused.
                s3.headBucket(r -> r.bucket(bucket));
                s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(Json.bytes(told)));
            }
        } else {
            String url = stack.queues().stream()
                    .filter(queue -> queue.arn().equals(arn))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("template: OnFailure of " + function.logicalId()
                            + " is neither a queue nor a bucket of the template: " + arn))
                    .url();
            try (var sqs = clients.sqs(accessKey)) {
                sqs.sendMessage(r -> r.queueUrl(url).messageBody(Json.text(told)));
            }
        }
    }

    private Map<String, Object> told(List<Item> items, String shard, int attempts, Instant now) {
        Map<String, Object> batch = new LinkedHashMap<>();
        batch.put("shardId", shard);
        batch.put("startSequenceNumber", items.getFirst().sequenceNumber());
        batch.put("endSequenceNumber", items.getLast().sequenceNumber());
        batch.put("approximateArrivalOfFirstRecord", items.getFirst().at().toString());
        batch.put("approximateArrivalOfLastRecord", items.getLast().at().toString());
        batch.put("batchSize", items.size());
        batch.put("streamArn", streamArn);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put(
                "requestContext",
                Map.of(
                        "requestId",
                        UUID.randomUUID().toString(),
                        "functionArn",
                        function.arn(),
                        "condition",
                        "RetryAttemptsExhausted",
                        "approximateInvokeCount",
                        attempts));
        told.put(
                "responseContext",
                Map.of("statusCode", 200, "executedVersion", LocalFunction.VERSION, "functionError", "Unhandled"));
        told.put("version", "1.0");
        told.put("timestamp", now.toString());
        told.put("DDBStreamBatchInfo", batch);
        return told;
    }
}
