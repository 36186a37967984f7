package io.assay.aws;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.parameters.secrets.SecretsProvider;

/** Secrets Manager through Powertools parameters, which caches. */
public final class Secrets {
    /** A rotated secret is picked up within this time. */
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final SecretsProvider provider;

    public Secrets(SecretsManagerClient client) {
        provider = SecretsProvider.builder().withClient(client).build();
    }

    /** @param name name or ARN */
    public String get(String name) {
        return provider.withMaxAge((int) MAX_AGE.toSeconds(), ChronoUnit.SECONDS)
                .get(name);
    }
}
