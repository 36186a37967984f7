package io.assay.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The conditions in the repository's template, each with and without it. Whoever asks a bucket here may do everything in
 * S3, and so says the bucket's policy too but for its denials: what is refused is refused by the one denial.
 */
class TemplateConditionsTest extends GatewayRequests {
    private static final String STRANGER = "999988887777";
    private static final String AFTER_29_DAYS = "2026-12-23T12:00:00Z";
    private static final String AFTER_30_DAYS = "2026-12-24T12:00:00Z";
    private static final String DENIED = "with an explicit deny in a resource-based policy";

    /** Something that a policy must not let happen, by the statement that forbids it. */
    enum Attempt {
        OnlyTls {
            @Override
            HttpResponse<String> on(TemplateConditionsTest test, String bucket) throws Exception {
                return test.send("s3", "GET", "/" + bucket + "/x", "", test.key(), "X-Forwarded-Proto", "http");
            }
        },
        OnlyThisAccount {
            @Override
            HttpResponse<String> on(TemplateConditionsTest test, String bucket) throws Exception {
                String key = test.gateway.identities().accessKeyAbroad(test.anything(), STRANGER);
                return test.send("s3", "GET", "/" + bucket + "/x", "", key);
            }
        },
        NobodyBypassesTheLock {
            @Override
            HttpResponse<String> on(TemplateConditionsTest test, String bucket) throws Exception {
                return test.send(
                        "s3",
                        "DELETE",
                        "/" + bucket + "/x?versionId=1",
                        "",
                        test.key(),
                        "x-amz-bypass-governance-retention",
                        "true");
            }
        },
        NobodyShortensTheLock {
            @Override
            HttpResponse<String> on(TemplateConditionsTest test, String bucket) throws Exception {
                return test.retain(bucket, AFTER_29_DAYS);
            }
        };

        abstract HttpResponse<String> on(TemplateConditionsTest test, String bucket) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void attemptOnTheAuditBucket_isRefusedByItsDenialAlone(Attempt attempt) throws Exception {
        refusedByItsDenialAlone("AuditBucket", attempt);
    }

    @ParameterizedTest
    @EnumSource(names = {"OnlyTls", "OnlyThisAccount"})
    void attemptOnDiscardedRecords_isRefusedByItsDenialAlone(Attempt attempt) throws Exception {
        refusedByItsDenialAlone("DiscardedBucket", attempt);
    }

    private void refusedByItsDenialAlone(String bucket, Attempt attempt) throws Exception {
        String name = serve(bucket, List.of());
        HttpResponse<String> refused = attempt.on(this, name);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains(DENIED);
        assertThat(backend.received()).isEmpty();

        serve(bucket, List.of(attempt.name()));
        assertThat(attempt.on(this, name).statusCode()).isEqualTo(200);
    }

    @Test
    void lockOfAtLeastTheBucketsOwnTime_andRemovalWithoutBypass_areLetThrough() throws Exception {
        String bucket = serve("AuditBucket", List.of());

        assertThat(retain(bucket, AFTER_30_DAYS).statusCode()).isEqualTo(200);
        assertThat(send("s3", "DELETE", "/" + bucket + "/x?versionId=1", "", key())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {AFTER_29_DAYS, AFTER_30_DAYS})
    void lockThatComesWithARecord_isHeldToTheSameTime(String until) throws Exception {
        String bucket = serve("AuditBucket", List.of());

        HttpResponse<String> put = send(
                "s3",
                "PUT",
                "/" + bucket + "/x",
                "line",
                key(),
                "x-amz-object-lock-mode",
                "GOVERNANCE",
                "x-amz-object-lock-retain-until-date",
                until);

        assertThat(put.statusCode()).isEqualTo(until.equals(AFTER_30_DAYS) ? 200 : 403);
    }

    @Test
    void accountThatNoPolicyNames_isRefusedWithoutADenialToo() throws Exception {
        restart(with(policy(bucket("AuditBucket"), List.of("OnlyThisAccount"), false)));

        assertThat(Attempt.OnlyThisAccount.on(this, bucket("AuditBucket").name())
                        .body())
                .contains("because no resource-based policy allows the s3:GetObject action");
    }

    /** Its condition is on {@code dynamodb:LeadingKeys}. */
    @Test
    void inference_changesTheBreakersItemAlone() throws Exception {
        Stack template = template(text());
        Stack.Table workflows = template.tables().stream()
                .filter(table -> table.logicalId().equals("WorkflowsTable"))
                .findFirst()
                .orElseThrow();
        restart(template);
        assertThat(update(workflows, "breaker#model")).isEqualTo(200);
        assertThat(update(workflows, "support-triage")).isEqualTo(400);

        restart(template(text().replace("[\"breaker#*\"]", "[\"*\"]")));
        assertThat(update(workflows, "support-triage")).isEqualTo(200);
    }

    private int update(Stack.Table table, String item) throws IOException, InterruptedException {
        return json(
                        "dynamodb",
                        "DynamoDB_20120810.UpdateItem",
                        "{\"TableName\":\"%s\",\"Key\":{\"%s\":{\"S\":\"%s\"}},\"UpdateExpression\":\"ADD n :one\"}"
                                .formatted(table.name(), table.partitionKey(), item),
                        gateway.identities().accessKeyOf("InferenceRole"))
                .statusCode();
    }

    private HttpResponse<String> retain(String bucket, String until) throws IOException, InterruptedException {
        return send(
                "s3",
                "PUT",
                "/" + bucket + "/x?retention",
                "<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>%s</RetainUntilDate></Retention>".formatted(until),
                key());
    }

    /** @return the bucket's name */
    private String serve(String logicalId, List<String> without) throws IOException {
        Stack.Bucket bucket = bucket(logicalId);
        restart(with(policy(bucket, without, true)));
        return bucket.name();
    }

    /** The bucket with its policy, but for the statements that are left out. */
    private static Stack.Bucket policy(Stack.Bucket bucket, List<String> without, boolean allowing) {
        List<Object> statements = new ArrayList<>();
        for (Object statement : (List<?>) bucket.policy().getOrDefault("Statement", List.of())) {
            if (!without.contains(String.valueOf(((Map<?, ?>) statement).get("Sid")))) statements.add(statement);
        }
        if (allowing) {
            statements.add(Map.of(
                    "Effect",
                    "Allow",
                    "Principal",
                    "*",
                    "Action",
                    "s3:*",
                    "Resource",
                    List.of(bucket.arn(), bucket.arn() + "/*")));
        }
        return new Stack.Bucket(
                bucket.logicalId(),
                bucket.name(),
                bucket.arn(),
                bucket.versioned(),
                bucket.objectLock(),
                Map.of("Statement", statements));
    }

    private static Stack with(Stack.Bucket bucket) {
        Stack anything = TestStack.allowing("s3:* *");
        return new Stack(
                anything.account(),
                anything.region(),
                anything.parameters(),
                anything.functions(),
                anything.queues(),
                anything.tables(),
                List.of(bucket),
                anything.secrets(),
                anything.roles(),
                anything.httpApis(),
                anything.outputs());
    }

    private Stack.Role anything() {
        return TestStack.allowing("s3:* *").roles().getFirst();
    }

    private static Stack.Bucket bucket(String logicalId) throws IOException {
        return template(text()).buckets().stream()
                .filter(bucket -> bucket.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("..", "template.yaml"));
    }

    private static Stack template(String text) {
        return Template.of(
                text, "template.yaml", Map.of("AuditRetentionDays", "30"), TestStack.ACCOUNT, TestStack.REGION);
    }
}
