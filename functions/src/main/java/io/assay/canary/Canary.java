package io.assay.canary;

import io.assay.access.Role;
import io.assay.aws.CanaryQueue;
import io.assay.aws.Deployments;
import io.assay.aws.Versions;
import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a case of the reserved workflow {@code _canary} all the way through the new versions before they get traffic: put
 * and activate, intake, inference, evaluation, escalation, a review, action. What the stages send for that workflow comes
 * to {@link CanaryQueue} instead of their queues, and is handed to the next stage's new version from there.
 *
 * <p>CodeDeploy runs the hook once for every function, at the same time. Each has its own case; whoever receives a message
 * hands it on, whosever case it is, and each looks only at what becomes of its own.
 */
public final class Canary {
    private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

    private static final String WORKFLOW = "_canary";
    /** Less than the hook's own timeout in {@code template.yaml}, less the longest invocation. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** A passing fault must not end a deployment; a queue would deliver again as well. */
    private static final int TRIES = 3;

    private final Versions versions;
    private final Map<Part, String> arns;
    private final CanaryQueue queue;
    private final Deployments deployments;
    private final String model;
    private final Clock clock;

    /** The functions that a case passes. */
    public enum Part {
        REGISTRY,
        INTAKE,
        INFERENCE,
        EVALUATION,
        ACTION,
        ESCALATION,
        REVIEW,
        CASES;

        private static Optional<Part> of(String stage) {
            return Arrays.stream(values())
                    .filter(part -> part.name().equalsIgnoreCase(stage))
                    .findFirst();
        }
    }

    /**
     * @param arns  the new version of each part
     * @param model that the reserved workflow asks
     */
    public Canary(
            Versions versions,
            Map<Part, String> arns,
            CanaryQueue queue,
            Deployments deployments,
            String model,
            Clock clock) {
        this.versions = versions;
        this.arns = new EnumMap<>(arns);
        this.queue = queue;
        this.deployments = deployments;
        this.model = model;
        this.clock = clock;
    }

    /** @throws IOException if the event cannot be read or the answer not written */
    public void run(InputStream event, OutputStream answer) throws IOException {
        Fields in = new Fields(Json.object(event));
        String deployment = in.text("DeploymentId");
        Optional<String> problem = problem(deployment);
        problem.ifPresentOrElse(
                reason -> LOG.error("canary of deployment {} failed: {}", deployment, reason),
                () -> LOG.info("canary of deployment {} succeeded", deployment));
        deployments.report(deployment, in.text("LifecycleEventHookExecutionId"), problem.isEmpty());
        answer.write(CanonicalJson.bytes(Map.of(
                "deploymentId",
                deployment,
                "canary",
                problem.map(reason -> "failed: " + reason).orElse("succeeded"))));
    }

    /** Whatever goes wrong here is a reason not to move traffic. */
    private Optional<String> problem(String deployment) {
        try {
            Instant deadline = clock.instant().plus(PATIENCE);
            activate(deployment);
            follow(submit(deployment), deployment, deadline);
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("canary", e);
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void activate(String deployment) {
        Fields put = ask(
                Part.REGISTRY,
                Requests.http(
                        "PUT /workflows/{workflow}",
                        Role.OPERATOR,
                        Map.of("workflow", WORKFLOW),
                        Map.of(),
                        document(),
                        deployment));
        ask(
                Part.REGISTRY,
                Requests.http(
                        "POST /workflows/{workflow}/activate",
                        Role.OPERATOR,
                        Map.of("workflow", WORKFLOW),
                        Map.of(),
                        Requests.json(Map.of("version", put.whole("version"))),
                        deployment));
    }

    private String submit(String deployment) {
        return ask(
                        Part.INTAKE,
                        Requests.http(
                                "POST /workflows/{workflow}/cases",
                                Role.SUBMITTER,
                                Map.of("workflow", WORKFLOW),
                                Map.of("idempotency-key", deployment),
                                Requests.json(Map.of("input", Map.of("message", "Does the new version work?"))),
                                deployment))
                .text("caseId");
    }

    private void follow(String caseId, String deployment, Instant deadline) {
        String state;
        do {
            queue.take().forEach(message -> handOn(message, caseId));
            state = ask(
                            Part.CASES,
                            Requests.http(
                                    "GET /cases/{caseId}",
                                    Role.REVIEWER,
                                    Map.of("caseId", caseId),
                                    Map.of(),
                                    "",
                                    deployment))
                    .text("state");
            if (state.equals("acted")) {
                return;
            }
            if (state.equals("waiting")) {
                review(caseId, deployment);
            }
        } while (clock.instant().isBefore(deadline));
        throw new CanaryFailed(
                "case " + caseId + " of " + WORKFLOW + " is still " + state + " after " + PATIENCE.toMinutes()
                        + " minutes; a throttled model does that too, and the logs of the stages say which it is");
    }

    private void handOn(CanaryQueue.Received message, String caseId) {
        Optional<Part> part = message.stage().flatMap(Part::of);
        boolean own = message.body().contains(caseId);
        try {
            part.ifPresent(next -> step(next, message));
            queue.delete(message); // a decision that is out, or nothing of ours
        } catch (CanaryFailed | Versions.FunctionFailed failure) {
            if (own) {
                throw failure;
            }
            LOG.warn("another deployment's case failed and is left to its own canary: {}", failure.getMessage());
        }
    }

    private void step(Part part, CanaryQueue.Received message) {
        for (int receives = 1; ; receives++) {
            Map<String, Object> answer =
                    versions.invoke(arn(part), Requests.sqs(message.id(), message.body(), receives));
            if (new Fields(answer).list("batchItemFailures").isEmpty()) {
                return;
            }
            if (receives == TRIES) {
                throw new CanaryFailed(arn(part) + " gave the message back " + TRIES + " times; its log says why");
            }
        }
    }

    /** As a reviewer: the task, and so the decision, is the canary's own. */
    private void review(String caseId, String deployment) {
        Map<String, Object> task = Map.of("taskId", caseId + ".1");
        ask(Part.REVIEW, Requests.http("POST /reviews/{taskId}/claim", Role.REVIEWER, task, Map.of(), "", deployment));
        ask(
                Part.REVIEW,
                Requests.http(
                        "POST /reviews/{taskId}/decision",
                        Role.REVIEWER,
                        task,
                        Map.of(),
                        Requests.json(Map.of("label", "works")),
                        deployment));
    }

    private Fields ask(Part part, Map<String, Object> request) {
        Fields answer = new Fields(versions.invoke(arn(part), request));
        int status = answer.whole("statusCode");
        if (status >= 300) {
            throw new CanaryFailed(arn(part) + " answered " + status + " to " + request.get("routeKey") + ": "
                    + answer.optionalText("body").orElse(""));
        }
        return Requests.body(answer);
    }

    private String arn(Part part) {
        return Optional.ofNullable(arns.get(part))
                .orElseThrow(() -> new IllegalStateException("no version of " + part + " is given"));
    }

    private String document() {
        try (InputStream in = Optional.ofNullable(Canary.class.getResourceAsStream("/canary-workflow.json"))
                .orElseThrow(() -> new IllegalStateException("canary-workflow.json is not on the class path"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("MODEL_ID", model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
