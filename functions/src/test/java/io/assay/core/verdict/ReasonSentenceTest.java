package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One sentence, in the specification's form. */
class ReasonSentenceTest {

    private static Verdict with(Consumer<Findings> change) {
        Findings findings = new Findings();
        change.accept(findings);
        return findings.verdict();
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
    void gapThatIsInfinite_isNotTold() {
        // a horizon that ends before the tuned model answers
        MoneyFindings never = new Findings().money();
        Findings findings = new Findings();
        findings.discountedMonths = 0;
        findings.low = -14_000;
        findings.median = -13_000;
        findings.high = -12_000;

        assertThat(findings.verdict().reason()).doesNotContain("would have to save");
        assertThat(findings.money().gapAMonth()).isInfinite();
        assertThat(never.gapAMonth()).isZero();
    }
}
