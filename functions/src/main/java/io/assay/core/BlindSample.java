package io.assay.core;

import java.util.Map;
import java.util.Optional;

/**
 * An answer that a person reviewed blind because a lot said so: what a review says about the predictor. It stands in the
 * review's event, so that the event alone says it.
 *
 * @param answer      the model's label
 * @param confidence  raw
 * @param probability with which such a case is reviewed blind, known before the lot was drawn, in (0, 1]
 * @param usable      no rule and no critical label kept the answer from acting alone
 * @param above       the threshold that it acted by; empty: every case had its chance, whatever its confidence
 * @param group       equal for cases of equal input
 */
public record BlindSample(
        String predictor,
        Label answer,
        Confidence confidence,
        double probability,
        boolean usable,
        Optional<Threshold> above,
        String group) {

    public BlindSample {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("review probability outside (0, 1]: " + probability);
        }
    }

    /**
     * What a review of the task says; empty if the reviewer may see the answer, no lot was drawn, or no model answered.
     *
     * @param file before the review
     */
    public static Optional<BlindSample> of(CaseFile file, ReviewTask task) {
        if (!task.blind()) {
            return Optional.empty();
        }
        return (task.qualitySample() ? automated(file) : file.decided()).flatMap(decided -> of(file, decided));
    }

    private static Optional<BlindSample> of(CaseFile file, CaseEvent.Decided decided) {
        Optional<Double> probability = switch (decided.outcome()) {
            case Outcome.Automate automate -> Optional.of(automate.reviewProbability());
            case Outcome.Escalate escalate -> escalate.blindProbability();
        };
        Optional<CaseEvent.Predicted> prediction = file.prediction()
                .filter(answer ->
                        answer.label().isPresent() && answer.confidence().isPresent());
        if (probability.isEmpty() || prediction.isEmpty()) {
            return Optional.empty();
        }
        CaseEvent.Predicted answer = prediction.get();
        return Optional.of(new BlindSample(
                answer.predictor(),
                answer.label().orElseThrow(),
                answer.confidence().orElseThrow(),
                probability.get(),
                Decisions.isUsable(decided),
                decided.outcome() instanceof Outcome.Automate automate
                        ? Optional.of(automate.threshold())
                        : Optional.empty(),
                file.received().inputHash()));
    }

    /** The last time that the model's answer was let act: a stop may have taken it back since. */
    private static Optional<CaseEvent.Decided> automated(CaseFile file) {
        return file.history().reversed().stream()
                .map(Entry::event)
                .filter(CaseEvent.Decided.class::isInstance)
                .map(CaseEvent.Decided.class::cast)
                .filter(decided -> decided.outcome() instanceof Outcome.Automate automate && automate.qualitySample())
                .findFirst();
    }

    /** As {@link #of(Fields)} reads it. */
    public Map<String, Object> clear() {
        return Fields.write()
                .put("predictor", predictor)
                .put("answer", answer.value())
                .put("confidence", confidence.value())
                .put("probability", probability)
                .put("usable", usable)
                .put("threshold", above.map(Fields::threshold))
                .put("group", group)
                .done();
    }

    /** @throws IllegalArgumentException naming a field that is missing or of another kind */
    public static BlindSample of(Fields in) {
        return new BlindSample(
                in.text("predictor"),
                in.label("answer"),
                new Confidence(in.number("confidence")),
                in.number("probability"),
                in.truth("usable"),
                in.threshold(),
                in.text("group"));
    }
}
