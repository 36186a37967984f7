package io.assay.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActingThresholdTest {
    private static final double PERSON = 2;
    private static final double ERROR = 10;

    private static ActingThreshold.Stake stake(double confidence) {
        return new ActingThreshold.Stake(confidence, confidence, true, ERROR, PERSON);
    }

    @Test
    void leastCost_actsWhereAnErrorIsLikelyToCostLessThanAPerson() {
        // (1 − confidence) · 10 < 2 above 0.8, whatever more the certificate covers
        List<ActingThreshold.Stake> cases =
                IntStream.range(0, 1_000).mapToObj(i -> stake(i / 1e3)).toList();
        List<Double> certified =
                IntStream.rangeClosed(0, 100).mapToObj(i -> i / 100.0).toList();

        assertThat(ActingThreshold.leastCost(cases, certified, 0)).hasValue(0.8);
        assertThat(ActingThreshold.leastCost(cases, certified, 1)).hasValue(0.9);
        assertThat(ActingThreshold.leastCost(cases, certified, PERSON)).isEmpty();
    }

    @Test
    void whatCostsAsMuchAsAPerson_isLeftToPeople() {
        ActingThreshold.Stake even = new ActingThreshold.Stake(0.75, 0.75, true, 8, PERSON);
        ActingThreshold.Stake good = new ActingThreshold.Stake(1, 1, true, 8, PERSON);

        assertThat(ActingThreshold.leastCost(List.of(even), List.of(0.5), 0)).isEmpty();
        assertThat(ActingThreshold.leastCost(List.of(even, good), List.of(0.5, 0.9), 0))
                .hasValue(0.9);
    }

    @Test
    void certificate_boundsTheChoice() {
        List<ActingThreshold.Stake> cases = List.of(stake(0.85), stake(0.96));

        assertThat(ActingThreshold.leastCost(cases, List.of(0.95, 0.97), 0)).hasValue(0.95);
        assertThat(ActingThreshold.leastCost(cases, List.of(), 0)).isEmpty();
    }

    @Test
    void unusableAnswer_neverCounts() {
        ActingThreshold.Stake excluded = new ActingThreshold.Stake(0.99, 0.99, false, ERROR, PERSON);

        assertThat(ActingThreshold.leastCost(List.of(excluded), List.of(0.5), 0))
                .isEmpty();
    }

    @Test
    void greatestCoverage_isNotLeastCost() {
        SplittableRandom random = new SplittableRandom(7);
        List<ActingThreshold.Stake> cases =
                random.doubles(500).mapToObj(ActingThresholdTest::stake).toList();

        assertThat(ActingThreshold.leastCost(cases, List.of(0.3, 0.9), 0)).hasValue(0.9);
    }
}
