package io.assay.cases;

import io.assay.access.Caller;
import io.assay.core.Actor;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.DecisionInForce;
import io.assay.core.Entry;
import io.assay.core.Event;
import io.assay.core.Fields;
import io.assay.core.Reason;
import io.assay.core.ReviewTask;
import io.assay.core.Workflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A case as people and systems read it: where it stands, who or what decided and by which rules, what happened, what a
 * person can do. While a blind task is open nothing in it tells the model's answer, to anybody.
 */
final class CaseDocument {
    static final String WITHHELD =
            "A blind review is open: until it is decided, the model's answer and what followed from it are withheld";

    private CaseDocument() {}

    static Map<String, Object> of(CaseFile file, Workflow workflow, Caller caller) {
        boolean blind = file.blind();
        Fields.Writer document = Fields.write()
                .put("caseId", file.id().value())
                .put("reference", file.received().reference())
                .put("workflow", Map.of("name", workflow.name(), "version", workflow.version()))
                .put("state", file.state().word())
                .put("receivedAt", file.receivedAt().toString())
                .put("source", file.received().source())
                .put("submitter", file.received().submitter())
                .put("input", file.received().input());
        if (blind) {
            document.put("withheld", WITHHELD);
        } else {
            document.put("prediction", file.prediction().map(CaseDocument::prediction))
                    .put("decisionLogic", file.decided().map(CaseEvent.Decided::clear))
                    .put("decision", file.decision().map(decision -> decision(file, decision)));
        }
        return document.put(
                        "tasks",
                        file.tasks().stream().map(task -> task(task, blind)).toList())
                .put(
                        "history",
                        file.history().stream()
                                .map(entry -> entry(entry, blind))
                                .toList())
                .put("whatAPersonCanDo", actions(file, workflow, caller))
                .put("links", Map.of("self", "/cases/" + file.id()))
                .done();
    }

    private static Map<String, Object> prediction(CaseEvent.Predicted predicted) {
        Map<String, Object> fields = new LinkedHashMap<>(predicted.clear());
        predicted.rationale().ifPresent(words -> fields.put("rationale", words));
        return fields;
    }

    static Map<String, Object> decision(CaseFile file, DecisionInForce decision) {
        return Fields.write()
                .put("decisionId", decision.id())
                .put("supersedes", decision.supersedes())
                .put("label", decision.label().value())
                .put("decidedBy", Map.of("kind", decision.byModel() ? "model" : "person", "id", decision.by()))
                .put("confidence", decision.confidence().map(confidence -> confidence.value()))
                .put("at", decision.at().toString())
                .put("sent", file.acted().equals(Optional.of(decision.id())))
                .done();
    }

    private static Map<String, Object> task(ReviewTask task, boolean blind) {
        return Fields.write()
                .put("taskId", task.id())
                .put("group", task.group())
                .put("opened", task.opened().toString())
                .put("due", task.due().toString())
                .put("blind", task.blind())
                .put("qualitySample", task.qualitySample())
                .put("open", task.open())
                .put("warned", task.warned())
                .put("breached", task.breached())
                .put(
                        "reasons",
                        blind
                                ? null
                                : task.reasons().stream()
                                        .map(CaseDocument::reason)
                                        .toList())
                .put("review", blind ? null : task.review().map(CaseEvent.Reviewed::clear))
                .done();
    }

    private static Map<String, Object> reason(Reason reason) {
        return Map.of("code", reason.code(), "text", reason.text());
    }

    private static Map<String, Object> entry(Entry entry, boolean blind) {
        return Fields.write()
                .put("seq", entry.seq())
                .put("at", entry.at().toString())
                .put("type", entry.event().type())
                .put("actor", actor(entry.actor()))
                .put("data", blind ? blinded(entry.event()) : entry.event().clear())
                .done();
    }

    private static Map<String, Object> actor(Actor actor) {
        return Map.of("kind", actor.kind().name().toLowerCase(Locale.ROOT), "id", actor.id());
    }

    /** What an event says that does not tell the model's answer. */
    private static Map<String, Object> blinded(Event event) {
        if (!(event instanceof CaseEvent happened)) {
            return Map.of();
        }
        return switch (happened) {
            case CaseEvent.Received received -> received.clear();
            case CaseEvent.QualitySampled sampled -> sampled.clear();
            case CaseEvent.SlaWarned warned -> warned.clear();
            case CaseEvent.SlaBreached breached -> breached.clear();
            case CaseEvent.Failed failed -> failed.clear();
            case CaseEvent.Escalated escalated -> {
                Map<String, Object> fields = new LinkedHashMap<>(escalated.clear());
                fields.remove("reasons");
                yield fields;
            }
            case CaseEvent.Predicted predicted -> Map.of();
            case CaseEvent.Decided decided -> Map.of();
            case CaseEvent.Reviewed reviewed -> Map.of();
            case CaseEvent.Acted acted -> Map.of();
        };
    }

    /** Empty: nothing now. */
    private static List<Map<String, Object>> actions(CaseFile file, Workflow workflow, Caller caller) {
        return file.tasks().stream()
                .filter(ReviewTask::open)
                .map(task -> Fields.write()
                        .put("action", "review")
                        .put("taskId", task.id())
                        .put("who", "members of the group " + task.group() + ", but not who submitted the case")
                        .put(
                                "youMay",
                                caller.groups().contains(task.group())
                                        && !file.received().submitter().equals(caller.subject()))
                        .put("due", task.due().toString())
                        .put(
                                "labels",
                                workflow.labels().stream()
                                        .map(spec -> spec.label().value())
                                        .toList())
                        .put(
                                "links",
                                Map.of(
                                        "claim", "/reviews/" + task.id() + "/claim",
                                        "decision", "/reviews/" + task.id() + "/decision"))
                        .done())
                .toList();
    }
}
