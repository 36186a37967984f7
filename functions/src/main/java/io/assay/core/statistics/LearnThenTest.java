package io.assay.core.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Certifies thresholds: Angelopoulos, Bates, Candès, Jordan and Lei (2021), "Learn then test: calibrating predictive
 * algorithms to achieve risk control", arXiv 2110.01052, by fixed-sequence testing from several starts (its algorithm
 * 1).
 *
 * <p>Each coverage of a {@link CoverageGrid} stands for the hypothesis that the threshold which accepts that share of
 * the sample has a risk above the target. Its p-value is exact: the chance of so few errors among so many accepted at a
 * risk equal to the target. δ is split equally over the starts; from each, coverage rises while hypotheses fall, and the
 * first that stands ends it. A start that is reached by an earlier one adds its share to what that one brings: the
 * fallback procedure of Wiens (2003), "A fixed sequence Bonferroni procedure for testing multiple endpoints", which
 * controls the chance of any wrong rejection at δ whatever the dependence. So all certificates of a region hold together
 * with probability 1 − δ, and any may be chosen from it, by cost for example.
 *
 * <p>Thresholds are order statistics of the sample. The p-value stays exact given the threshold, and the whole procedure
 * valid, as long as the risk among the accepted does not fall when more are accepted. In simulations with risks that do
 * fall, with ties, and with rankings turned upside down, no certificate was wrong more often than δ either.
 *
 * @param targetRisk wrong answers an accepted one, in (0, 1)
 * @param delta      chance that any certificate of a region is wrong, in (0, 1)
 */
public record LearnThenTest(double targetRisk, double delta) {

    /** Constructing throws {@link IllegalArgumentException} if a bound is outside its range. */
    public LearnThenTest {
        Ranges.open("target risk", targetRisk);
        Ranges.open("delta", delta);
    }

    /**
     * The certificate of greatest coverage.
     *
     * @param rows cases reviewed at random, any order; each counts once
     * @return empty when no coverage can be certified
     */
    public Optional<Certificate> certify(List<Scored> rows) {
        List<Certificate> region = region(rows, 0);
        return region.isEmpty() ? Optional.empty() : Optional.of(region.getLast());
    }

    /**
     * All certificates, on the grid made for so many rows.
     *
     * @param rows     cases reviewed at random that may be accepted, any order; each counts once
     * @param excluded further cases of that review which never are, for example by {@link LabelExclusion}
     * @return by rising coverage
     * @throws IllegalArgumentException if excluded is negative
     */
    public List<Certificate> region(List<Scored> rows, int excluded) {
        return region(rows, excluded, CoverageGrid.of(rows.size(), targetRisk, delta));
    }

    /**
     * All certificates on a grid of one's own, which must not depend on what the reviews found.
     *
     * @param rows     as above
     * @param excluded as above
     * @return by rising coverage
     * @throws IllegalArgumentException if excluded is negative
     */
    public List<Certificate> region(List<Scored> rows, int excluded, CoverageGrid grid) {
        RankedSample sample = new RankedSample(rows, excluded);
        List<Certificate> region = new ArrayList<>();
        int shares = 0;
        int before = -1;
        for (int point = 0; point < grid.coverages().size() && sample.rows() > 0; point++) {
            if (grid.starts().contains(point)) {
                shares++;
            }
            if (shares == 0) {
                continue;
            }
            int level = sample.levelAccepting(grid.accepted(point, sample.rows()));
            if (!passes(sample.among(level), delta * shares / grid.starts().size())) {
                shares = 0;
            } else if (level != before) { // scores may tie, and then two coverages are one threshold
                region.add(new Certificate(sample.acceptance(level), targetRisk, delta));
                before = level;
            }
        }
        return List.copyOf(region);
    }

    private boolean passes(ErrorCount among, double budget) {
        return new Binomial(among.of(), targetRisk).logLower(among.errors()) <= Math.log(budget);
    }
}
