package io.assay.local.samples;

import io.assay.access.Role;
import io.assay.access.Scope;
import io.assay.local.host.LocalStack;
import io.assay.local.services.AccessToken;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The callers that a sample's {@code as} may name. */
final class Callers {

    private Callers() {}

    /** The caller's token; empty: none is sent. */
    static Optional<String> token(LocalStack local, String as) {
        AccessToken submitter = person(local, "sam", Role.SUBMITTER, "support-intake");
        return Optional.ofNullable(
                switch (as) {
                    case "submitter" -> submitter.signed();
                    case "reviewer" ->
                        person(local, "rita", Role.REVIEWER, "support-agents").signed();
                    case "second-reviewer" ->
                        person(local, "raj", Role.REVIEWER, "support-agents").signed();
                    case "submitter-as-reviewer" ->
                        person(local, "sam", Role.REVIEWER, "support-agents").signed();
                    case "lead" ->
                        person(local, "lea", Role.LEAD, "support-leads").signed();
                    case "operator" ->
                        person(local, "olga", Role.OPERATOR, "support-admins").signed();
                    case "outsider" ->
                        token(local, "otto", Arrays.asList(Scope.values()), "others")
                                .signed();
                    case "expired" -> submitter.lifetime(Duration.ofMinutes(-1)).signed();
                    case "forged" -> submitter.forged();
                    case "other-audience" -> submitter.client("another-system").signed();
                    case "nobody" -> null;
                    default -> throw new AssertionError("events/README.md knows no caller " + as);
                });
    }

    private static AccessToken person(LocalStack local, String name, Role role, String group) {
        return token(local, name, role.scopes(), group);
    }

    private static AccessToken token(LocalStack local, String name, Collection<Scope> scopes, String group) {
        return local.accessToken(name)
                .scopes(scopes.stream().map(Scope::word).sorted().toList())
                .groups(List.of(group));
    }
}
