package io.assay.intake;

import io.assay.access.Caller;
import io.assay.core.Fields;
import io.assay.core.Workflow;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cases by HTTP, one or many. */
public final class CaseApi {
    private static final Logger LOG = LoggerFactory.getLogger(CaseApi.class);

    private static final int MAX_BODY = 128 * 1024;
    private static final int MAX_BATCH_BODY = 1024 * 1024;
    private static final int MAX_BATCH = 100;

    private final Intake intake;

    public CaseApi(Intake intake) {
        this.intake = intake;
    }

    /** {@code POST /workflows/{workflow}/cases}: 202 with the case's id. */
    public HttpAnswer single(HttpRequest request) {
        Workflow workflow = workflow(request);
        Fields body = request.json(MAX_BODY, "input", "reference");
        Submission submission =
                submission(workflow, request.requireCaller(), request.header("idempotency-key"), body, "");
        return HttpAnswer.json(202, accepted(intake.accept(workflow, submission, "")));
    }

    /** {@code POST /workflows/{workflow}/cases:batch}: 200 with an answer per case, each as if sent alone. */
    public HttpAnswer batch(HttpRequest request) {
        Workflow workflow = workflow(request);
        List<Fields> items = items(request.json(MAX_BATCH_BODY, "cases"));
        List<Map<String, Object>> answers = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            answers.add(one(workflow, request.requireCaller(), items.get(i), "/cases/" + i));
        }
        return HttpAnswer.json(200, Map.of("cases", answers));
    }

    private Map<String, Object> one(Workflow workflow, Caller caller, Fields item, String at) {
        try {
            unknownFields(item, at);
            Submission submission = submission(workflow, caller, Intake.text(item, "idempotencyKey", at), item, at);
            return Fields.write()
                    .put("status", 202)
                    .put("case", accepted(intake.accept(workflow, submission, at)))
                    .done();
        } catch (Problem problem) {
            return refused(problem);
        } catch (RuntimeException failure) {
            // The others' answers must not be lost with this one: they are accepted.
            LOG.error("case {} of a batch failed", at, failure);
            return refused(Problem.of(500, "internal", "Something failed here; send this case again"));
        }
    }

    private static Map<String, Object> refused(Problem problem) {
        return Map.of("status", problem.status(), "problem", problem.details(Optional.empty()));
    }

    private Workflow workflow(HttpRequest request) {
        Workflow workflow = intake.workflow(request.pathParameter("workflow"), Problem.In.PATH);
        if (!request.requireCaller().inAnyOf(workflow.groups().submit())) {
            throw Problem.at(
                    403,
                    "not-a-submitter",
                    Problem.In.PATH,
                    "workflow",
                    "You are in no group that may submit cases to this workflow");
        }
        return workflow;
    }

    private static List<Fields> items(Fields body) {
        List<Fields> items;
        try {
            items = body.list("cases");
        } catch (IllegalArgumentException e) {
            throw Problem.at(422, "invalid-batch", "/cases", "This is not a list of cases");
        }
        if (items.isEmpty() || items.size() > MAX_BATCH) {
            throw Problem.at(422, "invalid-batch", "/cases", "A batch has 1 to " + MAX_BATCH + " cases");
        }
        return items;
    }

    private static void unknownFields(Fields item, String at) {
        List<String> known = List.of("input", "reference", "idempotencyKey");
        item.map().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.at(
                            422,
                            "unknown-field",
                            at + "/" + Problem.escape(name),
                            "The field is not known here; known are " + String.join(", ", known));
                });
    }

    private static Submission submission(
            Workflow workflow, Caller caller, Optional<String> key, Fields body, String at) {
        return new Submission(
                workflow.name(),
                "http",
                caller.client(),
                caller.subject(),
                key,
                Intake.text(body, "reference", at),
                Intake.input(body, at));
    }

    static Map<String, Object> accepted(Intake.Accepted accepted) {
        return Fields.write()
                .put("caseId", accepted.caseId().value())
                .put("reference", accepted.reference())
                .put("status", accepted.state().word())
                .put("links", Map.of("self", "/cases/" + accepted.caseId()))
                .done();
    }
}
