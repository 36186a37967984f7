package io.assay.core;

import java.time.Duration;
import java.util.Set;

/** What became of one message at one stage. */
public sealed interface Progress {

    /** Done here; the stages that have something to do next are sent the message. */
    record Forward(CaseMessage message, Set<Stage> to) implements Progress {
        public Forward {
            to = Set.copyOf(to);
        }
    }

    /**
     * Not now: the message is sent anew with a delay, for a receive would count against its queue's limit.
     *
     * @param delay at most 15 minutes, as SQS has it
     */
    record Postpone(Duration delay, String why) implements Progress {
        public Postpone {
            if (delay.isNegative() || delay.compareTo(Duration.ofMinutes(15)) > 0) {
                throw new IllegalArgumentException("delay outside 0 to 15 minutes: " + delay);
            }
        }
    }
}
