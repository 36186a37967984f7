package io.assay.local.scenarios;

import io.assay.local.VirtualClock;
import io.assay.local.gateway.iam.Grant;
import io.assay.local.gateway.iam.Permissions;
import io.assay.local.host.LocalFunction;
import io.assay.local.host.LocalStack;
import io.assay.local.pipeline.Pipeline;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether each permission of the template's functions is needed: every scenario is played once with all of them, which
 * records what each uses; then a grant is withdrawn and the scenarios that use it are played again until one fails for
 * want of it. One stack serves for all: what a scene leaves undone has no effect on the cases of the next.
 */
public final class Removals implements AutoCloseable {
    static final String WEBHOOK_SECRET = "assay/webhook/scenario";
    /** The first tasks are due before the daily comparison, so a short night shows both. */
    private static final Instant EVENING = Instant.parse("2026-11-23T19:00:00Z");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Longer than a message of any queue stays hidden after it was received. */
    private static final Duration HIDDEN = Duration.ofMinutes(10);

    /** One scenario with every permission: what it used, how long it took in real time. */
    private record Played(Scenario scenario, Set<Grant> used, Duration took) {}

    /**
     * What became of one removal.
     *
     * @param scenario that failed for want of the grant, with the words of its failure; empty when none did
     */
    public record Removal(Grant grant, Optional<String> scenario, String failure) {}

    private final List<Played> played = new ArrayList<>();
    private final Pipeline pipeline;

    private Removals(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Starts a stack and plays every scenario.
     *
     * @param told of each scenario by name, before it is played
     * @throws IllegalStateException if a scenario fails although nothing is withdrawn
     */
    public static Removals start(Consumer<String> told) throws InterruptedException {
        VirtualClock clock =
                new VirtualClock(Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), EVENING)));
        Removals removals = new Removals(
                Pipeline.start(template(), LocalStack.Options.inMemory().withClock(clock)));
        try {
            for (Scenario scenario : Scenarios.all()) {
                told.accept(scenario.name());
                removals.play(scenario);
            }
            return removals;
        } catch (RuntimeException | InterruptedException e) {
            removals.close();
            throw e;
        }
    }

    /**
     * The repository's template with a webhook's secret, as an operator would have made it. AWS gives a stream's record
     * up after a day; here after one retry, so that it is seen.
     */
    private static Stack template() {
        Stack given = Pipeline.template();
        return Template.of(
                Pipeline.text("template.yaml")
                        .replace("MaximumRetryAttempts: -1", "MaximumRetryAttempts: 1")
                        .replace(
                                "\nResources:\n",
                                "\nResources:\n  ScenarioSecret:\n    Type: AWS::SecretsManager::Secret\n"
                                        + "    Properties:\n      Name: " + WEBHOOK_SECRET
                                        + "\n      SecretString: known to both sides\n"),
                "template.yaml",
                given.parameters(),
                given.account(),
                given.region());
    }

    private void play(Scenario scenario) throws InterruptedException {
        long start = System.nanoTime();
        restart();
        Permissions.Watch watch = permissions().watch();
        try (Scene scene = new Scene(pipeline, watch)) {
            scenario.play().in(scene);
            scene.checkRefusals();
        } catch (RuntimeException e) {
            throw new IllegalStateException("scenario \"" + scenario + "\" fails: " + e.getMessage(), e);
        }
        played.add(new Played(scenario, watch.used(), Duration.ofNanos(System.nanoTime() - start)));
    }

    /** Every grant of the functions' roles. */
    public List<Grant> grants() {
        return permissions().grants();
    }

    /** Those that no scenario used. */
    public List<Grant> unused() {
        return permissions().unusedGrants();
    }

    /** Withdraws one grant, and gives it back when a scenario has failed for want of it or all that use it are played. */
    public Removal without(Grant grant) throws InterruptedException {
        List<Scenario> users = played.stream()
                .filter(one -> one.used().contains(grant))
                .sorted(Comparator.comparing(Played::took))
                .map(Played::scenario)
                .toList();
        String last = "no scenario uses it";
        for (Scenario scenario : users) {
            Permissions.Watch watch = permissions().watch();
            Optional<String> failure = failureWithout(grant, scenario, watch);
            boolean named = watch.refusals().stream()
                    .anyMatch(refusal -> refusal.withdrawn().contains(grant));
            if (failure.isPresent() && named) {
                return new Removal(grant, Optional.of(scenario.name()), failure.get());
            }
            last = "\"" + scenario + "\" "
                    + failure.map(words -> "fails otherwise: " + words).orElse("passes without it");
        }
        return new Removal(grant, Optional.empty(), last);
    }

    private Optional<String> failureWithout(Grant grant, Scenario scenario, Permissions.Watch watch)
            throws InterruptedException {
        restart();
        Scene scene = new Scene(pipeline, watch);
        permissions().withdraw(grant);
        Optional<String> failure = Optional.empty();
        try {
            scenario.play().in(scene);
            scene.checkRefusals();
        } catch (RuntimeException e) {
            failure = Optional.of(watch.refusals().stream()
                    .filter(refusal -> refusal.withdrawn().contains(grant))
                    .map(Permissions.Refusal::toString)
                    .findFirst()
                    .orElse(String.valueOf(e.getMessage())));
        } finally {
            permissions().restore(grant);
            scene.close();
        }
        recover();
        return failure;
    }

    /** Functions know nothing of the scene before: secrets and versions that they keep are asked for again. */
    private void restart() {
        pipeline.stack().functions().all().forEach(LocalFunction::restart);
    }

    /** Lets what failed for want of the grant come to its end. */
    private void recover() throws InterruptedException {
        pipeline.stack().awaitIdle(PATIENCE);
        Scene.leap(pipeline.stack(), HIDDEN);
        pipeline.stack().awaitIdle(PATIENCE);
    }

    private Permissions permissions() {
        return pipeline.stack().gateway().permissions();
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
