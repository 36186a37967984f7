package io.assay.core.verdict;

import java.util.Optional;

/**
 * What keeping a model ready to answer costs a month. Units and copies come in whole numbers, so the cost steps with the
 * volume; between {@link #floor} and {@link #ceiling}, both straight lines, it stays.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if a rate or capacity is not positive.
 */
public sealed interface Hosting {

    /** @return USD a month at {@code volume} cases a month */
    double monthly(double volume);

    /** What comes in whole units; empty: nothing does. */
    Optional<Capacity> capacity();

    /** True when the cost is not a straight line over the volume. */
    default boolean steps() {
        return capacity().isPresent();
    }

    /** The greatest volume below {@code volume} at which the cost steps; 0: there is none. */
    default double stepBelow(double volume) {
        return capacity().map(capacity -> capacity.stepBelow(volume)).orElse(0.0);
    }

    /** A line that the cost never falls below. */
    Line floor();

    /** A line that the cost never rises above. */
    Line ceiling();

    /** {@code usd + usdPerCase · V}. */
    record Line(double usd, double usdPerCase) {}

    /** Answers are paid, readiness is not. */
    record OnDemand() implements Hosting {
        @Override
        public double monthly(double volume) {
            return 0;
        }

        @Override
        public Optional<Capacity> capacity() {
            return Optional.empty();
        }

        @Override
        public Line floor() {
            return new Line(0, 0);
        }

        @Override
        public Line ceiling() {
            return floor();
        }
    }

    /**
     * Provisioned throughput: {@code units · rate · 730}, {@code units = ceil(peak TPM / unit TPM)}.
     *
     * @param usdPerUnitHour      rate
     * @param unitTokensPerMinute what a unit can serve
     * @param peakPerMonthlyCase  tokens a minute at the peak, for each case a month; the peak grows with the volume
     */
    record Provisioned(double usdPerUnitHour, double unitTokensPerMinute, double peakPerMonthlyCase)
            implements Hosting {
        private static final double HOURS_A_MONTH = 730; // as AWS bills it

        public Provisioned {
            requirePositive(usdPerUnitHour, unitTokensPerMinute, peakPerMonthlyCase);
        }

        @Override
        public double monthly(double volume) {
            return units().needed(volume) * unitMonth();
        }

        private double unitMonth() {
            return usdPerUnitHour * HOURS_A_MONTH;
        }

        private Capacity units() {
            return new Capacity(unitTokensPerMinute / peakPerMonthlyCase);
        }

        @Override
        public Optional<Capacity> capacity() {
            return Optional.of(units());
        }

        @Override
        public Line floor() {
            return new Line(0, unitMonth() / units().step());
        }

        @Override
        public Line ceiling() {
            return new Line(unitMonth(), unitMonth() / units().step());
        }
    }

    /**
     * An imported model, billed by copy in windows of five minutes in which it answers:
     * {@code copies · units · rate · 5 · active windows}. With cases that come at random, a window of the
     * {@code windows} a month is active with probability {@code 1 - exp(-V / windows)}.
     *
     * @param unitsPerCopy        custom model units of one copy
     * @param usdPerUnitMinute    rate
     * @param copyTokensPerMinute what a copy can serve
     * @param peakPerMonthlyCase  tokens a minute at the peak, for each case a month
     * @param windows             windows a month in which cases may come, 8,755.2 round the clock
     */
    record Imported(
            double unitsPerCopy,
            double usdPerUnitMinute,
            double copyTokensPerMinute,
            double peakPerMonthlyCase,
            double windows)
            implements Hosting {
        private static final double MINUTES_A_WINDOW = 5;

        public Imported {
            requirePositive(unitsPerCopy, usdPerUnitMinute, copyTokensPerMinute, peakPerMonthlyCase, windows);
        }

        @Override
        public double monthly(double volume) {
            double active = -windows * Math.expm1(-volume / windows);
            return units().needed(volume) * copyWindow() * active;
        }

        private double copyWindow() {
            return unitsPerCopy * usdPerUnitMinute * MINUTES_A_WINDOW;
        }

        private Capacity units() {
            return new Capacity(copyTokensPerMinute / peakPerMonthlyCase);
        }

        @Override
        public Optional<Capacity> capacity() {
            return Optional.of(units());
        }

        /** {@code V/step · windows · exp(-V/windows)}, what idle windows save, is greatest at V = windows. */
        @Override
        public Line floor() {
            return new Line(
                    -copyWindow() * windows * windows / (units().step() * Math.E),
                    copyWindow() * windows / units().step());
        }

        @Override
        public Line ceiling() {
            return new Line(copyWindow() * windows, copyWindow() * windows / units().step());
        }
    }

    private static void requirePositive(double... numbers) {
        for (double number : numbers) {
            if (!(number > 0)) {
                throw new IllegalArgumentException("not positive: " + number);
            }
        }
    }
}
