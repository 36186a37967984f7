package io.assay.core;

import java.util.Map;
import java.util.Optional;

/** Events of a workflow's own history, partition {@code workflow#name}. */
public sealed interface WorkflowEvent extends Event {

    /** A new, immutable version was put; it is not yet active. */
    record VersionPut(int version, String documentSha256) implements WorkflowEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("version", version, "documentSha256", documentSha256);
        }
    }

    /** A version became the one that new cases get, with its phase and declared threshold. */
    record Activated(int version, Phase phase, Optional<Threshold> threshold) implements WorkflowEvent {
        @Override
        public Map<String, Object> clear() {
            return Fields.write()
                    .put("version", version)
                    .put("phase", phase.word())
                    .put("threshold", threshold.map(Fields::threshold))
                    .done();
        }
    }

    /** From now on nothing acts alone. */
    record Stopped(String reason) implements WorkflowEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("reason", reason);
        }
    }

    /** A stop is lifted. */
    record Resumed(String reason) implements WorkflowEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("reason", reason);
        }
    }

    /** Partition of a workflow's history in the table {@code Cases}. */
    static String stream(String workflow) {
        return "workflow#" + workflow;
    }
}
