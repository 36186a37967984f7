package io.assay.local.gateway;

import java.time.Duration;

/**
 * What can go wrong around a function. Durations are real time, as the SDK's own timeouts are, but for {@link Late}.
 */
public sealed interface Fault {

    /** On which side of an effect something happens. */
    enum Moment {
        /** It has not happened, and will not. */
        BEFORE,
        /** It has happened, and nobody is told. */
        AFTER
    }

    /** Whether it can happen there: a rule that is not narrowed passes over what its fault does not fit. */
    default boolean fits(Point point) {
        return point.service().isPresent();
    }

    /** The service's own throttling error, without reaching the service. */
    record Throttle() implements Fault {}

    /** The service's own internal error (500), without reaching the service. */
    record Fail() implements Fault {}

    /** The request is held that long and then goes its way. */
    record Delay(Duration by) implements Fault {}

    /** The request is held that long, never reaches the service, and its connection ends without an answer. */
    record Stall(Duration atMost) implements Fault {}

    /** The service does what was asked, but the connection ends before its answer. */
    record LoseAnswer() implements Fault {}

    /**
     * The invocation that is about to cause an effect ends as if its process died: nothing it asks for afterwards is
     * done, and its instance is not used again. For an acknowledgement: the host does not learn of the answer, or its
     * instance dies right after.
     */
    record Crash(Moment moment) implements Fault {
        @Override
        public boolean fits(Point point) {
            return point.nature() == Point.Nature.EFFECT || point.nature() == Point.Nature.ACKNOWLEDGEMENT;
        }
    }

    /** An effect happens twice, as after a retry; for an acknowledgement: the same event is delivered twice. */
    record Twice() implements Fault {
        @Override
        public boolean fits(Point point) {
            return point.nature() == Point.Nature.EFFECT || point.nature() == Point.Nature.ACKNOWLEDGEMENT;
        }
    }

    /**
     * A message is sent, but becomes visible only after that time on the stack's clock: others overtake it. A batch of a
     * stream's shard is handed over that much later, and what follows in the shard after it.
     */
    record Late(Duration by) implements Fault {
        @Override
        public boolean fits(Point point) {
            return point.nature() == Point.Nature.SHARD_DELIVERY
                    || point.place().operation().startsWith("SendMessage");
        }
    }

    /** A read that does not ask for consistency is answered from a while ago. */
    record Old() implements Fault {
        @Override
        public boolean fits(Point point) {
            return point.nature() == Point.Nature.LAGGING_READ;
        }
    }

    /** A queue loses a message that it has accepted. */
    record Lose() implements Fault {
        @Override
        public boolean fits(Point point) {
            return point.nature() == Point.Nature.DELIVERY;
        }
    }
}
