package io.assay.local.services;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A body in {@code aws-chunked} encoding, taken apart: chunks of {@code size[;chunk-signature=…]}, then trailers. Chunk
 * signatures are not checked.
 *
 * @param trailers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChunkedUpload(byte[] content, Map<String, String> trailers) {

    /** @throws S3Failure if the chunks do not add up */
    static ChunkedUpload decode(byte[] body) {
        var lines = new Lines(body);
        var content = new ByteArrayOutputStream(body.length);
        for (int size = size(lines.next()); size > 0; size = size(lines.next())) {
            lines.take(size, content);
            if (!lines.next().isEmpty()) throw incomplete();
        }
        var trailers = new HashMap<String, String>();
        for (var line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon < 0) throw incomplete();
            trailers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new ChunkedUpload(content.toByteArray(), Map.copyOf(trailers));
    }

    private static int size(String line) {
        int semicolon = line.indexOf(';');
        try {
            int size = Integer.parseInt(semicolon < 0 ? line : line.substring(0, semicolon), 16);
            if (size < 0) throw incomplete();
            return size;
        } catch (NumberFormatException e) {
            throw incomplete();
        }
    }

    private static S3Failure incomplete() {
        return S3Failure.of(
                400,
                "IncompleteBody",
                "The request body terminated unexpectedly, or its chunks are not those of aws-chunked");
    }

    private static final class Lines {
        private final byte[] bytes;
        private int at;

        Lines(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The text up to the next line end; empty at the end of the body. */
        String next() {
            int start = at;
            while (at < bytes.length && bytes[at] != '\n') at++;
            int end = at > start && bytes[at - 1] == '\r' ? at - 1 : at;
            at = Math.min(at + 1, bytes.length);
            return new String(bytes, start, end - start, StandardCharsets.US_ASCII);
        }

        void take(int size, ByteArrayOutputStream into) {
            if (size > bytes.length - at) throw incomplete();
            into.write(bytes, at, size);
            at += size;
        }
    }
}
