package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnThenTestTest {
    private static final LearnThenTest TEST = new LearnThenTest(0.05, 0.05);
    private static final CoverageGrid QUARTERS = new CoverageGrid(List.of(0.25, 0.5, 0.75, 1.0), Set.of(0, 2));

    @Test
    void coverageRises_untilAHypothesisStands() {
        // 600 right ones first, then one error in five
        List<Scored> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(new Scored(1 - i / 1_000.0, i < 600 || i % 5 > 0));
        }
        Certificate widest = TEST.certify(rows).orElseThrow();

        assertThat(widest.targetRisk()).isEqualTo(0.05);
        assertThat(widest.delta()).isEqualTo(0.05);
        // both starts lie below, so that all of δ is there
        assertThat(passes(widest.acceptance().among(), 0.05)).isTrue();
        assertThat(widest.acceptance()).isEqualTo(TEST.region(rows, 0).getLast().acceptance());
        long accepted = widest.acceptance().among().of();
        ErrorCount next = new ErrorCount(
                rows.subList(0, (int) accepted + 10).stream()
                        .filter(row -> !row.correct())
                        .count(),
                accepted + 10);
        assertThat(passes(next, 0.05)).as("%s", next).isFalse();
        assertThat(widest.acceptance().threshold())
                .hasValue(rows.get((int) accepted - 1).score());
        assertThat(widest.acceptance().coverage()).isEqualTo(accepted / 1_000.0);
    }

    private static boolean passes(ErrorCount among, double budget) {
        return new Binomial(among.of(), 0.05).logLower(among.errors()) <= Math.log(budget);
    }

    @Test
    void region_holdsEveryThresholdOnTheWay() {
        List<Scored> rows = right(400);
        List<Certificate> region = TEST.region(rows, 0, QUARTERS);

        assertThat(region)
                .extracting(certificate -> certificate.acceptance().among())
                .containsExactly(
                        new ErrorCount(0, 100), new ErrorCount(0, 200), new ErrorCount(0, 300), new ErrorCount(0, 400));
        assertThat(region.getLast().acceptance().threshold()).as("every case").isEmpty();
        assertThat(region.getFirst().acceptance().threshold()).hasValue(0.7525);
    }

    @Test
    void startReachedFromAnEarlierOne_hasBothShares_elseItsOwn() {
        // 4 errors among 200: p = 0.026, between a share and both
        List<Scored> rows = right(200);
        for (int i = 120; i < 124; i++) {
            rows.set(i, new Scored(rows.get(i).score(), false));
        }
        CoverageGrid grid = new CoverageGrid(List.of(0.5, 1.0), Set.of(0, 1));
        assertThat(TEST.region(rows, 0, grid)).hasSize(2);
        assertThat(TEST.region(rows, 0, new CoverageGrid(List.of(0.1, 0.5, 1.0), Set.of(0, 2))))
                .as("20 rows cannot pass, so the last stands on its own")
                .isEmpty();
        assertThat(TEST.region(rows, 0, new CoverageGrid(List.of(0.5, 1.0), Set.of(1))))
                .as("one start has all of δ")
                .hasSize(1);
    }

    @Test
    void tiedScores_areAcceptedTogether() {
        List<Scored> rows = new ArrayList<>(Collections.nCopies(150, new Scored(0.9, true)));
        rows.addAll(Collections.nCopies(150, new Scored(0.5, true)));
        rows.addAll(Collections.nCopies(100, new Scored(0.1, false)));
        Collections.shuffle(rows, new Random(1));

        assertThat(TEST.region(rows, 0))
                .extracting(Certificate::acceptance)
                .containsExactly(
                        new Acceptance(OptionalDouble.of(0.9), new ErrorCount(0, 150), 400),
                        new Acceptance(OptionalDouble.of(0.5), new ErrorCount(0, 300), 400));
    }

    @Test
    void tieAtTheBoundary_countsWithItsErrors() {
        // a quarter of the rows would be flawless, but the score cannot tell them from 60 wrong ones
        List<Scored> rows = new ArrayList<>(Collections.nCopies(100, new Scored(0.9, true)));
        rows.addAll(Collections.nCopies(60, new Scored(0.9, false)));
        rows.addAll(Collections.nCopies(240, new Scored(0.2, true)));
        assertThat(TEST.region(rows, 0)).isEmpty();
    }

    @Test
    void confidencesThatAreAllAlike_leaveAcceptingEveryCaseOrNone() {
        assertThat(TEST.certify(Collections.nCopies(100, new Scored(0.7, true))).orElseThrow())
                .isEqualTo(new Certificate(
                        new Acceptance(OptionalDouble.empty(), new ErrorCount(0, 100), 100), 0.05, 0.05));
        assertThat(TEST.certify(Collections.nCopies(50, new Scored(0.7, true)))).isEmpty();
        assertThat(TEST.certify(List.of())).isEmpty();
    }

    @Test
    void excludedCases_countInTheCoverageOnly() {
        Certificate certificate = TEST.region(right(400), 100).getLast();
        assertThat(certificate.acceptance().coverage()).isEqualTo(0.8);
        assertThat(certificate.acceptance().among()).isEqualTo(new ErrorCount(0, 400));
        assertThatThrownBy(() -> TEST.region(right(4), -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void order_doesNotMatter() {
        List<Scored> rows = right(700);
        for (int i = 500; i < 700; i += 3) {
            rows.set(i, new Scored(rows.get(i).score(), false));
        }
        List<Scored> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(TEST.region(shuffled, 0)).isEqualTo(TEST.region(rows, 0)).isNotEmpty();
    }

    @Test
    void scoreEqualToTheThreshold_isAccepted() {
        Acceptance acceptance = new Acceptance(OptionalDouble.of(0.5), new ErrorCount(0, 1), 2);
        assertThat(acceptance.accepts(0.5)).isTrue();
        assertThat(acceptance.accepts(Math.nextDown(0.5))).isFalse();
        assertThat(new Acceptance(OptionalDouble.empty(), new ErrorCount(0, 1), 1).accepts(-7))
                .isTrue();
        assertThatThrownBy(() -> new Acceptance(OptionalDouble.empty(), new ErrorCount(0, 2), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Acceptance(OptionalDouble.empty(), new ErrorCount(0, 0), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scored(Double.POSITIVE_INFINITY, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void grid_dependsOnTheNumberOfRowsOnly() {
        // one error may be among 119 rows at a third of δ: 11.9 % of 1,000
        assertThat(CertificateSampleSize.passing(1, 0.05, 0.05 / CoverageGrid.STARTS))
                .isEqualTo(119);
        assertThat(CoverageGrid.of(1_000, 0.05, 0.05).starts()).containsExactlyInAnyOrder(11, 24, 49);
        assertThat(CoverageGrid.of(476, 0.05, 0.05).starts())
                .as("two are the same")
                .containsExactlyInAnyOrder(24, 49);
        assertThat(CoverageGrid.of(50, 0.05, 0.05).starts()).containsExactlyInAnyOrder(24, 49, 99);
        assertThat(CoverageGrid.of(0, 0.05, 0.05).coverages()).hasSize(100);
        assertThat(CoverageGrid.of(100, 0.05, 0.05).accepted(6, 100)).isEqualTo(7);
        assertThat(CoverageGrid.of(100, 0.05, 0.05).accepted(0, 3)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.5;0.4;1, 0", "0;1, 0", "0.5, 0", "NaN;1, 0", "0.5;1, 2", "0.5;1, -1", "0.5;1, ''", "'', 0"})
    void gridThatIsNone_isRefused(String coverages, String starts) {
        List<Double> shares = numbers(coverages);
        Set<Integer> places =
                Set.copyOf(numbers(starts).stream().map(Double::intValue).toList());
        assertThatThrownBy(() -> new CoverageGrid(shares, places)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.05", "1, 0.05", "0.05, 0", "0.05, NaN"})
    void boundsOutsideTheirRanges_areRefused(double targetRisk, double delta) {
        assertThatThrownBy(() -> new LearnThenTest(targetRisk, delta)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Double> numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(";")) {
            numbers.add(Double.valueOf(part));
        }
        return numbers;
    }

    /** Right answers only, by falling score. */
    private static List<Scored> right(int n) {
        List<Scored> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rows.add(new Scored((n - i) / (double) n, true));
        }
        return rows;
    }
}
