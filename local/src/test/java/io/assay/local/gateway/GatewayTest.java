package io.assay.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class GatewayTest extends GatewayRequests {
    private static final String PUT = "{\"TableName\":\"Cases\",\"Item\":{\"caseId\":{\"S\":\"c\"}}}";
    private static final String NAMED = "User: " + TestStack.SESSION + " is not authorized to perform: ";

    @Test
    void allowedRequest_reachesItsServiceAsItCame() throws Exception {
        backend.answers(200, "{\"Attributes\":{\"a\":{\"S\":\"arn:aws:dynamodb:ddblocal:000000000000:x\"}}}");

        HttpResponse<String> answer = dynamo("PutItem", PUT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("ddblocal");
        assertThat(answer.headers().firstValue("x-amz-crc32")).hasValue("7");
        Backend.Received received = backend.received().getFirst();
        assertThat(received.body()).isEqualTo(PUT);
        assertThat(received.headers().get("X-amz-target")).containsExactly("DynamoDB_20120810.PutItem");
        assertThat(gateway.counts().of(Service.DYNAMODB, "PutItem", TestStack.ROLE))
                .isEqualTo(new Counts.Tally(1, PUT.length(), answer.body().length(), 0, 0, 0, 0));
    }

    @Test
    void missingPermission_isRefusedInTheWordsOfEachService() throws Exception {
        HttpResponse<String> dynamo = dynamo("GetItem", "{\"TableName\":\"Cases\"}");
        assertThat(dynamo.statusCode()).isEqualTo(400);
        assertThat(dynamo.body())
                .isEqualTo("{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"" + NAMED
                        + "dynamodb:GetItem on resource: " + TestStack.TABLE
                        + " because no identity-based policy allows the dynamodb:GetItem action\"}");

        HttpResponse<String> sqs =
                json("sqs", "AmazonSQS.SendMessageBatch", "{\"QueueUrl\":\"" + TestStack.QUEUE_URL + "\"}", key());
        assertThat(sqs.statusCode()).isEqualTo(403);
        assertThat(sqs.headers().firstValue("x-amzn-query-error")).hasValue("AccessDenied;Sender");
        assertThat(sqs.body()).contains(NAMED + "sqs:sendmessage on resource: " + TestStack.QUEUE);

        HttpResponse<String> s3 = send("s3", "PUT", "/audit/a%20b.json", "x", key());
        assertThat(s3.statusCode()).isEqualTo(403);
        assertThat(s3.body())
                .contains("<Code>AccessDenied</Code>")
                .contains("s3:PutObject on resource: &quot;arn:aws:s3:::audit/a b.json&quot;");

        HttpResponse<String> bedrock = send("bedrock", "POST", "/model/amazon.nova-micro-v1%3A0/converse", "{}", key());
        assertThat(bedrock.statusCode()).isEqualTo(403);
        assertThat(bedrock.headers().firstValue("x-amzn-errortype")).hasValue("AccessDeniedException");
        assertThat(bedrock.body())
                .contains("bedrock:InvokeModel on resource: "
                        + "arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-micro-v1:0");

        HttpResponse<String> secret =
                json("secretsmanager", "secretsmanager.GetSecretValue", "{\"SecretId\":\"stack\"}", key());
        assertThat(secret.statusCode()).isEqualTo(400);
        assertThat(secret.body()).contains("secretsmanager:GetSecretValue on resource: " + TestStack.SECRET);

        assertThat(backend.received()).isEmpty();
        assertThat(gateway.counts()
                        .of(Service.DYNAMODB, "GetItem", TestStack.ROLE)
                        .refused())
                .isEqualTo(1);
    }

    @Test
    void administrator_mayDoAll() throws Exception {
        assertThat(json("dynamodb", "DynamoDB_20120810.Whatever", "{}", Identities.ADMINISTRATOR_KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(backend.received()).hasSize(1);
    }

    @Test
    void unknownKey_isRefusedAsAwsDoes() throws Exception {
        assertThat(json("dynamodb", "DynamoDB_20120810.PutItem", PUT, "AKIASTRANGER")
                        .body())
                .contains("UnrecognizedClientException");
        assertThat(json("sqs", "AmazonSQS.ListQueues", "{}", "AKIASTRANGER")
                        .headers()
                        .firstValue("x-amzn-query-error"))
                .hasValue("InvalidClientTokenId;Sender");
        assertThat(send("s3", "GET", "/audit/x", "", "AKIASTRANGER").body()).contains("InvalidAccessKeyId");
        assertThat(backend.received()).isEmpty();
    }

    @Test
    void unsignedRequest_isRefused() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(gateway.uri().resolve("/audit/x")).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("sign it with SigV4");
    }

    @Test
    void operationTheGatewayDoesNotKnow_isRefusedForRoles() throws Exception {
        restart(TestStack.allowing("dynamodb:* *", "s3:* *"));

        assertThat(dynamo("ExecuteStatement", "{}").body()).contains("does not know ExecuteStatement of dynamodb");
        assertThat(send("s3", "PUT", "/audit/x?partNumber=1&uploadId=2", "x", key())
                        .statusCode())
                .isEqualTo(501);
        assertThat(backend.received()).isEmpty();
    }

    @Test
    void transaction_needsThePermissionsOfItsParts() throws Exception {
        String transaction = "{\"TransactItems\":[{\"Put\":{\"TableName\":\"Cases\",\"Item\":{}}},"
                + "{\"ConditionCheck\":{\"TableName\":\"Other\",\"Key\":{}}}]}";

        assertThat(dynamo("TransactWriteItems", transaction).body())
                .contains("dynamodb:ConditionCheckItem on resource: " + TestStack.TABLE.replace("Cases", "Other"));

        restart(TestStack.allowing(
                "dynamodb:PutItem " + TestStack.TABLE,
                "dynamodb:ConditionCheckItem " + TestStack.TABLE.replace("Cases", "Other")));
        List<String> written = new CopyOnWriteArrayList<>();
        gateway.onTableWrite(written::add);
        assertThat(dynamo("TransactWriteItems", transaction).statusCode()).isEqualTo(200);
        assertThat(written).containsExactly("Cases");
        assertThat(gateway.permissions().unusedGrants()).isEmpty();
    }

    @Test
    void queryOnAnIndex_needsTheIndex() throws Exception {
        restart(TestStack.allowing("dynamodb:Query " + TestStack.TABLE + "/index/due"));

        assertThat(dynamo("Query", "{\"TableName\":\"Cases\",\"IndexName\":\"due\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(dynamo("Query", "{\"TableName\":\"Cases\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void leadingKeys_restrictItemsAndQueries() throws Exception {
        restart(TestStack.with(List.of(Map.of(
                "Effect",
                "Allow",
                "Action",
                List.of("dynamodb:Query", "dynamodb:PutItem"),
                "Resource",
                TestStack.TABLE,
                "Condition",
                Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", List.of("workflow#*")))))));

        assertThat(dynamo("PutItem", PUT).statusCode()).isEqualTo(400);
        assertThat(dynamo("PutItem", PUT.replace("\"c\"", "\"workflow#a\"")).statusCode())
                .isEqualTo(200);
        String query = "{\"TableName\":\"Cases\",\"KeyConditionExpression\":\"#id = :id AND seq > :n\","
                + "\"ExpressionAttributeNames\":{\"#id\":\"caseId\"},"
                + "\"ExpressionAttributeValues\":{\":id\":{\"S\":\"workflow#a\"},\":n\":{\"N\":\"1\"}}}";
        assertThat(dynamo("Query", query).statusCode()).isEqualTo(200);
        assertThat(dynamo("Query", query.replace("workflow#a", "stack")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void attributes_restrictWhatAnUpdateNames() throws Exception {
        restart(TestStack.with(List.of(Map.of(
                "Effect",
                "Allow",
                "Action",
                "dynamodb:UpdateItem",
                "Resource",
                TestStack.TABLE,
                "Condition",
                Map.of(
                        "ForAllValues:StringEquals",
                        Map.of("dynamodb:Attributes", List.of("caseId", "count", "standing")))))));
        String update = "{\"TableName\":\"Cases\",\"Key\":{\"caseId\":{\"S\":\"c\"}},"
                + "\"UpdateExpression\":\"SET #n = if_not_exists(#n, :zero) + :one, standing.until = :t\","
                + "\"ConditionExpression\":\"attribute_exists(caseId) AND #n BETWEEN :zero AND :one\","
                + "\"ExpressionAttributeNames\":{\"#n\":\"count\"}}";

        assertThat(dynamo("UpdateItem", update).statusCode()).isEqualTo(200);
        assertThat(dynamo("UpdateItem", update.replace("standing.until", "secret.until"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void streamArns_looseAccountAndRegionOfTheLocalService() throws Exception {
        String stream = TestStack.TABLE + "/stream/2026-11-24T12:00:00.000";
        String inTemplate = TestStack.TABLE + "/stream/2026-01-01T00:00:00.000";
        restart(TestStack.allowing(
                "dynamodb:DescribeStream " + inTemplate,
                "dynamodb:GetShardIterator " + inTemplate,
                "dynamodb:GetRecords " + TestStack.TABLE + "/stream/*"));
        String local = stream.replace("eu-central-1:111122223333", "ddblocal:000000000000");

        backend.answers(200, "{\"StreamDescription\":{\"StreamArn\":\"" + local + "\"}}");
        HttpResponse<String> described = streams("DescribeStream", "{\"StreamArn\":\"" + stream + "\"}");
        assertThat(described.body()).contains("\"" + stream + "\"");
        assertThat(described.headers().firstValue("x-amz-crc32")).isEmpty();
        assertThat(backend.received().getFirst().body()).contains(local);

        backend.answers(200, "{\"ShardIterator\":\"000|abc==\"}");
        assertThat(streams("GetShardIterator", "{\"StreamArn\":\"" + stream + "\"}")
                        .body())
                .isEqualTo("{\"ShardIterator\":\"" + stream + "|1|000|abc==\"}");

        backend.answers(200, "{\"NextShardIterator\":\"000|next==\",\"Records\":[]}");
        HttpResponse<String> records =
                streams("GetRecords", "{\"ShardIterator\":\"" + stream + "|1|000|abc==\",\"Limit\":5}");
        assertThat(records.body()).contains("\"NextShardIterator\":\"" + stream + "|1|000|next==\"");
        assertThat(backend.received().getLast().body()).isEqualTo("{\"ShardIterator\":\"000|abc==\",\"Limit\":5}");
        assertThat(gateway.permissions().unusedGrants()).isEmpty();
    }

    @Test
    void streamsOfATable_areListedByWhoMay_andThoseOfAllTablesAreNot() throws Exception {
        restart(TestStack.allowing("dynamodb:ListStreams " + TestStack.TABLE + "/stream/*"));

        assertThat(streams("ListStreams", "{\"TableName\":\"Cases\"}").statusCode())
                .isEqualTo(200);
        assertThat(streams("ListStreams", "{\"TableName\":\"Other\"}").statusCode())
                .isEqualTo(400);
        assertThat(streams("ListStreams", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void queueUrl_comesBackAsTheTemplateHasIt() throws Exception {
        restart(TestStack.allowing("sqs:GetQueueUrl " + TestStack.QUEUE));
        backend.answers(200, "{\"QueueUrl\":\"http://localhost:9324/111122223333/inference\"}");

        assertThat(json("sqs", "AmazonSQS.GetQueueUrl", "{\"QueueName\":\"inference\"}", key())
                        .body())
                .isEqualTo("{\"QueueUrl\":\"" + TestStack.QUEUE_URL + "\"}");
    }

    @Test
    void redrive_needsBothEnds() throws Exception {
        String dead = TestStack.QUEUE + "-dead";
        restart(TestStack.allowing(
                "sqs:StartMessageMoveTask " + dead,
                "sqs:ReceiveMessage " + dead,
                "sqs:DeleteMessage " + dead,
                "sqs:GetQueueAttributes " + dead));

        assertThat(json("sqs", "AmazonSQS.StartMessageMoveTask", "{\"SourceArn\":\"" + dead + "\"}", key())
                        .body())
                .contains("sqs:sendmessage on resource: " + TestStack.QUEUE + " because");
    }

    @Test
    void successfulSend_isSignalled_aRefusedOneIsNot() throws Exception {
        restart(TestStack.allowing("sqs:SendMessage " + TestStack.QUEUE));
        List<String> told = new CopyOnWriteArrayList<>();
        gateway.onQueueActivity(told::add);
        String to = "{\"QueueUrl\":\"" + TestStack.QUEUE_URL + "\",\"MessageBody\":\"x\"}";

        json("sqs", "AmazonSQS.SendMessage", to, key());
        json("sqs", "AmazonSQS.SendMessage", to.replace("inference", "other"), key());
        backend.answers(500, "{}");
        json("sqs", "AmazonSQS.SendMessage", to, key());

        assertThat(told).containsExactly("inference");
    }

    @Test
    void objectLockInAPut_needsItsOwnPermissions() throws Exception {
        String object = "arn:aws:s3:::audit/x";
        restart(TestStack.allowing("s3:PutObject " + object));

        assertThat(send("s3", "PUT", "/audit/x", "body", key()).statusCode()).isEqualTo(200);
        HttpResponse<String> locked = send(
                "s3",
                "PUT",
                "/audit/x",
                "body",
                key(),
                "x-amz-object-lock-mode",
                "COMPLIANCE",
                "x-amz-object-lock-retain-until-date",
                "2026-12-24T12:00:00Z");
        assertThat(locked.body()).contains("s3:PutObjectRetention");
        assertThat(send("s3", "DELETE", "/audit/x?versionId=1", "", key()).body())
                .contains("s3:DeleteObjectVersion");
    }

    @Test
    void retention_isComparedInDaysFromNow() throws Exception {
        restart(TestStack.with(List.of(Map.of(
                "Effect",
                "Allow",
                "Action",
                List.of("s3:PutObjectRetention", "s3:BypassGovernanceRetention"),
                "Resource",
                "arn:aws:s3:::audit/*",
                "Condition",
                Map.of("NumericGreaterThanEquals", Map.of("s3:object-lock-remaining-retention-days", 30))))));
        String body =
                "<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>2026-12-24T12:00:00Z</RetainUntilDate></Retention>";

        assertThat(send("s3", "PUT", "/audit/x?retention", body, key()).statusCode())
                .isEqualTo(200);
        assertThat(send("s3", "PUT", "/audit/x?retention", body.replace("12-24", "12-23"), key())
                        .statusCode())
                .isEqualTo(403);
        assertThat(gateway.permissions().usedActions(TestStack.ROLE)).containsExactly("s3:PutObjectRetention");
        send("s3", "PUT", "/audit/x?retention", body, key(), "x-amz-bypass-governance-retention", "true");
        assertThat(gateway.permissions().usedActions(TestStack.ROLE)).contains("s3:BypassGovernanceRetention");
    }

    @Test
    void missingObject_isHiddenFromWhoMayNotList() throws Exception {
        restart(TestStack.allowing("s3:GetObject arn:aws:s3:::audit/*"));
        backend.answers(404, "<Error><Code>NoSuchKey</Code></Error>");
        assertThat(send("s3", "GET", "/audit/x", "", key()).body()).contains("s3:ListBucket on resource");

        restart(TestStack.allowing("s3:GetObject arn:aws:s3:::audit/*", "s3:ListBucket arn:aws:s3:::audit"));
        assertThat(send("s3", "GET", "/audit/x", "", key()).body()).contains("NoSuchKey");
    }

    @Test
    void headOfAnObject_keepsItsLength() throws Exception {
        restart(TestStack.allowing("s3:GetObject arn:aws:s3:::audit/*"));

        HttpResponse<String> head = send("s3", "HEAD", "/audit/x", "", key());

        assertThat(head.headers().firstValue("content-length")).hasValue("12345");
        assertThat(head.headers().firstValue("etag")).hasValue("\"e\"");
    }

    @Test
    void inferenceProfile_needsProfileAndModel() throws Exception {
        String profile = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.amazon.nova-micro-v1:0";
        String model = "arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-micro-v1:0";
        restart(TestStack.allowing("bedrock:InvokeModel " + profile));

        assertThat(send("bedrock", "POST", "/model/eu.amazon.nova-micro-v1%3A0/converse", "{}", key())
                        .body())
                .contains(model);
        restart(TestStack.allowing("bedrock:InvokeModel " + profile, "bedrock:InvokeModel " + model));
        assertThat(send("bedrock", "POST", "/model/eu.amazon.nova-micro-v1%3A0/converse", "{}", key())
                        .statusCode())
                .isEqualTo(200);
        assertThat(backend.received().getLast().target()).isEqualTo("/model/eu.amazon.nova-micro-v1%3A0/converse");
    }

    @Test
    void serviceThatDoesNotRun_isNamed() throws Exception {
        backend.close();

        HttpResponse<String> answer = dynamo("PutItem", PUT);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("The local dynamodb does not answer");
    }

    @Test
    void bodyThatIsNoJson_isRefusedBeforeTheService() throws Exception {
        assertThat(dynamo("PutItem", "{\"TableName\":").body()).contains("SerializationException");
        assertThat(dynamo("PutItem", "[]").body()).contains("not a JSON object");
        assertThat(backend.received()).isEmpty();
    }
}
