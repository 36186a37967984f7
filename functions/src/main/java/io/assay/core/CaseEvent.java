package io.assay.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of one case. */
public sealed interface CaseEvent extends Event {

    /**
     * A case came in.
     *
     * @param version   of the workflow, pinned for the case's whole life
     * @param source    {@code http} or {@code queue}
     * @param submitter client that sent it
     * @param reference the caller's own name for the case
     * @param inputHash HMAC-SHA-256 of the canonical input as sent, in hex
     * @param hidden    hidden and bidirectional control characters removed
     * @param input     masked and normalised; empty once forgotten
     */
    record Received(
            int version,
            String source,
            String submitter,
            Optional<String> reference,
            String inputHash,
            int hidden,
            Optional<Map<String, Object>> input)
            implements CaseEvent {
        @Override
        public Map<String, Object> clear() {
            return Fields.write()
                    .put("version", version)
                    .put("source", source)
                    .put("submitter", submitter)
                    .put("reference", reference)
                    .put("inputHash", inputHash)
                    .put("hidden", hidden)
                    .done();
        }

        @Override
        public Map<String, Object> sealed() {
            return Fields.write().put("input", input).done();
        }
    }

    /**
     * A model answered, or answered off the schema.
     *
     * @param label      empty when the answer was invalid
     * @param confidence as the model gave it, before any calibration; empty when invalid
     * @param problem    why the answer is invalid; empty when valid
     * @param predictor  hash of what answered
     * @param rationale  the model's own words; sealed
     */
    record Predicted(
            Role role,
            Optional<Label> label,
            Optional<Confidence> confidence,
            String confidenceSource,
            Optional<String> problem,
            Usage usage,
            Duration latency,
            Money cost,
            String model,
            String predictor,
            Optional<String> rationale)
            implements CaseEvent {
        @Override
        public Map<String, Object> clear() {
            return Fields.write()
                    .put("role", Fields.word(role))
                    .put("label", label.map(Label::value))
                    .put("confidence", confidence.map(Confidence::value))
                    .put("confidenceSource", confidenceSource)
                    .put("problem", problem)
                    .put("inputTokens", usage.inputTokens())
                    .put("outputTokens", usage.outputTokens())
                    .put("latencyMs", (int) latency.toMillis())
                    .put("cost", Fields.money(cost))
                    .put("model", model)
                    .put("predictor", predictor)
                    .done();
        }

        @Override
        public Map<String, Object> sealed() {
            return Fields.write().put("rationale", rationale).done();
        }
    }

    /** Whether a model decides or is on trial. */
    enum Role {
        CHAMPION,
        CHALLENGER
    }

    /**
     * The policy decided who decides.
     *
     * @param checks    every rule looked at, in order
     * @param decidedBy the rule that decided, or {@code threshold} for an automated case
     */
    record Decided(
            Outcome outcome,
            Optional<Confidence> confidence,
            Optional<Threshold> threshold,
            List<Check> checks,
            String decidedBy)
            implements CaseEvent {
        public Decided {
            checks = List.copyOf(checks);
        }

        @Override
        public Map<String, Object> clear() {
            Fields.Writer fields = Fields.write()
                    .put("confidence", confidence.map(Confidence::value))
                    .put("threshold", threshold.map(Fields::threshold))
                    .put("checks", checks.stream().map(Fields::check).toList())
                    .put("decidedBy", decidedBy);
            return switch (outcome) {
                case Outcome.Automate automate ->
                    fields.put("outcome", "automate")
                            .put("label", automate.label().value())
                            .put("qualitySample", automate.qualitySample())
                            .put("reviewProbability", automate.reviewProbability())
                            .done();
                case Outcome.Escalate escalate ->
                    fields.put("outcome", "escalate")
                            .put("reasons", Fields.reasons(escalate.reasons()))
                            .put("reviewProbability", 1)
                            .put("blindProbability", escalate.blindProbability())
                            .done();
            };
        }
    }

    /**
     * A review task was opened.
     *
     * @param task  {@code caseId.n}
     * @param first the case had no task to decide before, so that figures count it from this event alone
     * @param group whose members may review it
     * @param blind the reviewer does not see the model's answer
     */
    record Escalated(String task, boolean first, List<Reason> reasons, String group, boolean blind, Instant due)
            implements CaseEvent {
        public Escalated {
            reasons = List.copyOf(reasons);
        }

        @Override
        public Map<String, Object> clear() {
            return Fields.write()
                    .put("task", task)
                    .put("first", first)
                    .put("reasons", Fields.reasons(reasons))
                    .put("group", group)
                    .put("blind", blind)
                    .put("due", due.toString())
                    .done();
        }
    }

    /** An automated case was drawn for blind review; its task is opened beside the action. */
    record QualitySampled(String task, String group, double reviewProbability, Instant due) implements CaseEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("task", task, "group", group, "reviewProbability", reviewProbability, "due", due.toString());
        }
    }

    /**
     * A person decided a task.
     *
     * @param agreed  whether the label is the model's; empty: the model gave none
     * @param active  time the reviewer worked on it, as the client reports; empty: not reported
     * @param sample  what the review says about the predictor; empty: it was not blind, or not by lot
     * @param note    sealed
     */
    record Reviewed(
            String task,
            Label label,
            String reviewer,
            Optional<Boolean> agreed,
            boolean blind,
            Optional<Duration> active,
            Optional<BlindSample> sample,
            Optional<String> note)
            implements CaseEvent {
        @Override
        public Map<String, Object> clear() {
            return Fields.write()
                    .put("task", task)
                    .put("label", label.value())
                    .put("reviewer", reviewer)
                    .put("agreed", agreed)
                    .put("blind", blind)
                    .put("activeMs", active.map(Duration::toMillis))
                    .put("sample", sample.map(BlindSample::clear))
                    .done();
        }

        @Override
        public Map<String, Object> sealed() {
            return Fields.write().put("note", note).done();
        }
    }

    /**
     * A decision went out.
     *
     * @param decisionId {@code caseId.seq} of the event that made it
     * @param supersedes the decision it replaces
     * @param modelLabel the model's first answer, see {@link CaseFile#firstAnswer()}
     * @param sentBefore what went out before, see {@link CaseFile#labelSent()}; empty: this is the first. With the
     *     model's answer it lets figures count from this event alone
     * @param byModel    the model's answer acted alone; false: a person decided
     * @param target     where it went: the decisions queue, or that and the webhook
     * @param receipt    what the target answered: message id, status
     * @param cycle      from {@link Received} to now
     */
    record Acted(
            String decisionId,
            Optional<String> supersedes,
            Label label,
            Optional<Label> modelLabel,
            Optional<Label> sentBefore,
            boolean byModel,
            String target,
            String receipt,
            Duration cycle)
            implements CaseEvent {
        @Override
        public Map<String, Object> clear() {
            return Fields.write()
                    .put("decisionId", decisionId)
                    .put("supersedes", supersedes)
                    .put("label", label.value())
                    .put("modelLabel", modelLabel.map(Label::value))
                    .put("sentBefore", sentBefore.map(Label::value))
                    .put("byModel", byModel)
                    .put("target", target)
                    .put("receipt", receipt)
                    .put("cycleMs", cycle.toMillis())
                    .done();
        }
    }

    /** A stage gave up; a person takes over. */
    record Failed(String stage, String problem) implements CaseEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("stage", stage, "problem", problem);
        }
    }

    /** Four fifths of the time promised for a review are over. */
    record SlaWarned(String task, Instant due) implements CaseEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("task", task, "due", due.toString());
        }
    }

    /** The time promised for a review is over. */
    record SlaBreached(String task, Instant due) implements CaseEvent {
        @Override
        public Map<String, Object> clear() {
            return Map.of("task", task, "due", due.toString());
        }
    }
}
