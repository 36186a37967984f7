package io.assay.core.resampling;

import java.util.Arrays;

/**
 * Rows in groups that belong together, such as near-duplicates: the unit that is drawn, and that a part keeps whole.
 * Rows and groups are numbered from 0, every group has at least one row.
 */
public final class Groups {
    private final int[] groupOf;
    private final int[] sizes;

    private Groups(int[] groupOf, int[] sizes) {
        this.groupOf = groupOf;
        this.sizes = sizes;
    }

    /**
     * @param groupOf the group of each row
     * @throws IllegalArgumentException if there is no row, or if a number between 0 and the largest names no group
     */
    public static Groups of(int... groupOf) {
        if (groupOf.length == 0) {
            throw new IllegalArgumentException("no rows");
        }
        int[] sizes = new int[Arrays.stream(groupOf).max().getAsInt() + 1];
        for (int group : groupOf) {
            if (group < 0) {
                throw new IllegalArgumentException("negative group: " + group);
            }
            sizes[group]++;
        }
        for (int group = 0; group < sizes.length; group++) {
            if (sizes[group] == 0) {
                throw new IllegalArgumentException("group " + group + " has no rows");
            }
        }
        return new Groups(groupOf.clone(), sizes);
    }

    /**
     * Every row is a group of its own.
     *
     * @throws IllegalArgumentException if there is no row
     */
    public static Groups singletons(int rows) {
        int[] groupOf = new int[rows];
        Arrays.setAll(groupOf, row -> row);
        return of(groupOf);
    }

    public int rows() {
        return groupOf.length;
    }

    public int count() {
        return sizes.length;
    }

    public int groupOf(int row) {
        return groupOf[row];
    }

    /** Rows of a group, at least 1. */
    public int size(int group) {
        return sizes[group];
    }

    /** The rows of each group, in the order of the rows. */
    public int[][] members() {
        int[][] members = new int[count()][];
        Arrays.setAll(members, group -> new int[sizes[group]]);
        int[] filled = new int[count()];
        for (int row = 0; row < groupOf.length; row++) {
            int group = groupOf[row];
            members[group][filled[group]++] = row;
        }
        return members;
    }

    /**
     * @param values one a row
     * @return their sum in each group
     * @throws IllegalArgumentException if there is not one value a row
     */
    public double[] sums(double[] values) {
        if (values.length != rows()) {
            throw new IllegalArgumentException(values.length + " values for " + rows() + " rows");
        }
        double[] sums = new double[count()];
        for (int row = 0; row < values.length; row++) {
            sums[groupOf[row]] += values[row];
        }
        return sums;
    }
}
