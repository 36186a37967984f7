package io.assay.core.verdict;

import java.util.HashMap;
import java.util.Map;

/** One value for each input, as a single reckoning uses them. Immutable. */
public final class Values {
    private static final double MINUTES_AN_HOUR = 60;

    private final double[] shared;
    private final Map<String, double[]> ofArms;

    private Values(double[] shared, Map<String, double[]> ofArms) {
        this.shared = shared;
        this.ofArms = ofArms;
    }

    static Values of(Map<Input, Double> chosen) {
        double[] shared = new double[Quantity.values().length];
        shared[slot(Quantity.DETECTION_DAYS)] = Double.POSITIVE_INFINITY; // unless promised
        Map<String, double[]> ofArms = new HashMap<>();
        chosen.forEach((input, value) -> input.arm()
                .map(arm -> ofArms.computeIfAbsent(arm, name -> new double[shared.length]))
                .orElse(shared)[slot(input.quantity())] = value);
        return new Values(shared, ofArms);
    }

    /** Slots keep a draw of 4,000 reckonings cheap: no boxing, no hashing. */
    @SuppressWarnings("EnumOrdinal")
    private static int slot(Quantity quantity) {
        return quantity.ordinal();
    }

    public double of(Quantity quantity) {
        return shared[slot(quantity)];
    }

    /** 0 for an arm that does not name it. */
    public double of(Quantity quantity, String arm) {
        double[] own = ofArms.get(arm);
        return own == null ? 0 : own[slot(quantity)];
    }

    /** These values with another one for an input. */
    public Values with(Input input, double value) {
        double[] changed = input.arm()
                .map(arm -> ofArms.getOrDefault(arm, new double[shared.length]))
                .orElse(shared)
                .clone();
        changed[slot(input.quantity())] = value;
        if (input.arm().isEmpty()) {
            return new Values(changed, ofArms);
        }
        Map<String, double[]> arms = new HashMap<>(ofArms);
        arms.put(input.arm().get(), changed);
        return new Values(shared, arms);
    }

    public Values withVolume(double casesPerMonth) {
        return with(Input.of(Quantity.VOLUME), casesPerMonth);
    }

    /** V, cases a month. */
    public double volume() {
        return of(Quantity.VOLUME);
    }

    /** h, USD for a person to decide a case from scratch. */
    public double fromScratch() {
        return of(Quantity.WAGE) * of(Quantity.MINUTES_FROM_SCRATCH) / MINUTES_AN_HOUR;
    }

    /** h_r, USD for a person to decide an escalated case. */
    public double escalated() {
        return of(Quantity.WAGE) * of(Quantity.MINUTES_ESCALATED) / MINUTES_AN_HOUR;
    }

    /** h_b, USD for a person to decide a quality sample blind. */
    public double blind() {
        return of(Quantity.WAGE) * of(Quantity.MINUTES_BLIND) / MINUTES_AN_HOUR;
    }

    public Discounting discounting() {
        return Discounting.yearly(of(Quantity.DISCOUNT_RATE), (int) Math.round(of(Quantity.HORIZON)));
    }
}
