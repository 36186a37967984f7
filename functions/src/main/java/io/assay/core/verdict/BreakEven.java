package io.assay.core.verdict;

/** V*: the volume above which tuning pays at every volume. */
public sealed interface BreakEven {

    /** V* as a number: 0 when it pays at any volume, infinite when there is no volume above which it does. */
    double casesPerMonth();

    /** It pays above this volume, positive; just below it does not. */
    record Above(double casesPerMonth) implements BreakEven {}

    /** It costs no more per case and no more beside, so it pays at any volume. */
    record Always() implements BreakEven {
        @Override
        public double casesPerMonth() {
            return 0;
        }
    }

    /** It costs at least as much per case: there is no volume above which it pays. */
    record Never() implements BreakEven {
        @Override
        public double casesPerMonth() {
            return Double.POSITIVE_INFINITY;
        }
    }
}
