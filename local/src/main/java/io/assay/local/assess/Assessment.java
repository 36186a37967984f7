package io.assay.local.assess;

import io.assay.core.resampling.LabelNoise;
import io.assay.core.statistics.Interval;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.MoneyFindings;
import io.assay.core.verdict.Verdict;
import io.assay.core.verdict.VerdictScope;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All that a report says.
 *
 * @param file        name of the file of reviewed cases
 * @param openings    how often the test part of this content was opened, this time included, at least 1
 * @param selection   how the cases came to be reviewed: {@code unknown}, {@code by-lot} or {@code random}
 * @param arms        people among them
 * @param recommended name of the arm to run
 * @param comparison  tuning against its best alternative; empty where nothing can be tuned
 * @param money       the same; empty where none was reckoned
 * @param latestFifth empty: it is not known when the cases came in
 * @param labelNoise  empty: nothing was decided twice
 * @param inputs      with the source of each
 * @param assumptions every further one, a sentence each
 */
public record Assessment(
        String file,
        LocalDate date,
        long seed,
        int openings,
        VerdictScope scope,
        long records,
        long groups,
        int labels,
        String selection,
        double targetRisk,
        double delta,
        Verdict verdict,
        String recommended,
        List<ArmFindings> arms,
        Optional<ArmComparison> comparison,
        Optional<Money> money,
        Optional<LatestFifth> latestFifth,
        Optional<LabelNoise> labelNoise,
        Inputs inputs,
        PricesUsed prices,
        List<String> assumptions) {

    public Assessment {
        arms = List.copyOf(arms);
        assumptions = List.copyOf(assumptions);
    }

    /**
     * Accuracy of tuning against the best alternative, on the same test cases.
     *
     * @param mcnemarP             two-sided, in (0, 1]; it decides nothing
     * @param accuracyGainInterval 95 %
     */
    public record ArmComparison(
            String alternative, String tuned, double mcnemarP, double accuracyGain, Interval accuracyGainInterval) {}

    /**
     * @param probabilityPays P(Δ &gt; 0)
     * @param cumulative      discounted ALT − TUN up to the end of each month, USD, from month 0
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Money(MoneyFindings findings, double probabilityPays, double[] cumulative) {}

    /**
     * Which prices the money rests on.
     *
     * @param file   {@code the prices that come with Assay} or a file's name
     * @param oldest day of the oldest price used; empty: none was used
     * @param old    so old that the report says so
     */
    public record PricesUsed(String file, String model, String region, Optional<LocalDate> oldest, boolean old) {}
}
