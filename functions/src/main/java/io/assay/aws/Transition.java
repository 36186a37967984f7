package io.assay.aws;

import io.assay.core.Actor;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseMessage;
import io.assay.core.Entry;
import io.assay.core.Progress;
import io.assay.core.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One stage's step over a case: fold, work, append, say who is next. Safe to run again at any point: what is already
 * done is only forwarded.
 */
public final class Transition implements SqsBatch.Step {
    /** People and the sweeper append too, and a redelivery may run beside the first; more tries than that mean trouble. */
    private static final int TRIES = 5;

    private final Stage stage;
    private final CaseStore store;
    private final Work work;

    public Transition(Stage stage, CaseStore store, Work work) {
        this.stage = stage;
        this.store = store;
        this.work = work;
    }

    /** The stage's own part. */
    public interface Work {

        /** What happens to a case that is its turn. May be asked again. */
        Result on(CaseFile file);

        /**
         * Brings what the stage keeps beside the history in step with it: after each append and, since a crash may come
         * between the two, again at every redelivery.
         */
        default void follow(CaseFile file) {}
    }

    /** What the stage's part came to. */
    public sealed interface Result {
        record Append(CaseEvent event) implements Result {}

        record Postpone(Duration delay, String why) implements Result {}
    }

    /**
     * {@inheritDoc}
     *
     * <p>What it gives throws {@link BehindMessage} if the history read ends before the event the message speaks of.
     */
    @Override
    public Function<CaseMessage, Progress> reading(List<CaseMessage> batch) {
        CaseStore.Histories histories = store.histories(batch);
        return message -> run(message, file(message, histories), work::on);
    }

    private Progress run(CaseMessage message, CaseFile first, Function<CaseFile, Result> part) {
        CaseFile file = first;
        if (notItsTurn(file)) {
            return forward(message, file);
        }
        Result result = part.apply(file);
        for (int tries = 0; tries < TRIES; tries++) {
            switch (result) {
                case Result.Postpone postpone -> {
                    return new Progress.Postpone(postpone.delay(), postpone.why());
                }
                case Result.Append append -> {
                    Optional<Progress> appended = append(file, append.event());
                    if (appended.isPresent()) {
                        return appended.get();
                    }
                }
            }
            CaseFile fresh = read(new CaseMessage(message.caseId(), message.workflow(), file.seq() + 1));
            if (notItsTurn(fresh)) {
                return forward(message, fresh);
            }
            boolean holds = holds(file, fresh);
            file = fresh;
            if (!holds) {
                result = part.apply(file);
            }
        }
        throw new IllegalStateException("case " + file.id() + " changes faster than it can be appended to");
    }

    /**
     * The stage gives the case up: a person takes over. A case that cannot be escalated stays for the dead-letter queue,
     * since escalation is where failures go.
     *
     * @return empty if this stage may not, or need not, give up
     */
    @Override
    public Optional<Progress> giveUp(CaseMessage message, String problem) {
        if (stage == Stage.ESCALATION) {
            return Optional.empty();
        }
        return Optional.of(run(
                message, read(message), file -> new Result.Append(new CaseEvent.Failed(stage.queueName(), problem))));
    }

    /**
     * What was found out (a model's answer, a receipt) still holds if nothing it rests on changed. A review task is
     * nothing found out: it is numbered after the tasks that are there now.
     */
    private boolean holds(CaseFile file, CaseFile fresh) {
        return stage != Stage.ESCALATION
                && fresh.decision().equals(file.decision())
                && fresh.prediction().equals(file.prediction());
    }

    private Optional<Progress> append(CaseFile file, CaseEvent event) {
        Entry entry = store.next(
                file.id().value(),
                Optional.of(file.last()),
                Actor.function(stage),
                Optional.of(file.workflow()),
                event);
        if (!store.append(entry)) {
            return Optional.empty();
        }
        CaseFile after = CaseFile.of(
                Stream.concat(file.history().stream(), Stream.of(entry)).toList());
        return Optional.of(forward(new CaseMessage(file.id(), file.workflow(), entry.seq()), after));
    }

    private boolean notItsTurn(CaseFile file) {
        return !file.next().equals(Optional.of(stage));
    }

    private Progress forward(CaseMessage message, CaseFile file) {
        work.follow(file);
        return new Progress.Forward(message, file.next());
    }

    private CaseFile read(CaseMessage message) {
        return file(message, store.histories(List.of(message)));
    }

    private static CaseFile file(CaseMessage message, CaseStore.Histories histories) {
        CaseFile file =
                histories.file(message.caseId()).orElseThrow(() -> new BehindMessage("no case " + message.caseId()));
        if (file.seq() < message.seq()) {
            throw new BehindMessage(
                    "case " + message.caseId() + " ends at " + file.seq() + ", before the message's " + message.seq());
        }
        return file;
    }
}
