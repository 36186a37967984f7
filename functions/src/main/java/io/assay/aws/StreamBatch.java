package io.assay.aws;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch of the event log's stream as Lambda hands it over. Only insertions count: an entry is never changed, and what
 * is removed was recorded when it was appended.
 *
 * @param shard named only by an event source with a tumbling window
 */
public record StreamBatch(List<Position> positions, Optional<String> shard) {

    /** Longest sequence number of a stream, in digits; more than the 38 that a DynamoDB number holds. */
    private static final int SEQUENCE_DIGITS = 40;

    /**
     * One appended entry.
     *
     * @param eventId  of the stream record, the same at every delivery
     * @param sequence its place in the shard, zero-padded to {@value #SEQUENCE_DIGITS} digits so that text compares as
     *     numbers do
     * @param line     exactly as stored
     */
    public record Position(String eventId, String sequence, String line) {}

    public StreamBatch {
        positions = List.copyOf(positions);
    }

    /**
     * @throws IOException              if the event cannot be read
     * @throws IllegalArgumentException if a record lacks a field
     */
    public static StreamBatch of(InputStream event) throws IOException {
        Fields in = new Fields(Json.object(event));
        return new StreamBatch(
                in.list("Records").stream()
                        .filter(received -> received.text("eventName").equals("INSERT"))
                        .map(StreamBatch::position)
                        .toList(),
                in.optionalText("shardId"));
    }

    private static Position position(Fields received) {
        Fields change = received.fields("dynamodb");
        return new Position(
                received.text("eventID"),
                padded(change.text("SequenceNumber")),
                change.fields("NewImage").fields(CaseStore.LINE).text("S"));
    }

    private static String padded(String sequence) {
        return "0".repeat(Math.max(0, SEQUENCE_DIGITS - sequence.length())) + sequence;
    }

    /**
     * Everything is done with. A source with a tumbling window wants a state back; we keep none there.
     *
     * @throws IOException if the answer cannot be written
     */
    public static void answer(OutputStream answer) throws IOException {
        answer.write(CanonicalJson.bytes(Map.of("batchItemFailures", List.of(), "state", Map.of())));
    }
}
