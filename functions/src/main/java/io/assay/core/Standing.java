package io.assay.core;

import java.util.Optional;

/**
 * What is in force for a workflow now.
 *
 * @param seq           the workflow event it reflects
 * @param activeVersion version that new cases get; empty: none is active
 * @param threshold     declared by the active version; a certificate comes before it
 * @param certificate   put in force by a person; it may have expired
 * @param stopped       why the workflow is stopped; empty: it runs
 * @param alarm         what the monitor found; empty: nothing
 * @param degenerate    why the confidence cannot rank cases; empty: it can
 */
public record Standing(
        int seq,
        Optional<Integer> activeVersion,
        Phase phase,
        Optional<Threshold> threshold,
        Optional<CertificateInForce> certificate,
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
            Optional.empty(),
            Optional.empty());

    /** The standing after one more event of the workflow's own history. */
    public Standing after(int nextSeq, WorkflowEvent event) {
        return switch (event) {
            case WorkflowEvent.VersionPut put -> with(nextSeq, phase, certificate, stopped, alarm);
            case WorkflowEvent.Certified certified -> with(nextSeq, phase, certificate, stopped, alarm);
            case WorkflowEvent.NotCertified not -> with(nextSeq, phase, certificate, stopped, alarm);
            case WorkflowEvent.Activated active ->
                new Standing(
                        nextSeq,
                        Optional.of(active.version()),
                        active.phase(),
                        active.threshold(),
                        // Who declares a threshold chooses it over the certificate.
                        active.threshold().isPresent() ? Optional.empty() : certificate,
                        stopped,
                        alarm,
                        degenerate);
            case WorkflowEvent.CertificateActivated active ->
                with(nextSeq, active.phase(), Optional.of(active.certificate()), stopped, Optional.empty());
            case WorkflowEvent.Alarmed alarmed ->
                with(
                        nextSeq,
                        phase.mayAutomate() ? Phase.PILOT : phase,
                        Optional.empty(),
                        stopped,
                        Optional.of(alarmed.finding()));
            case WorkflowEvent.Stopped stop -> with(nextSeq, phase, certificate, Optional.of(stop.reason()), alarm);
            case WorkflowEvent.Resumed resume -> with(nextSeq, phase, certificate, Optional.empty(), alarm);
        };
    }

    private Standing with(
            int nextSeq,
            Phase nextPhase,
            Optional<CertificateInForce> nextCertificate,
            Optional<String> nextStopped,
            Optional<String> nextAlarm) {
        return new Standing(
                nextSeq, activeVersion, nextPhase, threshold, nextCertificate, nextStopped, nextAlarm, degenerate);
    }
}
