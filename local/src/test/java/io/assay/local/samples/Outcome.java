package io.assay.local.samples;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of a sample.
 *
 * @param http     what the HTTP API answered; empty for other samples
 * @param answer   of a function or of the HTTP API, parsed; null when there is none
 * @param events   that were appended
 * @param messages that lie in queues afterwards, by the queue's logical id
 * @param objects  keys of new objects
 * @param changed  whether any table or bucket is not as it was
 */
record Outcome(
        Optional<Http> http,
        @Nullable Object answer,
        List<Map<String, Object>> events,
        Map<String, List<Object>> messages,
        List<String> objects,
        boolean changed) {

    /** Status line, content type and body as text. */
    record Http(int status, String contentType, String text) {}
}
