package io.assay.local.assess.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.assess.Assessment;
import io.assay.local.page.Page;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentPageTest {

    private static void assertFits(String page) {
        assertThat(page.lines()).allMatch(line -> line.length() <= Page.WIDTH);
    }

    @Test
    void everyVerdict_isSaidWithItsReason_scopeFirst() {
        for (Assessment assessment : Assessments.ofEachVerdict()) {
            String page = AssessmentPage.of(assessment);
            assertFits(page);
            String flat = page.replaceAll("\\s+", " ");
            assertThat(page.lines().skip(1).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("A rehearsal on a stand-in model"));
            assertThat(page).contains("VERDICT: " + assessment.verdict().word().toUpperCase(Locale.ROOT));
            assertThat(flat).contains(assessment.verdict().reason(), "Recommended " + assessment.recommended() + ".");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wwwwwwwwwwwwwwwwwwwwwwww", "a word ", "\uD83D\uDE00"})
    void longTextsAndLargeSums_stayWithinTheWidth(String part) {
        assertFits(AssessmentPage.of(Extremes.awkward(part.repeat(120 / part.length()))));
    }

    @Test
    void textsThatATerminalWouldObey_areNotPrinted() {
        assertThat(AssessmentPage.of(Extremes.awkward(Extremes.HOSTILE + "\nand\tmore")))
                .doesNotContain("\u001b", "\u202e", "\t");
    }

    @Test
    void guarantee_isSaidInCasesOfAHundred() {
        assertThat(AssessmentPage.of(Assessments.notWorthIt()).replaceAll("\\s+", " "))
                .contains(
                        "Of 100 cases it could decide 82 alone; at most 5 in 100 of those would be wrong (guaranteed with"
                                + " 95 % confidence for cases like these).");
        assertThat(AssessmentPage.of(Assessments.cannotRank())).contains("Recommended           people.");
    }

    @Test
    void latestCases_sayPlainlyWhatGetsWorse() {
        String page = AssessmentPage.of(Assessments.driftedWithTime());
        assertFits(page);
        assertThat(page.replaceAll("\\s+", " "))
                .contains(
                        "With time on the latest fifth of the cases these do WORSE or break their guarantee: tuned",
                        "on the latest fifth, 4,740 cases from 14 September 2026 on.",
                        "label names: right in 69 % (95 %: 67.0–71.0), on cases drawn at random in 70 %: no worse that can be"
                                + " shown. The earlier cases gave no guarantee.",
                        "Of 100 it would have decided 79 alone, and 3.8 in 100 of those were wrong, where 5 are allowed.",
                        "tuned: right in 90 % (95 %: 89.0–91.0), on cases drawn at random in 95.1 %: it gets WORSE with"
                                + " time.",
                        "Of 100 it would have decided 96 alone, and 8.1 in 100 of those were wrong: MORE than the 5 that the"
                                + " guarantee allows.");
        assertThat(AssessmentPage.of(Assessments.worthIt())).doesNotContain("latest");
    }

    @Test
    void inputThatFlips_hasItsValue_andOthersAreNamedTogether() {
        String page = AssessmentPage.of(Assessments.notWorthIt()).replaceAll("\\s+", " ");
        assertThat(page)
                .containsPattern("volume flips at [0-9.,]+ cases a month \\(now 20,000 cases a month, assumed\\)");
        assertThat(page).containsPattern("Does not flip, whatever .*detection samples");
    }

    @Test
    void needsAndOpenings_areSaid() {
        assertThat(AssessmentPage.of(Assessments.notYet()).replaceAll("\\s+", " "))
                .contains("- 2,959 more reviewed rows: fewer leave open whether it pays")
                .contains("closer figures for volume")
                .contains("The test part was opened 2 times");
    }
}
