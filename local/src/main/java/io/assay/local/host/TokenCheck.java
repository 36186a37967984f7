package io.assay.local.host;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.assay.local.template.Stack.JwtAuthorizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JWT authorizer of an HTTP API: RSA signature by a key of the issuer, {@code iss}, {@code exp}, {@code nbf},
 * {@code iat}, {@code aud} (or {@code client_id} where there is no {@code aud}, as with Cognito), and one of the route's
 * scopes.
 */
final class TokenCheck {

    /** What the authorizer says about a request. */
    sealed interface Verdict {
        /** @param jwt {@code claims} and {@code scopes} as API Gateway hands them to a function */
        record Allowed(Map<String, Object> jwt) implements Verdict {}

        record Unauthorized() implements Verdict {}

        record Forbidden() implements Verdict {}
    }

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

    private final JwtAuthorizer authorizer;
    private final URI issuer;
    private final Clock clock;
    private @Nullable DefaultJWTProcessor<SecurityContext> processor;

    /** @param issuer where the issuer that the template names is found locally; its tokens carry this as {@code iss} */
    TokenCheck(JwtAuthorizer authorizer, URI issuer, Clock clock) {
        this.authorizer = authorizer;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @param scopes of the route; empty: any valid token */
    Verdict check(HttpCall call, List<String> scopes) {
        Optional<Map<String, Object>> claims = token(call).flatMap(this::verified);
        if (claims.isEmpty() || !inForce(claims.get()) || !isForUs(claims.get())) {
            return new Verdict.Unauthorized();
        }
        Map<String, Object> jwt = new LinkedHashMap<>();
        jwt.put("claims", asStrings(claims.get()));
        List<String> matched = new ArrayList<>(scopes);
        matched.retainAll(granted(claims.get()));
        if (!scopes.isEmpty() && matched.isEmpty()) {
            return new Verdict.Forbidden();
        }
        jwt.put("scopes", scopes.isEmpty() ? null : matched);
        return new Verdict.Allowed(jwt);
    }

    private Optional<String> token(HttpCall call) {
        String source = authorizer.identitySource();
        String value;
        if (source.startsWith("$request.header.")) {
            value = call.headers()
                    .get(source.substring("$request.header.".length()).toLowerCase(Locale.ROOT));
        } else if (source.startsWith("$request.querystring.")) {
            value = call.query().get(source.substring("$request.querystring.".length()));
        } else {
            throw new IllegalStateException("template: authorizer " + authorizer.name() + " reads its token from "
                    + source + "; use $request.header.NAME or $request.querystring.NAME");
        }
        return Optional.ofNullable(value)
                .map(v -> v.regionMatches(true, 0, "Bearer ", 0, 7)
                        ? v.substring(7).strip()
                        : v);
    }

    private Optional<Map<String, Object>> verified(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            processor().process(jwt, null);
            return Optional.of(jwt.getPayload().toJSONObject());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    private synchronized DefaultJWTProcessor<SecurityContext> processor() {
        if (processor == null) {
            DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
            made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys()));
            // claims are checked here, on the stack's clock
            made.setJWTClaimsSetVerifier((claims, context) -> {});
            processor = made;
        }
        return processor;
    }

    private JWKSource<SecurityContext> keys() {
        URI configuration = URI.create(issuer + "/.well-known/openid-configuration");
        try (var in = configuration.toURL().openStream()) {
            Object parsed = Json.parse(in.readAllBytes());
            if (!(parsed instanceof Map<?, ?> map) || !(map.get("jwks_uri") instanceof String jwks)) {
                throw new IllegalStateException(configuration + " names no jwks_uri");
            }
            return JWKSourceBuilder.create(URI.create(jwks).toURL())
                    .refreshAheadCache(false)
                    .rateLimited(false)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("the issuer does not answer at " + configuration, e);
        }
    }

    private boolean inForce(Map<String, Object> claims) {
        long now = clock.instant().getEpochSecond();
        return claims.get("exp") instanceof Number exp
                && exp.longValue() > now
                && isPast(claims.get("nbf"), now)
                && isPast(claims.get("iat"), now);
    }

    private static boolean isPast(@Nullable Object time, long now) {
        return time == null || (time instanceof Number number && number.longValue() <= now);
    }

    private boolean isForUs(Map<String, Object> claims) {
        if (!issuer.toString().equals(claims.get("iss"))) {
            return false;
        }
        Object audience = claims.containsKey("aud") ? claims.get("aud") : claims.get("client_id");
        return switch (audience) {
            case String one -> authorizer.audiences().contains(one);
            case List<?> several ->
                several.stream().anyMatch(a -> authorizer.audiences().contains(String.valueOf(a)));
            case null, default -> false;
        };
    }

    private static List<String> granted(Map<String, Object> claims) {
        Object scope = claims.containsKey("scope") ? claims.get("scope") : claims.get("scp");
        return switch (scope) {
            case String text -> List.of(text.split(" ", -1));
            case List<?> several -> several.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    /** API Gateway hands claims over as strings: arrays as {@code [a b]}, objects as {@code map[k:v]}. */
    private static Map<String, String> asStrings(Map<String, Object> claims) {
        Map<String, String> strings = new TreeMap<>();
        claims.forEach((name, value) -> strings.put(name, asString(value)));
        return strings;
    }

    private static String asString(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list ->
                "[" + String.join(" ", list.stream().map(TokenCheck::asString).toList()) + "]";
            case Map<?, ?> map -> {
                List<String> parts = new ArrayList<>();
                new TreeMap<>(map).forEach((k, v) -> parts.add(k + ":" + asString(v)));
                yield "map[" + String.join(" ", parts) + "]";
            }
            default -> String.valueOf(value);
        };
    }
}
