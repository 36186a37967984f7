package io.assay;

import java.time.Clock;
import java.util.Map;

/**
 * Reads the environment, builds the clients once and hands each handler its plain class. Only handlers see it.
 */
public final class Wiring {

    /**
     * What surrounds one function: its variables and its clock. In Lambda the process has one of each; the local host
     * runs every function in one JVM and binds {@link #SURROUNDINGS} while it constructs a handler.
     */
    public record Surroundings(Map<String, String> variables, Clock clock) {
        public Surroundings {
            variables = Map.copyOf(variables);
        }
    }

    public static final ScopedValue<Surroundings> SURROUNDINGS = ScopedValue.newInstance();

    private final Surroundings surroundings;

    private Wiring(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The wiring of the function that is being constructed. */
    public static Wiring fromEnvironment() {
        return new Wiring(
                SURROUNDINGS.isBound() ? SURROUNDINGS.get() : new Surroundings(System.getenv(), Clock.systemUTC()));
    }

    /**
     * @throws IllegalStateException naming the variable that is missing
     */
    String variable(String name) {
        String value = surroundings.variables().get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set: template.yaml must give it");
        }
        return value;
    }
}
