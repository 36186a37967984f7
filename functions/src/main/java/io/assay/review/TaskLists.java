package io.assay.review;

import io.assay.access.Caller;
import io.assay.aws.ListedTask;
import io.assay.aws.ReviewTasks;
import io.assay.aws.TaskPage;
import io.assay.core.Fields;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import java.util.Map;
import java.util.Optional;

/** Open tasks, those due first coming first. */
final class TaskLists {
    private static final int MAX_PAGE = 50;

    private final ReviewTasks tasks;

    TaskLists(ReviewTasks tasks) {
        this.tasks = tasks;
    }

    /**
     * {@code GET /reviews?group=G} or {@code ?mine}, with {@code limit} and {@code cursor}.
     *
     * @throws Problem 400 for another query, 403 if the caller is not in the group
     */
    HttpAnswer list(HttpRequest request) {
        Caller caller = request.requireCaller();
        Map<String, String> query = request.query();
        int limit = limit(Optional.ofNullable(query.get("limit")));
        Optional<String> cursor = Optional.ofNullable(query.get("cursor"));
        Optional<String> group = Optional.ofNullable(query.get("group"));
        if (group.isPresent() == query.containsKey("mine")) {
            throw Problem.at(400, "bad-query", Problem.In.QUERY, "group", "Ask for either ?group=G or ?mine");
        }
        if (group.isPresent() && !caller.groups().contains(group.get())) {
            throw Problem.at(403, "not-in-group", Problem.In.QUERY, "group", "You are not in that group");
        }
        try {
            return HttpAnswer.json(
                    200,
                    page(
                            group.isPresent()
                                    ? tasks.ofGroup(group.get(), limit, cursor)
                                    : tasks.claimedBy(caller.subject(), limit, cursor)));
        } catch (IllegalArgumentException e) {
            throw Problem.at(
                    400,
                    "bad-cursor",
                    Problem.In.QUERY,
                    "cursor",
                    "Take the cursor from an answer's field next, as it is");
        }
    }

    private static int limit(Optional<String> text) {
        return text.map(number -> {
                    if (!number.matches("[1-9][0-9]?") || Integer.parseInt(number) > MAX_PAGE) {
                        throw Problem.at(
                                400,
                                "bad-query",
                                Problem.In.QUERY,
                                "limit",
                                "The limit is a whole number from 1 to " + MAX_PAGE);
                    }
                    return Integer.parseInt(number);
                })
                .orElse(MAX_PAGE);
    }

    private static Map<String, Object> page(TaskPage page) {
        return Fields.write()
                .put("tasks", page.tasks().stream().map(TaskLists::task).toList())
                .put("next", page.next())
                .done();
    }

    static Map<String, Object> task(ListedTask task) {
        String self = "/reviews/" + task.taskId();
        return Fields.write()
                .put("taskId", task.taskId())
                .put("caseId", task.caseId().value())
                .put("workflow", task.workflow())
                .put("group", task.group())
                .put("opened", task.opened().toString())
                .put("due", task.due().toString())
                .put("blind", task.blind())
                .put("qualitySample", task.qualitySample())
                .put("reasons", task.reasons())
                .put("claimedBy", task.claimant())
                .put(
                        "links",
                        Map.of(
                                "case", "/cases/" + task.caseId(),
                                "claim", self + "/claim",
                                "release", self + "/release",
                                "decision", self + "/decision"))
                .done();
    }
}
