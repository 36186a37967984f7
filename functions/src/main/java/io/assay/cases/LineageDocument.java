package io.assay.cases;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.DecisionInForce;
import io.assay.core.Entry;
import io.assay.core.Fields;
import io.assay.core.Outcome;
import io.assay.core.TrainingRow;
import io.assay.core.Workflow;
import io.assay.model.Prompts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The way of a case from its decision in force to the training row that may be made of it. While a blind task is open it
 * tells no more than that, to anybody.
 */
final class LineageDocument {
    private LineageDocument() {}

    /** @param workflow the version that the case is pinned to */
    static Map<String, Object> of(CaseFile file, Workflow workflow) {
        Fields.Writer document = Fields.write()
                .put("caseId", file.id().value())
                .put("workflow", Map.of("name", workflow.name(), "version", workflow.version()));
        if (file.blind()) {
            document.put("withheld", CaseDocument.WITHHELD);
        } else {
            document.put("decision", file.decision().map(decision -> decision(file, decision)))
                    .put(
                            "steps",
                            file.history().stream()
                                    .flatMap(entry -> step(entry).stream())
                                    .toList());
        }
        switch (TrainingRow.of(file)) {
            case TrainingRow.Made.Row made -> document.put("trainingRows", List.of(row(file, workflow, made.row())));
            case TrainingRow.Made.None none ->
                document.put("trainingRows", List.of()).put("whyNone", none.why());
        }
        return document.put("links", Map.of("case", "/cases/" + file.id())).done();
    }

    private static Map<String, Object> decision(CaseFile file, DecisionInForce decision) {
        Map<String, Object> fields = new LinkedHashMap<>(CaseDocument.decision(file, decision));
        int seq = Integer.parseInt(decision.id().substring(decision.id().lastIndexOf('.') + 1));
        fields.put("seq", seq);
        return fields;
    }

    /** What led to a decision: who or what answered, by which rule it was decided who decides, and what people decided. */
    private static Optional<Map<String, Object>> step(Entry entry) {
        if (!(entry.event() instanceof CaseEvent event)) {
            return Optional.empty();
        }
        return switch (event) {
            case CaseEvent.Predicted predicted ->
                Optional.of(at(entry)
                        .put("role", predicted.role().name().toLowerCase(Locale.ROOT))
                        .put("label", predicted.label().map(label -> label.value()))
                        .put("model", predicted.model())
                        .put("predictor", predicted.predictor())
                        .done());
            case CaseEvent.Decided decided ->
                Optional.of(at(entry)
                        .put("outcome", decided.outcome() instanceof Outcome.Automate ? "automate" : "escalate")
                        .put("decidedBy", decided.decidedBy())
                        .done());
            case CaseEvent.Reviewed reviewed ->
                Optional.of(at(entry)
                        .put("task", reviewed.task())
                        .put("label", reviewed.label().value())
                        .put("reviewer", reviewed.reviewer())
                        .put("blind", reviewed.blind())
                        .done());
            case CaseEvent.Received received -> Optional.empty();
            case CaseEvent.Escalated escalated -> Optional.empty();
            case CaseEvent.QualitySampled sampled -> Optional.empty();
            case CaseEvent.Acted acted -> Optional.empty();
            case CaseEvent.Failed failed -> Optional.empty();
            case CaseEvent.SlaWarned warned -> Optional.empty();
            case CaseEvent.SlaBreached breached -> Optional.empty();
        };
    }

    private static Fields.Writer at(Entry entry) {
        return Fields.write()
                .put("seq", entry.seq())
                .put("at", entry.at().toString())
                .put("type", entry.event().type());
    }

    private static Map<String, Object> row(CaseFile file, Workflow workflow, TrainingRow row) {
        return Fields.write()
                .put("caseId", row.caseId().value())
                .put("seq", row.seq())
                .put(
                        "promptSha256",
                        file.received().input().map(input -> Prompts.sha256(Prompts.call(workflow, input))))
                .put("label", row.label().value())
                .put("workflowVersion", row.workflowVersion())
                .put("reviewer", row.reviewer())
                .put("blind", row.blind())
                .done();
    }
}
