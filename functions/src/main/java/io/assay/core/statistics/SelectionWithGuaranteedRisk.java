package io.assay.core.statistics;

import java.util.List;
import java.util.Optional;

/**
 * Selection with guaranteed risk, for comparison with {@link LearnThenTest}: Geifman and El-Yaniv (2017), "Selective
 * classification for deep neural networks", algorithm 1. A binary search over the ranks of the sample; each of its
 * ⌈log₂ n⌉ steps gets an equal share of δ, which is what makes it need more rows.
 *
 * <p>The algorithm as printed returns the threshold it looked at last, whether or not its bound was met; this returns
 * the last one whose bound was.
 *
 * @param targetRisk wrong answers an accepted one, in (0, 1)
 * @param delta      chance that the certificate is wrong, in (0, 1)
 */
public record SelectionWithGuaranteedRisk(double targetRisk, double delta) {

    /** Constructing throws {@link IllegalArgumentException} if a bound is outside its range. */
    public SelectionWithGuaranteedRisk {
        Ranges.open("target risk", targetRisk);
        Ranges.open("delta", delta);
    }

    /**
     * @param rows cases reviewed at random, any order
     * @return empty when no step met its bound
     */
    public Optional<Certificate> certify(List<Scored> rows) {
        RankedSample sample = new RankedSample(rows, 0);
        int n = sample.rows();
        int steps = 32 - Integer.numberOfLeadingZeros(Math.max(1, n - 1)); // ⌈log₂ n⌉, at least 1
        Optional<Certificate> last = Optional.empty();
        int least = 1;
        int most = n;
        for (int i = 0; i < steps && n > 0; i++) {
            int rank = (least + most + 1) / 2; // from the lowest score
            int level = sample.levelAccepting(n - rank + 1);
            ErrorCount among = sample.among(level);
            if (new Binomial(among.of(), targetRisk).logLower(among.errors()) <= Math.log(delta / steps)) {
                last = Optional.of(new Certificate(sample.acceptance(level), targetRisk, delta));
                most = rank;
            } else {
                least = rank;
            }
        }
        return last;
    }
}
