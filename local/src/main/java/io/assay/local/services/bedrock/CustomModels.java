package io.assay.local.services.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Bedrock's tuning jobs and on-demand deployments, in memory: a job learns in the background, and a deployment is active
 * from the second time that somebody looks.
 */
final class CustomModels {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOBS = "/model-customization-jobs";
    private static final String DEPLOYMENTS = "/model-customization/custom-model-deployments";
    private static final String ARN = "arn:aws:bedrock:us-east-1:123456789012:";

    private final Embeddings embeddings;
    private final Optional<Tuning> tuning;
    private final Clock clock;
    private final Executor threads;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final Map<String, Deployment> deployments = new ConcurrentHashMap<>();

    /** An HTTP status with a body. */
    record Reply(int status, ObjectNode body) {}

    private static final class Job {
        private final JsonNode request;
        private final String created;
        private volatile String status = "InProgress";
        private volatile String failure = "";
        private volatile Tuning.@Nullable Tuned tuned;

        Job(JsonNode request, String created) {
            this.request = request;
            this.created = created;
        }

        String name() {
            return request.path("jobName").asText();
        }

        String arn() {
            return ARN + "model-customization-job/" + name();
        }

        String modelArn() {
            return ARN + "custom-model/" + request.path("customModelName").asText();
        }
    }

    private record Deployment(String name, Job job, String created, List<String> looks) {
        String arn() {
            return ARN + "custom-model-deployment/" + name;
        }

        /** Called once a look. */
        synchronized String status() {
            looks.add(name);
            return looks.size() > 1 ? "Active" : "Creating";
        }

        synchronized boolean active() {
            return looks.size() > 1;
        }
    }

    CustomModels(Embeddings embeddings, Optional<Tuning> tuning, Clock clock, Executor threads) {
        this.embeddings = embeddings;
        this.tuning = tuning;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * Answers a control-plane request.
     *
     * @return empty if it is none that is spoken here
     * @throws Refusal as Bedrock refuses
     */
    Optional<Reply> answer(String method, String path, byte[] body) {
        if (method.equals("POST") && path.equals(JOBS)) return Optional.of(createJob(Model.parse(body)));
        if (method.equals("GET") && path.startsWith(JOBS + "/")) return Optional.of(describe(job(last(path, JOBS))));
        if (method.equals("POST") && path.equals(DEPLOYMENTS)) return Optional.of(deploy(Model.parse(body)));
        if (!path.startsWith(DEPLOYMENTS + "/")) return Optional.empty();
        Deployment deployment = deployment(last(path, DEPLOYMENTS));
        return switch (method) {
            case "GET" -> Optional.of(describe(deployment));
            case "DELETE" -> {
                deployments.remove(deployment.name());
                yield Optional.of(new Reply(200, JSON.createObjectNode()));
            }
            default -> Optional.empty();
        };
    }

    /**
     * The model behind a deployment's ARN; empty: the id is no deployment's.
     *
     * @throws Refusal if there is no such deployment, or it is not active yet
     */
    Optional<Tuning.Tuned> behind(String modelId) {
        if (!modelId.contains(":custom-model-deployment/")) return Optional.empty();
        Deployment deployment = deployment(modelId);
        if (!deployment.active()) throw Refusal.validation("The custom model deployment is not active yet.");
        return Optional.ofNullable(deployment.job().tuned);
    }

    /** How many deployments there are. */
    int deployed() {
        return deployments.size();
    }

    private Reply createJob(JsonNode request) {
        for (String field : List.of("jobName", "customModelName", "roleArn", "baseModelIdentifier")) {
            if (!request.path(field).isTextual()) throw Refusal.validation("Value null at '" + field + "'.");
        }
        if (tuning.isEmpty()) throw Refusal.validation("This endpoint was started without tuning.");
        Job job = new Job(request, clock.instant().toString());
        if (jobs.putIfAbsent(job.name(), job) != null) {
            throw new Refusal(Refusal.Kind.CONFLICT, "The job name " + job.name() + " is already in use.");
        }
        threads.execute(() -> learn(job, tuning.get()));
        return new Reply(201, JSON.createObjectNode().put("jobArn", job.arn()));
    }

    private void learn(Job job, Tuning how) {
        try {
            byte[] file = how.file(URI.create(
                    job.request.path("trainingDataConfig").path("s3Uri").asText()));
            List<float[]> vectors = new ArrayList<>();
            List<String> answers = new ArrayList<>();
            for (String line : new String(file, StandardCharsets.UTF_8).lines().toList()) {
                JsonNode messages = JSON.readTree(line).path("messages");
                vectors.add(embeddings.of(
                        CaseText.joined(Question.texts(messages.path(0).path("content")))));
                answers.add(Question.texts(messages.path(messages.size() - 1).path("content")));
            }
            job.tuned = how.train(vectors, answers);
            job.status = "Completed";
        } catch (JsonProcessingException e) {
            failed(job, "a line of the training file is no JSON");
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            failed(job, String.valueOf(e.getMessage()));
        }
    }

    private static void failed(Job job, String why) {
        job.failure = why;
        job.status = "Failed";
    }

    private Job job(String identifier) {
        return jobs.values().stream()
                .filter(job -> job.name().equals(identifier) || job.arn().equals(identifier))
                .findFirst()
                .orElseThrow(() -> missing("model customization job"));
    }

    private static Reply describe(Job job) {
        ObjectNode body = JSON.createObjectNode()
                .put("jobArn", job.arn())
                .put("jobName", job.name())
                .put("outputModelName", job.request.path("customModelName").asText())
                .put("roleArn", job.request.path("roleArn").asText())
                .put("baseModelArn", job.request.path("baseModelIdentifier").asText())
                .put("creationTime", job.created)
                .put("status", job.status);
        if (!job.failure.isEmpty()) body.put("failureMessage", job.failure);
        if (job.status.equals("Completed")) body.put("outputModelArn", job.modelArn());
        return new Reply(200, body);
    }

    private Reply deploy(JsonNode request) {
        String name = request.path("modelDeploymentName").asText();
        Job job = jobs.values().stream()
                .filter(candidate ->
                        candidate.modelArn().equals(request.path("modelArn").asText()))
                .filter(candidate -> candidate.tuned != null)
                .findFirst()
                .orElseThrow(() -> missing("custom model"));
        Deployment deployment = new Deployment(name, job, clock.instant().toString(), new ArrayList<>());
        if (deployments.putIfAbsent(name, deployment) != null) {
            throw new Refusal(Refusal.Kind.CONFLICT, "The deployment name " + name + " is already in use.");
        }
        return new Reply(202, JSON.createObjectNode().put("customModelDeploymentArn", deployment.arn()));
    }

    private Deployment deployment(String identifier) {
        return deployments.values().stream()
                .filter(one -> one.name().equals(identifier) || one.arn().equals(identifier))
                .findFirst()
                .orElseThrow(() -> missing("custom model deployment"));
    }

    private static Reply describe(Deployment deployment) {
        return new Reply(
                200,
                JSON.createObjectNode()
                        .put("customModelDeploymentArn", deployment.arn())
                        .put("modelDeploymentName", deployment.name())
                        .put("modelArn", deployment.job().modelArn())
                        .put("createdAt", deployment.created())
                        .put("status", deployment.status()));
    }

    private static Refusal missing(String what) {
        return new Refusal(Refusal.Kind.NOT_FOUND, "The " + what + " could not be found.");
    }

    private static String last(String path, String before) {
        return URLDecoder.decode(path.substring(before.length() + 1), StandardCharsets.UTF_8);
    }
}
