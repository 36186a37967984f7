package io.assay.local.assess.bedrock;

import io.assay.core.Hashes;
import io.assay.local.assess.files.InputProblem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.model.CustomModelDeploymentStatus;
import software.amazon.awssdk.services.bedrock.model.GetCustomModelDeploymentResponse;
import software.amazon.awssdk.services.bedrock.model.GetModelCustomizationJobResponse;
import software.amazon.awssdk.services.bedrock.model.ModelCustomizationJobStatus;
import software.amazon.awssdk.services.bedrock.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Tuning jobs and deployments on demand. Both are named after what is learned, so a run that broke off finds its job and
 * its model again and trains nothing twice. {@link #close} takes down every deployment made here; the custom model stays,
 * and its storage is billed by the month.
 */
final class TuningJobs implements AutoCloseable {
    static final int EPOCHS = 2;

    private final BedrockClient control;
    private final S3Client files;
    private final Site site;
    private final Consumer<String> told;
    private final AtomicReference<@Nullable String> deployment = new AtomicReference<>();

    /**
     * @param bucket for training files and what jobs put out
     * @param role   ARN of the role that Bedrock takes to read and write there
     * @param look   how often a job is looked at
     */
    record Site(String bucket, String role, Duration look) {}

    TuningJobs(BedrockClient control, S3Client files, Site site, Consumer<String> told) {
        this.control = control;
        this.files = files;
        this.site = site;
        this.told = told;
    }

    /** Of a job that tunes this base with this file, its model and its deployment. */
    static String name(String base, String file) {
        return "assay-"
                + Hashes.sha256Hex((base + "\n" + EPOCHS + "\n" + file).getBytes(StandardCharsets.UTF_8))
                        .substring(0, 16);
    }

    /** Somebody else already paid for it. */
    boolean isTrained(String name) {
        try {
            return job(name).status() == ModelCustomizationJobStatus.COMPLETED;
        } catch (ResourceNotFoundException none) {
            return false;
        }
    }

    /**
     * Trains, unless that was done before, and deploys.
     *
     * @param file the training file
     * @return ARN of the deployment, to be asked like a model
     * @throws InputProblem          if the job failed
     * @throws IllegalStateException if the thread was interrupted; the job goes on and is found again
     */
    String deploy(String base, String file) {
        String name = name(base, file);
        String model = model(name, base, file);
        String arn = find(name);
        if (arn == null) {
            arn = control.createCustomModelDeployment(
                            request -> request.modelDeploymentName(name).modelArn(model))
                    .customModelDeploymentArn();
        }
        deployment.set(arn);
        told.accept("deploying the tuned model");
        GetCustomModelDeploymentResponse now = described(arn);
        while (now.status() == CustomModelDeploymentStatus.CREATING) {
            pause();
            now = described(arn);
        }
        if (now.status() != CustomModelDeploymentStatus.ACTIVE) {
            throw InputProblem.of(
                    "--bedrock",
                    "the deployment " + name + " is " + now.statusAsString() + ": " + now.failureMessage(),
                    "see Custom models in the console of Bedrock, then run this again");
        }
        return arn;
    }

    private String model(String name, String base, String file) {
        GetModelCustomizationJobResponse job;
        try {
            job = job(name);
        } catch (ResourceNotFoundException none) {
            start(name, base, file);
            job = job(name);
        }
        while (job.status() == ModelCustomizationJobStatus.IN_PROGRESS
                || job.status() == ModelCustomizationJobStatus.STOPPING) {
            told.accept("tuning " + base);
            pause();
            job = job(name);
        }
        if (job.status() != ModelCustomizationJobStatus.COMPLETED) {
            throw InputProblem.of(
                    "--bedrock",
                    "the tuning job " + name + " is " + job.statusAsString() + ": " + job.failureMessage(),
                    "mend what it says; another training file makes another job");
        }
        return job.outputModelArn();
    }

    private void start(String name, String base, String file) {
        String folder = "s3://" + site.bucket() + "/assay/";
        String key = "assay/" + name + ".jsonl";
        files.putObject(request -> request.bucket(site.bucket()).key(key), RequestBody.fromString(file));
        control.createModelCustomizationJob(request -> request.jobName(name)
                .customModelName(name)
                .roleArn(site.role())
                .baseModelIdentifier(base)
                .customizationType("FINE_TUNING")
                .hyperParameters(Map.of("epochCount", String.valueOf(EPOCHS)))
                .trainingDataConfig(data -> data.s3Uri(folder + name + ".jsonl"))
                .outputDataConfig(data -> data.s3Uri(folder + "output/")));
    }

    private GetModelCustomizationJobResponse job(String name) {
        return control.getModelCustomizationJob(request -> request.jobIdentifier(name));
    }

    private @Nullable String find(String name) {
        try {
            return described(name).customModelDeploymentArn();
        } catch (ResourceNotFoundException none) {
            return null;
        }
    }

    private GetCustomModelDeploymentResponse described(String identifier) {
        return control.getCustomModelDeployment(request -> request.customModelDeploymentIdentifier(identifier));
    }

    private void pause() {
        try {
            Thread.sleep(site.look());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Bedrock worked; run this again to go on", e);
        }
    }

    /** Takes the deployment down, if there is one; again does nothing. */
    @Override
    public void close() {
        String made = deployment.getAndSet(null);
        if (made != null) {
            control.deleteCustomModelDeployment(request -> request.customModelDeploymentIdentifier(made));
        }
    }
}
