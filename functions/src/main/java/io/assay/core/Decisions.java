package io.assay.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The decision policy: which answers may act alone. Pure; every rule looked at is recorded, the first that applies decides. */
public final class Decisions {

    /** Before the id of an override rule in a check. */
    public static final String OVERRIDE = "override:";

    private static final String THRESHOLD = "threshold";

    private Decisions() {}

    /**
     * @param file     a case with a prediction, or with a failed one
     * @param policy   of the workflow version that the case is pinned to
     * @param rules    what the workflow's override rules said, evaluated before
     * @param standing what is in force now
     * @param draw     uniform in [0, 1), fixed by the case's id under a secret, so that a caller cannot choose it
     * @return the event to append
     */
    public static CaseEvent.Decided evaluate(
            CaseFile file, Policy policy, List<RuleResult> rules, Standing standing, double draw) {
        Ledger ledger = new Ledger();
        Optional<CaseEvent.Predicted> prediction = file.prediction();
        Optional<Label> label = prediction.flatMap(CaseEvent.Predicted::label);
        Optional<Confidence> confidence = prediction.flatMap(CaseEvent.Predicted::confidence);

        Optional<String> problem = prediction.isEmpty()
                ? Optional.of("No model answered")
                : prediction
                        .get()
                        .problem()
                        .or(() -> label.isEmpty() || confidence.isEmpty()
                                ? Optional.of("The answer has no label or no confidence")
                                : Optional.empty());
        ledger.look("valid-answer", problem.isPresent(), problem.orElse("label and confidence are valid"));
        ledger.look(
                "stop",
                standing.stopped().isPresent(),
                standing.stopped().map(why -> "The workflow is stopped: " + why).orElse("not stopped"));
        for (RuleResult rule : rules) {
            ledger.look(
                    OVERRIDE + rule.id(),
                    rule.fired(),
                    rule.error()
                            .map(error -> "The rule could not be evaluated: " + error)
                            .orElse(rule.fired() ? "The override rule " + rule.id() + " applies" : "does not apply"));
        }
        boolean critical = label.filter(policy::critical).isPresent();
        ledger.look(
                "critical-label",
                critical,
                critical ? "The label " + label.get() + " is critical" : "not a critical label");
        ledger.look(
                "phase",
                !standing.phase().mayAutomate(),
                "The workflow's phase is " + standing.phase().word());
        Optional<Threshold> threshold = standing.threshold().flatMap(inForce -> forCase(inForce, policy, prediction));
        ledger.look(
                "threshold-in-force",
                threshold.isEmpty(),
                threshold.map(t -> t.basis().wording()).orElse("No threshold is in force for this predictor"));
        ledger.look(
                "degenerate-confidence",
                standing.degenerate().isPresent(),
                standing.degenerate().orElse("confidence ranks cases"));
        ledger.look("alarm", standing.alarm().isPresent(), standing.alarm().orElse("no alarm"));
        boolean below = threshold.isPresent()
                && confidence.isPresent()
                && confidence.get().value() < threshold.get().value();
        ledger.look(
                THRESHOLD,
                below,
                threshold.isEmpty() || confidence.isEmpty()
                        ? "not compared"
                        : "confidence " + confidence.get().value() + (below ? " is below " : " reaches ")
                                + threshold.get().value() + " ("
                                + threshold.get().basis().wording() + ")");

        boolean sample = draw < policy.qualitySample();
        Outcome outcome = ledger.stops.isEmpty()
                ? new Outcome.Automate(label.orElseThrow(), threshold.orElseThrow(), sample, policy.qualitySample())
                : new Outcome.Escalate(ledger.stops.stream()
                        .map(check -> new Reason(code(check.rule()), check.detail()))
                        .toList());
        return new CaseEvent.Decided(
                outcome,
                confidence,
                threshold,
                ledger.checks,
                ledger.stops.isEmpty() ? THRESHOLD : ledger.stops.getFirst().rule());
    }

    /**
     * What of the threshold in force holds for this case: a certificate for its predictor only; a declared one as the
     * case's own version declares it, for another version's was meant for another model or prompt.
     */
    private static Optional<Threshold> forCase(
            Threshold inForce, Policy policy, Optional<CaseEvent.Predicted> prediction) {
        return switch (inForce.basis()) {
            case Threshold.Basis.Declared declared -> policy.threshold();
            case Threshold.Basis.Certified certified ->
                prediction
                        .filter(answer -> answer.predictor().equals(certified.predictor()))
                        .map(answer -> inForce);
        };
    }

    private static String code(String rule) {
        return switch (rule) {
            case "valid-answer" -> "invalid-answer";
            case "stop" -> "stopped";
            case "threshold-in-force" -> "no-threshold";
            case THRESHOLD -> "below-threshold";
            default -> rule;
        };
    }

    /** What was looked at, and what of it sends the case to a person. */
    private static final class Ledger {
        private final List<Check> checks = new ArrayList<>();
        private final List<Check> stops = new ArrayList<>();

        void look(String rule, boolean applies, String detail) {
            Check check = new Check(rule, applies, detail);
            checks.add(check);
            if (applies) {
                stops.add(check);
            }
        }
    }
}
