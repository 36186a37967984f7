package io.assay.cases;

import io.assay.access.Caller;
import io.assay.aws.CaseStore;
import io.assay.aws.WorkflowStore;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.ReviewTask;
import io.assay.core.Workflow;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Shows a case to those who may see it. */
public final class CaseViews {
    private final CaseStore cases;
    private final WorkflowStore workflows;

    public CaseViews(CaseStore cases, WorkflowStore workflows) {
        this.cases = cases;
        this.workflows = workflows;
    }

    /**
     * {@code GET /cases/{caseId}}.
     *
     * @throws Problem 404, the same for a malformed id, for no such case and for one the caller may not see
     */
    public HttpAnswer show(HttpRequest request) {
        CaseFile file = readable(request);
        return HttpAnswer.json(200, CaseDocument.of(file, pinned(file), request.requireCaller()));
    }

    /**
     * {@code GET /cases/{caseId}/lineage}.
     *
     * @throws Problem 404 as {@link #show}
     */
    public HttpAnswer lineage(HttpRequest request) {
        CaseFile file = readable(request);
        return HttpAnswer.json(200, LineageDocument.of(file, pinned(file)));
    }

    private CaseFile readable(HttpRequest request) {
        Caller caller = request.requireCaller();
        return Optional.of(request.pathParameter("caseId"))
                .filter(CaseId::looksLike)
                .flatMap(id -> cases.file(new CaseId(id)))
                .filter(found -> caller.inAnyOf(readers(found)))
                .orElseThrow(() -> Problem.at(
                        404,
                        "unknown-case",
                        Problem.In.PATH,
                        "caseId",
                        "There is no such case, or its workflow names no group you are in"));
    }

    /** The groups that the workflow names now, and those who have to work on the case. */
    private Set<String> readers(CaseFile file) {
        Workflow workflow = workflows.active(file.workflow()).orElseGet(() -> pinned(file));
        Set<String> groups = new HashSet<>();
        groups.add(workflow.owner());
        groups.addAll(workflow.groups().submit());
        groups.addAll(workflow.groups().review());
        groups.addAll(workflow.groups().lead());
        groups.addAll(workflow.groups().administer());
        file.tasks().stream().filter(ReviewTask::open).map(ReviewTask::group).forEach(groups::add);
        return groups;
    }

    private Workflow pinned(CaseFile file) {
        return workflows.of(file);
    }
}
