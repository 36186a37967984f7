package io.assay.core.verdict;

import java.util.Comparator;
import java.util.Optional;

/**
 * Names one input: a quantity, and the arm that it belongs to if each arm has its own.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if an arm is missing or too much.
 */
public record Input(Quantity quantity, Optional<String> arm) implements Comparable<Input> {

    private static final Comparator<Input> ORDER =
            Comparator.comparing((Input input) -> input.arm().orElse("")).thenComparing(Input::quantity);

    public Input {
        if (quantity.ofAnArm() != arm.isPresent()) {
            throw new IllegalArgumentException(
                    quantity.word() + (quantity.ofAnArm() ? " is of an arm" : " is not of an arm"));
        }
    }

    public static Input of(Quantity quantity) {
        return new Input(quantity, Optional.empty());
    }

    public static Input of(Quantity quantity, String arm) {
        return new Input(quantity, Optional.of(arm));
    }

    /** For example {@code build days of tuned}. */
    public String text() {
        return quantity.word() + arm.map(name -> " of " + name).orElse("");
    }

    /** The same order everywhere, so that a seed draws the same values everywhere. */
    @Override
    public int compareTo(Input other) {
        return ORDER.compare(this, other);
    }
}
