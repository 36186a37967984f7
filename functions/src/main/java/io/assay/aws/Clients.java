package io.assay.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Builds the SDK clients of one function. Each is to be built once. */
public final class Clients {
    private static final Duration CONNECTION = Duration.ofSeconds(2);

    /**
     * How long an attempt may say nothing. The SDK's own timeouts, of an attempt and of a call, are left out: they take
     * threads that watch, and each call would put itself on their list and off again. Tries are bounded, and Lambda ends
     * what takes longer than the function may.
     */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final Region region;
    private final Optional<Endpoint> endpoint;
    private final SdkHttpClient http;

    /**
     * Where every service answers instead of AWS; the local stack's gateway.
     *
     * @param keys of who asks; empty: where Lambda gives them to a function
     */
    public record Endpoint(URI uri, Optional<AwsBasicCredentials> keys) {
        public Endpoint(URI uri, String accessKeyId, String secretAccessKey) {
            this(uri, Optional.of(AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
        }
    }

    /** @param endpoint empty: AWS itself, with the function's own role */
    public Clients(String region, Optional<Endpoint> endpoint) {
        this.region = Region.of(region);
        this.endpoint = endpoint;
        this.http = http(SILENCE);
    }

    public DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder()).build();
    }

    public SqsClient sqs() {
        return configured(SqsClient.builder()).build();
    }

    public S3Client s3() {
        return configured(S3Client.builder())
                .forcePathStyle(endpoint.isPresent())
                .build();
    }

    public SecretsManagerClient secretsManager() {
        return configured(SecretsManagerClient.builder()).build();
    }

    /** @param timeout how long an invocation may take, that of the slowest function and its start included */
    public LambdaClient lambda(Duration timeout) {
        return patient(LambdaClient.builder(), timeout).build();
    }

    public CodeDeployClient codeDeploy() {
        return configured(CodeDeployClient.builder()).build();
    }

    /**
     * @param timeout how long an answer may be waited for, below the function's own (it comes as a whole: nothing, then
     *     all); there are no retries here, for a throttled message is sent anew with a delay instead
     */
    public BedrockRuntimeClient bedrock(Duration timeout) {
        return patient(BedrockRuntimeClient.builder(), timeout).build();
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B patient(B builder, Duration timeout) {
        return configured(builder)
                .httpClient(http(timeout))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(B builder) {
        builder.region(region)
                .httpClient(http)
                .credentialsProvider(credentials())
                .overrideConfiguration(config -> config.retryStrategy(RetryMode.STANDARD));
        endpoint.ifPresent(local -> builder.endpointOverride(local.uri()));
        return builder;
    }

    private AwsCredentialsProvider credentials() {
        return endpoint.flatMap(Endpoint::keys)
                .<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static SdkHttpClient http(Duration silence) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECTION)
                .socketTimeout(silence)
                .build();
    }
}
