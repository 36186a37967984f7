package io.assay.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A person's work item as the history has it.
 *
 * @param id            {@code caseId.n}
 * @param qualitySample looks at a case that was automated; its decision stays in force
 * @param review        how it ended; empty while it is open
 */
public record ReviewTask(
        String id,
        List<Reason> reasons,
        String group,
        boolean blind,
        boolean qualitySample,
        Instant opened,
        Instant due,
        boolean warned,
        boolean breached,
        Optional<CaseEvent.Reviewed> review) {

    public static final Reason QUALITY_SAMPLE =
            new Reason("quality-sample", "Drawn at random to know the quality of automated answers");

    public ReviewTask {
        reasons = List.copyOf(reasons);
    }

    public boolean open() {
        return review.isEmpty();
    }

    /** Four fifths of the promised time, when the reviewer is reminded. */
    public Instant warnAt() {
        return opened.plus(Duration.between(opened, due).multipliedBy(4).dividedBy(5));
    }

    /** When the promised time has to be looked at next: at the reminder, at the end; empty: never again. */
    public Optional<Instant> nextCheck() {
        if (!open() || breached) {
            return Optional.empty();
        }
        return Optional.of(warned ? due : warnAt());
    }

    ReviewTask reviewed(CaseEvent.Reviewed end) {
        return new ReviewTask(
                id, reasons, group, blind, qualitySample, opened, due, warned, breached, Optional.of(end));
    }

    ReviewTask marked(boolean nowWarned, boolean nowBreached) {
        return new ReviewTask(
                id,
                reasons,
                group,
                blind,
                qualitySample,
                opened,
                due,
                warned || nowWarned,
                breached || nowBreached,
                review);
    }
}
