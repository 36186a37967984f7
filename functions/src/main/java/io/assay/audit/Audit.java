package io.assay.audit;

import io.assay.aws.AuditBucket;
import io.assay.aws.StreamBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Writes a batch of the stream as one bundle of the audit log. What fails is thrown: the source tries without limit. */
public final class Audit {
    private final AuditBucket bucket;

    public Audit(AuditBucket bucket) {
        this.bucket = bucket;
    }

    /** @throws IOException if the event cannot be read or the answer not written */
    public void run(InputStream event, OutputStream answer) throws IOException {
        List<StreamBatch.Position> positions = StreamBatch.of(event).positions();
        if (!positions.isEmpty()) {
            StreamBatch.Position first = positions.getFirst();
            bucket.put(
                    AuditLine.of(first.line()).at(),
                    first.eventId(),
                    positions.getLast().eventId(),
                    positions.stream().map(StreamBatch.Position::line).toList());
        }
        StreamBatch.answer(answer);
    }
}
