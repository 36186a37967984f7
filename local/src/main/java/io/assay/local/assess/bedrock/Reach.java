package io.assay.local.assess.bedrock;

import io.assay.aws.Clients;
import io.assay.aws.ModelRuntime;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.bedrock.BedrockClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where Bedrock and S3 answer.
 *
 * @param bedrock stands in for Bedrock; empty: Bedrock itself, as whoever runs this
 * @param storage stands in for S3; empty: S3 itself
 */
public record Reach(String region, Optional<URI> bedrock, Optional<URI> storage) {
    /** A model thinks longer over many examples than a function would wait. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String STAND_IN = "assess";

    ModelRuntime models() {
        return new ModelRuntime(runtime());
    }

    BedrockRuntimeClient runtime() {
        return clients(bedrock).bedrock(PATIENCE);
    }

    S3Client files() {
        return clients(storage).s3();
    }

    BedrockClient control() {
        BedrockClientBuilder builder = BedrockClient.builder()
                .region(Region.of(region))
                .httpClient(UrlConnectionHttpClient.builder()
                        .socketTimeout(PATIENCE)
                        .build());
        bedrock.ifPresent(uri -> builder.endpointOverride(uri)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(STAND_IN, STAND_IN))));
        return builder.build();
    }

    private Clients clients(Optional<URI> endpoint) {
        return new Clients(region, endpoint.map(uri -> new Clients.Endpoint(uri, STAND_IN, STAND_IN)));
    }
}
