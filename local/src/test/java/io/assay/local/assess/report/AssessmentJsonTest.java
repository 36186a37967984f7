package io.assay.local.assess.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.core.CanonicalJson;
import io.assay.core.verdict.Arm;
import io.assay.core.verdict.MoneyFindings;
import io.assay.core.verdict.Quantiles;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssessmentJsonTest {

    private static JsonNode json(Assessment assessment) throws JsonProcessingException {
        return new ObjectMapper().readTree(CanonicalJson.text(AssessmentJson.of(assessment)));
    }

    private static Set<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    @Test
    void everyVerdict_hasExactlyTheKeysPromised() throws JsonProcessingException {
        for (Assessment assessment : Assessments.ofEachVerdict()) {
            JsonNode json = json(assessment);
            assertThat(keys(json))
                    .containsExactlyInAnyOrder(
                            "records",
                            "groups",
                            "verdictScope",
                            "recommendation",
                            "verdict",
                            "reason",
                            "arms",
                            "comparison",
                            "npv",
                            "npvInterval",
                            "probabilityPays",
                            "breakEvenCasesPerMonth",
                            "paybackMonths",
                            "labelNoise",
                            "selection",
                            "costTerms",
                            "assumptions",
                            "flips",
                            "needs");
            for (JsonNode arm : json.get("arms")) {
                assertThat(keys(arm))
                        .containsExactlyInAnyOrder(
                                "name",
                                "answeredBy",
                                "tuned",
                                "confidenceSource",
                                "accuracy",
                                "accuracyInterval",
                                "ece",
                                "eceIfPerfect",
                                "auroc",
                                "aurc",
                                "costPerCaseUsd",
                                "certificate",
                                "monthlySaving",
                                "monthlySavingInterval");
            }
            assertThat(json.get("verdict").asText())
                    .isEqualTo(assessment.verdict().word());
        }
    }

    @Test
    void certificateAndComparison_haveTheKeysPromised() throws JsonProcessingException {
        JsonNode json = json(Assessments.worthIt());
        assertThat(keys(json.get("comparison")))
                .containsExactlyInAnyOrder("mcnemarP", "accuracyGain", "accuracyGainInterval");
        assertThat(keys(json.get("arms").get(1).get("certificate")))
                .containsExactlyInAnyOrder("targetRisk", "delta", "threshold", "coverage", "testRisk", "noiseLimited");
    }

    @Test
    void latestFifth_isThereWhereTimesAreKnown() throws JsonProcessingException {
        JsonNode latest = json(Assessments.driftedWithTime()).get("latestFifth");
        assertThat(latest.get("cases").asLong()).isEqualTo(4_740);
        assertThat(latest.get("since").asText()).isEqualTo("2026-09-14");
        JsonNode tuned = latest.get("arms").get(2);
        assertThat(tuned.get("worse").asBoolean()).isTrue();
        assertThat(tuned.get("certificateHolds").asBoolean()).isFalse();
        assertThat(tuned.get("testRisk").asDouble()).isEqualTo(0.081);
        assertThat(latest.get("arms").get(0).get("coverage").isNull()).isTrue();
        assertThat(latest.get("arms").get(1).get("certificateHolds").asBoolean())
                .isTrue();
    }

    @Test
    void figures_areThoseOfTheAssessment() throws JsonProcessingException {
        Assessment assessment = Assessments.worthIt();
        MoneyFindings money = assessment.money().orElseThrow().findings();
        JsonNode json = json(assessment);
        assertThat(json.get("npv").asDouble()).isEqualTo(money.delta().median());
        assertThat(json.get("npvInterval").get(0).asDouble())
                .isEqualTo(money.delta().q05());
        assertThat(json.get("npvInterval").get(1).asDouble())
                .isEqualTo(money.delta().q95());
        assertThat(json.get("breakEvenCasesPerMonth").asDouble()).isEqualTo(money.breakEven());
        assertThat(json.get("flips")).hasSize(money.flips().size());
        assertThat(json.get("flips").get(0).get("input").asText()).isEqualTo("volume");
        assertThat(json.get("costTerms").get(0).get("term").asText())
                .isEqualTo(money.terms().getFirst().term().word());
        assertThat(json.get("assumptions"))
                .hasSize(assessment.inputs().estimates().size()
                        + assessment.assumptions().size())
                .allSatisfy(assumption ->
                        assertThat(assumption.get("text").asText()).isNotBlank());
        assertThat(json(Assessments.notYet()).get("needs").get(1).get("kind").asText())
                .isEqualTo("double-review");
    }

    @Test
    void people_haveNoFiguresOfAModel() throws JsonProcessingException {
        JsonNode people = json(Assessments.worthIt()).get("arms").get(3);
        assertThat(people.get("name").asText()).isEqualTo("people");
        assertThat(people.get("costPerCaseUsd").asDouble()).isEqualTo(2);
        for (String key : List.of("accuracy", "accuracyInterval", "ece", "auroc", "certificate", "monthlySaving")) {
            assertThat(people.get(key).isNull()).as(key).isTrue();
        }
    }

    @Test
    void infiniteAndUndefined_areNull() throws JsonProcessingException {
        Assessment from = Assessments.notWorthIt();
        Assessment.Money money = from.money().orElseThrow();
        ArmFindings retrieval = from.arms().get(1);
        ArmFindings odd = new ArmFindings(
                "odd",
                Arm.Kind.PROMPT,
                "x",
                retrieval.answering().map(AssessmentJsonTest::withNothingAccepted),
                Double.NaN,
                Optional.of(new Quantiles(Double.NEGATIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY)));
        Assessment assessment = Assessments.changed(
                from,
                from.verdict(),
                "odd",
                List.of(odd),
                Optional.of(new Assessment.Money(Extremes.never(money.findings()), Double.NaN, money.cumulative())));
        JsonNode json = json(assessment);
        for (String key : List.of("npv", "probabilityPays", "breakEvenCasesPerMonth", "paybackMonths")) {
            assertThat(json.get(key).isNull()).as(key).isTrue();
        }
        JsonNode arm = json.get("arms").get(0);
        assertThat(arm.get("costPerCaseUsd").isNull()).isTrue();
        assertThat(arm.get("auroc").isNull()).isTrue();
        assertThat(arm.get("certificate").get("testRisk").isNull()).isTrue();
        assertThat(arm.get("certificate").get("threshold").isNull()).isTrue();
        assertThat(arm.get("monthlySavingInterval")).allMatch(JsonNode::isNull).hasSize(2);
        assertThat(AssessmentPage.of(assessment)).doesNotContain("NaN", "Infinity");
        assertThat(AssessmentHtml.of(assessment)).doesNotContain("NaN", "Infinity");
    }

    private static ArmFindings.Answering withNothingAccepted(ArmFindings.Answering from) {
        return new ArmFindings.Answering(
                from.confidenceSource(),
                from.accuracyInterval(),
                from.scores(),
                from.calibration(),
                Optional.empty(),
                from.riskCoverage(),
                Optional.of(new ArmFindings.Certified(0.05, 0.05, OptionalDouble.empty(), 1, Double.NaN, false)),
                0,
                List.of(),
                List.of());
    }
}
