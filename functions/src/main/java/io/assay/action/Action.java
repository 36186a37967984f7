package io.assay.action;

import io.assay.aws.CanaryQueue;
import io.assay.aws.Outbox;
import io.assay.aws.Secrets;
import io.assay.aws.Transition;
import io.assay.aws.WorkflowStore;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Check;
import io.assay.core.DecisionInForce;
import io.assay.core.Decisions;
import io.assay.core.Draw;
import io.assay.core.Outcome;
import io.assay.core.RuleResult;
import io.assay.core.Workflow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the decision in force to the decisions queue and, when the workflow names one, to its webhook. */
public final class Action implements Transition.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Action.class);

    /** How long a decision waits for its webhook; less than the sweeper's patience with a case that does not move. */
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final Duration AGAIN = Duration.ofMinutes(2);

    private final WorkflowStore workflows;
    private final Outbox decisions;
    private final Outbox canary;
    private final Webhook webhook;
    private final Secrets secrets;
    private final Draw draw;
    private final Clock clock;

    /** @param canary takes the decisions of the stack's own workflows instead */
    public Action(
            WorkflowStore workflows,
            Outbox decisions,
            Outbox canary,
            Webhook webhook,
            Secrets secrets,
            Draw draw,
            Clock clock) {
        this.workflows = workflows;
        this.decisions = decisions;
        this.canary = canary;
        this.webhook = webhook;
        this.secrets = secrets;
        this.draw = draw;
        this.clock = clock;
    }

    @Override
    public Transition.Result on(CaseFile file) {
        Workflow workflow = workflows.of(file);
        DecisionInForce decision = file.decision().orElseThrow();
        if (decision.byModel()) {
            CaseEvent.Decided now = decideAgain(file, workflow);
            if (now.outcome() instanceof Outcome.Escalate) {
                return new Transition.Result.Append(now);
            }
        }
        return send(file, workflow, decision);
    }

    /**
     * The model's answer waited in the queue: a stop, a demotion or a lost certificate since then takes it back. The
     * override rules read only the case and said then what they would say now.
     */
    private CaseEvent.Decided decideAgain(CaseFile file, Workflow workflow) {
        List<RuleResult> rules = file.decided().orElseThrow().checks().stream()
                .map(Check::rule)
                .filter(rule -> rule.startsWith(Decisions.OVERRIDE))
                .map(rule -> new RuleResult(rule.substring(Decisions.OVERRIDE.length()), false, Optional.empty()))
                .toList();
        return Decisions.evaluate(
                file,
                workflow.policy(),
                rules,
                workflows.standing(file.workflow()),
                draw.of(file.id()),
                clock.instant());
    }

    /** At least once: what is sent twice carries the same decision id. */
    private Transition.Result send(CaseFile file, Workflow workflow, DecisionInForce decision) {
        String body = DecisionMessage.of(file, decision);
        Optional<String> delivery = Optional.empty();
        if (workflow.webhook().isPresent()) {
            try {
                delivery = Optional.of("HTTP " + post(workflow.webhook().get(), body, decision));
            } catch (WebhookRefused refused) {
                if (clock.instant().isBefore(decision.at().plus(PATIENCE))) {
                    return new Transition.Result.Postpone(AGAIN, "webhook: " + refused.getMessage());
                }
                // A receiver that is down is no reason to hold the decision back, nor to ask a person again.
                LOG.error("the decision goes out without its webhook: {}", refused.getMessage());
                delivery = Optional.of("webhook given up: " + refused.getMessage());
            }
        }
        String outcome = decision.byModel() ? "automated" : "reviewed";
        String messageId = Workflow.isReserved(file.workflow())
                ? canary.send(body, Map.of("outcome", outcome, CanaryQueue.STAGE, CanaryQueue.DECISIONS))
                : decisions.send(body, Map.of("outcome", outcome));
        return new Transition.Result.Append(new CaseEvent.Acted(
                decision.id(),
                decision.supersedes(),
                decision.label(),
                file.firstAnswer(),
                file.labelSent(),
                decision.byModel(),
                delivery.isPresent() ? "decisions queue and webhook" : "decisions queue",
                delivery.map(result -> messageId + ", " + result).orElse(messageId),
                Duration.between(file.receivedAt(), clock.instant())));
    }

    private int post(Workflow.Webhook target, String body, DecisionInForce decision) {
        return webhook.post(target.url(), body, decision.id(), secrets.get(target.secret()));
    }
}
