package io.assay.local.cli;

import io.assay.access.Role;
import io.assay.core.Fields;
import io.assay.core.Label;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A scripted reviewer: works the queue through the API as a person would, with the true labels at hand. */
final class Reviewer {
    private static final Set<Integer> TAKEN = Set.of(404, 409);

    private final Api api;
    private final Site site;
    private final Map<String, Label> truth;
    private final Set<String> left = ConcurrentHashMap.newKeySet();
    private final Set<String> leftSamples = ConcurrentHashMap.newKeySet();
    private final AtomicInteger decided = new AtomicInteger();

    /** @param truth by reference; a case without one gets the model's label, where the reviewer may see it */
    Reviewer(Site site, String name, Map<String, Label> truth) {
        this.api = site.as(Role.REVIEWER, name);
        this.site = site;
        this.truth = truth;
    }

    /** One look at the open tasks. @return whether any was decided */
    boolean pass() {
        boolean any = false;
        for (String group : site.workflow().groups().review()) {
            Optional<String> cursor = Optional.empty();
            do {
                String path = "/reviews?group=" + group
                        + cursor.map(at -> "&cursor=" + at).orElse("");
                Fields page = api.get(path).expect(200, "GET " + path);
                for (Fields task : page.list("tasks")) {
                    any |= task.optionalText("claimedBy").isEmpty()
                            && !left.contains(task.text("taskId"))
                            && !leftSamples.contains(task.text("taskId"))
                            && decide(task);
                }
                cursor = page.optionalText("next");
            } while (cursor.isPresent());
        }
        return any;
    }

    int decided() {
        return decided.get();
    }

    /** Tasks that cases wait for and no script can decide: no true label is known and the model's is not shown. */
    Set<String> left() {
        return Set.copyOf(left);
    }

    private boolean decide(Fields task) {
        String id = task.text("taskId");
        String caseId = task.text("caseId");
        Optional<Label> label = label(api.get("/cases/" + caseId).expect(200, "GET /cases/" + caseId));
        if (label.isEmpty()) {
            (task.truth("qualitySample") ? leftSamples : left).add(id);
            return false;
        }
        String path = "/reviews/" + id;
        Api.Answer claimed = api.post(path + "/claim", Map.of());
        if (TAKEN.contains(claimed.status())) {
            return false;
        }
        claimed.expect(200, "POST " + path + "/claim");
        Api.Answer answer =
                api.post(path + "/decision", Map.of("label", label.get().value()));
        if (TAKEN.contains(answer.status())) {
            return false;
        }
        answer.expect(200, "POST " + path + "/decision");
        decided.incrementAndGet();
        return true;
    }

    private Optional<Label> label(Fields file) {
        return file.optionalText("reference")
                .map(truth::get)
                .or(() -> file.optionalFields("prediction").flatMap(prediction -> prediction.optionalLabel("label")));
    }
}
