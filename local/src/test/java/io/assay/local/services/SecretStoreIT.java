package io.assay.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.local.template.Stack;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretStoreIT {
    private static final Stack.Secret GENERATED = new Stack.Secret(
            "StackSecret",
            "assay/stack",
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:assay/stack-AbCdEf",
            Optional.of(48),
            Optional.empty());
    private static final Stack.Secret GIVEN = new Stack.Secret(
            "Hook",
            "assay/hook",
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:assay/hook-AbCdEf",
            Optional.empty(),
            Optional.of("given"));

    @Test
    void secret_isFoundByNameAndByArn() {
        try (var store = start(Optional.empty());
                var client = connect(store)) {
            var byName = client.getSecretValue(r -> r.secretId("assay/stack"));
            var byArn = client.getSecretValue(r -> r.secretId(GENERATED.arn()));

            assertThat(byName.secretString()).hasSize(48).isEqualTo(byArn.secretString());
            assertThat(byName.versionStages()).containsExactly("AWSCURRENT");
            assertThat(client.getSecretValue(r -> r.secretId("assay/hook")).secretString())
                    .isEqualTo("given");
        }
    }

    @Test
    void unknownSecretOrStage_isNotFound() {
        try (var store = start(Optional.empty());
                var client = connect(store)) {
            assertThatThrownBy(() -> client.getSecretValue(r -> r.secretId("none")))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("can't find the specified secret.");
            assertThatThrownBy(() ->
                            client.getSecretValue(r -> r.secretId("assay/stack").versionStage("AWSPENDING")))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("AWSPENDING");
        }
    }

    @Test
    void generatedValue_survivesARestartInADirectory_andDiffersWithout(@TempDir Path data) {
        assertThat(valueAfterStart(Optional.of(data))).isEqualTo(valueAfterStart(Optional.of(data)));
        assertThat(valueAfterStart(Optional.empty())).isNotEqualTo(valueAfterStart(Optional.empty()));
    }

    private static String valueAfterStart(Optional<Path> data) {
        try (var store = start(data);
                var client = connect(store)) {
            return client.getSecretValue(r -> r.secretId("assay/stack")).secretString();
        }
    }

    private static SecretStore start(Optional<Path> data) {
        return SecretStore.start(List.of(GENERATED, GIVEN), Clock.systemUTC(), data, 0);
    }

    private static SecretsManagerClient connect(SecretStore store) {
        return SdkClients.connect(SecretsManagerClient.builder(), store.endpoint(), "eu-central-1");
    }
}
