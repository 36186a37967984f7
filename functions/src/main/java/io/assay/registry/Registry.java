package io.assay.registry;

import io.assay.access.Caller;
import io.assay.aws.WorkflowChanges;
import io.assay.aws.WorkflowChanges.Change;
import io.assay.aws.WorkflowChanges.Changed;
import io.assay.aws.WorkflowStore;
import io.assay.core.CanonicalJson;
import io.assay.core.Hashes;
import io.assay.core.Policy;
import io.assay.core.Workflow;
import io.assay.core.WorkflowEvent;
import io.assay.core.WorkflowFile;
import io.assay.http.Problem;
import io.assay.schema.Violation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The workflows: their versions and what is in force. Each change is one event of the workflow's own history, appended
 * together with what it brings; what is already so is no event.
 */
public final class Registry {
    private final WorkflowChanges changes;
    private final WorkflowStore workflows;
    private final WorkflowCheck check;

    /** @param clock tells whether a price's date lies in the future */
    public Registry(WorkflowChanges changes, WorkflowStore workflows, Clock clock) {
        this.changes = changes;
        this.workflows = workflows;
        this.check = new WorkflowCheck(clock);
    }

    /**
     * Puts a new version, or meets the newest one if it is the same document.
     *
     * @throws Problem 403 if the caller may not change the workflow, 422 with everything wrong with the document, 409
     *     if others change the workflow all the time
     */
    Changed put(Caller caller, String name, Map<String, Object> document) {
        file(name).newest().ifPresent(newest -> requireAny(caller, administrators(workflow(name, newest))));
        List<Violation> violations = check.problemsOf(name, document);
        if (!violations.isEmpty()) {
            throw Problem.at(
                    422,
                    "invalid-workflow",
                    "The document is no valid workflow: see errors, each with its place",
                    violations.stream()
                            .map(violation -> new Problem.Place(violation.pointer(), violation.problem()))
                            .toList());
        }
        String hash = Hashes.sha256Hex(CanonicalJson.bytes(document));
        return change(caller, name, file -> {
            // Again: somebody else may have put a version meanwhile.
            file.newest().ifPresent(newest -> requireAny(caller, administrators(workflow(name, newest))));
            if (file.newest()
                    .filter(newest -> newest.documentSha256().equals(hash))
                    .isPresent()) {
                return Optional.empty();
            }
            int version = file.newest().map(WorkflowFile.Version::number).orElse(0) + 1;
            return Optional.of(new Change(
                    new WorkflowEvent.VersionPut(version, hash),
                    Optional.of(new WorkflowStore.NewVersion(version, document))));
        });
    }

    /**
     * Makes a version the one that new cases get, with its phase and threshold. A version that is active stays as it
     * is: activating it again must not undo what was found out about it.
     *
     * @throws Problem 404, 403 or 409 as for every change, 422 if there is no such version
     */
    Changed activate(Caller caller, String name, int version) {
        return change(caller, name, file -> {
            requireAny(caller, administrators(newest(caller, file)));
            WorkflowFile.Version wanted = file.version(version)
                    .orElseThrow(() -> Problem.at(
                            422,
                            "unknown-version",
                            "/version",
                            "There is no such version; the newest is "
                                    + file.newest()
                                            .map(WorkflowFile.Version::number)
                                            .orElse(0)));
            if (file.isActive(version)) {
                return Optional.empty();
            }
            Policy policy = workflow(name, wanted).policy();
            return Change.of(new WorkflowEvent.Activated(version, policy.phase(), policy.threshold()));
        });
    }

    /** From the event on nothing acts alone. Leads and owners may do this too: it only makes things safer. */
    Changed stop(Caller caller, String name, String reason) {
        return change(caller, name, file -> {
            requireAny(caller, newest(caller, file).mayStop());
            return file.standing().stopped().isPresent()
                    ? Optional.empty()
                    : Change.of(new WorkflowEvent.Stopped(reason));
        });
    }

    /** Lifts a stop. */
    Changed resume(Caller caller, String name, String reason) {
        return change(caller, name, file -> {
            requireAny(caller, administrators(newest(caller, file)));
            return file.standing().stopped().isEmpty()
                    ? Optional.empty()
                    : Change.of(new WorkflowEvent.Resumed(reason));
        });
    }

    /** @throws Problem 404 if there is none, or the caller is in none of its groups */
    WorkflowFile find(Caller caller, String name) {
        WorkflowFile file = file(name);
        newest(caller, file);
        return file;
    }

    /** The document of a version that is in the file. */
    Map<String, Object> document(WorkflowFile file, int version) {
        return workflows.document(file.name(), version).orElseThrow(() -> gone(file.name(), version));
    }

    private Changed change(Caller caller, String name, Function<WorkflowFile, Optional<Change>> work) {
        return changes.change(name, caller.actor(), work)
                .orElseThrow(() -> Problem.at(
                        409,
                        "changed-meanwhile",
                        Problem.In.PATH,
                        "workflow",
                        "Others are changing this workflow; look at it and send the request again"));
    }

    private WorkflowFile file(String name) {
        return changes.file(name);
    }

    /** The newest version, which says who may see and change the workflow. */
    private Workflow newest(Caller caller, WorkflowFile file) {
        return file.newest()
                .map(version -> workflow(file.name(), version))
                .filter(workflow -> caller.inAnyOf(workflow.everybody()))
                .orElseThrow(() -> Problem.at(
                        404,
                        "unknown-workflow",
                        Problem.In.PATH,
                        "workflow",
                        "There is no workflow of that name that you may see"));
    }

    private Workflow workflow(String name, WorkflowFile.Version version) {
        return workflows.version(name, version.number()).orElseThrow(() -> gone(name, version.number()));
    }

    private static void requireAny(Caller caller, Set<String> groups) {
        if (!caller.inAnyOf(groups)) {
            throw Problem.at(
                    403,
                    "not-an-administrator",
                    Problem.In.PATH,
                    "workflow",
                    "You are in no group that may do this to this workflow");
        }
    }

    private static Set<String> administrators(Workflow workflow) {
        return workflow.groups().administer();
    }

    private static IllegalStateException gone(String name, int version) {
        return new IllegalStateException(name + " version " + version + " is gone");
    }
}
