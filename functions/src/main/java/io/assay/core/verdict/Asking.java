package io.assay.core.verdict;

import java.util.Locale;

/**
 * How an arm asks for one answer.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if a number is out of range, or if tools are sent in batches.
 *
 * @param calls k, calls an answer, at least 1; votes take several
 * @param retry share of the calls that are made again, at least 0
 * @param tools the call carries tools
 */
public record Asking(int calls, double retry, Tier tier, boolean tools) {

    /** What the provider may take its time with. */
    public enum Tier {
        STANDARD,
        BATCH,
        FLEX;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Asking {
        if (calls < 1 || !(retry >= 0)) {
            throw new IllegalArgumentException("calls " + calls + ", retry " + retry);
        }
        if (tools && tier == Tier.BATCH) {
            throw new IllegalArgumentException("a batch takes no tools");
        }
    }

    public static Asking once() {
        return new Asking(1, 0, Tier.STANDARD, false);
    }
}
