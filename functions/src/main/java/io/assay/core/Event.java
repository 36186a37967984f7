package io.assay.core;

import java.util.Map;

/**
 * One thing that happened. Appended, never changed. Its clear part goes to the audit log; its sealed part (input,
 * rationale, notes) goes there only as a hash.
 */
public sealed interface Event permits CaseEvent, WorkflowEvent, StackEvent {

    /** The name in the log, for example {@code Received}. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** Field name to text, whole number, number, truth value, list or map, as JSON has them. */
    Map<String, Object> clear();

    /** As {@link #clear()}; empty: the event has no sealed part. */
    default Map<String, Object> sealed() {
        return Map.of();
    }
}
