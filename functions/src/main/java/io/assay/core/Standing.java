package io.assay.core;

import java.util.Optional;

/**
 * What is in force for a workflow now.
 *
 * @param seq           the workflow event it reflects
 * @param activeVersion version that new cases get; empty: none is active
 * @param stopped       why the workflow is stopped; empty: it runs
 * @param alarm         what the monitor found; empty: nothing
 * @param degenerate    why the confidence cannot rank cases; empty: it can
 */
public record Standing(
        int seq,
        Optional<Integer> activeVersion,
        Phase phase,
        Optional<Threshold> threshold,
        Optional<String> stopped,
        Optional<String> alarm,
        Optional<String> degenerate) {

    /** A workflow of which nothing happened yet: no version, people decide. */
    public static final Standing NONE = new Standing(
            0,
            Optional.empty(),
            Phase.BASELINE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The standing after one more event of the workflow's own history. */
    public Standing after(int nextSeq, WorkflowEvent event) {
        return switch (event) {
            case WorkflowEvent.VersionPut put ->
                new Standing(nextSeq, activeVersion, phase, threshold, stopped, alarm, degenerate);
            case WorkflowEvent.Activated active ->
                new Standing(
                        nextSeq,
                        Optional.of(active.version()),
                        active.phase(),
                        active.threshold(),
                        stopped,
                        alarm,
                        degenerate);
            case WorkflowEvent.Stopped stop ->
                new Standing(nextSeq, activeVersion, phase, threshold, Optional.of(stop.reason()), alarm, degenerate);
            case WorkflowEvent.Resumed resume ->
                new Standing(nextSeq, activeVersion, phase, threshold, Optional.empty(), alarm, degenerate);
        };
    }
}
