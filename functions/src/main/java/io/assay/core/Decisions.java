package io.assay.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The decision policy: which answers may act alone. Pure; every rule looked at is recorded, the first that applies decides. */
public final class Decisions {

    /** Before the id of an override rule in a check. */
    public static final String OVERRIDE = "override:";

    private static final String VALID = "valid-answer";
    private static final String CRITICAL = "critical-label";
    private static final String THRESHOLD = "threshold";

    private Decisions() {}

    /**
     * @param file     a case with a prediction, or with a failed one
     * @param policy   of the workflow version that the case is pinned to
     * @param rules    what the workflow's override rules said, evaluated before
     * @param standing what is in force now
     * @param draw     uniform in [0, 1), fixed by the case's id under a secret, so that a caller cannot choose it
     * @param now      when, for certificates expire
     * @return the event to append
     */
    public static CaseEvent.Decided evaluate(
            CaseFile file, Policy policy, List<RuleResult> rules, Standing standing, double draw, Instant now) {
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
        ledger.look(VALID, problem.isPresent(), problem.orElse("label and confidence are valid"));
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
                CRITICAL, critical, critical ? "The label " + label.get() + " is critical" : "not a critical label");
        ledger.look(
                "phase",
                !standing.phase().mayAutomate(),
                "The workflow's phase is " + standing.phase().word());
        ThresholdInForce inForce =
                ThresholdInForce.of(policy, standing, prediction.map(CaseEvent.Predicted::predictor), now);
        Optional<Threshold> threshold = inForce.threshold();
        ledger.look("threshold-in-force", threshold.isEmpty(), inForce.detail());
        if (inForce.certified()) {
            boolean excluded = label.filter(inForce.excluded()::contains).isPresent();
            ledger.look(
                    "excluded-label",
                    excluded,
                    excluded ? "The certificate leaves the label " + label.get() + " to people" : "not excluded");
        }
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

        double share = inForce.qualitySample();
        Outcome outcome = ledger.stops.isEmpty()
                ? new Outcome.Automate(label.orElseThrow(), threshold.orElseThrow(), draw < share, share)
                : new Outcome.Escalate(
                        ledger.stops.stream()
                                .map(check -> new Reason(code(check.rule()), check.detail()))
                                .toList(),
                        blindProbability(standing.phase(), policy, draw));
        return new CaseEvent.Decided(
                outcome,
                confidence,
                threshold,
                ledger.checks,
                ledger.stops.isEmpty() ? THRESHOLD : ledger.stops.getFirst().rule());
    }

    /**
     * In baseline everybody decides blind, in pilot a share drawn by lot, so that somebody who does not see the answer goes
     * on telling how good it is.
     */
    private static Optional<Double> blindProbability(Phase phase, Policy policy, double draw) {
        return switch (phase) {
            case BASELINE -> Optional.of(1.0);
            case PILOT -> draw < policy.qualitySample() ? Optional.of(policy.qualitySample()) : Optional.empty();
            case EXPAND, REPLICATE -> Optional.empty();
        };
    }

    /** True if nothing about the case or its answer, but at most the standing or the threshold, kept it from acting alone. */
    static boolean isUsable(CaseEvent.Decided decided) {
        return decided.checks().stream()
                .filter(Check::applies)
                .map(Check::rule)
                .noneMatch(rule -> rule.startsWith(OVERRIDE) || rule.equals(CRITICAL) || rule.equals(VALID));
    }

    private static String code(String rule) {
        return switch (rule) {
            case VALID -> "invalid-answer";
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
