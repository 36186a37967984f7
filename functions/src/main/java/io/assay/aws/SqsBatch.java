package io.assay.aws;

import io.assay.core.CaseMessage;
import io.assay.core.Fields;
import io.assay.core.Progress;
import io.assay.core.Stage;
import io.assay.core.UnknownEventVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A batch of messages from a stage's queue, as Lambda hands it over; answers with partial batch failures.
 *
 * <p>Each message ends in one of four ways: forwarded, sent anew with a delay, given back to the queue (received again after the visibility
 * timeout), or, on the last receive the queue allows, given up to a person.
 */
public final class SqsBatch {
    private static final Logger LOG = LoggerFactory.getLogger(SqsBatch.class);

    /** How long a message waits for a release that knows an event's version. */
    private static final Duration NEWER_RELEASE = Duration.ofMinutes(1);

    private final Stage stage;
    private final int maxReceives;
    private final Queues queues;
    private final Step step;
    private final Consumer<Signal> signals;

    /** One stage's plain class. An exception means: try again. */
    public interface Step {
        /**
         * Reads what the messages of a batch speak of.
         *
         * @return what advances each of them; may be called side by side
         */
        Function<CaseMessage, Progress> reading(List<CaseMessage> batch);

        /** What to do when trying again is over; empty: nothing but the dead-letter queue is left. */
        Optional<Progress> giveUp(CaseMessage message, String problem);
    }

    /** @param maxReceives the queue's {@code maxReceiveCount} */
    public SqsBatch(Stage stage, int maxReceives, Queues queues, Step step, Consumer<Signal> signals) {
        this.stage = stage;
        this.maxReceives = maxReceives;
        this.queues = queues;
        this.step = step;
        this.signals = signals;
    }

    /** @throws IOException if the event cannot be read or the answer not written */
    public void run(InputStream event, OutputStream answer) throws IOException {
        Set<String> failures = new TreeSet<>();
        Map<Stage, List<Forwarded>> forwarded = new EnumMap<>(Stage.class);
        PartialBatch batch = PartialBatch.of(event);
        Map<String, CaseMessage> messages = decoded(batch);
        Function<CaseMessage, Progress> work = reading(List.copyOf(messages.values()));
        for (PartialBatch.Done<Optional<Progress>> done : batch.each(
                received -> Optional.ofNullable(messages.get(received.text("messageId")))
                        .flatMap(message -> advance(message, lastReceive(received), work)),
                Optional.<Progress>empty())) {
            switch (done.result().orElse(null)) {
                case null -> failures.add(done.messageId());
                case Progress.Forward forward ->
                    forward.to()
                            .ifPresent(next -> forwarded
                                    .computeIfAbsent(next, key -> new ArrayList<>())
                                    .add(new Forwarded(done.messageId(), forward.message())));
                case Progress.Postpone postpone -> {
                    LOG.info("{} postponed by {}: {}", done.messageId(), postpone.delay(), postpone.why());
                    if (!sentAnew(done.received().text("body"), postpone.delay())) {
                        failures.add(done.messageId());
                    }
                }
            }
        }
        // Sent last and together: fewer requests, and a message whose forward fails is simply received again.
        forwarded.forEach((next, all) -> failures.addAll(unsent(next, all)));
        PartialBatch.answer(answer, failures);
    }

    private record Forwarded(String messageId, CaseMessage message) {}

    /** The messages of a batch by their ids; without those that nobody can read, which the queue delivers again. */
    private static Map<String, CaseMessage> decoded(PartialBatch batch) {
        Map<String, CaseMessage> messages = new LinkedHashMap<>();
        for (Fields received : batch.records()) {
            try {
                messages.put(received.text("messageId"), Queues.decode(received.text("body")));
            } catch (RuntimeException undecodable) {
                // Without the cause, which may repeat what somebody sent here by hand.
                LOG.error("{} is no case message and will reach the dead-letter queue", received.text("messageId"));
            }
        }
        return messages;
    }

    /** What could not be read fails each message as its own work would. */
    private Function<CaseMessage, Progress> reading(List<CaseMessage> batch) {
        try {
            return step.reading(batch);
        } catch (RuntimeException failure) {
            return message -> {
                throw failure;
            };
        }
    }

    /** Empty: the queue shall deliver it again. */
    private Optional<Progress> advance(CaseMessage message, boolean last, Function<CaseMessage, Progress> work) {
        try (MDC.MDCCloseable ignored =
                MDC.putCloseable("caseId", message.caseId().value())) {
            return advanced(message, last, work);
        }
    }

    private Optional<Progress> advanced(CaseMessage message, boolean last, Function<CaseMessage, Progress> work) {
        try {
            return Optional.of(work.apply(message));
        } catch (UnknownEventVersion newer) {
            LOG.error("postponed until a release reads it: {}", newer.getMessage());
            signals.accept(Signal.UNKNOWN_EVENT_VERSION);
            return Optional.of(new Progress.Postpone(NEWER_RELEASE, "event version not known"));
        } catch (RuntimeException failure) {
            LOG.warn("{} failed{}", stage, last ? ", for the last time" : "", failure);
            signals.accept(Signal.STEP_FAILED);
            return last ? giveUp(message, failure) : Optional.empty();
        }
    }

    private Optional<Progress> giveUp(CaseMessage message, RuntimeException failure) {
        try {
            return step.giveUp(message, failure.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.error("{} cannot be given up and will reach the dead-letter queue", message.caseId(), e);
            return Optional.empty();
        }
    }

    private boolean lastReceive(Fields received) {
        return Integer.parseInt(received.fields("attributes").text("ApproximateReceiveCount")) >= maxReceives;
    }

    private boolean sentAnew(String body, Duration delay) {
        try {
            queues.send(stage, Queues.decode(body), delay);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("could not be sent anew and is left to the queue", e);
            return false;
        }
    }

    private Set<String> unsent(Stage next, List<Forwarded> messages) {
        try {
            return queues
                    .sendAll(next, messages.stream().map(Forwarded::message).toList())
                    .stream()
                    .map(position -> messages.get(position).messageId())
                    .collect(Collectors.toSet());
        } catch (RuntimeException e) {
            LOG.warn("could not be forwarded to {}", next, e);
            return messages.stream().map(Forwarded::messageId).collect(Collectors.toSet());
        }
    }
}
