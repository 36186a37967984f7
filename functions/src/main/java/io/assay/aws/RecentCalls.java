package io.assay.aws;

/** How an instance's last calls of a model ended. Safe for threads. */
final class RecentCalls {
    /** So many that errors of one call in twenty make up half of them less than once in ten million calls. */
    static final int WINDOW = 20;

    private final boolean[] failed = new boolean[WINDOW];
    private int calls;
    private int failures;

    /** @return whether at least half of the last calls failed, this one included */
    synchronized boolean add(boolean failure) {
        int place = calls % WINDOW;
        if (calls >= WINDOW && failed[place]) {
            failures--;
        }
        failed[place] = failure;
        if (failure) {
            failures++;
        }
        calls++;
        return 2 * failures >= Math.min(calls, WINDOW);
    }
}
