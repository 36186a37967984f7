package io.assay.local.gateway.iam;

import java.util.HashMap;
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
    static final String SECURE_TRANSPORT = "aws:securetransport";

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

    /** The same, asked for by plain HTTP. */
    public Access byPlainHttp() {
        Map<String, List<String>> changed = new HashMap<>(context);
        changed.put(SECURE_TRANSPORT, List.of("false"));
        return new Access(action, resource, changed);
    }
}
