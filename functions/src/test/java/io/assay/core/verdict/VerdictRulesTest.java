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
    void eachConditionAlone_keepsItFromBeingWorthIt() {
        Map<Condition, Consumer<Findings>> smallest = Map.of(
                Condition.SURE_TO_PAY, findings -> findings.low = 0,
                Condition.MATERIAL, VerdictRulesTest::immaterial,
                Condition.PAYS_BACK_IN_TIME, findings -> findings.payback = 13,
                Condition.CERTIFIED, findings -> findings.certified = false,
                Condition.HOLDS_LATER, findings -> findings.brokenLater = Set.of("tuned"),
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
                .containsExactly(new Need(Need.Kind.INPUTS, 1, "wage", "the range given holds both answers"));
    }

    @Test
    void latestCasesThatBreakTheCertificate_areNotYetAndAskForLateRows() {
        Verdict verdict = with(findings -> findings.brokenLater = Set.of("tuned"));

        assertThat(verdict.word()).isEqualTo("not-yet");
        assertThat(verdict.needs())
                .containsExactly(new Need(
                        Need.Kind.ROWS,
                        900,
                        "reviewed rows of late",
                        "the earlier cases certify nothing of tuned that holds for the latest"));
        assertThat(with(findings -> findings.brokenLater = Set.of("retrieval")).word())
                .as("another arm's certificate decides nothing about tuning")
                .isEqualTo("worth-it");
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
                .contains("it would have to save USD 1,150 a month more")
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
                        Need.Kind.ROWS,
                        1_000,
                        "reviewed rows",
                        "with twice the training rows it is likely to be worth it"));
    }

    @Test
    void fastestDrawsTooSlow_isNotWorthIt() {
        assertThat(with(findings -> {
                            findings.payback = 13;
                            findings.fastestPayback = 12.5;
                        })
                        .reason())
                .contains("even the fastest 5 % of the simulations are not back in 12 months")
                .doesNotContain("would have to save");
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
                .containsExactly(
                        new Need(Need.Kind.ROWS, 1_200, "reviewed rows", "fewer are unlikely to certify tuned"));
        Verdict tooMany = with(uncertified.andThen(findings -> findings.certificateRows = OptionalLong.of(2_201)));
        assertThat(tooMany.word()).isEqualTo("not-worth-it");
        assertThat(tooMany.needs()).isNotEmpty();
        assertThat(with(uncertified.andThen(findings -> findings.certificateRows = OptionalLong.empty()))
                        .word())
                .isEqualTo("not-worth-it");
    }

    @Test
    void noBaseListed_isNotPossible() {
        Verdict verdict = with(findings -> {
            findings.scope = VerdictScope.ANSWERS;
            findings.referenceProfile = true;
            findings.basesListed = false;
            findings.anyAnswered = false;
            findings.moneyReckoned = false;
        });

        assertThat(verdict.reason())
                .isEqualTo("At the reference profile, for the answers given: nothing can be tuned, no base is listed.");
    }

    @Test
    void cannotRankWithoutMoney_saysSo() {
        Verdict verdict = with(findings -> {
            findings.scope = VerdictScope.REHEARSAL;
            findings.aurocUpper = 0.5;
            findings.moneyReckoned = false;
        });

        assertThat(verdict.reason())
                .isEqualTo(
                        "Rehearsal on a stand-in model, no evidence about Bedrock: no arm's confidence tells right answers"
                                + " from wrong ones, so nothing may be automated.");
    }

    @Test
    void wrongEvidence_isRefused() {
        assertThatThrownBy(() -> with(findings -> findings.anyAnswered = false)).hasMessage("no arm answered");
        assertThatThrownBy(() -> with(findings -> findings.moneyReckoned = false))
                .hasMessage("no money was reckoned");
        assertThatThrownBy(() -> with(findings -> findings.tunedAnswered = false))
                .hasMessage("no evidence of the arm tuned");
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
                    evidence.targetRisk(),
                    evidence.bases(),
                    evidence.arms(),
                    evidence.brokenLater(),
                    evidence.sample(),
                    OptionalDouble.empty(),
                    List.of(),
                    Optional.of(money))));
        }

        assertThat(verdicts).as("seed %s", seed).allMatch(verdict -> verdict instanceof Verdict.NotWorthIt);
    }
}
