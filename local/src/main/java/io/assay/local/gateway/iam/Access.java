package io.assay.local.gateway.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one part of a request needs.
 *
 * @param action   as IAM spells it, for example {@code dynamodb:PutItem}
 * @param resource the ARN it acts on, or {@code *} where the service knows no finer resource
 * @param context  condition keys that the request itself carries (lower case) with their values; an absent key is one
 *                 that the request does not have
 */
public record Access(String action, String resource, Map<String, List<String>> context) {
    public Access {
        context = context.isEmpty()
                ? Map.of()
                : context.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                e -> e.getKey().toLowerCase(Locale.ROOT), e -> List.copyOf(e.getValue())));
    }

    public Access(String action, String resource) {
        this(action, resource, Map.of());
    }
}
