package io.assay.model;

import io.assay.core.CaseEvent;
import io.assay.core.Confidence;
import io.assay.core.Label;
import io.assay.core.ModelAnswer;
import io.assay.core.Usage;
import io.assay.core.Workflow;
import io.assay.json.Json;
import io.assay.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads a model's answer. The model names a label and nothing else; whatever is off the schema goes to a person. */
public final class Answers {
    /** A longer rationale is cut: it is shown to a person, who has little time. */
    static final int MAX_RATIONALE = 500;

    private Answers() {}

    /** The event for an answer, valid or not: both cost money. */
    public static CaseEvent.Predicted predicted(Workflow workflow, ModelAnswer.Answered answer) {
        Reading reading = read(workflow, answer);
        return new CaseEvent.Predicted(
                CaseEvent.Role.CHAMPION,
                reading.label(),
                reading.confidence(),
                Predictors.VERBALISED,
                reading.problem(),
                answer.usage(),
                answer.latency(),
                workflow.prices().cost(answer.usage()),
                workflow.model().id(),
                Predictors.hash(workflow),
                reading.rationale());
    }

    /** The event for a question that the model will never answer. */
    public static CaseEvent.Predicted refused(Workflow workflow, String detail) {
        return new CaseEvent.Predicted(
                CaseEvent.Role.CHAMPION,
                Optional.empty(),
                Optional.empty(),
                Predictors.VERBALISED,
                Optional.of("The model refused the request: " + detail),
                new Usage(0, 0),
                Duration.ZERO,
                workflow.prices().cost(new Usage(0, 0)),
                workflow.model().id(),
                Predictors.hash(workflow),
                Optional.empty());
    }

    /** Cut between characters, and without halves of characters that a model may have written. */
    private static String bounded(String text) {
        int end = Math.min(text.length(), MAX_RATIONALE);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return new String(text.substring(0, end).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private record Reading(
            Optional<Label> label,
            Optional<Confidence> confidence,
            Optional<String> problem,
            Optional<String> rationale) {
        static Reading invalid(String problem) {
            return new Reading(Optional.empty(), Optional.empty(), Optional.of(problem), Optional.empty());
        }
    }

    private static Reading read(Workflow workflow, ModelAnswer.Answered answer) {
        if (answer.stopReason().equals("max_tokens")) {
            return Reading.invalid(
                    "The answer was cut off at " + workflow.model().maxTokens() + " tokens");
        }
        return workflow.model().tools() ? readTool(workflow, answer) : readText(workflow, answer);
    }

    private static Reading readTool(Workflow workflow, ModelAnswer.Answered answer) {
        if (answer.toolUses().size() != 1) {
            return Reading.invalid("The model called " + answer.toolUses().size() + " tools instead of one");
        }
        ModelAnswer.ToolUse use = answer.toolUses().getFirst();
        if (!use.name().equals(Prompts.TOOL)) {
            return Reading.invalid("The model called a tool that does not exist");
        }
        return readFields(workflow, use.input());
    }

    private static Reading readText(Workflow workflow, ModelAnswer.Answered answer) {
        try {
            return readFields(workflow, Json.object(answer.text().orElse("").strip()));
        } catch (MalformedJson e) {
            return Reading.invalid("The answer is no JSON object");
        }
    }

    private static Reading readFields(Workflow workflow, Map<String, Object> input) {
        if (!(input.get("label") instanceof String name)) {
            return Reading.invalid("The answer has no label");
        }
        Optional<Label> label = Prompts.known(workflow, name);
        if (label.isEmpty()) {
            return Reading.invalid("The label is none of the workflow's");
        }
        if (!(input.get("confidence") instanceof Number confidence)) {
            return Reading.invalid("The confidence is missing or no number");
        }
        double value = confidence.doubleValue();
        if (!(value >= 0 && value <= 1)) { // NaN too
            return Reading.invalid("The confidence is outside [0, 1]");
        }
        Optional<String> rationale =
                input.get("rationale") instanceof String text ? Optional.of(bounded(text)) : Optional.empty();
        return new Reading(label, Optional.of(new Confidence(value)), Optional.empty(), rationale);
    }
}
