package io.assay.metrics;

import io.assay.core.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Open cases by how long ago they came in. */
final class OpenAges {
    private static final List<Duration> LIMITS = List.of(
            Duration.ofHours(1), Duration.ofHours(4), Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7));

    private OpenAges() {}

    /**
     * @param since when each open case came in
     * @return buckets from young to old, each with its upper limit in hours, which it does not include; the last has none
     */
    static List<Map<String, Object>> of(List<Instant> since, Instant now) {
        long[] cases = new long[LIMITS.size() + 1];
        for (Instant at : since) {
            Duration age = Duration.between(at, now);
            int bucket = 0;
            while (bucket < LIMITS.size() && age.compareTo(LIMITS.get(bucket)) >= 0) {
                bucket++;
            }
            cases[bucket]++;
        }
        List<Map<String, Object>> buckets = new ArrayList<>();
        for (int i = 0; i < cases.length; i++) {
            buckets.add(Fields.write()
                    .put("underHours", i < LIMITS.size() ? LIMITS.get(i).toHours() : null)
                    .put("cases", cases[i])
                    .done());
        }
        return buckets;
    }
}
