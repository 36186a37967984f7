package io.assay.certification;

import io.assay.aws.BlindSamples.Row;
import io.assay.core.BlindSample;
import io.assay.core.Confidence;
import io.assay.core.Label;
import io.assay.core.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Blind reviews of a made-up predictor, a minute after another. */
final class Reviews {
    static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    static final String PREDICTOR = "predictor-1";
    static final Label BILLING = new Label("billing-question");
    static final Label REFUND = new Label("refund-request");

    private final List<Row> rows = new ArrayList<>();

    /** A threshold that certificate 1 brought. */
    static Threshold certified(double value) {
        return new Threshold(value, new Threshold.Basis.Certified("1", PREDICTOR));
    }

    Reviews add(double confidence, boolean right) {
        return add(confidence, right, 1, true, Optional.empty());
    }

    Reviews add(double confidence, boolean right, double probability, boolean usable, Optional<Threshold> above) {
        return add(BILLING, confidence, right, probability, usable, above, "input " + rows.size());
    }

    Reviews add(
            Label answer,
            double confidence,
            boolean right,
            double probability,
            boolean usable,
            Optional<Threshold> above,
            String group) {
        rows.add(new Row(
                "case " + rows.size() + ".1",
                START.plus(Duration.ofMinutes(rows.size())),
                new BlindSample(PREDICTOR, answer, new Confidence(confidence), probability, usable, above, group),
                right ? answer : new Label("delivery-problem")));
        return this;
    }

    /** Confidences at random; each answer is right with the chance that its confidence says. */
    Reviews calibrated(int count, double from, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            double confidence = from + (1 - from) * random.nextDouble();
            add(confidence, random.nextDouble() < confidence);
        }
        return this;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }
}
