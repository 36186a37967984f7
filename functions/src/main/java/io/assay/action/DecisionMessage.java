package io.assay.action;

import io.assay.core.CanonicalJson;
import io.assay.core.CaseFile;
import io.assay.core.Confidence;
import io.assay.core.DecisionInForce;
import io.assay.core.Fields;
import java.util.Map;

/** A decision as it leaves, on the queue and by webhook alike: never case data. */
final class DecisionMessage {

    private DecisionMessage() {}

    /** Canonical JSON, so that a repeated sending has the same bytes. */
    static String of(CaseFile file, DecisionInForce decision) {
        return CanonicalJson.text(Fields.write()
                .put("decisionId", decision.id())
                .put("supersedes", decision.supersedes())
                .put("caseId", file.id().value())
                .put("reference", file.received().reference())
                .put("workflow", file.workflow())
                .put("workflowVersion", file.received().version())
                .put("label", decision.label().value())
                .put("outcome", decision.byModel() ? "automated" : "reviewed")
                .put("decidedBy", decision.byModel() ? "model" : "person")
                .put("confidence", decision.confidence().map(Confidence::value))
                .put("at", decision.at().toString())
                .put("links", Map.of("case", "/cases/" + file.id()))
                .done());
    }
}
