package io.assay.aws;

import io.assay.core.Actor;
import io.assay.core.Entry;
import io.assay.core.WorkflowEvent;
import io.assay.core.WorkflowFile;
import java.util.Optional;
import java.util.function.Function;

/** Changes to workflows: each is one event of the workflow's own history, appended together with what it brings. */
public final class WorkflowChanges {
    /** Changes to one workflow are rare; more lost races than that are a caller's to look at. */
    private static final int TRIES = 5;

    private final CaseStore events;
    private final WorkflowStore workflows;

    public WorkflowChanges(CaseStore events, WorkflowStore workflows) {
        this.events = events;
        this.workflows = workflows;
    }

    /** @param version a new one that the event puts */
    public record Change(WorkflowEvent event, Optional<WorkflowStore.NewVersion> version) {
        public static Optional<Change> of(WorkflowEvent event) {
            return Optional.of(new Change(event, Optional.empty()));
        }
    }

    /**
     * What a change came to.
     *
     * @param changed false: it was already so
     */
    public record Changed(WorkflowFile file, boolean changed) {}

    /** The workflow's history, read consistently. */
    public WorkflowFile file(String name) {
        return WorkflowFile.of(name, events.history(WorkflowEvent.stream(name)));
    }

    /**
     * Reads the history, has the change thought of, and appends it; anew when another came first.
     *
     * @param work empty: it is already so
     * @return empty if others change the workflow all the time
     */
    public Optional<Changed> change(String name, Actor actor, Function<WorkflowFile, Optional<Change>> work) {
        for (int tries = 0; tries < TRIES; tries++) {
            WorkflowFile file = file(name);
            Optional<Change> change = work.apply(file);
            if (change.isEmpty()) {
                return Optional.of(new Changed(file, false));
            }
            Entry entry = events.next(
                    WorkflowEvent.stream(name),
                    file.last(),
                    actor,
                    Optional.of(name),
                    change.get().event());
            WorkflowFile after = file.after(entry);
            if (workflows.append(entry, name, after.standing(), change.get().version())) {
                return Optional.of(new Changed(after, true));
            }
        }
        return Optional.empty();
    }
}
