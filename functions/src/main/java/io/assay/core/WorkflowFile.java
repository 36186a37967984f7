package io.assay.registry;

import io.assay.core.Actor;
import io.assay.core.BrokenHistory;
import io.assay.core.Entry;
import io.assay.core.Standing;
import io.assay.core.WorkflowEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A workflow as its own history tells it.
 *
 * @param versions every version put, oldest first
 * @param last     empty: nothing happened yet, the workflow is unknown
 */
record WorkflowFile(String name, List<Version> versions, Standing standing, Optional<Entry> last) {

    /** @param number 1, 2, 3 … */
    record Version(int number, String documentSha256, Instant at, Actor by) {}

    /** @throws BrokenHistory if the history holds something else than events of a workflow, or has a gap */
    static WorkflowFile of(String name, List<Entry> history) {
        WorkflowFile file = new WorkflowFile(name, List.of(), Standing.NONE, Optional.empty());
        for (Entry entry : history) {
            file = file.after(entry);
        }
        return file;
    }

    WorkflowFile after(Entry entry) {
        if (entry.seq() != standing.seq() + 1 || !(entry.event() instanceof WorkflowEvent event)) {
            throw new BrokenHistory("workflow " + name + " has no event of a workflow at " + (standing.seq() + 1));
        }
        List<Version> more = new ArrayList<>(versions);
        if (event instanceof WorkflowEvent.VersionPut put) {
            more.add(new Version(put.version(), put.documentSha256(), entry.at(), entry.actor()));
        }
        return new WorkflowFile(name, List.copyOf(more), standing.after(entry.seq(), event), Optional.of(entry));
    }

    Optional<Version> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    Optional<Version> version(int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    boolean isActive(int number) {
        return standing.activeVersion().equals(Optional.of(number));
    }
}
