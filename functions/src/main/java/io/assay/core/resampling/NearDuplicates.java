package io.assay.core.resampling;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Groups texts that say nearly the same. A text whose {@link #normalised} form was seen joins that one's group; any other
 * joins the group whose first member it shares at least 4/5 of their character 3-grams with (Jaccard; the most alike,
 * of several the earliest), or begins a group. Nobody joins by likeness to a later member: chains of such likenesses
 * would join most of a data set.
 *
 * <p>First members are found through an index of a few grams each, the prefix filter of Chaudhuri, Ganti &amp; Kaushik
 * 2006 and Bayardo, Ma &amp; Srikant 2007. It loses nobody. Sets x and y with |x∩y| ≥ 4/5·|x∪y| share at least
 * o(x) = ⌈4/5·|x|⌉ and at least o(y) grams. Take all grams in one fixed order, and of each set the prefix of its first
 * |x| − o(x) + 1; say that x's prefix ends no later in the order than y's. If no gram were in both prefixes, no shared
 * gram would be in x's, since y's prefix holds all of y up to that place; all of them would be among the o(x) − 1 grams
 * left of x, which are too few. So whoever is alike enough shares a gram of the prefix and is found; each one found is
 * then compared in full. Rarest grams first in the order only make it fast.
 */
public final class NearDuplicates {
    private static final Pattern PUNCTUATION_OR_SPACE = Pattern.compile("[\\p{P}\\p{Z}\\p{C}\\s]+");

    private NearDuplicates() {}

    /**
     * @param texts one a row
     * @return the rows in groups, numbered in the order of their first members
     * @throws IllegalArgumentException if there is no text
     */
    public static Groups group(List<String> texts) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] distinct = new int[texts.size()];
        for (int row = 0; row < distinct.length; row++) {
            String text = normalised(texts.get(row));
            Integer number = numbers.putIfAbsent(text, numbers.size());
            distinct[row] = number == null ? numbers.size() - 1 : number;
        }
        int[] groupOf = new Leaders(Trigrams.ranked(new ArrayList<>(numbers.keySet()))).groupOf();
        return Groups.of(Arrays.stream(distinct).map(number -> groupOf[number]).toArray());
    }

    /**
     * Compatibility forms made one (Unicode NFKC), lower case, each run of punctuation and white space one space, none at
     * the ends; a text of nothing else is kept.
     */
    public static String normalised(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String words = PUNCTUATION_OR_SPACE.matcher(folded).replaceAll(" ").strip();
        return words.isEmpty() ? folded.strip() : words;
    }

    /** First members of groups, indexed by the grams of their prefixes. */
    private static final class Leaders {
        /** Leader, size of its set, position of the gram in it. */
        private static final int POSTING = 3;

        private final List<int[]> sets;
        private final List<int[]> leaders = new ArrayList<>();
        /** Of each gram, a posting for each leader in whose prefix it is. */
        private final int[][] postings;

        private final int[] posted;
        /** The last set that was compared with a leader: each is compared once. */
        private final int[] comparedWith;

        Leaders(List<int[]> sets) {
            this.sets = sets;
            int grams =
                    1 + sets.stream().mapToInt(set -> set[set.length - 1]).max().orElse(0);
            postings = new int[grams][];
            Arrays.fill(postings, new int[0]);
            posted = new int[grams];
            comparedWith = new int[sets.size()];
            Arrays.fill(comparedWith, -1);
        }

        int[] groupOf() {
            int[] groupOf = new int[sets.size()];
            for (int number = 0; number < groupOf.length; number++) {
                int group = mostAlike(number);
                groupOf[number] = group >= 0 ? group : lead(sets.get(number));
            }
            return groupOf;
        }

        /** The group whose first member is most alike, or -1. */
        private int mostAlike(int number) {
            int[] set = sets.get(number);
            int best = -1;
            long bestShared = 0;
            long bestUnion = 1;
            for (int i = 0; i < prefix(set); i++) {
                int[] posting = postings[set[i]];
                for (int k = 0; k < posted[set[i]]; k += POSTING) {
                    int leader = posting[k];
                    int size = posting[k + 1];
                    int position = posting[k + 2];
                    // most end here: too few are left of either, and at a later common gram still fewer
                    if (Math.min(set.length - i, size - position) < enough(set.length + size)
                            || comparedWith[leader] == number) {
                        continue;
                    }
                    comparedWith[leader] = number;
                    int[] other = leaders.get(leader);
                    long shared = shared(set, i, other, position);
                    long union = set.length + other.length - shared;
                    long ahead = shared * bestUnion - bestShared * union;
                    if (shared > 0 && (ahead > 0 || (ahead == 0 && leader < best))) {
                        best = leader;
                        bestShared = shared;
                        bestUnion = union;
                    }
                }
            }
            return best;
        }

        private int lead(int[] set) {
            int leader = leaders.size();
            leaders.add(set);
            for (int i = 0; i < prefix(set); i++) {
                int gram = set[i];
                if (posted[gram] == postings[gram].length) {
                    postings[gram] = Arrays.copyOf(postings[gram], 2 * (posted[gram] + POSTING));
                }
                postings[gram][posted[gram]++] = leader;
                postings[gram][posted[gram]++] = set.length;
                postings[gram][posted[gram]++] = i;
            }
            return leader;
        }

        /** |x| − ⌈4/5·|x|⌉ + 1, in whole numbers. */
        private static int prefix(int[] set) {
            return set.length - (4 * set.length + 4) / 5 + 1;
        }

        /** ⌈4/9·(|x| + |y|)⌉: so many shared grams are 4/5 of all. */
        private static int enough(int both) {
            return (int) ((4L * both + 8) / 9);
        }

        /**
         * How many grams two sets share, or 0 as soon as they cannot share enough.
         *
         * @param i where in the set their first common gram is
         * @param j where in the other
         */
        private static int shared(int[] set, int i, int[] other, int j) {
            int enough = enough(set.length + other.length);
            int shared = 0;
            while (i < set.length
                    && j < other.length
                    && shared + Math.min(set.length - i, other.length - j) >= enough) {
                if (set[i] == other[j]) {
                    shared++;
                    i++;
                    j++;
                } else if (set[i] < other[j]) {
                    i++;
                } else {
                    j++;
                }
            }
            return shared >= enough ? shared : 0;
        }
    }
}
