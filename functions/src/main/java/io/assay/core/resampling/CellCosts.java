package io.assay.core.resampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The mean cost of one arm's errors, a case, in each draw of a bootstrap, with the rare-cell rule: where an error was
 * seen fewer than {@value #RARE} times, resampling cannot know how often it happens (one that was not seen never comes
 * up), so its rate is drawn from what k errors among n say of it, {@link RareRate}. What a case costs beside its errors is
 * a {@link GroupedRatio} over the same resamples.
 *
 * <p>k and n count groups, as the bootstrap does: four errors among copies of one text were seen once. The drawn rate of
 * groups is then scaled by what a group with an error weighs in the sample, which is 1 where every row is its own group
 * and weighs the same.
 */
public final class CellCosts {
    /** Groups with an error from which on a cell is resampled like every other cost. */
    public static final int RARE = 5;

    private final GroupedRatio resampled;
    private final double[] weights;
    private final List<RareCell> rare;

    private CellCosts(GroupedRatio resampled, double[] weights, List<RareCell> rare) {
        this.resampled = resampled;
        this.weights = weights;
        this.rare = rare;
    }

    /**
     * @param weights ω, one a row, at least 0: one over the probability that the row was reviewed, or 1
     * @param cells   every cost an error can have, those that were not seen included; cells in which no row is exposed
     *                cost nothing
     * @throws IllegalArgumentException if there is not one weight a row, or a cell names a row beyond them
     */
    public static CellCosts of(Groups groups, double[] weights, List<ErrorCell> cells) {
        double[] costs = new double[groups.rows()];
        List<RareCell> rare = new ArrayList<>();
        for (ErrorCell cell : cells) {
            BitSet exposed = cell.exposed();
            if (exposed.length() > groups.rows()) {
                throw new IllegalArgumentException("row " + (exposed.length() - 1) + " of " + groups.rows());
            }
            if (groupsWith(groups, cell.erred()) >= RARE) {
                cell.erred().stream().forEach(row -> costs[row] += cell.cost());
            } else if (!exposed.isEmpty()) {
                rare.add(new RareCell(groups, weights, cell));
            }
        }
        return new CellCosts(
                GroupedRatio.weightedMean(groups, costs, weights), groups.sums(weights), List.copyOf(rare));
    }

    /** The mean in the sample itself, in the unit of the costs: no prior, no draw. */
    public double estimate() {
        Resample whole = Resample.whole(weights.length);
        double rareCosts =
                rare.stream().mapToDouble(cell -> cell.seenCost(whole)).sum();
        return resampled.applyAsDouble(whole) + rareCosts / whole.sum(weights);
    }

    /**
     * The mean in one draw, in the unit of the costs; not a number if no drawn row has a weight.
     *
     * @param random of the draw, {@link ClusterBootstrap#random}: one for all arms in turn. Rates of rare errors are not
     *               paired; a source begun anew for each arm would give all the same rates, and their difference none of
     *               the spread
     */
    public double draw(Resample resample, RandomGenerator random) {
        double rareCosts = 0;
        for (RareCell cell : rare) {
            rareCosts += cell.drawnCost(resample, random);
        }
        return resampled.applyAsDouble(resample) + rareCosts / resample.sum(weights);
    }

    private static int groupsWith(Groups groups, BitSet rows) {
        return (int) rows.stream().map(groups::groupOf).distinct().count();
    }

    /** A cell whose rate is drawn. */
    private static final class RareCell {
        private final double cost;
        /** Of each group, its exposed rows' weights. */
        private final double[] exposedWeights;
        /** Groups with an error among groups that were exposed. */
        private final RareRate groups;
        /** The weighted share of exposed rows that erred. */
        private final double seen;

        RareCell(Groups all, double[] weights, ErrorCell cell) {
            BitSet exposed = cell.exposed();
            BitSet erred = cell.erred();
            cost = cell.cost();
            exposedWeights = all.sums(masked(weights, exposed));
            groups = new RareRate(groupsWith(all, erred), groupsWith(all, exposed));
            double exposedWeight = Arrays.stream(exposedWeights).sum();
            seen = exposedWeight == 0
                    ? 0
                    : Arrays.stream(masked(weights, erred)).sum() / exposedWeight;
        }

        double seenCost(Resample resample) {
            return cost * seen * resample.sum(exposedWeights);
        }

        double drawnCost(Resample resample, RandomGenerator random) {
            double ofRows = groups.k() == 0 ? 1 : seen * groups.n() / groups.k();
            return cost * ofRows * groups.draw(random) * resample.sum(exposedWeights);
        }

        private static double[] masked(double[] weights, BitSet rows) {
            double[] masked = new double[weights.length];
            rows.stream().forEach(row -> masked[row] = weights[row]);
            return masked;
        }
    }
}
