package io.assay.local.services;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.NewMessageData;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.util.NowProvider;
import scala.Option;

/**
 * ElasticMQ's queues on our clock. Its {@link NowProvider} covers receives and visibility timeouts, but a new message's
 * delay and a queue's counts are reckoned from the system's time. So this actor stands in for the queue manager, and
 * whoever looks up a queue gets an actor in front of it that sets those times right.
 */
final class VirtualQueues extends AbstractActor {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final Clock clock;
    private final ActorRef manager;
    private final Map<String, Duration> delays = new HashMap<>();
    private final Map<ActorRef, ActorRef> fronts = new HashMap<>();

    VirtualQueues(Clock clock) {
        this.clock = clock;
        this.manager = getContext()
                .actorOf(Props.create(
                        QueueManagerActor.class,
                        () -> new QueueManagerActor(new Now(clock), StrictSQSLimits$.MODULE$, Option.empty())));
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(CreateQueue.class, this::create)
                .match(LookupQueue.class, this::lookUp)
                .match(Found.class, this::answer)
                .matchAny(message -> manager.forward(message, getContext()))
                .build();
    }

    private void create(CreateQueue message) {
        var delay = message.request().delay();
        delays.put(message.request().name(), delay.isDefined() ? delay.get() : Duration.ZERO);
        manager.forward(message, getContext());
    }

    private void lookUp(LookupQueue message) {
        var asker = getSender();
        Patterns.pipe(
                        Patterns.ask(manager, message, ANSWER_WITHIN)
                                .thenApply(queue -> new Found(message.queueName(), (Option<?>) queue, asker)),
                        getContext().getDispatcher())
                .to(getSelf());
    }

    private void answer(Found found) {
        var front = found.queue().isEmpty()
                ? Option.<ActorRef>empty()
                : Option.apply(
                        fronts.computeIfAbsent((ActorRef) found.queue().get(), queue -> front(queue, found.name())));
        found.asker().tell(front, getSelf());
    }

    private ActorRef front(ActorRef queue, String name) {
        var delay = delays.getOrDefault(name, Duration.ZERO);
        return getContext().actorOf(Props.create(Front.class, () -> new Front(queue, delay, clock)));
    }

    private record Found(String name, Option<?> queue, ActorRef asker) {}

    /** Takes a queue's place and hands it every message, times set right. */
    private static final class Front extends AbstractActor {
        private final ActorRef queue;
        private final Duration queueDelay;
        private final Clock clock;

        Front(ActorRef queue, Duration queueDelay, Clock clock) {
            this.queue = queue;
            this.queueDelay = queueDelay;
            this.clock = clock;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(SendMessage.class, send -> forward(new SendMessage(dated(send.message()))))
                    .match(GetQueueStatistics.class, ask -> forward(new GetQueueStatistics(clock.millis())))
                    .matchAny(this::forward)
                    .build();
        }

        private void forward(Object message) {
            queue.forward(message, getContext());
        }

        private NewMessageData dated(NewMessageData message) {
            return new NewMessageData(
                    message.id(),
                    message.content(),
                    message.messageAttributes(),
                    message.nextDelivery().toMillis(clock.millis(), queueDelay.toMillis()),
                    message.messageGroupId(),
                    message.messageDeduplicationId(),
                    message.orderIndex(),
                    message.tracingId(),
                    message.sequenceNumber(),
                    message.deadLetterSourceQueueName());
        }
    }

    private static final class Now extends NowProvider {
        private final Clock clock;

        Now(Clock clock) {
            this.clock = clock;
        }

        @Override
        public long nowMillis() {
            return clock.millis();
        }

        @Override
        public OffsetDateTime now() {
            return OffsetDateTime.now(clock);
        }
    }
}
