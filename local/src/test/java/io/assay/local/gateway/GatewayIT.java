package io.assay.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.local.VirtualClock;
import io.assay.local.services.DynamoDbService;
import io.assay.local.services.ObjectStore;
import io.assay.local.services.QueueService;
import io.assay.local.services.SecretStore;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Real SDK clients through the gateway to every service that runs here but Bedrock. */
class GatewayIT {
    private static final String STREAM = TestStack.TABLE + "/stream/*";

    private static final SendMessageBatchRequestEntry TWO =
            SendMessageBatchRequestEntry.builder().id("a").messageBody("two").build();

    private static Stack stack;
    private static DynamoDbService dynamoService;
    private static QueueService queueService;
    private static ObjectStore objectStore;
    private static SecretStore secretStore;
    private static Gateway gateway;
    private static DynamoDbClient dynamo;
    private static DynamoDbStreamsClient streams;
    private static SqsClient sqs;
    private static S3Client s3;
    private static SecretsManagerClient secrets;

    @BeforeAll
    static void start() throws IOException {
        stack = TestStack.allowing(
                "dynamodb:PutItem " + TestStack.TABLE,
                "dynamodb:DescribeTable " + TestStack.TABLE,
                "dynamodb:DescribeStream " + STREAM,
                "dynamodb:GetShardIterator " + STREAM,
                "dynamodb:GetRecords " + STREAM,
                "s3:PutObject arn:aws:s3:::audit/*",
                "s3:GetObject arn:aws:s3:::audit/*",
                "secretsmanager:GetSecretValue " + TestStack.SECRET,
                "sqs:SendMessage " + TestStack.QUEUE,
                "sqs:GetQueueUrl " + TestStack.QUEUE,
                "sqs:ReceiveMessage " + TestStack.QUEUE,
                "sqs:ChangeMessageVisibility " + TestStack.QUEUE,
                "sqs:DeleteMessage " + TestStack.QUEUE);
        VirtualClock clock = new VirtualClock();
        dynamoService = DynamoDbService.start(Optional.empty(), 0);
        dynamoService.createTables(stack.tables(), stack.region());
        queueService = QueueService.start(clock, stack.account(), stack.region(), 0);
        queueService.createQueues(stack.queues());
        objectStore = ObjectStore.start(stack.buckets(), clock, Optional.empty(), 0);
        secretStore = SecretStore.start(stack.secrets(), clock, Optional.empty(), 0);
        gateway = Gateway.start(
                stack,
                Map.of(
                        Service.DYNAMODB, dynamoService.endpoint(),
                        Service.SQS, queueService.endpoint(),
                        Service.S3, objectStore.endpoint(),
                        Service.SECRETS_MANAGER, secretStore.endpoint()),
                clock,
                1);
        dynamo = connect(DynamoDbClient.builder());
        streams = connect(DynamoDbStreamsClient.builder());
        sqs = connect(SqsClient.builder());
        s3 = connect(S3Client.builder());
        secrets = connect(SecretsManagerClient.builder());
    }

    @AfterAll
    static void stop() {
        dynamo.close();
        streams.close();
        sqs.close();
        s3.close();
        secrets.close();
        gateway.close();
        objectStore.close();
        secretStore.close();
        queueService.close();
        dynamoService.close();
    }

    @BeforeEach
    void noFaults() {
        gateway.faults().clear();
    }

    @Test
    void tableStream_readsUnderTheArnOfTheStacksAccount() {
        List<String> written = new CopyOnWriteArrayList<>();
        gateway.onTableWrite(written::add);

        put("streamed");

        assertThat(written).containsExactly("Cases");
        String arn = dynamo.describeTable(r -> r.tableName("Cases")).table().latestStreamArn();
        assertThat(arn).startsWith(TestStack.TABLE + "/stream/");
        String shard = streams.describeStream(r -> r.streamArn(arn))
                .streamDescription()
                .shards()
                .getFirst()
                .shardId();
        String iterator = streams.getShardIterator(
                        r -> r.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        var first = streams.getRecords(r -> r.shardIterator(iterator));
        assertThat(first.records())
                .extracting(change -> change.dynamodb().keys())
                .contains(key("streamed"));

        put("later");
        assertThat(streams.getRecords(r -> r.shardIterator(first.nextShardIterator()))
                        .records())
                .extracting(change -> change.dynamodb().keys())
                .contains(key("later"));
    }

    @Test
    void message_goesThroughUnderTheTemplatesQueueUrl() {
        List<String> told = new CopyOnWriteArrayList<>();
        gateway.onQueueActivity(told::add);

        assertThat(sqs.getQueueUrl(r -> r.queueName("inference")).queueUrl()).isEqualTo(TestStack.QUEUE_URL);
        sqs.sendMessage(r -> r.queueUrl(TestStack.QUEUE_URL).messageBody("one"));
        sqs.sendMessageBatch(r -> r.queueUrl(TestStack.QUEUE_URL).entries(TWO));
        List<Message> messages = sqs.receiveMessage(
                        r -> r.queueUrl(TestStack.QUEUE_URL).maxNumberOfMessages(10))
                .messages();
        assertThat(messages).extracting(Message::body).containsExactlyInAnyOrder("one", "two");
        for (Message message : messages) {
            sqs.changeMessageVisibility(r -> r.queueUrl(TestStack.QUEUE_URL)
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(5));
            sqs.deleteMessage(r -> r.queueUrl(TestStack.QUEUE_URL).receiptHandle(message.receiptHandle()));
        }
        assertThat(told).containsExactly("inference", "inference", "inference", "inference");
    }

    @Test
    void object_streamsThroughBothWays() {
        String bundle = "line\n".repeat(100_000);

        s3.putObject(r -> r.bucket("audit").key("2026/a b+c.jsonl"), RequestBody.fromString(bundle));

        assertThat(s3.getObjectAsBytes(r -> r.bucket("audit").key("2026/a b+c.jsonl"))
                        .asUtf8String())
                .isEqualTo(bundle);
        assertThat(s3.headObject(r -> r.bucket("audit").key("2026/a b+c.jsonl")).contentLength())
                .isEqualTo(bundle.length());
        assertThatThrownBy(() -> s3.deleteObject(r -> r.bucket("audit").key("2026/a b+c.jsonl")))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                });
        // Who may not list the bucket does not learn that an object is missing.
        assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("audit").key("missing")))
                .hasMessageContaining("s3:ListBucket");
    }

    @Test
    void secret_isReadByNameAndByArn() {
        String byName = secrets.getSecretValue(r -> r.secretId("stack")).secretString();

        assertThat(byName).hasSize(32);
        assertThat(secrets.getSecretValue(r -> r.secretId(TestStack.SECRET)).secretString())
                .isEqualTo(byName);
        assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("other")))
                .isInstanceOfSatisfying(
                        SecretsManagerException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void refusal_reachesTheSdkAsFromAws() {
        assertThatThrownBy(() -> dynamo.scan(r -> r.tableName("Cases")))
                .isInstanceOfSatisfying(DynamoDbException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("User: " + TestStack.SESSION
                                    + " is not authorized to perform: dynamodb:Scan on resource: " + TestStack.TABLE
                                    + " because no identity-based policy allows the dynamodb:Scan action");
                });
        assertThatThrownBy(() -> sqs.purgeQueue(r -> r.queueUrl(TestStack.QUEUE_URL)))
                .isInstanceOfSatisfying(SqsException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                });
    }

    @Test
    void throttlingThatNeverEnds_isWhatTheSdkThrows() {
        gateway.faults().add(FaultRule.of(new Fault.Throttle()).on(Service.DYNAMODB, "PutItem"));

        assertThatThrownBy(() -> put("throttled")).isInstanceOf(ProvisionedThroughputExceededException.class);
    }

    private static void put(String id) {
        dynamo.putItem(r -> r.tableName("Cases").item(key(id)));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("caseId", AttributeValue.fromS(id), "seq", AttributeValue.fromN("1"));
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C connect(B builder) {
        return builder.endpointOverride(gateway.uri())
                .region(Region.of(stack.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        gateway.identities().accessKeyOf(TestStack.ROLE), Identities.SECRET)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                // The DynamoDB client's own would try a throttled call for a minute.
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
