package io.assay.inference;

import io.assay.aws.Breaker;
import io.assay.aws.ModelRuntime;
import io.assay.aws.Signal;
import io.assay.aws.Transition;
import io.assay.aws.WorkflowStore;
import io.assay.core.CaseFile;
import io.assay.core.ModelAnswer;
import io.assay.core.Workflow;
import io.assay.model.Answers;
import io.assay.model.Prompts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Asks the model about a case. */
public final class Inference implements Transition.Work {
    /** Delays of a message that is sent anew, before jitter; SQS takes at most 15 minutes. */
    private static final Duration SHORTEST = Duration.ofSeconds(20);

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final WorkflowStore workflows;
    private final ModelRuntime model;
    private final Breaker breaker;
    private final Consumer<Signal> signals;
    private final RandomGenerator jitter;

    public Inference(
            WorkflowStore workflows,
            ModelRuntime model,
            Breaker breaker,
            Consumer<Signal> signals,
            RandomGenerator jitter) {
        this.workflows = workflows;
        this.model = model;
        this.breaker = breaker;
        this.signals = signals;
        this.jitter = jitter;
    }

    @Override
    public Transition.Result on(CaseFile file) {
        Workflow workflow = workflows.of(file);
        Optional<Duration> closed = breaker.pause(workflow.model().id());
        if (closed.isPresent()) {
            return later(closed.get(), "the model is throttled or down: not asked");
        }
        Optional<Map<String, Object>> input = file.received().input();
        if (input.isEmpty()) {
            return new Transition.Result.Append(Answers.refused(workflow, "the input was forgotten"));
        }
        ModelAnswer answer = model.ask(Prompts.call(workflow, input.get()));
        if (!(answer instanceof ModelAnswer.Unavailable)) {
            breaker.answered(workflow.model().id());
        }
        return switch (answer) {
            case ModelAnswer.Answered answered -> new Transition.Result.Append(Answers.predicted(workflow, answered));
            case ModelAnswer.Refused refused ->
                new Transition.Result.Append(Answers.refused(workflow, refused.detail()));
            case ModelAnswer.Unavailable unavailable -> {
                signals.accept(
                        unavailable.cause() == ModelAnswer.Cause.THROTTLED
                                ? Signal.MODEL_THROTTLED
                                : Signal.MODEL_FAILED);
                if (breaker.failed(workflow.model().id())) {
                    signals.accept(Signal.BREAKER_OPENED);
                }
                yield later(SHORTEST, unavailable.cause() + ": " + unavailable.detail());
            }
        };
    }

    /** Full jitter above the least delay, so that a crowd sent away does not come back as a crowd. */
    private Transition.Result later(Duration least, String why) {
        long span = LONGEST.minus(SHORTEST).toSeconds();
        Duration delay = least.plusSeconds(jitter.nextLong(span + 1));
        return new Transition.Result.Postpone(delay, why);
    }
}
