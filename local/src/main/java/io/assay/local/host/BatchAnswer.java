package io.assay.local.host;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a function says about a batch, read as Lambda reads {@code ReportBatchItemFailures}.
 *
 * @param failed identifiers to deliver again
 * @param state  the state of a tumbling window, when the answer has one
 */
record BatchAnswer(Set<String> failed, Optional<Object> state) {

    private static final String FAILURES = "batchItemFailures";
    private static final String IDENTIFIER = "itemIdentifier";

    BatchAnswer {
        failed = Set.copyOf(failed);
    }

    boolean succeeded() {
        return failed.isEmpty();
    }

    /**
     * @param identifiers of the items that were delivered
     * @param reports     whether the event source has {@code ReportBatchItemFailures}; without it only errors count
     */
    static BatchAnswer of(InvocationResult result, Set<String> identifiers, boolean reports) {
        return switch (result) {
            case InvocationResult.FunctionError error -> new BatchAnswer(identifiers, Optional.empty());
            case InvocationResult.TimedOut timedOut -> new BatchAnswer(identifiers, Optional.empty());
            case InvocationResult.Answered answered -> read(answered.payload(), identifiers, reports);
        };
    }

    private static BatchAnswer read(byte[] payload, Set<String> identifiers, boolean reports) {
        Object parsed;
        try {
            parsed = payload.length == 0 ? null : Json.parse(payload);
        } catch (IOException e) {
            // Lambda treats an answer that is not JSON as the failure of the whole batch
            return new BatchAnswer(reports ? identifiers : Set.of(), Optional.empty());
        }
        if (!(parsed instanceof Map<?, ?> answer)) {
            return new BatchAnswer(Set.of(), Optional.empty());
        }
        Set<String> failed = reports ? failures(answer.get(FAILURES), identifiers) : Set.of();
        return new BatchAnswer(failed, Optional.ofNullable(answer.get("state")));
    }

    /** A name that is missing, empty, null or unknown fails the whole batch, for nothing can be told apart then. */
    private static Set<String> failures(@Nullable Object listed, Set<String> identifiers) {
        if (listed == null) {
            return Set.of();
        }
        if (!(listed instanceof List<?> items)) {
            return identifiers;
        }
        Set<String> failed = new LinkedHashSet<>();
        for (Object item : items) {
            if (item instanceof Map<?, ?> entry
                    && entry.get(IDENTIFIER) instanceof String identifier
                    && identifiers.contains(identifier)) {
                failed.add(identifier);
            } else {
                return identifiers;
            }
        }
        return failed;
    }
}
