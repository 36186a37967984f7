package io.assay.local.gateway;

import io.assay.local.gateway.iam.Access;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Secrets Manager. */
final class SecretsCalls implements CallReader {
    private static final String TARGET = "secretsmanager.";

    private final Stack stack;

    SecretsCalls(Stack stack) {
        this.stack = stack;
    }

    @Override
    public Call read(Inbound request) throws IOException, Refusal {
        String target = request.header("X-Amz-Target").orElse("");
        if (!target.startsWith(TARGET)) return Call.unknown(Service.SECRETS_MANAGER, "a request without X-Amz-Target");
        String operation = target.substring(TARGET.length());
        return switch (operation) {
            case "GetSecretValue", "DescribeSecret", "PutSecretValue", "UpdateSecret", "DeleteSecret" ->
                Call.of(
                        Service.SECRETS_MANAGER,
                        operation,
                        List.of(new Access(
                                "secretsmanager:" + operation,
                                arn(JsonFields.of(Service.SECRETS_MANAGER, request.body(), Set.of("SecretId"))
                                        .text("SecretId")))));
            case "CreateSecret" ->
                Call.of(
                        Service.SECRETS_MANAGER,
                        operation,
                        List.of(new Access(
                                "secretsmanager:CreateSecret",
                                arn(JsonFields.of(Service.SECRETS_MANAGER, request.body(), Set.of("Name"))
                                        .text("Name")))));
            default -> Call.unknown(Service.SECRETS_MANAGER, operation);
        };
    }

    /** A secret is named by its name, its ARN, or its ARN without the six characters that AWS adds. */
    private String arn(String id) {
        return stack.secrets().stream()
                .filter(secret -> secret.name().equals(id)
                        || secret.arn().equals(id)
                        || secret.arn()
                                .equals(id
                                        + secret.arn()
                                                .substring(
                                                        Math.max(0, secret.arn().length() - 7))))
                .map(Stack.Secret::arn)
                .findFirst()
                .orElseGet(() -> id.startsWith("arn:")
                        ? id
                        : "arn:aws:secretsmanager:" + stack.region() + ":" + stack.account() + ":secret:" + id);
    }
}
