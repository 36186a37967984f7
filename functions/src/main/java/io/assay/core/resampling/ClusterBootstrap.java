package io.assay.core.resampling;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * The bootstrap that draws groups, not rows, with replacement (Davison &amp; Hinkley 1997, section 3.8): rows of one
 * group tell less than as many rows of different ones.
 *
 * <p>Draw {@code b} depends on the seed and {@code b} alone. Two statistics asked over the same bootstrap are therefore
 * paired: each sees the same groups, as a comparison of arms on the same cases must.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if there is no draw.
 *
 * @param draws at least 1
 */
public record ClusterBootstrap(Groups groups, int draws, long seed) {

    public ClusterBootstrap {
        if (draws < 1) {
            throw new IllegalArgumentException("a bootstrap has at least 1 draw: " + draws);
        }
    }

    /**
     * The source of all chance of one draw. Whatever else is random in it is taken from the same source in a fixed order:
     * the refit, the {@link Resample} for all arms, the inputs, and last the rates of rare errors, which take more or
     * fewer numbers from it.
     *
     * @param draw from 0 to {@code draws - 1}
     */
    public RandomGenerator random(int draw) {
        return new SplittableRandom(mix(seed + mix(draw)));
    }

    /**
     * @param statistic of a resample; not a number where the resample leaves it undefined
     * @return the statistic in each draw
     */
    public double[] replicates(ToDoubleFunction<Resample> statistic) {
        double[] replicates = new double[draws];
        Arrays.setAll(replicates, draw -> statistic.applyAsDouble(Resample.draw(groups, random(draw))));
        return replicates;
    }

    /**
     * The statistic without each group in turn. Costs a statistic a group; {@link GroupedRatio#jackknife} is cheaper
     * where it serves.
     */
    public double[] jackknife(ToDoubleFunction<Resample> statistic) {
        double[] left = new double[groups.count()];
        Arrays.setAll(left, group -> statistic.applyAsDouble(Resample.without(group, groups.count())));
        return left;
    }

    /** Stafford's variant 13 of the 64-bit finaliser: neighbouring numbers start far apart in the generator's cycle. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
