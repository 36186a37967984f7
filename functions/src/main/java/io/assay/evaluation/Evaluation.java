package io.assay.evaluation;

import io.assay.aws.Transition;
import io.assay.aws.WorkflowStore;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Decisions;
import io.assay.core.Draw;
import io.assay.core.Fields;
import io.assay.core.RuleResult;
import io.assay.core.Workflow;
import io.assay.rules.RuleSet;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Decides by the policy who decides a case: the model's answer, or a person. */
public final class Evaluation implements Transition.Work {
    private final WorkflowStore workflows;
    private final Draw draw;
    private final Clock clock;
    /** Compiled once per workflow version. */
    private final Map<String, RuleSet> rules = new ConcurrentHashMap<>();

    public Evaluation(WorkflowStore workflows, Draw draw, Clock clock) {
        this.workflows = workflows;
        this.draw = draw;
        this.clock = clock;
    }

    @Override
    public Transition.Result on(CaseFile file) {
        Workflow workflow = workflows.of(file);
        return new Transition.Result.Append(Decisions.evaluate(
                file,
                workflow.policy(),
                overrides(workflow, file),
                workflows.standing(file.workflow()),
                draw.of(file.id()),
                clock.instant()));
    }

    private List<RuleResult> overrides(Workflow workflow, CaseFile file) {
        RuleSet compiled = rules.computeIfAbsent(
                workflow.name() + "#" + workflow.version(), key -> RuleSet.compile(workflow.rules()));
        Map<String, Object> prediction =
                file.prediction().map(Evaluation::fields).orElse(Map.of());
        return compiled.evaluate(file.received().input().orElse(Map.of()), prediction, workflow.name());
    }

    /** What rules see of the model's answer. */
    private static Map<String, Object> fields(CaseEvent.Predicted predicted) {
        return Fields.write()
                .put("label", predicted.label().map(Object::toString))
                .put("confidence", predicted.confidence().map(confidence -> confidence.value()))
                .done();
    }
}
