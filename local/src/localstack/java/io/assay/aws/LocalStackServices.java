package io.assay.aws;

import io.assay.local.services.DynamoDbService;
import io.assay.local.services.QueueService;
import io.assay.local.template.Stack;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;

/** LocalStack in Docker: the last image that needs no token. */
public final class LocalStackServices implements AwsServices {
    private static final String IMAGE = "localstack/localstack:4.14.0";
    private static final int PORT = 4566;

    private final GenericContainer<?> container = new GenericContainer<>(IMAGE)
            .withEnv("SERVICES", "dynamodb,dynamodbstreams,sqs,s3")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/_localstack/health").forPort(PORT).withStartupTimeout(Duration.ofMinutes(3)));

    public LocalStackServices(Stack stack) {
        container.start();
        DynamoDbService.createTables(endpoint(), stack.tables(), stack.region());
        QueueService.createQueues(endpoint(), stack.queues(), stack.region());
        try (S3Client s3 =
                new Clients(stack.region(), Optional.of(new Clients.Endpoint(endpoint(), Aws.KEY, Aws.KEY))).s3()) {
            stack.buckets().forEach(bucket -> create(s3, bucket));
        }
    }

    private static void create(S3Client s3, Stack.Bucket bucket) {
        s3.createBucket(request -> request.bucket(bucket.name())
                .createBucketConfiguration(place -> place.locationConstraint(Aws.REGION))
                .objectLockEnabledForBucket(bucket.objectLock().isPresent()));
        if (bucket.versioned()) {
            s3.putBucketVersioning(request -> request.bucket(bucket.name())
                    .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
        }
        bucket.objectLock()
                .ifPresent(lock -> s3.putObjectLockConfiguration(request -> request.bucket(bucket.name())
                        .objectLockConfiguration(configuration -> configuration
                                .objectLockEnabled(ObjectLockEnabled.ENABLED)
                                .rule(rule -> rule.defaultRetention(DefaultRetention.builder()
                                        .mode(lock.mode())
                                        .days((int) lock.retention().toDays())
                                        .build())))));
    }

    private URI endpoint() {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    @Override
    public URI dynamoDb() {
        return endpoint();
    }

    @Override
    public URI sqs() {
        return endpoint();
    }

    @Override
    public URI s3() {
        return endpoint();
    }

    @Override
    public void close() {
        container.stop();
    }
}
