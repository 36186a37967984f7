package io.assay.local.assess.evidence;

import io.assay.core.statistics.Acceptance;
import io.assay.core.statistics.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Scores uniform in [0, 1], or on {@code levels} equal steps; an answer of score s is wrong with probability {@code least +
 * (most − least)(1 − s)^steepness}.
 *
 * @param least     error probability of the surest, in [0, 1]
 * @param most      of the least sure, in [0, 1]; below {@code least} where the ranking is upside down
 * @param steepness greater than 0
 * @param levels    distinct scores; 0: no two are alike
 */
public record Generated(String name, double least, double most, double steepness, int levels) implements Population {

    /** Ways in which confidence may rank, around a target risk. */
    public static List<Population> around(double targetRisk) {
        return List.of(
                new Generated("steep", 0, Math.min(1, 10 * targetRisk), 4, 0),
                new Generated("gentle", targetRisk / 2, 3 * targetRisk, 1, 0),
                new Generated("steps of a tenth", targetRisk / 3, 4 * targetRisk, 2, 10),
                new Generated("no ranking, just above the target", 1.02 * targetRisk, 1.02 * targetRisk, 1, 0),
                new Generated("upside down", 2 * targetRisk, targetRisk / 2, 1, 0));
    }

    @Override
    public List<Scored> sample(int cases, SplittableRandom random) {
        List<Scored> sample = new ArrayList<>(cases);
        for (int i = 0; i < cases; i++) {
            double score = levels == 0 ? random.nextDouble() : (random.nextInt(levels) + 0.5) / levels;
            sample.add(new Scored(score, random.nextDouble() >= error(score)));
        }
        return sample;
    }

    private double error(double score) {
        return least + (most - least) * Math.pow(1 - score, steepness);
    }

    @Override
    public double risk(Acceptance acceptance) {
        double accepted = coverage(acceptance);
        if (accepted == 0) {
            return 0;
        }
        if (levels == 0) { // the integral of the error from 1 − accepted to 1
            return least + (most - least) * Math.pow(accepted, steepness) / (steepness + 1);
        }
        double sum = 0;
        int count = (int) Math.round(accepted * levels);
        for (int level = levels - count; level < levels; level++) {
            sum += error((level + 0.5) / levels);
        }
        return sum / count;
    }

    @Override
    public double coverage(Acceptance acceptance) {
        double threshold = acceptance.threshold().orElse(0);
        if (levels == 0) {
            return Math.clamp(1 - threshold, 0, 1);
        }
        int count = 0;
        for (int level = 0; level < levels; level++) {
            count += (level + 0.5) / levels >= threshold ? 1 : 0;
        }
        return (double) count / levels;
    }
}
