package io.assay.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What numpy and scipy say; {@code src/test/scripts/calibration_vectors.py} wrote it. */
public final class CalibrationVectors {
    private static final Map<String, Object> ALL = read();

    private CalibrationVectors() {}

    /** The cases under a name. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> cases(String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(ALL.get(name));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> single(String name) {
        return (Map<String, Object>) Objects.requireNonNull(ALL.get(name));
    }

    static double[] grid() {
        return doubles(ALL, "grid");
    }

    public static double number(Map<String, Object> from, String name) {
        return ((Number) Objects.requireNonNull(from.get(name), name)).doubleValue();
    }

    public static double[] doubles(Map<String, Object> from, String name) {
        return list(from, name).stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    static long[] counts(Map<String, Object> from, String name) {
        return list(from, name).stream()
                .mapToLong(value -> ((Number) value).longValue())
                .toArray();
    }

    static boolean[] booleans(Map<String, Object> from, String name) {
        List<?> list = list(from, name);
        boolean[] booleans = new boolean[list.size()];
        for (int i = 0; i < booleans.length; i++) {
            booleans[i] = (Boolean) list.get(i);
        }
        return booleans;
    }

    static List<?> list(Map<String, Object> from, String name) {
        return (List<?>) Objects.requireNonNull(from.get(name), name);
    }

    static List<ScoredAnswer> answers(Map<String, Object> from) {
        double[] raw = doubles(from, "raw");
        boolean[] right = booleans(from, "right");
        List<ScoredAnswer> answers = new ArrayList<>();
        for (int i = 0; i < raw.length; i++) {
            answers.add(ScoredAnswer.raw(raw[i], right[i]));
        }
        return answers;
    }

    /** To 1e-9 of its size. */
    public static void assertAgrees(String what, double actual, double expected) {
        double bound = 1e-9 * Math.max(Math.abs(expected), 1e-300);
        assertThat(Math.abs(actual - expected))
                .as("%s: %s, expected %s", what, actual, expected)
                .isLessThanOrEqualTo(bound);
    }

    private static Map<String, Object> read() {
        try (InputStream stream = CalibrationVectors.class.getResourceAsStream("vectors.json")) {
            return Json.object(Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
