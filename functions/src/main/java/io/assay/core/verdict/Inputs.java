package io.assay.core.verdict;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Every input with its range. What an arm does not name costs it nothing: costs are incremental, and what every arm needs
 * is charged to none.
 *
 * <p>Constructing throws {@link IllegalArgumentException} naming an input that is missing or outside its bounds.
 */
public record Inputs(SortedMap<Input, Estimate> estimates) {

    public Inputs {
        estimates = Collections.unmodifiableSortedMap(new TreeMap<>(estimates));
        for (Quantity quantity : Quantity.values()) {
            boolean optional = quantity.ofAnArm() || quantity == Quantity.DETECTION_DAYS;
            if (!optional && !estimates.containsKey(Input.of(quantity))) {
                throw new IllegalArgumentException("missing: " + quantity.word());
            }
        }
        for (Map.Entry<Input, Estimate> entry : estimates.entrySet()) {
            Quantity quantity = entry.getKey().quantity();
            Estimate estimate = entry.getValue();
            if (estimate.low() < quantity.least() || estimate.high() > quantity.most()) {
                throw new IllegalArgumentException(
                        entry.getKey().text() + " outside [" + quantity.least() + ", " + quantity.most() + "]");
            }
        }
    }

    /**
     * The fixed profile of the verdict's specification, section 4, that stands where the user says nothing: points, all assumed. What it
     * leaves open is 0 for people's error rate, 2 % quality sample (the worked example's) and no promised detection time.
     *
     * @param tuned names of the tuned arms; only they are built, kept and retrained
     */
    public static Inputs reference(Collection<String> tuned) {
        SortedMap<Input, Estimate> reference = new TreeMap<>();
        put(reference, Quantity.VOLUME, 20_000);
        put(reference, Quantity.HORIZON, 24);
        put(reference, Quantity.DISCOUNT_RATE, 0.10);
        put(reference, Quantity.WAGE, 40);
        put(reference, Quantity.MINUTES_FROM_SCRATCH, 3);
        put(reference, Quantity.MINUTES_ESCALATED, 3);
        put(reference, Quantity.MINUTES_BLIND, 3);
        put(reference, Quantity.PEOPLE_ERROR_RATE, 0);
        put(reference, Quantity.ERROR_COST, 10);
        put(reference, Quantity.DAY_RATE, 800);
        put(reference, Quantity.QUALITY_SAMPLE, 0.02);
        put(reference, Quantity.DETECTION_SAMPLES, 250);
        for (String arm : tuned) {
            reference.put(Input.of(Quantity.BUILD_DAYS, arm), assumed(15));
            reference.put(Input.of(Quantity.VALIDATION_DAYS, arm), assumed(0)); // within the build
            reference.put(Input.of(Quantity.UPKEEP_DAYS, arm), assumed(1));
            reference.put(Input.of(Quantity.RETRAINING_DAYS, arm), assumed(4));
        }
        return new Inputs(reference);
    }

    private static void put(Map<Input, Estimate> inputs, Quantity quantity, double value) {
        inputs.put(Input.of(quantity), assumed(value));
    }

    private static Estimate assumed(double value) {
        return Estimate.point(value, Estimate.Source.ASSUMED);
    }

    /** These inputs with another estimate for one of them. */
    public Inputs with(Input input, Estimate estimate) {
        SortedMap<Input, Estimate> changed = new TreeMap<>(estimates);
        changed.put(input, estimate);
        return new Inputs(changed);
    }

    public Inputs with(Quantity quantity, Estimate estimate) {
        return with(Input.of(quantity), estimate);
    }

    /** Empty: nobody said anything about it. */
    public Optional<Estimate> of(Input input) {
        return Optional.ofNullable(estimates.get(input));
    }

    /** True while nothing was given or measured: the answer then holds for the reference profile, not for the user. */
    public boolean isReference() {
        return estimates.values().stream().allMatch(estimate -> estimate.source() == Estimate.Source.ASSUMED);
    }

    /** True when at least one input has a range. */
    public boolean haveRanges() {
        return estimates.values().stream().anyMatch(estimate -> !estimate.isPoint());
    }

    public Values likely() {
        return values(Estimate::likely);
    }

    /** One value for each input, drawn from its range independently of the others. */
    public Values draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return values(estimate -> estimate.quantile(random.nextDouble()));
    }

    private Values values(ToDoubleFunction<Estimate> value) {
        SortedMap<Input, Double> chosen = new TreeMap<>();
        estimates.forEach((input, estimate) -> chosen.put(input, value.applyAsDouble(estimate)));
        return Values.of(chosen);
    }
}
