package io.assay.local.scenarios;

/**
 * One thing that the pipeline does, on cases of its own; it may be played again on the same stack.
 *
 * @param name says what happens
 */
public record Scenario(String name, Play play) {

    /** What happens, and what must come of it. */
    @FunctionalInterface
    public interface Play {
        /** @throws IllegalStateException if something else comes of it */
        void in(Scene scene) throws InterruptedException;
    }

    @Override
    public String toString() {
        return name;
    }
}
