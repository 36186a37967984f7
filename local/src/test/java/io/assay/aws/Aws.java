package io.assay.aws;

import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The services as the functions' own clients see them. One for all test classes: what they share they share as functions
 * do, so each test has cases, workflows and people of its own.
 */
record Aws(Stack stack, AwsServices services, DynamoDbClient dynamoDb, SqsClient sqs, S3Client s3)
        implements AutoCloseable {
    static final String REGION = "eu-central-1";
    /** LocalStack's, whoever asks. */
    private static final String ACCOUNT = "000000000000";

    static final String KEY = "assay";

    static Aws start() throws IOException, ReflectiveOperationException {
        Stack stack = Template.of(
                Files.readString(Path.of("..", "template.yaml")), "template.yaml", Map.of(), ACCOUNT, REGION);
        AwsServices services = AwsServices.start(stack);
        return new Aws(
                stack,
                services,
                clients(services.dynamoDb()).dynamoDb(),
                clients(services.sqs()).sqs(),
                clients(services.s3()).s3());
    }

    private static Clients clients(URI endpoint) {
        return new Clients(REGION, Optional.of(new Clients.Endpoint(endpoint, KEY, KEY)));
    }

    /** A name that no other test has. */
    static String unique() {
        return "t" + UUID.randomUUID().toString().replace("-", "");
    }

    String table(String logicalId) {
        return stack.tables().stream()
                .filter(table -> table.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
    }

    String bucket(String logicalId) {
        return stack.buckets().stream()
                .filter(bucket -> bucket.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
    }

    /** The queue's URL as the service gives it. */
    String queueUrl(String logicalId) {
        String name = stack.queues().stream()
                .filter(queue -> queue.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .name();
        return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
    }

    @Override
    public void close() {
        dynamoDb.close();
        sqs.close();
        s3.close();
        services.close();
    }

    /** Hands the one {@link Aws} of a test run to whoever asks for it. */
    static final class Extension implements ParameterResolver {
        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(Aws.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == Aws.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot().getStore(SPACE).getOrComputeIfAbsent(Aws.class, type -> started(), Aws.class);
        }

        private static Aws started() {
            try {
                return start();
            } catch (IOException | ReflectiveOperationException e) {
                throw new IllegalStateException("the services of the tests do not start", e);
            }
        }
    }
}
