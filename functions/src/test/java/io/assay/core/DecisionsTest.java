package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionsTest {
    private static final double SHARE = 0.05;
    private static final double NOT_DRAWN = 0.5;
    private static final Instant NOW = History.DUE.minusSeconds(1);
    private static final Policy POLICY =
            new Policy(Phase.EXPAND, Optional.of(History.declared(0.6)), SHARE, Set.of(History.LEGAL));
    private static final Standing RUNNING = standing(Phase.EXPAND, Optional.of(History.declared(0.6)));

    private static Standing standing(Phase phase, Optional<Threshold> threshold) {
        return new Standing(
                1,
                Optional.of(3),
                phase,
                threshold,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** With a declared threshold that the certificate stands before. */
    private static Standing certifiedFor(String predictor) {
        return RUNNING.after(2, new WorkflowEvent.CertificateActivated(History.certificate(predictor), Phase.EXPAND));
    }

    private static CaseFile file(CaseEvent.Predicted prediction) {
        return History.of(History.received(), prediction).file();
    }

    private static CaseEvent.Predicted critical(double confidence) {
        return History.predicted(
                CaseEvent.Role.CHAMPION, Optional.of(History.LEGAL), Optional.of(confidence), Optional.empty());
    }

    private static CaseEvent.Decided evaluate(CaseEvent.Predicted prediction, Standing standing, RuleResult... rules) {
        return Decisions.evaluate(file(prediction), POLICY, List.of(rules), standing, NOT_DRAWN, NOW);
    }

    private static List<String> reasons(CaseEvent.Decided decided) {
        return switch (decided.outcome()) {
            case Outcome.Automate automate -> List.of();
            case Outcome.Escalate escalate ->
                escalate.reasons().stream().map(Reason::code).toList();
        };
    }

    @Test
    void scoreEqualToThreshold_automates() {
        CaseEvent.Decided decided = evaluate(History.predicted(0.6), RUNNING);

        assertThat(decided.outcome())
                .isEqualTo(new Outcome.Automate(History.BILLING, History.declared(0.6), false, SHARE));
        assertThat(decided.decidedBy()).isEqualTo("threshold");
        assertThat(decided.confidence()).contains(new Confidence(0.6));
        assertThat(decided.threshold()).contains(History.declared(0.6));
    }

    @Test
    void scoreJustBelowThreshold_escalates() {
        CaseEvent.Decided decided = evaluate(History.predicted(Math.nextDown(0.6)), RUNNING);

        assertThat(reasons(decided)).containsExactly("below-threshold");
        assertThat(decided.decidedBy()).isEqualTo("threshold");
    }

    @Test
    void declaredThresholdOfAnotherVersion_doesNotHoldForTheCase() {
        Standing lower = standing(Phase.EXPAND, Optional.of(History.declared(0.1)));

        assertThat(evaluate(History.predicted(0.5), lower).outcome()).isInstanceOf(Outcome.Escalate.class);
        assertThat(evaluate(History.predicted(0.5), lower).threshold()).contains(History.declared(0.6));
    }

    @Test
    void declaredThreshold_isCalledSoWhereverItShows() {
        CaseEvent.Decided decided = evaluate(History.predicted(0.9), RUNNING);

        assertThat(decided.checks())
                .contains(
                        new Check("threshold-in-force", false, "declared, not certified"),
                        new Check("threshold", false, "confidence 0.9 reaches 0.6 (declared, not certified)"));
        assertThat(decided.clear().toString()).contains("basis=declared, not certified");
    }

    @Test
    void certificateForThePredictor_covers() {
        CaseEvent.Decided decided = evaluate(History.predicted(0.9), certifiedFor("predictor-1"));

        assertThat(reasons(decided)).isEmpty();
        assertThat(decided.checks()).contains(new Check("threshold-in-force", false, "certified"));
    }

    @Test
    void certificateForAnotherPredictor_doesNotCover() {
        CaseEvent.Decided decided = evaluate(History.predicted(0.9), certifiedFor("predictor-2"));

        assertThat(reasons(decided)).containsExactly("no-threshold");
        assertThat(decided.threshold()).isEmpty();
        assertThat(decided.checks()).contains(new Check("threshold", false, "not compared"));
    }

    @Test
    void certificateInForce_isNamedByTheDecisionAndSaysHowManyAreSampled() {
        CaseEvent.Decided decided = Decisions.evaluate(
                file(History.predicted(0.6)), POLICY, List.of(), certifiedFor("predictor-1"), 0.199, NOW);

        Threshold certified = new Threshold(0.6, new Threshold.Basis.Certified("3", "predictor-1"));
        assertThat(decided.outcome()).isEqualTo(new Outcome.Automate(History.BILLING, certified, true, 0.2));
    }

    @Test
    void rawConfidenceBelowTheCertificate_escalatesWhateverWasDeclared() {
        CaseEvent.Decided decided = evaluate(History.predicted(Math.nextDown(0.6)), certifiedFor("predictor-1"));

        assertThat(reasons(decided)).containsExactly("below-threshold");
    }

    @Test
    void expiredCertificate_doesNotCoverAndSaysSo() {
        CaseEvent.Decided decided = Decisions.evaluate(
                file(History.predicted(0.9)), POLICY, List.of(), certifiedFor("predictor-1"), NOT_DRAWN, History.DUE);

        assertThat(decided.outcome())
                .isEqualTo(new Outcome.Escalate(
                        List.of(new Reason("no-threshold", "The certificate 3 expired at 2026-03-01T12:00:00Z"))));
    }

    @Test
    void labelThatTheCertificateExcludes_escalates() {
        CaseEvent.Predicted excluded = History.predicted(
                CaseEvent.Role.CHAMPION, Optional.of(new Label("cancellation")), Optional.of(1.0), Optional.empty());

        assertThat(reasons(evaluate(excluded, certifiedFor("predictor-1")))).containsExactly("excluded-label");
        assertThat(evaluate(excluded, RUNNING).outcome()).isInstanceOf(Outcome.Automate.class);
    }

    @Test
    void alarm_escalatesWithWhatTheMonitorFound() {
        Standing alarmed = certifiedFor("predictor-1")
                .after(3, new WorkflowEvent.Alarmed(3, 61, 17, 1043.5, "17 of 61 were wrong"));

        assertThat(reasons(evaluate(History.predicted(1), alarmed))).containsExactly("phase", "alarm");
    }

    @ParameterizedTest
    @CsvSource({"BASELINE, 0.9, 1", "PILOT, 0.049, 0.05", "PILOT, 0.05,", "EXPAND, 0.01,"})
    void personWhoDecidesBlind_isChosenByPhaseAndLot(Phase phase, double draw, @Nullable Double probability) {
        CaseEvent.Decided decided = Decisions.evaluate(
                file(History.predicted(0.2)), POLICY, List.of(), standing(phase, Optional.empty()), draw, NOW);

        assertThat(((Outcome.Escalate) decided.outcome()).blindProbability())
                .isEqualTo(Optional.ofNullable(probability));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void criticalLabel_escalatesInEveryPhase(Phase phase) {
        CaseEvent.Decided decided = evaluate(critical(1), standing(phase, Optional.of(History.declared(0))));

        assertThat(decided.decidedBy()).isEqualTo("critical-label");
        assertThat(reasons(decided)).startsWith("critical-label");
    }

    @ParameterizedTest
    @CsvSource({"BASELINE, phase", "PILOT, phase", "EXPAND, threshold", "REPLICATE, threshold"})
    void phase_decidesWhetherAnAnswerMayActAlone(Phase phase, String decidedBy) {
        assertThat(evaluate(History.predicted(1), standing(phase, Optional.of(History.declared(0.6))))
                        .decidedBy())
                .isEqualTo(decidedBy);
    }

    @Test
    void stop_escalatesWithItsReason() {
        CaseEvent.Decided decided =
                evaluate(History.predicted(1), RUNNING.after(2, new WorkflowEvent.Stopped("wrong prices")));

        assertThat(decided.outcome())
                .isEqualTo(
                        new Outcome.Escalate(List.of(new Reason("stopped", "The workflow is stopped: wrong prices"))));
    }

    @Test
    void caseThatNoModelAnswered_escalates() {
        CaseEvent.Decided decided = Decisions.evaluate(
                History.of(History.received(), History.failed("inference")).file(),
                POLICY,
                List.of(),
                certifiedFor("predictor-1"),
                NOT_DRAWN,
                NOW);

        assertThat(decided.decidedBy()).isEqualTo("valid-answer");
        assertThat(reasons(decided)).containsExactly("invalid-answer", "no-threshold");
        assertThat(decided.confidence()).isEmpty();
    }

    @Test
    void invalidAnswer_escalatesWithItsProblem() {
        assertThat(evaluate(History.invalid("The answer names no label"), RUNNING)
                        .outcome())
                .isEqualTo(new Outcome.Escalate(List.of(new Reason("invalid-answer", "The answer names no label"))));
    }

    @Test
    void answerWithoutLabelOrConfidence_isInvalidThoughItNamesNoProblem() {
        for (CaseEvent.Predicted half : List.of(
                History.predicted(CaseEvent.Role.CHAMPION, Optional.empty(), Optional.of(1.0), Optional.empty()),
                History.predicted(
                        CaseEvent.Role.CHAMPION, Optional.of(History.BILLING), Optional.empty(), Optional.empty()))) {
            assertThat(evaluate(half, RUNNING).outcome())
                    .isEqualTo(new Outcome.Escalate(
                            List.of(new Reason("invalid-answer", "The answer has no label or no confidence"))));
        }
    }

    @Test
    void overrideRules_areRecordedWhetherTheyApplyOrNot() {
        CaseEvent.Decided decided = evaluate(
                History.predicted(1),
                RUNNING,
                new RuleResult("small", false, Optional.empty()),
                new RuleResult("large-amount", true, Optional.empty()));

        assertThat(decided.decidedBy()).isEqualTo("override:large-amount");
        assertThat(decided.checks())
                .contains(
                        new Check("override:small", false, "does not apply"),
                        new Check("override:large-amount", true, "The override rule large-amount applies"));
    }

    @Test
    void ruleThatCouldNotBeEvaluated_escalates() {
        CaseEvent.Decided decided =
                evaluate(History.predicted(1), RUNNING, new RuleResult("broken", false, Optional.of("no such key")));

        assertThat(decided.outcome())
                .isEqualTo(new Outcome.Escalate(
                        List.of(new Reason("override:broken", "The rule could not be evaluated: no such key"))));
    }

    @ParameterizedTest
    @CsvSource({"0.0, 0.05, true", "0.0499, 0.05, true", "0.05, 0.05, false", "0.9, 1, true", "0.0, 0, false"})
    void drawBelowTheShare_makesAQualitySample(double draw, double share, boolean sampled) {
        Policy policy = new Policy(Phase.EXPAND, Optional.of(History.declared(0.6)), share, Set.of());

        assertThat(Decisions.evaluate(file(History.predicted(0.9)), policy, List.of(), RUNNING, draw, NOW)
                        .outcome())
                .isEqualTo(new Outcome.Automate(History.BILLING, History.declared(0.6), sampled, share));
    }

    @Test
    void challengersAnswer_decidesNothing() {
        CaseFile file = History.of(
                        History.received(),
                        History.predicted(0.2),
                        History.predicted(
                                CaseEvent.Role.CHALLENGER,
                                Optional.of(History.LEGAL),
                                Optional.of(1.0),
                                Optional.empty()))
                .file();

        assertThat(reasons(Decisions.evaluate(file, POLICY, List.of(), RUNNING, NOT_DRAWN, NOW)))
                .containsExactly("below-threshold");
    }

    /** All 6,144 combinations of what the policy looks at, against the order that the design gives. */
    @Test
    void everyCombination_isDecidedByTheFirstRuleThatAppliesAndRecordsAll() {
        int combinations = 0;
        for (int bits = 0; bits < 128; bits++) {
            for (Phase phase : Phase.values()) {
                for (String basis : List.of("none", "declared", "predictor-1", "predictor-2")) {
                    for (double confidence : new double[] {0.59, 0.6, 0.61}) {
                        check(bits, phase, basis, confidence);
                        combinations++;
                    }
                }
            }
        }
        assertThat(combinations).isEqualTo(6_144);
    }

    private static void check(int bits, Phase phase, String basis, double confidence) {
        boolean invalid = (bits & 1) != 0;
        boolean stopped = (bits & 2) != 0;
        boolean rule = (bits & 4) != 0;
        boolean critical = (bits & 8) != 0;
        boolean degenerate = (bits & 16) != 0;
        boolean alarm = (bits & 32) != 0;
        boolean drawn = (bits & 64) != 0;
        Optional<Threshold> declared = basis.equals("declared") ? Optional.of(History.declared(0.6)) : Optional.empty();
        Optional<CertificateInForce> certificate =
                basis.startsWith("predictor") ? Optional.of(History.certificate(basis)) : Optional.empty();
        boolean covered = basis.equals("declared") || basis.equals("predictor-1");
        CaseEvent.Predicted prediction = invalid
                ? History.invalid("off the schema")
                : critical ? critical(confidence) : History.predicted(confidence);
        Standing standing = new Standing(
                9,
                Optional.of(3),
                phase,
                declared,
                certificate,
                stopped ? Optional.of("by hand") : Optional.empty(),
                alarm ? Optional.of("risk above target") : Optional.empty(),
                degenerate ? Optional.of("one value only") : Optional.empty());

        List<String> codes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        expect(invalid, "invalid-answer", "valid-answer", codes, names);
        expect(stopped, "stopped", "stop", codes, names);
        expect(rule, "override:r", "override:r", codes, names);
        expect(critical && !invalid, "critical-label", "critical-label", codes, names);
        expect(phase == Phase.BASELINE || phase == Phase.PILOT, "phase", "phase", codes, names);
        expect(!covered, "no-threshold", "threshold-in-force", codes, names);
        expect(degenerate, "degenerate-confidence", "degenerate-confidence", codes, names);
        expect(alarm, "alarm", "alarm", codes, names);
        expect(covered && !invalid && confidence < 0.6, "below-threshold", "threshold", codes, names);

        CaseEvent.Decided decided = Decisions.evaluate(
                file(prediction),
                POLICY,
                List.of(new RuleResult("r", rule, Optional.empty())),
                standing,
                drawn ? 0.01 : NOT_DRAWN,
                NOW);

        assertThat(reasons(decided)).isEqualTo(codes);
        assertThat(decided.decidedBy()).isEqualTo(names.isEmpty() ? "threshold" : names.getFirst());
        List<String> looked = new ArrayList<>(
                List.of("valid-answer", "stop", "override:r", "critical-label", "phase", "threshold-in-force"));
        if (basis.equals("predictor-1")) {
            looked.add("excluded-label");
        }
        looked.addAll(List.of("degenerate-confidence", "alarm", "threshold"));
        assertThat(decided.checks()).extracting(Check::rule).isEqualTo(looked);
        assertThat(decided.checks().stream().filter(Check::applies).map(Check::rule))
                .isEqualTo(names);
        if (codes.isEmpty()) {
            assertThat(decided.outcome())
                    .isEqualTo(new Outcome.Automate(
                            History.BILLING,
                            certificate
                                    .map(CertificateInForce::asThreshold)
                                    .or(() -> declared)
                                    .orElseThrow(),
                            drawn,
                            certificate.map(CertificateInForce::qualitySample).orElse(SHARE)));
        }
    }

    private static void expect(boolean applies, String code, String rule, List<String> codes, List<String> rules) {
        if (applies) {
            codes.add(code);
            rules.add(rule);
        }
    }
}
