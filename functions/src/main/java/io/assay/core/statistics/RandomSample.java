package io.assay.core.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What reviewed cases are good for: a random sample of all cases, or a reason why they are none. */
public sealed interface RandomSample<T> {

    /**
     * Every case had the same chance to be here, so that exact binomial tails hold.
     *
     * @param rows     in the order they came in
     * @param rate     chance of each case, in (0, 1]
     * @param reviewed how many there were before they were thinned
     */
    record Thinned<T>(List<T> rows, double rate, int reviewed) implements RandomSample<T> {
        public Thinned {
            rows = List.copyOf(rows);
        }
    }

    /** They say nothing certain about cases that were not reviewed. */
    record Refused<T>(String reason) implements RandomSample<T> {}

    /**
     * Thins blind reviews to one common rate: a case that was reviewed with probability π stays with probability
     * {@code rate/π}. One row that was not drawn by lot, or not reviewed blind, refuses all of them: to leave such rows
     * out would leave out the kind of cases that they are.
     *
     * @param rows in an order that has nothing to do with what the reviews found
     * @param rate the least probability that any case had, reviewed or not, in (0, 1]
     * @param seed of the thinning; who tries several and picks one has no random sample any more
     * @throws IllegalArgumentException if the rate is outside its range, or above the probability of a row
     */
    static <T> RandomSample<T> thin(List<Reviewed<T>> rows, double rate, long seed) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate outside (0, 1]: " + rate);
        }
        Random random = new Random(seed);
        List<T> kept = new ArrayList<>();
        for (Reviewed<T> row : rows) {
            switch (row.selection()) {
                case ReviewSelection.ByLot lot -> {
                    if (!row.blind()) {
                        return new Refused<>("A reviewer saw the model's answer; only blind reviews count");
                    }
                    if (random.nextDouble() < keep(lot.probability(), rate)) {
                        kept.add(row.value());
                    }
                }
                case ReviewSelection.ByRule rule -> {
                    return new Refused<>("Cases were reviewed by the rule " + rule.rule()
                            + ", not by lot; they say nothing about the cases that the rule left out");
                }
                case ReviewSelection.Unrecorded unrecorded -> {
                    return new Refused<>("The probability of a review was not recorded; nobody can say which cases"
                            + " had no chance");
                }
            }
        }
        return new Thinned<>(kept, rate, rows.size());
    }

    private static double keep(double probability, double rate) {
        if (rate > probability) {
            throw new IllegalArgumentException("rate " + rate + " above a review probability: " + probability);
        }
        return rate / probability;
    }
}
