package io.assay.local.assess.files;

import io.assay.core.verdict.Estimate;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * Inputs of the money as flags give them; each empty where the flag was left out.
 *
 * @param volume    {@code --volume}, cases a month
 * @param minutes   {@code --minutes}, of a person for one case, be it new, escalated or a blind sample
 * @param wage      {@code --wage}, USD an hour
 * @param errorCost {@code --error-cost}, USD
 * @param months    {@code --months}, looked ahead
 */
public record GivenInputs(
        Optional<String> volume,
        Optional<String> minutes,
        Optional<String> wage,
        Optional<String> errorCost,
        Optional<String> months) {

    public static final GivenInputs NONE =
            new GivenInputs(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @param base what holds where a flag was left out
     * @throws InputProblem naming the flag whose text is no number or range, or out of bounds
     */
    public Inputs over(Inputs base) {
        Inputs inputs = base;
        inputs = put(inputs, "--volume", volume, Quantity.VOLUME);
        inputs = put(
                inputs,
                "--minutes",
                minutes,
                Quantity.MINUTES_FROM_SCRATCH,
                Quantity.MINUTES_ESCALATED,
                Quantity.MINUTES_BLIND);
        inputs = put(inputs, "--wage", wage, Quantity.WAGE);
        inputs = put(inputs, "--error-cost", errorCost, Quantity.ERROR_COST);
        return put(inputs, "--months", months, Quantity.HORIZON);
    }

    private static Inputs put(Inputs inputs, String flag, Optional<String> text, Quantity... quantities) {
        if (text.isEmpty()) {
            return inputs;
        }
        Estimate estimate = EstimateText.parse(flag, text.get());
        Inputs changed = inputs;
        for (Quantity quantity : List.of(quantities)) {
            if (estimate.low() < quantity.least() || estimate.high() > quantity.most()) {
                throw InputProblem.of(
                        flag,
                        "is outside what makes sense, " + bound(quantity.least()) + " to " + bound(quantity.most())
                                + " " + quantity.unit(),
                        "give a value within");
            }
            changed = changed.with(quantity, estimate);
        }
        return changed;
    }

    private static String bound(double value) {
        return value == Double.MAX_VALUE ? "any number" : Long.toString((long) value);
    }
}
