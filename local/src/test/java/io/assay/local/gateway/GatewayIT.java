package io.assay.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.local.VirtualClock;
import io.assay.local.services.DynamoDbService;
import io.assay.local.services.QueueService;
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
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Real SDK clients through the gateway to DynamoDB Local and ElasticMQ. */
class GatewayIT {
    private static final String STREAM = TestStack.TABLE + "/stream/*";

    private static final SendMessageBatchRequestEntry TWO =
            SendMessageBatchRequestEntry.builder().id("a").messageBody("two").build();

    private static Stack stack;
    private static DynamoDbService dynamoService;
    private static QueueService queueService;
    private static Gateway gateway;
    private static DynamoDbClient dynamo;
    private static DynamoDbStreamsClient streams;
    private static SqsClient sqs;

    @BeforeAll
    static void start() throws IOException {
        stack = TestStack.allowing(
                "dynamodb:PutItem " + TestStack.TABLE,
                "dynamodb:DescribeTable " + TestStack.TABLE,
                "dynamodb:DescribeStream " + STREAM,
                "dynamodb:GetShardIterator " + STREAM,
                "dynamodb:GetRecords " + STREAM,
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
        gateway = Gateway.start(
                stack,
                Map.of(Service.DYNAMODB, dynamoService.endpoint(), Service.SQS, queueService.endpoint()),
                clock,
                1);
        dynamo = connect(DynamoDbClient.builder());
        streams = connect(DynamoDbStreamsClient.builder());
        sqs = connect(SqsClient.builder());
    }

    @AfterAll
    static void stop() {
        dynamo.close();
        streams.close();
        sqs.close();
        gateway.close();
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
                .build();
    }
}
