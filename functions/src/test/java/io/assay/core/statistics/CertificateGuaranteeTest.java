package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guarantee itself, on generated cases whose true risk at every threshold is known. */
@Tag("long")
class CertificateGuaranteeTest {
    private static final long SEED = 20260301;
    private static final int RUNS = 1_000;
    private static final int ROWS = 600;
    private static final double RISK = 0.05;
    private static final double DELTA = 0.05;

    /** Chance of an error by the share of cases that are surer, {@code rank} in [0, 1). */
    enum Ranking {
        /** Every threshold is a little over the target: the hardest there is. */
        FLAT {
            @Override
            double error(double rank) {
                return 1.02 * RISK;
            }
        },
        /** Errors grow with the rank; the target is met at about 63 %. */
        SHARP {
            @Override
            double error(double rank) {
                return rank * rank * rank * 0.8;
            }
        },
        /** Five values only, as votes have; accepting all is a little over the target. */
        TIED {
            @Override
            double error(double rank) {
                return 0.128 * score(rank);
            }

            @Override
            double score(double rank) {
                return Math.floor(rank * 5) / 5;
            }
        },
        /** The surest are the worst, then risk crosses the target again and again. */
        CONFUSED {
            @Override
            double error(double rank) {
                return RISK * (1.02 + 0.9 * Math.cos(40 * rank));
            }
        };

        abstract double error(double rank);

        /** Falls with certainty; equal where the confidences tie. */
        double score(double rank) {
            return rank;
        }
    }

    @ParameterizedTest
    @EnumSource(Ranking.class)
    void certificate_isWrongAtMostAsOftenAsItSays(Ranking ranking) {
        LearnThenTest test = new LearnThenTest(RISK, DELTA);
        ErrorCount wrong = violations(ranking, rows -> test.certify(rows).map(Certificate::acceptance));
        assertThat(ClopperPearson.lower(wrong, 0.01))
                .as("seed %s: %s", SEED, wrong)
                .isLessThanOrEqualTo(DELTA);
    }

    @ParameterizedTest
    @EnumSource(
            value = Ranking.class,
            names = {"FLAT", "SHARP"})
    void selectionWithGuaranteedRisk_isWrongAtMostAsOftenAsItSays(Ranking ranking) {
        SelectionWithGuaranteedRisk method = new SelectionWithGuaranteedRisk(RISK, DELTA);
        ErrorCount wrong = violations(ranking, rows -> method.certify(rows).map(Certificate::acceptance));
        assertThat(ClopperPearson.lower(wrong, 0.01))
                .as("seed %s: %s", SEED, wrong)
                .isLessThanOrEqualTo(DELTA);
    }

    @ParameterizedTest
    @EnumSource(Ranking.class)
    void empiricalThreshold_breaksTheGuarantee(Ranking ranking) {
        ErrorCount wrong = violations(ranking, rows -> EmpiricalThreshold.of(rows, RISK));
        assertThat(ClopperPearson.lower(wrong, 0.01))
                .as("seed %s: %s", SEED, wrong)
                .isGreaterThan(2 * DELTA);
    }

    private static ErrorCount violations(Ranking ranking, Function<List<Scored>, Optional<Acceptance>> method) {
        Random random = new Random(SEED);
        double[] risks = risks(ranking);
        ErrorCount wrong = new ErrorCount(0, 0);
        for (int run = 0; run < RUNS; run++) {
            Optional<Acceptance> acceptance = method.apply(sample(ranking, random));
            wrong = wrong.plus(acceptance.isPresent() && trueRisk(ranking, risks, acceptance.get()) > RISK);
        }
        return wrong;
    }

    private static List<Scored> sample(Ranking ranking, Random random) {
        List<Scored> rows = new ArrayList<>(ROWS);
        for (int i = 0; i < ROWS; i++) {
            double rank = random.nextDouble();
            rows.add(new Scored(-ranking.score(rank), random.nextDouble() >= ranking.error(rank)));
        }
        return rows;
    }

    /** Of the accepted, among all cases that there could be. */
    private static double trueRisk(Ranking ranking, double[] risks, Acceptance acceptance) {
        int last = risks.length - 1;
        while (last > 0 && !acceptance.accepts(-ranking.score(middle(last, risks.length)))) {
            last--;
        }
        return risks[last];
    }

    /** Mean error of the first cells, by midpoints. */
    private static double[] risks(Ranking ranking) {
        double[] risks = new double[10_000];
        double sum = 0;
        for (int cell = 0; cell < risks.length; cell++) {
            sum += ranking.error(middle(cell, risks.length));
            risks[cell] = sum / (cell + 1);
        }
        return risks;
    }

    private static double middle(int cell, int cells) {
        return (cell + 0.5) / cells;
    }
}
