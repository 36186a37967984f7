package io.assay.local.assess.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.statistics.Acceptance;
import io.assay.core.statistics.ErrorCount;
import io.assay.core.statistics.Scored;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CertificateTrialIT {
    private static final double TARGET = 0.05;
    private static final CertificateTrial TRIAL = new CertificateTrial(TARGET, 0.05, 500, 300, 3);

    private static CertificateTrial.Outcome outcome(Population population, CertificateTrial.Method method) {
        return TRIAL.on(population).stream()
                .filter(outcome -> outcome.method() == method)
                .findFirst()
                .orElseThrow();
    }

    private static Acceptance from(double threshold) {
        return new Acceptance(OptionalDouble.of(threshold), new ErrorCount(0, 1), 1);
    }

    /** The truth that everything here is compared with, itself compared with a large sample. */
    @Test
    void generatedTruth_isThatOfALargeSample() {
        for (Population population : Generated.around(TARGET)) {
            List<Scored> sample = population.sample(400_000, new SplittableRandom(11));
            for (double threshold : List.of(0.05, 0.35, 0.75)) {
                List<Scored> accepted =
                        sample.stream().filter(row -> row.score() >= threshold).toList();
                double wrong = accepted.stream().filter(row -> !row.correct()).count();

                assertThat(population.coverage(from(threshold)))
                        .as(population.name())
                        .isBetween(accepted.size() / 400_000.0 - 0.005, accepted.size() / 400_000.0 + 0.005);
                assertThat(population.risk(from(threshold)))
                        .as(population.name())
                        .isBetween(wrong / accepted.size() - 0.003, wrong / accepted.size() + 0.003);
            }
        }
    }

    @Test
    void pool_isItsOwnTruth() {
        Pool pool = new Pool(
                "four",
                List.of(new Scored(0.9, true), new Scored(0.8, false), new Scored(0.8, true), new Scored(0.1, false)));

        assertThat(pool.coverage(from(0.8))).isEqualTo(0.75);
        assertThat(pool.risk(from(0.8))).isEqualTo(1.0 / 3);
        assertThat(pool.risk(from(0.95))).isZero();
        assertThat(pool.risk(new Acceptance(OptionalDouble.empty(), new ErrorCount(0, 1), 1)))
                .isEqualTo(0.5);
    }

    @Test
    void learnThenTest_keepsItsPromise() {
        for (Population population : Generated.around(TARGET)) {
            assertThat(outcome(population, CertificateTrial.Method.LEARN_THEN_TEST)
                            .rateAtLeast())
                    .as(population.name())
                    .isLessThanOrEqualTo(0.05);
        }
    }

    @Test
    void naiveThresholdAndAChoiceOnTheCertifyPart_breakIt() {
        Population gentle = Generated.around(TARGET).get(1);
        Population justAbove = Generated.around(TARGET).get(3);

        assertThat(outcome(gentle, CertificateTrial.Method.EMPIRICAL).rateAtLeast())
                .isGreaterThan(0.2);
        assertThat(outcome(justAbove, CertificateTrial.Method.CHOSEN_ON_CERTIFY).rateAtLeast())
                .isGreaterThan(0.1);
    }

    @Test
    void monitor_runsAsLongAsPromisedAndSeesAShiftAsSoonAfterALongQuietTime() {
        MonitorTrial trial = new MonitorTrial(TARGET, 1e-3, 200, 5);

        assertThat(trial.runLength(TARGET)).isGreaterThan(1_000);
        assertThat(trial.medianDelay(2_000, 0.02, 0.10)).isLessThan(2 * trial.medianDelay(0, 0.02, 0.10));
    }
}
