package io.assay.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.template.Stack.EventSource.QueueSource;
import io.assay.local.template.Stack.EventSource.Route;
import io.assay.local.template.Stack.EventSource.Schedule;
import io.assay.local.template.Stack.EventSource.StreamSource;
import io.assay.local.template.Stack.Function;
import io.assay.local.template.Stack.ObjectLock;
import io.assay.local.template.Stack.Queue;
import io.assay.local.template.Stack.Redrive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final String SQS = "arn:aws:sqs:eu-central-1:123456789012:";

    private static Stack sample(Map<String, String> parameters) {
        return Template.of(Samples.good(), "sample.yaml", parameters, "123456789012", "eu-central-1");
    }

    @Test
    void globals_areMergedIntoFunctions() {
        Stack stack = sample(Map.of());
        Function intake = stack.functions().getFirst();
        assertThat(intake.name()).isEqualTo("assay-Intake");
        assertThat(intake.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(intake.memoryMb()).isEqualTo(1024);
        assertThat(intake.role()).isEqualTo("IntakeRole");
        assertThat(intake.environment())
                .containsOnly(
                        Map.entry("CASES_TABLE", "assay-Cases"),
                        Map.entry("LIMIT", "30"),
                        Map.entry(
                                "INFERENCE_QUEUE",
                                "https://sqs.eu-central-1.amazonaws.com/123456789012/assay-InferenceQueue"),
                        Map.entry("QUEUE_NAME", "assay-InferenceQueue"),
                        Map.entry("LITERAL", "dev@123456789012 ${Kept}"));
        Function inference = stack.functions().getLast();
        assertThat(inference.name()).isEqualTo("inference");
        assertThat(inference.memoryMb()).isEqualTo(2048);
    }

    @Test
    void events_becomeSources() {
        Stack stack = sample(Map.of());
        assertThat(stack.functions().getFirst().sources())
                .containsExactly(
                        new Route(
                                "Submit",
                                "Api",
                                "POST",
                                "/workflows/{workflow}/cases",
                                Optional.of("Tokens"),
                                List.of("cases.write")),
                        new Route("Document", "Api", "GET", "/openapi.json", Optional.empty(), List.of()));
        assertThat(stack.functions().getLast().sources())
                .containsExactly(
                        new QueueSource(
                                "Messages", SQS + "assay-InferenceQueue", 5, Duration.ZERO, Optional.of(10), true),
                        new StreamSource(
                                "Stream",
                                "Cases",
                                "TRIM_HORIZON",
                                100,
                                Duration.ZERO,
                                Duration.ofSeconds(30),
                                true,
                                -1,
                                Optional.of("arn:aws:s3:::assay-audit"),
                                List.of("{\"eventName\":[\"INSERT\"]}"),
                                false),
                        new Schedule("Minute", "rate(1 minute)", Optional.of("{\"task\":\"sweep\"}")),
                        new Schedule("Daily", "cron(0 3 * * ? *)", Optional.empty()));
    }

    @Test
    void stores_areReadWithTheirNames() {
        Stack stack = sample(Map.of());
        assertThat(stack.queues())
                .containsExactly(
                        new Queue(
                                "InferenceQueue",
                                "assay-InferenceQueue",
                                SQS + "assay-InferenceQueue",
                                "https://sqs.eu-central-1.amazonaws.com/123456789012/assay-InferenceQueue",
                                Duration.ofSeconds(180),
                                Duration.ofDays(4),
                                Duration.ofSeconds(1),
                                Optional.of(new Redrive(SQS + "dead", 5))),
                        new Queue(
                                "InferenceDeadLetters",
                                "dead",
                                SQS + "dead",
                                "https://sqs.eu-central-1.amazonaws.com/123456789012/dead",
                                Duration.ofSeconds(30),
                                Duration.ofDays(14),
                                Duration.ZERO,
                                Optional.empty()));
        Stack.Table cases = stack.tables().getFirst();
        assertThat(cases.partitionKey()).isEqualTo("caseId");
        assertThat(cases.sortKey()).contains("seq");
        assertThat(cases.attributes()).containsEntry("seq", "N");
        assertThat(cases.indexes())
                .containsExactly(new Stack.Index("byDue", "due", Optional.empty(), "INCLUDE", List.of("state")));
        assertThat(cases.streamView()).contains("NEW_IMAGE");
        assertThat(cases.ttlAttribute()).contains("expires");
        Stack.Bucket audit = stack.buckets().getFirst();
        assertThat(audit.name()).isEqualTo("assay-audit");
        assertThat(audit.versioned()).isTrue();
        assertThat(audit.objectLock()).contains(new ObjectLock("COMPLIANCE", Duration.ofDays(7)));
        assertThat(audit.policy().toString()).contains("arn:aws:s3:::assay-audit/*", "SecureTransport=false");
        assertThat(stack.secrets().getFirst().generatedLength()).contains(64);
        assertThat(stack.secrets().getFirst().name()).isEqualTo("assay-StackSecret");
        assertThat(stack.secrets().getFirst().arn())
                .startsWith("arn:aws:secretsmanager:eu-central-1:123456789012:secret:assay-StackSecret-");
    }

    @Test
    void policies_areResolvedDocuments() {
        Map<String, Object> policy =
                sample(Map.of()).roles().getFirst().policyDocuments().getFirst();
        assertThat(policy)
                .isEqualTo(Map.of(
                        "Version",
                        "2012-10-17",
                        "Statement",
                        List.of(
                                Map.of(
                                        "Effect",
                                        "Allow",
                                        "Action",
                                        List.of("dynamodb:PutItem", "dynamodb:GetItem"),
                                        "Resource",
                                        "arn:aws:dynamodb:eu-central-1:123456789012:table/assay-Cases"),
                                Map.of(
                                        "Effect",
                                        "Allow",
                                        "Action",
                                        "sqs:SendMessage",
                                        "Resource",
                                        SQS + "assay-InferenceQueue"))));
    }

    @Test
    void issuer_followsTheCondition() {
        Stack.JwtAuthorizer own =
                sample(Map.of()).httpApis().getFirst().authorizers().getFirst();
        assertThat(own.issuer())
                .matches("https://cognito-idp\\.eu-central-1\\.amazonaws\\.com/eu-central-1_[0-9a-f]{9}");
        assertThat(own.audiences()).containsExactly("assay", "console");
        assertThat(own.identitySource()).isEqualTo("$request.header.Authorization");
        String yaml = Samples.good().replace("      AlarmActions: [!Ref Alerts]\n", "");
        Stack other = Template.of(yaml, "t", Map.of("Issuer", "http://localhost:1/a"), "123456789012", "eu-central-1");
        assertThat(other.httpApis().getFirst().authorizers().getFirst().issuer())
                .isEqualTo("http://localhost:1/a");
        assertThat(other.httpApis().getFirst().defaultAuthorizer()).contains("Tokens");
        assertThat(other.outputs()).doesNotContainKey("Pool");
    }

    @Test
    void outputs_areResolved() {
        Stack stack = sample(Map.of("Stage", "prod"));
        assertThat(stack.outputs())
                .containsEntry("Region", "eu-central-1-prod")
                .containsEntry("Live", "arn:aws:lambda:eu-central-1:123456789012:function:inference:live");
        assertThat(stack.parameters()).containsEntry("Stage", "prod").containsEntry("MemorySize", "1024");
        assertThat(stack.functions().getFirst().environment()).containsEntry("ABSENT", "set");
    }
}
