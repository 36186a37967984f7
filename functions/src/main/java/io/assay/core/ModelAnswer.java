package io.assay.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came back from a model. */
public sealed interface ModelAnswer {

    /**
     * It answered; whether to the question is for the reader of the answer to say.
     *
     * @param toolUses   calls of tools, in order
     * @param text       what it said beside them
     * @param stopReason as Bedrock names it, for example {@code tool_use} or {@code max_tokens}
     * @param cached     tokens of the prompt that {@code usage} does not count
     */
    record Answered(
            List<ToolUse> toolUses,
            Optional<String> text,
            String stopReason,
            Usage usage,
            Cached cached,
            Duration latency)
            implements ModelAnswer {
        public Answered {
            toolUses = List.copyOf(toolUses);
        }

        /** An answer to a prompt of which nothing was kept. */
        public Answered(
                List<ToolUse> toolUses, Optional<String> text, String stopReason, Usage usage, Duration latency) {
            this(toolUses, text, stopReason, usage, Cached.NOTHING, latency);
        }
    }

    /** Tokens of a prompt's beginning that the model had kept, or keeps from now on. */
    record Cached(int read, int written) {
        public static final Cached NOTHING = new Cached(0, 0);
    }

    /** One call of a tool; {@code input} as the model wrote it, unchecked. */
    record ToolUse(String name, Map<String, Object> input) {}

    /** It could not answer now; asking later is right. */
    record Unavailable(Cause cause, String detail) implements ModelAnswer {}

    /** It will never answer this question, for example because the request is refused. */
    record Refused(String detail) implements ModelAnswer {}

    enum Cause {
        THROTTLED,
        UNAVAILABLE,
        TIMED_OUT
    }
}
