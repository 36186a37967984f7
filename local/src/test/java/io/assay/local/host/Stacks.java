package io.assay.local.host;

import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource;
import io.assay.local.template.Stack.EventSource.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small stacks in memory. */
final class Stacks {

    static final String ACCOUNT = "123456789012";
    static final String REGION = "eu-central-1";
    static final String ISSUER = "https://issuer.example.com/assay";

    private Stacks() {}

    static Stack of(List<Stack.Function> functions, List<Stack.Queue> queues, List<Stack.Table> tables) {
        return new Stack(
                ACCOUNT,
                REGION,
                Map.of(),
                functions,
                queues,
                tables,
                List.of(),
                List.of(),
                functions.stream().map(f -> role(f.role())).distinct().toList(),
                List.of(new Stack.HttpApi(
                        "Api",
                        List.of(new Stack.JwtAuthorizer(
                                "Jwt", ISSUER, List.of("assay"), "$request.header.Authorization")),
                        Optional.of("Jwt"))),
                Map.of());
    }

    static Stack.Function function(String id, Class<?> handler, Duration timeout, EventSource... sources) {
        return new Stack.Function(
                id,
                "assay-" + id,
                handler.getName() + "::handleRequest",
                timeout,
                512,
                id + "Role",
                Map.of("NAME", id),
                List.of(sources));
    }

    static Route route(String method, String path, String... scopes) {
        return new Route("Event", "Api", method, path, Optional.of("Jwt"), List.of(scopes));
    }

    static Route openRoute(String method, String path) {
        return new Route("Event", "Api", method, path, Optional.empty(), List.of());
    }

    /** May do everything: what is tested here is the host, not IAM. */
    private static Stack.Role role(String id) {
        return new Stack.Role(
                id,
                id,
                "arn:aws:iam::" + ACCOUNT + ":role/" + id,
                List.of(Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(Map.of("Effect", "Allow", "Action", List.of("*"), "Resource", List.of("*"))))));
    }
}
