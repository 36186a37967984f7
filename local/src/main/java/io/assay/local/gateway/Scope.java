package io.assay.local.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The credential scope of a SigV4 Authorization header. */
record Scope(String accessKey, String region, String service) {
    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([^/,\\s]+)/\\d{8}/([^/,\\s]+)/([^/,\\s]+)/aws4_request");

    static Optional<Scope> of(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 ")) return Optional.empty();
        Matcher matcher = CREDENTIAL.matcher(authorization);
        return matcher.find()
                ? Optional.of(new Scope(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }
}
