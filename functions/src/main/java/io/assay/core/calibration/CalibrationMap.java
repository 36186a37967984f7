package io.assay.core.calibration;

import java.util.List;

/**
 * A fitted map from raw confidence to the probability of being right: plain data, never falling, from [0, 1] into [0, 1].
 *
 * <p>Constructing one throws {@link IllegalArgumentException} if it would fall or is not finite.
 */
public sealed interface CalibrationMap {

    /**
     * @param raw in [0, 1]
     * @return the probability of being right, in [0, 1]
     * @throws IllegalArgumentException if the confidence is outside its range
     */
    double probability(double raw);

    /**
     * @param raw in [0, 1]
     * @throws IllegalArgumentException if the confidence is outside its range
     */
    default CalibratedConfidence apply(double raw) {
        return new CalibratedConfidence(probability(raw), raw);
    }

    /** Leaves the confidence as it is. */
    record Identity() implements CalibrationMap {
        @Override
        public double probability(double raw) {
            return checked(raw);
        }
    }

    /**
     * Temperature scaling (Guo et al. 2017, section 4.2, for two classes: right and wrong): the log odds divided by a
     * temperature.
     *
     * @param inverseTemperature 1/T, at least 0; 0 maps everything to ½
     */
    record Temperature(double inverseTemperature) implements CalibrationMap {
        public Temperature {
            requireSlope(inverseTemperature);
        }

        @Override
        public double probability(double raw) {
            return Logit.inverse(inverseTemperature * Logit.of(checked(raw)));
        }
    }

    /**
     * Platt scaling (Platt 1999, eq. 1, with slope −A and intercept −B) on the log odds of the confidence.
     *
     * @param slope     at least 0; 0 maps everything to one probability
     * @param intercept any finite number
     */
    record Platt(double slope, double intercept) implements CalibrationMap {
        public Platt {
            requireSlope(slope);
            if (!Double.isFinite(intercept)) {
                throw new IllegalArgumentException("intercept is not finite: " + intercept);
            }
        }

        @Override
        public double probability(double raw) {
            return Logit.inverse(slope * Logit.of(checked(raw)) + intercept);
        }
    }

    /**
     * Isotonic regression: straight lines between knots, level before the first and after the last.
     *
     * @param knots at least one, by raw confidence, which rises; the probability never falls
     */
    record Isotonic(List<Knot> knots) implements CalibrationMap {

        /** The probability at one raw confidence, both in [0, 1]. */
        public record Knot(double raw, double probability) {
            public Knot {
                if (!(raw >= 0 && raw <= 1 && probability >= 0 && probability <= 1)) {
                    throw new IllegalArgumentException("knot outside [0, 1]: " + raw + ", " + probability);
                }
            }
        }

        public Isotonic {
            knots = List.copyOf(knots);
            if (knots.isEmpty()) {
                throw new IllegalArgumentException("no knots");
            }
            for (int i = 1; i < knots.size(); i++) {
                Knot before = knots.get(i - 1);
                Knot knot = knots.get(i);
                if (!(before.raw < knot.raw && before.probability <= knot.probability)) {
                    throw new IllegalArgumentException("knots fall: " + before + ", " + knot);
                }
            }
        }

        @Override
        public double probability(double raw) {
            checked(raw);
            int above = firstAbove(raw);
            if (above == 0) {
                return knots.getFirst().probability;
            }
            if (above == knots.size()) {
                return knots.getLast().probability;
            }
            Knot low = knots.get(above - 1);
            Knot high = knots.get(above);
            double way = (raw - low.raw) / (high.raw - low.raw);
            return Math.min(high.probability, low.probability + way * (high.probability - low.probability));
        }

        private int firstAbove(double raw) {
            int low = 0;
            int high = knots.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (knots.get(middle).raw > raw) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    private static double checked(double raw) {
        if (!(raw >= 0 && raw <= 1)) { // refuses NaN too
            throw new IllegalArgumentException("confidence outside [0, 1]: " + raw);
        }
        return raw;
    }

    private static void requireSlope(double slope) {
        if (!(slope >= 0 && Double.isFinite(slope))) {
            throw new IllegalArgumentException("a slope is at least 0: " + slope);
        }
    }
}
