package io.assay.tokens;

import io.assay.access.Role;
import io.assay.access.Scope;
import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes from an access token the scopes that the person's roles do not bring. Cognito itself gives everybody of a pool
 * whatever scope the application asks for; a role is the group of the same name.
 */
final class TokenScopes {
    /** The pool's resource server, as Cognito spells our scopes. */
    static final String OURS = "assay/";

    private TokenScopes() {}

    /**
     * The trigger "pre token generation", version 2.
     *
     * @throws IOException if the event cannot be read or the answer not written
     */
    static void run(InputStream event, OutputStream answer) throws IOException {
        Map<String, Object> given = Json.object(event);
        Fields request = new Fields(given).fields("request");
        Set<String> groups = Set.copyOf(request.optionalFields("groupConfiguration")
                .map(configuration -> configuration.texts("groupsToOverride"))
                .orElse(List.of()));
        Map<String, Object> out = new HashMap<>(given);
        out.put(
                "response",
                Map.of(
                        "claimsAndScopeOverrideDetails",
                        Map.of(
                                "accessTokenGeneration",
                                Map.of("scopesToSuppress", beyond(request.texts("scopes"), groups)))));
        answer.write(CanonicalJson.bytes(out));
    }

    private static List<String> beyond(List<String> asked, Set<String> groups) {
        Set<String> theirs = Arrays.stream(Role.values())
                .filter(role -> groups.contains(role.word()))
                .flatMap(role -> role.scopes().stream())
                .map(Scope::word)
                .collect(Collectors.toSet());
        return asked.stream()
                .filter(scope -> scope.startsWith(OURS) && !theirs.contains(scope.substring(OURS.length())))
                .sorted()
                .toList();
    }
}
