package io.assay.local.gateway;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that sends messages, with a longer delay. */
final class Delayed {
    private static final String DELAY = "DelaySeconds";
    private static final String ENTRIES = "Entries";
    /** As SQS allows. */
    private static final int MOST = 900;

    private Delayed() {}

    /** @param body of {@code SendMessage} or {@code SendMessageBatch} */
    static byte[] by(Duration late, byte[] body) throws IOException {
        Map<String, Object> request = JSON.std.mapFrom(body);
        if (request.get(ENTRIES) instanceof List<?> entries) {
            request.put(
                    ENTRIES,
                    entries.stream()
                            .map(entry -> delayed(late, (Map<?, ?>) entry))
                            .toList());
            return JSON.std.asBytes(request);
        }
        return JSON.std.asBytes(delayed(late, request));
    }

    private static Map<String, Object> delayed(Duration late, Map<?, ?> message) {
        Map<String, Object> delayed = new LinkedHashMap<>();
        message.forEach((name, value) -> delayed.put(String.valueOf(name), value));
        long before = message.get(DELAY) instanceof Number seconds ? seconds.longValue() : 0;
        delayed.put(DELAY, Math.min(MOST, before + late.toSeconds()));
        return delayed;
    }
}
