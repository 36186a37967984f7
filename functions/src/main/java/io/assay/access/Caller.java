package io.assay.access;

import io.assay.core.Actor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who calls, as API Gateway's JWT authorizer hands it over. Nothing else is trusted.
 *
 * @param subject person or client
 * @param client  the system the token was issued to
 */
public record Caller(String subject, String client, Set<String> scopes, Set<String> groups) {
    public Caller {
        scopes = Set.copyOf(scopes);
        groups = Set.copyOf(groups);
    }

    /**
     * @param claims all of them text; arrays as {@code [a b]}. A Cognito access token has {@code client_id} and no
     *     {@code aud}; a token for a system alone has no groups, so its client id is the one it is in.
     * @return empty if the claims name no subject
     */
    public static Optional<Caller> of(Map<String, Object> claims) {
        String client = text(claims, "client_id").or(() -> text(claims, "azp")).orElse("");
        return text(claims, "sub")
                .or(() -> client.isEmpty() ? Optional.empty() : Optional.of(client))
                .map(subject -> new Caller(
                        subject,
                        client.isEmpty() ? subject : client,
                        words(text(claims, "scope").orElse("")),
                        text(claims, "cognito:groups")
                                .map(Caller::words)
                                .orElse(client.isEmpty() ? Set.of() : Set.of(client))));
    }

    /** True if the caller is a member of at least one of the groups. */
    public boolean inAnyOf(Set<String> wanted) {
        return groups.stream().anyMatch(wanted::contains);
    }

    /** True for a person, who calls through a system; false for a system that calls for itself. */
    public boolean isPerson() {
        return !subject.equals(client);
    }

    /** As events name who did something. */
    public Actor actor() {
        return isPerson() ? Actor.person(subject) : Actor.client(client);
    }

    public boolean has(Scope scope) {
        return scopes.contains(scope.word());
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static Set<String> words(String claim) {
        String bare = claim.startsWith("[") && claim.endsWith("]") ? claim.substring(1, claim.length() - 1) : claim;
        return Arrays.stream(bare.split("[ ,]+"))
                .filter(word -> !word.isBlank())
                .collect(Collectors.toSet());
    }
}
