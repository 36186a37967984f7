package io.assay.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(10);

    /**
     * Watches the timeouts of every client. Each client would otherwise start five threads for it, which stay when the
     * client is dropped: thousands of them after some hours of a local stack that plays crashes.
     */
    private static final ScheduledExecutorService TIMEOUTS = timeouts();

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
        this.http = UrlConnectionHttpClient.builder().socketTimeout(CALL).build();
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

    /** @param timeout of one invocation, that of the slowest function and its start included */
    public LambdaClient lambda(Duration timeout) {
        return patient(LambdaClient.builder(), timeout).build();
    }

    public CodeDeployClient codeDeploy() {
        return configured(CodeDeployClient.builder()).build();
    }

    /**
     * @param timeout of one answer, below the function's own; there are no retries here, for a throttled message is sent
     *     anew with a delay instead
     */
    public BedrockRuntimeClient bedrock(Duration timeout) {
        return patient(BedrockRuntimeClient.builder(), timeout).build();
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B patient(B builder, Duration timeout) {
        return configured(builder)
                .httpClient(
                        UrlConnectionHttpClient.builder().socketTimeout(timeout).build())
                .overrideConfiguration(config -> config.scheduledExecutorService(TIMEOUTS)
                        .apiCallTimeout(timeout)
                        .apiCallAttemptTimeout(timeout)
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(B builder) {
        builder.region(region)
                .httpClient(http)
                .credentialsProvider(credentials())
                .overrideConfiguration(config -> config.scheduledExecutorService(TIMEOUTS)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .retryStrategy(RetryMode.STANDARD));
        endpoint.ifPresent(local -> builder.endpointOverride(local.uri()));
        return builder;
    }

    private AwsCredentialsProvider credentials() {
        return endpoint.flatMap(Endpoint::keys)
                .<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static ScheduledExecutorService timeouts() {
        ScheduledThreadPoolExecutor timeouts = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("sdk-timeouts").factory());
        // A call that ended in time leaves nothing to be sorted.
        timeouts.setRemoveOnCancelPolicy(true);
        return timeouts;
    }
}
