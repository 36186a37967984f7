package io.assay.core.resampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Each row's part. A group is never split and no row is dropped, so a part's size differs from its share by no more than
 * about a group.
 *
 * <p>Groups are laid round a circle in random order, each as wide as it has rows; a group belongs to the part in which
 * its middle lies. The five folds turn the parts by a fifth each, so that the middle of each group passes the test part
 * exactly once.
 */
public final class Parts {
    /** Into how many folds the test part turns. */
    public static final int FOLDS = 5;

    private final Groups groups;
    private final Part[] partOf;

    private Parts(Groups groups, Part[] partOf) {
        this.groups = groups;
        this.partOf = partOf;
    }

    /** One assignment at random. */
    public static Parts random(Groups groups, Shares shares, long seed) {
        return turned(groups, shares, middles(groups, shuffled(groups, seed)), 0);
    }

    /**
     * Five assignments at random in which every group is tested exactly once.
     *
     * @param shares with a fifth to test
     * @throws IllegalArgumentException if the test share is not a fifth
     */
    public static List<Parts> folds(Groups groups, Shares shares, long seed) {
        if (shares.test() != 1.0 / FOLDS) {
            throw new IllegalArgumentException("five folds test a fifth each, not " + shares.test());
        }
        long[] middles = middles(groups, shuffled(groups, seed));
        List<Parts> folds = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            folds.add(turned(groups, shares, middles, fold));
        }
        return List.copyOf(folds);
    }

    /**
     * One assignment by time: trained on the oldest groups, tested on the latest. A group is as old as its latest row, so
     * that no row of another part is later than the latest row of any group tested.
     *
     * @param times one a row, in any unit
     * @throws IllegalArgumentException if there is not one time a row
     */
    public static Parts byTime(Groups groups, long[] times, Shares shares) {
        if (times.length != groups.rows()) {
            throw new IllegalArgumentException(times.length + " times for " + groups.rows() + " rows");
        }
        long[] latest = new long[groups.count()];
        Arrays.fill(latest, Long.MIN_VALUE);
        for (int row = 0; row < times.length; row++) {
            int group = groups.groupOf(row);
            latest[group] = Math.max(latest[group], times[row]);
        }
        int[] latestFirst = Arrays.stream(inOrder(groups))
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(group -> latest[group])
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        return turned(groups, shares, middles(groups, latestFirst), 0);
    }

    public Part ofGroup(int group) {
        return partOf[group];
    }

    public Part ofRow(int row) {
        return partOf[groups.groupOf(row)];
    }

    /** The rows of a part, ascending. */
    public int[] rows(Part part) {
        return IntStream.range(0, groups.rows())
                .filter(row -> ofRow(row) == part)
                .toArray();
    }

    /** Places are whole numbers until they are compared, so that no rounding tests a group in two folds or in none. */
    private static Parts turned(Groups groups, Shares shares, long[] middles, int fold) {
        long circle = 2L * FOLDS * groups.rows();
        Part[] partOf = new Part[middles.length];
        for (int group = 0; group < middles.length; group++) {
            long place = Math.floorMod(middles[group] * FOLDS - fold * (circle / FOLDS), circle);
            partOf[group] = shares.at(place / (double) circle);
        }
        return new Parts(groups, partOf);
    }

    /** Twice the number of rows before the middle of each group. */
    private static long[] middles(Groups groups, int[] order) {
        long[] middles = new long[groups.count()];
        long before = 0;
        for (int group : order) {
            middles[group] = 2 * before + groups.size(group);
            before += groups.size(group);
        }
        return middles;
    }

    private static int[] shuffled(Groups groups, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int[] order = inOrder(groups);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private static int[] inOrder(Groups groups) {
        int[] order = new int[groups.count()];
        Arrays.setAll(order, group -> group);
        return order;
    }
}
