package io.assay.local.coldstart;

import java.time.Duration;

/** What a step took: CPU time of the whole process, its compiler and collector included, and real time. */
public record Cost(Duration cpu, Duration wall) {
    static final Cost NONE = new Cost(Duration.ZERO, Duration.ZERO);

    Cost since(Cost earlier) {
        return new Cost(cpu.minus(earlier.cpu), wall.minus(earlier.wall));
    }
}
