package io.assay.local.gateway;

import io.assay.local.template.Stack;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small stack: one table, two queues, one bucket, one secret, and one function under one role. */
final class TestStack {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "eu-central-1";
    static final String TABLE = "arn:aws:dynamodb:eu-central-1:111122223333:table/Cases";
    static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:inference";
    static final String QUEUE_URL = "https://sqs.eu-central-1.amazonaws.com/111122223333/inference";
    static final String SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:stack-AbCdEf";
    static final String ROLE = "InferenceRole";
    static final String SESSION = "arn:aws:sts::111122223333:assumed-role/inference-role/inference-function";

    private TestStack() {}

    /** The role may do each {@code action resource} given as one text. */
    static Stack allowing(String... grants) {
        return with(Arrays.stream(grants)
                .map(grant -> grant.split(" ", 2))
                .map(pair -> Map.<String, Object>of("Effect", "Allow", "Action", pair[0], "Resource", pair[1]))
                .toList());
    }

    static Stack with(List<Map<String, Object>> statements) {
        return new Stack(
                ACCOUNT,
                REGION,
                Map.of(),
                List.of(new Stack.Function(
                        "Inference",
                        "inference-function",
                        "io.assay.inference.InferenceHandler",
                        Duration.ofSeconds(30),
                        512,
                        ROLE,
                        Map.of(),
                        List.of())),
                List.of(
                        queue("inference", Optional.of(new Stack.Redrive(QUEUE + "-dead", 5))),
                        queue("inference-dead", Optional.empty())),
                List.of(new Stack.Table(
                        "Cases",
                        "Cases",
                        TABLE,
                        "caseId",
                        Optional.of("seq"),
                        Map.of("caseId", "S", "seq", "N"),
                        List.of(),
                        Optional.of("NEW_IMAGE"),
                        Optional.empty())),
                List.of(new Stack.Bucket(
                        "Audit",
                        "audit",
                        "arn:aws:s3:::audit",
                        true,
                        Optional.of(new Stack.ObjectLock("COMPLIANCE", Duration.ofDays(30))),
                        Map.of())),
                List.of(new Stack.Secret("StackSecret", "stack", SECRET, Optional.of(32), Optional.empty())),
                List.of(new Stack.Role(
                        ROLE,
                        "inference-role",
                        "arn:aws:iam::111122223333:role/inference-role",
                        List.of(Map.of("Version", "2012-10-17", "Statement", statements)))),
                List.of(),
                Map.of());
    }

    private static Stack.Queue queue(String name, Optional<Stack.Redrive> redrive) {
        return new Stack.Queue(
                name,
                name,
                "arn:aws:sqs:eu-central-1:111122223333:" + name,
                "https://sqs.eu-central-1.amazonaws.com/111122223333/" + name,
                Duration.ofMinutes(3),
                Duration.ofDays(4),
                Duration.ZERO,
                redrive);
    }
}
