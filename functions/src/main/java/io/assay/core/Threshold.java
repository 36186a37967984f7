package io.assay.core;

/**
 * The least confidence that may act alone.
 *
 * @param value in [0, 1]
 * @param basis what it rests on
 */
public record Threshold(double value, Basis basis) {

    public Threshold {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("threshold outside [0, 1]: " + value);
        }
    }

    /** What a threshold rests on. */
    public sealed interface Basis {

        /** As every page and answer words it. */
        String wording();

        /** A person or group set it; nothing is guaranteed. */
        record Declared(String by) implements Basis {
            @Override
            public String wording() {
                return "declared, not certified";
            }
        }

        /** A certificate covers it, for one predictor only. */
        record Certified(String certificate, String predictor) implements Basis {
            @Override
            public String wording() {
                return "certified";
            }
        }
    }
}
