package io.assay.audit;

import io.assay.core.Fields;
import io.assay.core.Hashes;
import io.assay.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What the audit needs to know of an event line, whatever release wrote it.
 *
 * @param hash SHA-256 of the line, in hex
 */
record AuditLine(String stream, int seq, Instant at, String hash) {

    /**
     * @throws io.assay.json.MalformedJson if the line is no JSON object
     * @throws IllegalArgumentException    if a field is missing or of another kind
     */
    static AuditLine of(String line) {
        Fields in = new Fields(Json.object(line));
        return new AuditLine(
                in.text("stream"),
                in.whole("seq"),
                in.instant("at"),
                Hashes.sha256Hex(line.getBytes(StandardCharsets.UTF_8)));
    }
}
