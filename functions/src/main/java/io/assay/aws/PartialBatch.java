package io.assay.aws;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SQS batch as Lambda hands it over, and the answer that names the messages to deliver again. Messages run side by
 * side, for they wait for the network most of the time.
 */
public final class PartialBatch {
    private static final Logger LOG = LoggerFactory.getLogger(PartialBatch.class);

    private final List<Fields> records;

    private PartialBatch(List<Fields> records) {
        this.records = List.copyOf(records);
    }

    /** @throws IOException if the event cannot be read */
    public static PartialBatch of(InputStream event) throws IOException {
        return new PartialBatch(new Fields(Json.object(event)).list("Records"));
    }

    /** The messages as Lambda hands them over. */
    public List<Fields> records() {
        return records;
    }

    /** What became of one message. */
    public record Done<T>(Fields received, T result) {
        String messageId() {
            return received.text("messageId");
        }
    }

    /**
     * Runs the work on every message.
     *
     * @param failed the result of a message whose work throws
     */
    public <T> List<Done<T>> each(Function<Fields, T> work, T failed) {
        return SideBySide.map(records, records.size(), message -> new Done<>(message, result(message, work, failed)));
    }

    private static <T> T result(Fields message, Function<Fields, T> work, T failed) {
        try {
            return work.apply(message);
        } catch (RuntimeException | Error e) { // an error too is this message's own: the others are not delivered again
            LOG.warn("message failed and will be delivered again", e);
            return failed;
        }
    }

    /** @throws IOException if the answer cannot be written */
    public static void answer(OutputStream answer, Collection<String> failures) throws IOException {
        Set<String> sorted = new TreeSet<>(failures);
        answer.write(CanonicalJson.bytes(Map.of(
                "batchItemFailures",
                sorted.stream().map(id -> Map.of("itemIdentifier", id)).toList())));
    }
}
