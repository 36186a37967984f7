package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the rules, and for each the smallest change that brings it. */
class VerdictRulesTest {

    private static Verdict with(Consumer<Findings> change) {
        return changed(change).verdict();
    }

    private static Findings changed(Consumer<Findings> change) {
        Findings findings = new Findings();
        change.accept(findings);
        return findings;
    }

    private static List<String> kinds(Verdict verdict) {
        return verdict.needs().stream().map(need -> need.kind().word()).toList();
    }

    @Test
    void everyConditionMet_isWorthIt() {
        Verdict verdict = with(findings -> {});

        assertThat(verdict.word()).isEqualTo("worth-it");
        assertThat(verdict.needs()).isEmpty();
        assertThat(Condition.unmet(new Findings().evidence(), new Findings().money()))
                .isEmpty();
    }

    @Test
    void conditionsMetExactly_areWorthIt() {
        assertThat(with(findings -> {
                            findings.low = Double.MIN_VALUE;
                            findings.median = Findings.MATERIAL;
                            findings.payback = 12;
                            findings.noiseUpper = 0.025;
                        })
                        .word())
                .isEqualTo("worth-it");
    }

    @Test
    void regionWhereNothingCanBeTuned_isNotPossible_whateverElseHolds() {
        Verdict verdict = with(findings -> {
            findings.regions = Set.of("eu-central-1");
            findings.aurocUpper = 0.5;
            findings.high = -1;
        });

        assertThat(verdict)
                .isEqualTo(new Verdict.NotPossible(
                        "Answered by Bedrock: nothing can be tuned; amazon.nova-micro-v1:0 in us-east-1: the data may not go to"
                                + " us-east-1 (rule region).",
                        List.of("region")));
        assertThat(verdict.word()).isEqualTo("not-possible");
    }

    @Test
    void noBaseListed_isNotPossible() {
        Evidence evidence = new Findings().evidence();
        Verdict verdict = VerdictRules.decide(new Evidence(
                VerdictScope.ANSWERS,
                true,
                0.05,
                List.of(),
                List.of(),
                evidence.sample(),
                OptionalDouble.empty(),
                List.of(),
                Optional.empty()));

        assertThat(verdict.reason())
                .isEqualTo("At the reference profile, for the answers given: nothing can be tuned, no base is listed.");
    }

    @Test
    void confidenceOfChance_cannotRank_evenWhereMoneyWouldPay() {
        Verdict verdict = with(findings -> findings.aurocUpper = Math.nextDown(0.60));

        assertThat(verdict.word()).isEqualTo("cannot-rank");
        assertThat(verdict.reason()).contains("nothing may be automated").contains("pays above 6,249 cases a month");
    }

    @Test
    void confidenceWithoutDistinctValues_cannotRank() {
        assertThat(with(findings -> findings.separableShare = 0.0099).word()).isEqualTo("cannot-rank");
        assertThat(with(findings -> findings.separableShare = 0.01).word()).isEqualTo("worth-it");
    }

    @Test
    void confidenceNeedsNoRank_whereItCannotBeToldOrAllAreGood() {
        assertThat(with(findings -> findings.aurocUpper = 0.60).word()).isEqualTo("worth-it");
        assertThat(with(findings -> {
                            findings.aurocUpper = 0.5;
                            findings.errors = 29;
                        })
                        .word())
                .isEqualTo("worth-it");
        assertThat(with(findings -> {
                            findings.aurocUpper = 0.5;
                            findings.riskCertifiable = true;
                        })
                        .word())
                .isEqualTo("worth-it");
        assertThat(with(findings -> findings.aurocUpper = Double.NaN).word()).isEqualTo("worth-it");
    }

    @Test
    void cannotRankWithoutMoney_saysSo() {
        Evidence evidence = changed(findings -> findings.aurocUpper = 0.5).evidence();
        Verdict verdict = VerdictRules.decide(new Evidence(
                VerdictScope.REHEARSAL,
                false,
                0.05,
                evidence.bases(),
                evidence.arms(),
                evidence.sample(),
                OptionalDouble.empty(),
                List.of(),
                Optional.empty()));

        assertThat(verdict.reason())
                .isEqualTo(
                        "Rehearsal on a stand-in model, no evidence about Bedrock: no arm's confidence tells right answers"
                                + " from wrong ones, so nothing may be automated.");
    }

    @Test
    void eachConditionAlone_keepsItFromBeingWorthIt() {
        Map<Condition, Consumer<Findings>> smallest = Map.of(
                Condition.SURE_TO_PAY, findings -> findings.low = 0,
                Condition.MATERIAL, VerdictRulesTest::immaterial,
                Condition.PAYS_BACK_IN_TIME, findings -> findings.payback = 13,
                Condition.CERTIFIED, findings -> findings.certified = false,
                Condition.LABEL_CAPS_KEPT, findings -> findings.brokenCaps = List.of(Findings.cap("card", 40)),
                Condition.LABELS_CLEAN, findings -> findings.noiseUpper = Math.nextUp(0.025),
                Condition.GIVEN_RANGES_AGREE,
                        findings -> findings.flips = List.of(Findings.flip(30, 50, Estimate.Source.GIVEN)));
        assertThat(smallest).containsOnlyKeys(Condition.values());
        smallest.forEach((condition, change) -> {
            Findings findings = changed(change);
            assertThat(Condition.unmet(findings.evidence(), findings.money()))
                    .as(condition.name())
                    .containsExactly(condition);
            assertThat(findings.verdict()).as(condition.name()).isInstanceOf(Verdict.NotYet.class);
            assertThat(findings.verdict().needs()).as(condition.name()).isNotEmpty();
            assertThat(findings.verdict().word()).isEqualTo("not-yet");
        });
    }

    /** Surely positive, by a small amount: enough rows would tell on which side of m0. */
    private static void immaterial(Findings findings) {
        findings.low = 2_000;
        findings.median = 3_000;
        findings.dataDeviation = 500;
    }

    @Test
    void rangesGate_onlyWhenTheUserGaveThem() {
        assertThat(with(findings -> findings.flips = List.of(Findings.flip(30, 50, Estimate.Source.ASSUMED)))
                        .word())
                .isEqualTo("worth-it");
        assertThat(with(findings -> findings.flips = List.of(Findings.flip(30, 50, Estimate.Source.MEASURED)))
                        .word())
                .isEqualTo("worth-it");
        assertThat(with(findings -> findings.flips = List.of(Findings.flip(36, 50, Estimate.Source.GIVEN)))
                        .word())
                .isEqualTo("worth-it");
        assertThat(with(findings -> findings.flips = List.of(Findings.flip(30, 50, Estimate.Source.GIVEN)))
                        .needs())
                .containsExactly(new Need(Need.Kind.INPUTS, 1, "wage", "its range holds both answers"));
    }

    @Test
    void baseThatEndsSoon_shortensThePayback() {
        assertThat(with(findings -> findings.monthsToEndOfLife = OptionalDouble.of(10))
                        .word())
                .isEqualTo("worth-it");
        assertThat(with(findings -> findings.monthsToEndOfLife = OptionalDouble.of(9.9))
                        .word())
                .isEqualTo("not-yet");
        assertThat(with(findings -> findings.monthsToEndOfLife = OptionalDouble.of(7.9))
                        .word())
                .isEqualTo("not-worth-it");
    }

    @Test
    void bestDrawsNotMaterial_isNotWorthIt() {
        Consumer<Findings> loss = findings -> {
            findings.low = -27_000;
            findings.median = -19_000;
            findings.high = Math.nextDown(Findings.MATERIAL);
            findings.levers = List.of(
                    new Lever(Lever.Kind.LABELS, "200 labels for card", 300, 400),
                    new Lever(Lever.Kind.THRESHOLD, "threshold 0.83", 120, 0),
                    new Lever(Lever.Kind.THRESHOLD, "threshold 0.81", 150, 0),
                    new Lever(Lever.Kind.ARM, "label definitions", -5, 0));
        };
        Verdict.NotWorthIt verdict = (Verdict.NotWorthIt) with(loss);

        assertThat(verdict.word()).isEqualTo("not-worth-it");
        assertThat(verdict.alternative()).isEqualTo("retrieval");
        assertThat(verdict.gapAMonth()).isEqualTo(23_000 / 20.0);
        assertThat(verdict.lever()).map(Lever::what).contains("threshold 0.81");
        assertThat(verdict.reason())
                .contains("over retrieval")
                .contains("USD 1,150 a month")
                .contains("cheapest lever: threshold 0.81, USD 150 a month");
    }

    @Test
    void learningCurveThatLifts_isNotYet() {
        Consumer<Findings> loss = findings -> {
            findings.low = -27_000;
            findings.median = -19_000;
            findings.high = -11_000;
            findings.fastestPayback = Double.POSITIVE_INFINITY;
            findings.leastBreakEven = 40_000;
            findings.reviewableAMonth = 10_000;
        };

        assertThat(with(loss.andThen(findings -> findings.extrapolated = OptionalDouble.of(3_999)))
                        .word())
                .isEqualTo("not-worth-it");
        Verdict lifted = with(loss.andThen(findings -> findings.extrapolated = OptionalDouble.of(4_000)));
        assertThat(lifted.word()).isEqualTo("not-yet");
        assertThat(lifted.needs())
                .contains(new Need(
                        Need.Kind.ROWS, 1_000, "reviewed rows", "the learning curve rises until Δ is worth it"));
    }

    @Test
    void fastestDrawsTooSlow_isNotWorthIt() {
        assertThat(with(findings -> {
                            findings.payback = 13;
                            findings.fastestPayback = 12.5;
                        })
                        .word())
                .isEqualTo("not-worth-it");
    }

    @Test
    void volumeBelowNearlyEveryBreakEven_isNotWorthIt() {
        assertThat(with(findings -> {
                            findings.low = 0;
                            findings.leastBreakEven = 10_001;
                        })
                        .word())
                .isEqualTo("not-worth-it");
    }

    @Test
    void moreRowsThanAYearBrings_isNotWorthIt() {
        Consumer<Findings> uncertified = findings -> {
            findings.certified = false;
            findings.reviewableAMonth = 100;
        };

        Verdict possible = with(uncertified.andThen(findings -> findings.certificateRows = OptionalLong.of(2_200)));
        assertThat(possible.word()).isEqualTo("not-yet");
        assertThat(possible.needs())
                .containsExactly(new Need(Need.Kind.ROWS, 1_200, "reviewed rows", "a certificate of tuned"));
        Verdict tooMany = with(uncertified.andThen(findings -> findings.certificateRows = OptionalLong.of(2_201)));
        assertThat(tooMany.word()).isEqualTo("not-worth-it");
        assertThat(tooMany.needs()).isNotEmpty();
        assertThat(with(uncertified.andThen(findings -> findings.certificateRows = OptionalLong.empty()))
                        .word())
                .isEqualTo("not-worth-it");
    }

    @Test
    void undecidedMoney_asksForRows() {
        Verdict verdict = with(findings -> {
            findings.low = -2_000;
            findings.median = 5_000;
            findings.high = 12_000;
            findings.dataDeviation = 4_000;
        });

        // 1,000 · (2.487 · 4,000 / 5,000)² = 3,958.5
        assertThat(verdict.needs())
                .containsExactly(new Need(Need.Kind.ROWS, 2_959, "reviewed rows", "an interval of Δ that decides"));
        assertThat(verdict.reason()).endsWith("open for want of 2,959 reviewed rows: an interval of Δ that decides.");
    }

    @Test
    void undecidedMateriality_asksForRows() {
        Verdict verdict = with(findings -> {
            findings.low = 1_000;
            findings.median = 3_000;
            findings.high = 5_000;
            findings.dataDeviation = 1_216;
        });

        // 1,000 · (2.487 · 1,216 / (4,000 − 3,000))² = 9,145.9
        assertThat(verdict.needs().getFirst().n()).isEqualTo(8_146);
    }

    @Test
    void undecidedForInputs_asksForInputsNotRows() {
        Verdict verdict = with(findings -> {
            findings.low = -2_000;
            findings.median = 5_000;
            findings.inputsShare = 0.51;
            findings.flips =
                    List.of(Findings.flip(36, 50, Estimate.Source.GIVEN), Findings.flip(40, 40, Estimate.Source.GIVEN));
        });

        assertThat(kinds(verdict)).containsExactly("inputs");
        assertThat(verdict.needs().getFirst().of()).isEqualTo("wage");
    }

    @Test
    void oneRefit_asksForMore() {
        Verdict verdict = with(findings -> {
            findings.low = -2_000;
            findings.refits = 1;
        });

        assertThat(kinds(verdict)).containsExactly("rows", "refits");
    }

    @Test
    void noisyLabels_askForDoubleReview() {
        Verdict maybe = with(findings -> findings.noiseUpper = 0.04);
        Verdict surely = with(findings -> {
            findings.noise = 0.03;
            findings.noiseUpper = 0.04;
        });
        Verdict unseen = with(findings -> {
            findings.noise = 0;
            findings.noiseUpper = 0.04;
        });

        // 1.645² · 0.01 · 0.99 / (0.025 − 0.01)² = 119.1; the rule of three asks for 3 / 0.025 = 120
        assertThat(maybe.needs().getFirst().n()).isEqualTo(120);
        assertThat(surely.needs().getFirst().n()).isEqualTo(1_000);
        assertThat(surely.needs().getFirst().why()).contains("is above half");
        assertThat(unseen.needs().getFirst().n()).isEqualTo(120);
        assertThat(kinds(maybe)).containsExactly("double-review");
    }

    @Test
    void latePayback_asksForTheInputThatWeighsMost() {
        assertThat(with(findings -> findings.payback = 13).needs())
                .containsExactly(new Need(Need.Kind.INPUTS, 1, "upkeep", "it keeps the payback late"));
    }

    @Test
    void reason_hasTheSpecificationsForm() {
        assertThat(with(findings -> {}).reason())
                .isEqualTo(
                        "Answered by Bedrock: tuning saves USD 1,700 a month (90 %: 1,400 to 2,000) over retrieval; pays above"
                                + " 6,249 cases a month, back in 10 months; what decides is people's time for cases, USD 59,000 less"
                                + " in 24 months.");
        assertThat(with(findings -> {
                            findings.referenceProfile = true;
                            findings.scope = VerdictScope.REHEARSAL;
                            findings.saving = -50;
                            findings.high = -1;
                            findings.breakEven = Double.POSITIVE_INFINITY;
                            findings.payback = Double.POSITIVE_INFINITY;
                        })
                        .reason())
                .startsWith(
                        "At the reference profile, rehearsal on a stand-in model, no evidence about Bedrock: tuning costs"
                                + " USD 50.00 a month (90 %: -250 to 350) over retrieval; pays at no volume, not back within 24"
                                + " months; ");
        assertThat(with(findings -> findings.breakEven = 0).reason()).contains("pays at any volume, ");
        assertThat(VerdictScope.ANSWERS.word()).isEqualTo("answers");
    }

    @Test
    void wrongEvidence_isRefused() {
        Evidence evidence = new Findings().evidence();
        Evidence noArms = new Evidence(
                evidence.scope(),
                false,
                0.05,
                evidence.bases(),
                List.of(),
                evidence.sample(),
                OptionalDouble.empty(),
                List.of(),
                evidence.money());
        Evidence noMoney = new Evidence(
                evidence.scope(),
                false,
                0.05,
                evidence.bases(),
                evidence.arms(),
                evidence.sample(),
                OptionalDouble.empty(),
                List.of(),
                Optional.empty());
        Evidence noTuned = new Evidence(
                evidence.scope(),
                false,
                0.05,
                evidence.bases(),
                evidence.arms().subList(0, 1),
                evidence.sample(),
                OptionalDouble.empty(),
                List.of(),
                evidence.money());

        assertThatThrownBy(() -> VerdictRules.decide(noArms)).hasMessage("no arm answered");
        assertThatThrownBy(() -> VerdictRules.decide(noMoney)).hasMessage("no money was reckoned");
        assertThatThrownBy(() -> VerdictRules.decide(noTuned)).hasMessage("no evidence of the arm tuned");
    }

    /** Whatever the data say: at ten cases a month the reference profile's days of work never come back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20260301})
    void volumeOfTen_isNeverWorthIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Inputs inputs = Inputs.reference(List.of("tuned")).with(Quantity.VOLUME, WorkedExample.given(10));
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double risk = random.nextDouble();
            Map<String, CaseMeans> data = Map.of(
                    "retrieval",
                    new CaseMeans(0.01 * random.nextDouble(), 1, risk, 0),
                    "tuned",
                    i == 0 ? new CaseMeans(0, 1, 0, 0) : new CaseMeans(0.001, random.nextDouble(), 0, 0));
            MonteCarlo draws = MonteCarlo.run(Draws.ARMS, inputs, data, drawn -> data, 2, seed);
            MoneyFindings money = MoneyFindings.of(
                    draws, Draws.ARMS.compare(data, inputs.likely()), List.of(), OptionalDouble.empty());
            Evidence evidence = new Findings().evidence();
            verdicts.add(VerdictRules.decide(new Evidence(
                    VerdictScope.REHEARSAL,
                    inputs.isReference(),
                    0.05,
                    evidence.bases(),
                    evidence.arms(),
                    evidence.sample(),
                    OptionalDouble.empty(),
                    List.of(),
                    Optional.of(money))));
        }

        assertThat(verdicts).as("seed %s", seed).allMatch(verdict -> verdict instanceof Verdict.NotWorthIt);
    }
}
