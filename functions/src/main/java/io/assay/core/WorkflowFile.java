package io.assay.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A workflow as its own history tells it.
 *
 * @param versions     every version put, oldest first
 * @param certificates every one that was issued, oldest first
 * @param looks        every test of a sample, oldest first
 * @param alarmedAt    when the monitor rang last
 * @param last         empty: nothing happened yet, the workflow is unknown
 */
public record WorkflowFile(
        String name,
        List<Version> versions,
        List<Issued> certificates,
        List<Look> looks,
        Optional<Instant> alarmedAt,
        Standing standing,
        Optional<Entry> last) {

    /** @param number 1, 2, 3 … */
    public record Version(int number, String documentSha256, Instant at, Actor by) {}

    /** A certificate, and who had it computed. */
    public record Issued(WorkflowCertificate certificate, Instant at, Actor by) {}

    /**
     * A sample was tested, whatever came of it.
     *
     * @param version of the workflow, whose policy asked for it
     */
    public record Look(String predictor, int version, Instant at) {}

    /** @throws BrokenHistory if the history holds something else than events of a workflow, or has a gap */
    public static WorkflowFile of(String name, List<Entry> history) {
        WorkflowFile file = new WorkflowFile(
                name, List.of(), List.of(), List.of(), Optional.empty(), Standing.NONE, Optional.empty());
        for (Entry entry : history) {
            file = file.after(entry);
        }
        return file;
    }

    public WorkflowFile after(Entry entry) {
        if (entry.seq() != standing.seq() + 1 || !(entry.event() instanceof WorkflowEvent event)) {
            throw new BrokenHistory("workflow " + name + " has no event of a workflow at " + (standing.seq() + 1));
        }
        List<Version> moreVersions = new ArrayList<>(versions);
        List<Issued> moreCertificates = new ArrayList<>(certificates);
        List<Look> moreLooks = new ArrayList<>(looks);
        Optional<Instant> lastAlarm = alarmedAt;
        switch (event) {
            case WorkflowEvent.VersionPut put ->
                moreVersions.add(new Version(put.version(), put.documentSha256(), entry.at(), entry.actor()));
            case WorkflowEvent.Certified certified -> {
                WorkflowCertificate certificate = certified.certificate();
                moreCertificates.add(new Issued(certificate, entry.at(), entry.actor()));
                moreLooks.add(new Look(certificate.terms().predictor(), certificate.version(), entry.at()));
            }
            case WorkflowEvent.NotCertified not -> moreLooks.add(new Look(not.predictor(), not.version(), entry.at()));
            case WorkflowEvent.Alarmed alarmed -> lastAlarm = Optional.of(entry.at());
            case WorkflowEvent.Activated active -> {}
            case WorkflowEvent.CertificateActivated active -> {}
            case WorkflowEvent.Stopped stop -> {}
            case WorkflowEvent.Resumed resume -> {}
        }
        return new WorkflowFile(
                name,
                List.copyOf(moreVersions),
                List.copyOf(moreCertificates),
                List.copyOf(moreLooks),
                lastAlarm,
                standing.after(entry.seq(), event),
                Optional.of(entry));
    }

    public Optional<Version> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    public Optional<Version> version(int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    public Optional<Issued> certificate(int number) {
        return certificates.stream()
                .filter(issued -> issued.certificate().terms().number() == number)
                .findFirst();
    }

    public boolean isActive(int number) {
        return standing.activeVersion().equals(Optional.of(number));
    }
}
