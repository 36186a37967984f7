package io.assay.core.resampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts as sets of their character 3-grams, each gram replaced by its rank in one order for all texts: rarest first.
 */
final class Trigrams {
    /** Three code points of 21 bits each fit into a long. */
    private static final int CODE_POINT_BITS = 21;

    private Trigrams() {}

    /** One set a text: ascending ranks, none twice. A text of fewer than three characters is one gram. */
    static List<int[]> ranked(List<String> texts) {
        List<long[]> grams = new ArrayList<>(texts.size());
        Map<Long, Integer> textsWith = new HashMap<>();
        for (String text : texts) {
            long[] set = grams(text);
            grams.add(set);
            for (long gram : set) {
                textsWith.merge(gram, 1, Integer::sum);
            }
        }
        Map<Long, Integer> ranks = rarestFirst(textsWith);
        List<int[]> ranked = new ArrayList<>(texts.size());
        for (long[] set : grams) {
            ranked.add(Arrays.stream(set)
                    .mapToInt(gram -> ranks.getOrDefault(gram, 0))
                    .sorted()
                    .toArray());
        }
        return ranked;
    }

    private static long[] grams(String text) {
        int[] points = text.codePoints().toArray();
        if (points.length < 3) {
            long whole = 0;
            for (int point : points) {
                whole = packed(whole, point);
            }
            return new long[] {whole};
        }
        long[] grams = new long[points.length - 2];
        for (int i = 0; i < grams.length; i++) {
            grams[i] = packed(packed(points[i], points[i + 1]), points[i + 2]);
        }
        return Arrays.stream(grams).sorted().distinct().toArray();
    }

    private static long packed(long before, int point) {
        return (before << CODE_POINT_BITS) | point;
    }

    private static Map<Long, Integer> rarestFirst(Map<Long, Integer> textsWith) {
        List<Map.Entry<Long, Integer>> entries = new ArrayList<>(textsWith.entrySet());
        entries.sort(Map.Entry.<Long, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        Map<Long, Integer> ranks = new HashMap<>();
        for (int rank = 0; rank < entries.size(); rank++) {
            ranks.put(entries.get(rank).getKey(), rank);
        }
        return ranks;
    }
}
