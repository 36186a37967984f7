package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlindSampleTest {
    private static final Threshold CERTIFIED = new Threshold(0.6, new Threshold.Basis.Certified("3", "predictor-1"));

    private static CaseEvent.Decided escalated(String rule, Optional<Double> blind) {
        return new CaseEvent.Decided(
                new Outcome.Escalate(List.of(new Reason(rule, "because")), blind),
                Optional.of(new Confidence(0.5)),
                Optional.empty(),
                List.of(new Check(rule, true, "because")),
                rule);
    }

    private static CaseEvent.Escalated task(boolean blind) {
        return new CaseEvent.Escalated(
                History.CASE + ".1", true, List.of(new Reason("phase", "baseline")), "agents", blind, History.DUE);
    }

    private static Optional<BlindSample> ofLastTask(CaseEvent... events) {
        CaseFile file = History.of(events).file();
        return BlindSample.of(file, file.tasks().getLast());
    }

    @Test
    void caseDecidedBlindInBaseline_isASampleOfAllConfidences() {
        assertThat(ofLastTask(
                        History.received(), History.predicted(0.5), escalated("phase", Optional.of(1.0)), task(true)))
                .contains(new BlindSample(
                        "predictor-1", History.BILLING, new Confidence(0.5), 1, true, Optional.empty(), "ab12"));
    }

    @Test
    void caseKeptBackByARule_isASampleThatCannotBeUsed() {
        assertThat(ofLastTask(
                        History.received(),
                        History.predicted(0.5),
                        escalated("override:large", Optional.of(1.0)),
                        task(true)))
                .hasValueSatisfying(sample -> assertThat(sample.usable()).isFalse());
    }

    @Test
    void caseDecidedInSightOfTheAnswerOrWithoutALot_isNoSample() {
        assertThat(ofLastTask(
                        History.received(),
                        History.predicted(0.5),
                        escalated("below-threshold", Optional.empty()),
                        task(false)))
                .isEmpty();
        assertThat(ofLastTask(
                        History.received(),
                        History.predicted(0.5),
                        escalated("below-threshold", Optional.empty()),
                        task(true)))
                .isEmpty();
    }

    @Test
    void caseWithoutAnAnswer_isNoSample() {
        assertThat(ofLastTask(
                        History.received(),
                        History.invalid("The answer names no label"),
                        escalated("valid-answer", Optional.of(1.0)),
                        task(true)))
                .isEmpty();
    }

    @Test
    void qualitySample_isOneOfConfidencesAboveItsThreshold_evenIfTheDecisionWasTakenBack() {
        CaseEvent.Decided automated = new CaseEvent.Decided(
                new Outcome.Automate(History.BILLING, CERTIFIED, true, 0.05),
                Optional.of(new Confidence(0.9)),
                Optional.of(CERTIFIED),
                List.of(new Check("threshold", false, "reaches")),
                "threshold");

        assertThat(ofLastTask(History.received(), History.predicted(0.9), automated, History.sample(1)))
                .contains(new BlindSample(
                        "predictor-1",
                        History.BILLING,
                        new Confidence(0.9),
                        0.05,
                        true,
                        Optional.of(CERTIFIED),
                        "ab12"));
        CaseFile takenBack = History.of(
                        History.received(),
                        History.predicted(0.9),
                        automated,
                        History.sample(1),
                        escalated("stop", Optional.empty()))
                .file();
        assertThat(BlindSample.of(takenBack, takenBack.tasks().getFirst())
                        .orElseThrow()
                        .above())
                .contains(CERTIFIED);
    }
}
