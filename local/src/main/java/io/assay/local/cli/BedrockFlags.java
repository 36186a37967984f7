package io.assay.local.cli;

import io.assay.local.assess.bedrock.ArmSpec;
import io.assay.local.assess.bedrock.BedrockArms;
import io.assay.local.assess.bedrock.Reach;
import io.assay.local.assess.files.ArmsFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags of an assessment on Bedrock. */
final class BedrockFlags {
    /** How often a job is looked at, and until a throttled model is asked again: at Bedrock, and at a stand-in. */
    private static final Duration JOB_LOOK = Duration.ofSeconds(30);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration STAND_IN = Duration.ofMillis(100);

    @Option(
            names = "--bedrock",
            description = "Ask Bedrock. First prints what it may cost; asks nothing without --budget. Needs --region.")
    private boolean bedrock;

    @Option(
            names = "--budget",
            paramLabel = "USD",
            description = "What --bedrock may spend; it stops there. What was answered is kept and not paid again.")
    private Optional<Double> budget = Optional.empty();

    @Option(
            names = "--arms",
            paramLabel = "FILE",
            description = "Arms to ask on Bedrock, JSON. Default: those that come with Assay.")
    private Optional<Path> arms = Optional.empty();

    @Option(
            names = "--training-bucket",
            paramLabel = "NAME",
            description = "S3 bucket in that region for training files, for arms that are tuned.")
    private Optional<String> bucket = Optional.empty();

    @Option(
            names = "--training-role",
            paramLabel = "ARN",
            description = "Role that Bedrock takes to read and write there.")
    private Optional<String> role = Optional.empty();

    @Option(names = "--endpoint", hidden = true, description = "Stands in for Bedrock.")
    private Optional<URI> endpoint = Optional.empty();

    @Option(names = "--storage-endpoint", hidden = true, description = "Stands in for S3.")
    private Optional<URI> storage = Optional.empty();

    boolean asked() {
        return bedrock;
    }

    /** Not Bedrock itself: what it answers is no evidence about Bedrock. */
    boolean standsIn() {
        return endpoint.isPresent();
    }

    /** @throws BadInput if flags do not go together */
    void require(Optional<String> region, Optional<Path> answers, Optional<String> split) {
        if (!bedrock && (budget.isPresent() || arms.isPresent() || bucket.isPresent() || role.isPresent())) {
            throw new BadInput("--budget, --arms, --training-bucket and --training-role go with --bedrock; "
                    + "add it, or leave them out");
        }
        if (bedrock && region.isEmpty()) {
            throw new BadInput("--bedrock needs --region; give the one where the data may go, for example us-east-1");
        }
        if (bedrock && answers.isPresent()) {
            throw new BadInput("--bedrock and --answers are two ways to get answers; give one of them");
        }
        if (bedrock && split.isPresent()) {
            throw new BadInput("--split fits every arm once more on the earlier cases, which --bedrock would bill; "
                    + "give one of them");
        }
        if (budget.isPresent() && !(budget.get() >= 0 && budget.get() < 1e9)) {
            throw new BadInput("--budget is " + budget.get() + "; give USD from 0 up, for example 5");
        }
    }

    Optional<Double> budget() {
        return budget;
    }

    /** @param defined somebody says what the labels mean; else the arms by default do without */
    ArmsFile armsFile(boolean defined) {
        return arms.map(ArmsFile::read)
                .orElseGet(() ->
                        defined ? ArmsFile.shipped() : ArmsFile.shipped().without(ArmSpec.Method.LABEL_DEFINITIONS));
    }

    /** The base that the first tuned arm is made of; empty: none is asked for. */
    Optional<String> tunes() {
        return bedrock
                ? armsFile(true).arms().stream()
                        .filter(arm -> arm.method() == ArmSpec.Method.TUNED)
                        .map(ArmSpec::model)
                        .findFirst()
                : Optional.empty();
    }

    Reach reach(String region) {
        return new Reach(region, endpoint, storage);
    }

    Optional<BedrockArms.TuningSite> site() {
        return bucket.flatMap(
                name -> role.map(arn -> new BedrockArms.TuningSite(name, arn, standsIn() ? STAND_IN : JOB_LOOK)));
    }

    Duration firstWait() {
        return standsIn() ? STAND_IN : FIRST_WAIT;
    }

    /** What is kept of a stand-in is not taken for Bedrock's. */
    Path kept(Path folder) {
        return folder.resolve(standsIn() ? "stand-in" : "bedrock");
    }
}
