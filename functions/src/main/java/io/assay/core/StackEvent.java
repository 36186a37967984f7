package io.assay.core;

import java.util.Map;

/** Events of the stack itself. */
public sealed interface StackEvent extends Event {

    /**
     * The daily comparison of audit log and table.
     *
     * @param day     ISO 8601, UTC
     * @param events  events of that day's cases in the table
     * @param missing of these, not in the audit log
     * @param altered of these, other bytes in the audit log
     */
    record AuditCompared(String day, int events, int missing, int altered) implements StackEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("day", day, "events", events, "missing", missing, "altered", altered);
        }
    }
}
