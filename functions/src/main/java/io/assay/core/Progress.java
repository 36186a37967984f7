package io.assay.core;

import java.time.Duration;
import java.util.Optional;

/** What became of one message at one stage. */
public sealed interface Progress {

    /** Done here; the stage that has something to do next, if any, is sent the message. */
    record Forward(CaseMessage message, Optional<Stage> to) implements Progress {}

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
