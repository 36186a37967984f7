package io.assay.core.verdict;

import java.util.SortedSet;
import java.util.TreeSet;

/** The months in which an arm is trained anew. */
public final class RetrainingMonths {
    private static final int BEFORE_END_OF_LIFE = 3;
    private static final int MONTHS_A_YEAR = 12;

    private RetrainingMonths() {}

    /**
     * {every cadence} ∪ {label-set changes, evenly over the year} ∪ {the base's end of life − 3}, each once, in (0, T). A
     * model trained at T serves no month that is looked at, so T itself is left out; the worked example needs it so.
     *
     * @param months T
     * @return whole months; the month of an end of life is rounded down, and is at least the first
     */
    public static SortedSet<Integer> of(Arm.Retraining retraining, int months) {
        SortedSet<Integer> due = new TreeSet<>();
        retraining.cadenceMonths().ifPresent(cadence -> {
            for (int month = cadence; month < months; month += cadence) {
                due.add(month);
            }
        });
        int changes = retraining.labelSetChangesAYear();
        for (int change = 1; changes > 0 && change * MONTHS_A_YEAR / changes < months; change++) {
            due.add(Math.max(1, change * MONTHS_A_YEAR / changes));
        }
        retraining.endOfLifeMonths().ifPresent(end -> {
            int month = Math.max(1, (int) Math.floor(end) - BEFORE_END_OF_LIFE);
            if (month < months) {
                due.add(month);
            }
        });
        return due;
    }
}
