package io.assay.local.assess.evidence;

import io.assay.core.statistics.Acceptance;
import io.assay.core.statistics.Certificate;
import io.assay.core.statistics.ClopperPearson;
import io.assay.core.statistics.EmpiricalThreshold;
import io.assay.core.statistics.ErrorCount;
import io.assay.core.statistics.LearnThenTest;
import io.assay.core.statistics.Scored;
import io.assay.core.statistics.SelectionWithGuaranteedRisk;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ways to a threshold, each on many samples of a population: how often is what it accepts riskier than promised?
 *
 * @param targetRisk ε
 * @param delta      δ
 * @param cases      in each sample
 * @param runs       samples
 */
public record CertificateTrial(double targetRisk, double delta, int cases, int runs, long seed) {
    /** Arms among which the planted mistake chooses on the very sample that certifies. */
    private static final int CANDIDATES = 12;

    private static final double SURE = 0.99;

    /** A way to a threshold. */
    public enum Method {
        LEARN_THEN_TEST("learn-then-test"),
        GUARANTEED_RISK("selection with guaranteed risk"),
        EMPIRICAL("naive empirical threshold"),
        CHOSEN_ON_CERTIFY("learn-then-test, best of " + CANDIDATES + " chosen on the certify part");

        private final String words;

        Method(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** True for those that promise anything. */
        public boolean valid() {
            return this == LEARN_THEN_TEST || this == GUARANTEED_RISK;
        }
    }

    /**
     * What a method came to.
     *
     * @param violations   samples after which more than ε of the accepted were wrong
     * @param rateAtLeast  lower bound of their share, 99 % sure
     * @param rateAtMost   upper bound of their share, 99 % sure
     * @param empty        share of the samples that gave no threshold
     * @param meanCoverage true share of cases accepted, a sample without a threshold counting 0
     */
    public record Outcome(
            Method method,
            int runs,
            int violations,
            double rateAtLeast,
            double rateAtMost,
            double empty,
            double meanCoverage) {

        public double rate() {
            return (double) violations / runs;
        }
    }

    /**
     * Mean coverage of learn-then-test by that of the best method that promises anything; 1 where none covers anything.
     */
    public static double shareOfBestCoverage(List<Outcome> outcomes) {
        double best = 0;
        double own = 0;
        for (Outcome outcome : outcomes) {
            if (outcome.method().valid()) {
                best = Math.max(best, outcome.meanCoverage());
            }
            if (outcome.method() == Method.LEARN_THEN_TEST) {
                own = outcome.meanCoverage();
            }
        }
        return best == 0 ? 1 : own / best;
    }

    private record Run(boolean violated, boolean empty, double coverage) {}

    public List<Outcome> on(Population population) {
        return Stream.of(Method.values()).map(method -> on(population, method)).toList();
    }

    private Outcome on(Population population, Method method) {
        List<Run> all = IntStream.range(0, runs)
                .parallel()
                .mapToObj(run -> run(population, method, new SplittableRandom(seed + 7_919L * run)))
                .toList();
        int violations = (int) all.stream().filter(Run::violated).count();
        ErrorCount count = new ErrorCount(violations, runs);
        return new Outcome(
                method,
                runs,
                violations,
                ClopperPearson.lower(count, 1 - SURE),
                ClopperPearson.upper(count, 1 - SURE),
                all.stream().filter(Run::empty).count() / (double) runs,
                all.stream().mapToDouble(Run::coverage).average().orElse(0));
    }

    private Run run(Population population, Method method, SplittableRandom random) {
        LearnThenTest test = new LearnThenTest(targetRisk, delta);
        Optional<Acceptance> accepted = switch (method) {
            case LEARN_THEN_TEST -> certified(test::certify, population.sample(cases, random));
            case GUARANTEED_RISK ->
                certified(
                        new SelectionWithGuaranteedRisk(targetRisk, delta)::certify, population.sample(cases, random));
            case EMPIRICAL -> EmpiricalThreshold.of(population.sample(cases, random), targetRisk);
            case CHOSEN_ON_CERTIFY ->
                IntStream.range(0, CANDIDATES)
                        .mapToObj(i -> certified(test::certify, population.sample(cases, random)))
                        .flatMap(Optional::stream)
                        .max(Comparator.comparingDouble(Acceptance::coverage));
        };
        return accepted.map(acceptance ->
                        new Run(population.risk(acceptance) > targetRisk, false, population.coverage(acceptance)))
                .orElseGet(() -> new Run(false, true, 0));
    }

    private static Optional<Acceptance> certified(
            Function<List<Scored>, Optional<Certificate>> method, List<Scored> sample) {
        return method.apply(sample).map(Certificate::acceptance);
    }
}
