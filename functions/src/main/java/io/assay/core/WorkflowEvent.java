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

    /** A sample was tested and certified a threshold; it is not yet in force. */
    record Certified(WorkflowCertificate certificate) implements WorkflowEvent {
        @Override
        public Map<String, Object> clear() {
            return certificate.clear();
        }
    }

    /**
     * A sample was tested and certified nothing. It is told because a test that is repeated until it passes proves
     * nothing: each look has its share of δ.
     *
     * @param version of the workflow, whose policy asked for it
     * @param cases   in the certifying part
     * @param reason  one sentence for the person
     */
    record NotCertified(String predictor, int version, int cases, String reason) implements WorkflowEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("predictor", predictor, "version", version, "cases", cases, "reason", reason);
        }
    }

    /**
     * A person put a certificate in force.
     *
     * @param phase of the active version: what an alarm took back is given again
     */
    record CertificateActivated(CertificateInForce certificate, Phase phase) implements WorkflowEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("certificate", certificate.clear(), "phase", phase.word());
        }
    }

    /**
     * The monitor found that the certificate's promise is not kept: the certificate is void, and people decide again.
     *
     * @param certificate its number
     * @param samples     results since it was put in force
     * @param errors      wrong answers among them
     * @param statistic   of the monitor, at least its limit
     * @param finding     one sentence for the owners
     */
    record Alarmed(int certificate, int samples, int errors, double statistic, String finding)
            implements WorkflowEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of(
                    "certificate",
                    certificate,
                    "samples",
                    samples,
                    "errors",
                    errors,
                    "statistic",
                    statistic,
                    "finding",
                    finding);
        }
    }

    /** Partition of a workflow's history in the table {@code Cases}. */
    static String stream(String workflow) {
        return "workflow#" + workflow;
    }
}
