package io.assay.local.assess.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.resampling.Groups;
import io.assay.core.resampling.Parts;
import io.assay.core.verdict.Arm;
import io.assay.core.verdict.Availability;
import io.assay.core.verdict.ErrorCosts;
import io.assay.core.verdict.Estimate;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.Need;
import io.assay.core.verdict.Quantity;
import io.assay.core.verdict.TunableBase;
import io.assay.core.verdict.VerdictScope;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.LatestFifth;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.ArmAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The protocol on arms whose truth is known. */
class ProtocolIT {
    private static final int ROWS = 4_000;
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

    private static ReviewedCases cases(int rows) {
        return cases(rows, OptionalLong.empty());
    }

    /** @param hours between two cases; empty: it is not known when they came in */
    private static ReviewedCases cases(int rows, OptionalLong hours) {
        return new ReviewedCases(
                IntStream.range(0, rows)
                        .mapToObj(row -> new ReviewedCases.Row(
                                "case " + row / 2,
                                row / 2 % 5,
                                Optional.empty(),
                                hours.isEmpty() ? Optional.empty() : Optional.of(3_600 * hours.getAsLong() * row),
                                OptionalDouble.empty()))
                        .toList(),
                List.of("a", "b", "c", "d", "e"));
    }

    private static GeneratedArm retrieval(ReviewedCases cases) {
        return new GeneratedArm("retrieval", Arm.Kind.RETRIEVAL, 0.6, 0.4, false, cases, 1);
    }

    private static GeneratedArm tuned(ReviewedCases cases, double floor) {
        return new GeneratedArm("tuned", Arm.Kind.TUNED, floor, 0.4, false, cases, 2);
    }

    private static Inputs inputs() {
        return Inputs.reference(Set.of("tuned"));
    }

    private static Question question(ReviewedCases cases, Inputs inputs, AnsweringArm... arms) {
        return question(cases, inputs, Optional.empty(), arms);
    }

    private static Question question(
            ReviewedCases cases, Inputs inputs, Optional<Set<String>> regions, AnsweringArm... arms) {
        return question(cases, inputs, regions, Parts.FOLDS, arms);
    }

    private static Question question(
            ReviewedCases cases, Inputs inputs, Optional<Set<String>> regions, int refits, AnsweringArm... arms) {
        TunableBase base = new TunableBase(
                "model",
                "us-east-1",
                TunableBase.Serving.ON_DEMAND,
                false,
                new TunableBase.RecordLimits(8, 20_000),
                true,
                true,
                Optional.empty(),
                Optional.empty(),
                TODAY);
        return new Question(
                cases,
                Groups.of(IntStream.range(0, cases.rows().size())
                        .map(row -> row / 2)
                        .toArray()),
                List.of(arms),
                VerdictScope.REHEARSAL,
                0.05,
                0.05,
                inputs,
                ErrorCosts.uniform(5),
                Map.of(),
                List.of(Availability.of(base, new Availability.Demand(TODAY, regions, 1_800, Optional.empty()))),
                OptionalDouble.empty(),
                new Bill(Optional.empty(), Optional.empty()),
                Map.of(),
                refits,
                7);
    }

    private static Protocol.Found run(Question question) {
        return Protocol.run(question, (what, share) -> {});
    }

    @Test
    void muchBetterTunedArm_isWorthIt() {
        ReviewedCases cases = cases(ROWS);

        Protocol.Found found = run(question(cases, inputs(), retrieval(cases), tuned(cases, 0.95)));

        assertThat(found.verdict().word()).isEqualTo("worth-it");
        assertThat(found.recommended()).isEqualTo("tuned");
        assertThat(found.comparison().orElseThrow().accuracyGain()).isBetween(0.06, 0.13);
        assertThat(found.money().orElseThrow().probabilityPays()).isGreaterThan(0.99);
    }

    /** A fifth of the rows is tested; the rest must not count as wrong, nor as anything. */
    @Test
    void oneRefit_looksAtOneTestPartAlone() {
        ReviewedCases cases = cases(ROWS);

        Protocol.Found found =
                run(question(cases, inputs(), Optional.empty(), 1, retrieval(cases), tuned(cases, 0.95)));

        assertThat(found.comparison().orElseThrow().accuracyGain()).isBetween(0.05, 0.15);
        assertThat(found.arms())
                .filteredOn(ArmFindings::tuned)
                .singleElement()
                .satisfies(arm -> assertThat(
                                arm.answering().orElseThrow().scores().accuracy())
                        .isBetween(
                                arm.answering().orElseThrow().accuracyInterval().lower(), 1.0));
    }

    @Test
    void equallyGoodTunedArm_isNotWorthIt() {
        ReviewedCases cases = cases(ROWS);

        AnsweringArm asGood = new GeneratedArm("tuned", Arm.Kind.TUNED, 0.6, 0.4, false, cases, 1);

        Protocol.Found found = run(question(cases, inputs(), retrieval(cases), asGood));

        assertThat(found.verdict().word()).isEqualTo("not-worth-it");
        assertThat(found.recommended()).isEqualTo("retrieval");
    }

    @Test
    void tenCasesAMonth_areNeverWorthIt() {
        ReviewedCases cases = cases(ROWS);
        Inputs few = inputs().with(Quantity.VOLUME, Estimate.point(10, Estimate.Source.GIVEN));

        assertThat(run(question(cases, few, retrieval(cases), tuned(cases, 0.95)))
                        .verdict()
                        .word())
                .isEqualTo("not-worth-it");
    }

    @Test
    void confidencesOfOtherAnswers_cannotRank() {
        ReviewedCases cases = cases(ROWS);
        GeneratedArm one = new GeneratedArm("retrieval", Arm.Kind.RETRIEVAL, 0.6, 0.4, true, cases, 1);
        GeneratedArm other = new GeneratedArm("tuned", Arm.Kind.TUNED, 0.7, 0.4, true, cases, 2);

        Protocol.Found found = run(question(cases, inputs(), one, other));

        assertThat(found.verdict().word()).isEqualTo("cannot-rank");
        assertThat(found.recommended()).isEqualTo("people");
    }

    @Test
    void dataBoundToARegionWhereNothingIsTuned_isNotPossible() {
        ReviewedCases cases = cases(ROWS);

        Protocol.Found found = run(
                question(cases, inputs(), Optional.of(Set.of("eu-central-1")), retrieval(cases), tuned(cases, 0.95)));

        assertThat(found.verdict().word()).isEqualTo("not-possible");
        assertThat(found.recommended()).isEqualTo("retrieval");
    }

    @Test
    void fewRows_areNeverWorthItAndSayWhatTheyNeed() {
        ReviewedCases cases = cases(400);

        Protocol.Found found = run(question(cases, inputs(), retrieval(cases), tuned(cases, 0.95)));

        assertThat(found.verdict().word()).isIn("not-yet", "not-worth-it");
        assertThat(found.verdict().needs()).isNotEmpty();
    }

    @Test
    void certificate_holdsOnTheTestPart() {
        ReviewedCases cases = cases(ROWS);

        ArmFindings.Answering answering =
                run(question(cases, inputs(), retrieval(cases), tuned(cases, 0.95))).arms().stream()
                        .filter(ArmFindings::tuned)
                        .findFirst()
                        .flatMap(ArmFindings::answering)
                        .orElseThrow();

        ArmFindings.Certified certified = answering.certificate().orElseThrow();
        assertThat(certified.testRisk()).isLessThan(0.05);
        assertThat(answering.automated()).isBetween(0.5, 1.0);
    }

    /** Right as another arm is up to a row, from there on wrong in every tenth case whatever its confidence. */
    private record Drifting(GeneratedArm arm, int from) implements AnsweringArm {
        @Override
        public String name() {
            return arm.name();
        }

        @Override
        public Arm.Kind kind() {
            return arm.kind();
        }

        @Override
        public String answeredBy() {
            return arm.answeredBy();
        }

        @Override
        public List<String> confidenceSources() {
            return arm.confidenceSources();
        }

        @Override
        public Fitted fit(int[] train) {
            Fitted fitted = arm.fit(train);
            return rows -> {
                ArmAnswer[] answers = fitted.answer(rows);
                for (int i = 0; i < rows.length; i++) {
                    if (rows[i] >= from && rows[i] % 10 == 0) {
                        int right = arm.cases().rows().get(rows[i]).right();
                        answers[i] = new ArmAnswer((right + 1) % 5, answers[i].confidences(), answers[i].usage());
                    }
                }
                return answers;
            };
        }
    }

    @Test
    void timesThatTellNothing_leaveTheVerdictAsItIs() {
        ReviewedCases cases = cases(ROWS, OptionalLong.of(1));

        Protocol.Found found = run(question(cases, inputs(), retrieval(cases), tuned(cases, 0.95)));

        LatestFifth latest = found.latestFifth().orElseThrow();
        assertThat(latest.cases()).isEqualTo(ROWS / 5);
        assertThat(latest.since()).isEqualTo(LocalDate.of(1970, 5, 14));
        assertThat(latest.arms()).hasSize(2).noneMatch(LatestFifth.Arm::worse);
        assertThat(latest.arms().getLast().certificateHolds()).isTrue();
        assertThat(found.verdict().word()).isEqualTo("worth-it");
    }

    @Test
    void tunedArmThatErrsMoreOfLate_isNotWorthItYet() {
        ReviewedCases cases = cases(ROWS, OptionalLong.of(1));
        AnsweringArm drifting = new Drifting(tuned(cases, 0.95), ROWS * 4 / 5);

        Protocol.Found found = run(question(cases, inputs(), retrieval(cases), drifting));

        LatestFifth.Arm tuned = found.latestFifth().orElseThrow().arms().getLast();
        assertThat(tuned.worse()).isTrue();
        assertThat(tuned.certificateHolds()).isFalse();
        assertThat(found.verdict().word()).isEqualTo("not-yet");
        assertThat(found.verdict().needs()).extracting(Need::of).contains("reviewed rows of late");
    }

    @Test
    void sameSeed_findsTheSame() {
        ReviewedCases cases = cases(1_000);
        Question question = question(cases, inputs(), retrieval(cases), tuned(cases, 0.9));

        assertThat(run(question).money().orElseThrow().findings())
                .isEqualTo(run(question).money().orElseThrow().findings());
    }

    /** Remembers which rows it learned from and which it was then asked. */
    private static final class Watched implements AnsweringArm {
        private final AnsweringArm arm;
        private final List<Set<Integer>> learned = new ArrayList<>();
        private final List<Set<Integer>> asked = new ArrayList<>();

        private Watched(AnsweringArm arm) {
            this.arm = arm;
        }

        @Override
        public String name() {
            return arm.name();
        }

        @Override
        public Arm.Kind kind() {
            return arm.kind();
        }

        @Override
        public String answeredBy() {
            return arm.answeredBy();
        }

        @Override
        public List<String> confidenceSources() {
            return arm.confidenceSources();
        }

        @Override
        public Fitted fit(int[] train) {
            learned.add(set(train));
            Set<Integer> rowsAsked = new HashSet<>();
            asked.add(rowsAsked);
            Fitted fitted = arm.fit(train);
            return new Fitted() {
                @Override
                public ArmAnswer[] answer(int[] rows) {
                    rowsAsked.addAll(set(rows));
                    return fitted.answer(rows);
                }
            };
        }

        private static Set<Integer> set(int[] rows) {
            Set<Integer> set = new HashSet<>();
            Arrays.stream(rows).forEach(set::add);
            return set;
        }
    }

    @Test
    void noArm_isAskedWhatItLearnedFromOrANearDuplicateOfIt() {
        ReviewedCases cases = cases(1_000);
        Watched watched = new Watched(tuned(cases, 0.9));

        run(question(cases, inputs(), retrieval(cases), watched));

        assertThat(watched.learned).hasSizeGreaterThanOrEqualTo(5);
        for (int fit = 0; fit < watched.learned.size(); fit++) {
            Set<Integer> groupsLearned = new HashSet<>();
            watched.learned.get(fit).forEach(row -> groupsLearned.add(row / 2));
            assertThat(watched.asked.get(fit)).noneMatch(row -> groupsLearned.contains(row / 2));
        }
    }
}
