package io.assay.local.template;

import io.assay.local.template.Stack.Bucket;
import io.assay.local.template.Stack.Index;
import io.assay.local.template.Stack.ObjectLock;
import io.assay.local.template.Stack.Queue;
import io.assay.local.template.Stack.Redrive;
import io.assay.local.template.Stack.Secret;
import io.assay.local.template.Stack.Table;
import io.assay.local.template.Value.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Queues, tables, buckets and secrets. */
final class Stores {
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final Duration DEFAULT_RETENTION = Duration.ofDays(4);

    private Stores() {}

    static List<Queue> queues(List<Resolved> all, Problems problems) {
        List<Queue> queues = new ArrayList<>();
        for (Resolved queue : Resolved.ofType(all, QUEUE)) {
            Fields properties = queue.properties();
            Optional<Redrive> redrive = Optional.empty();
            if (properties.has("RedrivePolicy")) {
                Fields policy = properties.fields("RedrivePolicy");
                String target = policy.text("deadLetterTargetArn").orElse("");
                if (Resolved.by(all, QUEUE, "Arn", target).isEmpty()) {
                    problems.add(
                            policy.lineOf("deadLetterTargetArn"),
                            queue.path() + ".RedrivePolicy.deadLetterTargetArn",
                            "'" + target + "' is no queue of this template; write !GetAtt <DeadLetterQueue>.Arn");
                }
                redrive = Optional.of(
                        new Redrive(target, policy.integer("maxReceiveCount").orElseThrow()));
            }
            queues.add(new Queue(
                    queue.id(),
                    queue.attribute("QueueName"),
                    queue.arn(),
                    queue.ref(),
                    seconds(properties, "VisibilityTimeout", Duration.ofSeconds(30)),
                    seconds(properties, "MessageRetentionPeriod", DEFAULT_RETENTION),
                    seconds(properties, "DelaySeconds", Duration.ZERO),
                    redrive));
        }
        return queues;
    }

    static Duration seconds(Fields fields, String name, Duration otherwise) {
        return fields.integer(name).map(Duration::ofSeconds).orElse(otherwise);
    }

    static List<Table> tables(List<Resolved> all, Problems problems) {
        List<Table> tables = new ArrayList<>();
        for (Resolved table : Resolved.ofType(all, "AWS::DynamoDB::Table")) {
            Fields properties = table.properties();
            Map<String, String> attributes = new LinkedHashMap<>();
            properties
                    .rows("AttributeDefinitions")
                    .forEach(row -> attributes.put(
                            row.text("AttributeName").orElseThrow(),
                            row.text("AttributeType").orElseThrow()));
            List<Index> indexes = new ArrayList<>();
            Set<String> keyed = new HashSet<>();
            Keys keys = keys(properties, table.path(), problems);
            keyed.addAll(keys.names());
            for (Fields row : properties.rows("GlobalSecondaryIndexes")) {
                Keys indexKeys = keys(row, table.path() + ".GlobalSecondaryIndexes", problems);
                keyed.addAll(indexKeys.names());
                Fields projection = row.fields("Projection");
                indexes.add(new Index(
                        row.text("IndexName").orElseThrow(),
                        indexKeys.partition(),
                        indexKeys.sort(),
                        projection.text("ProjectionType").orElse("ALL"),
                        projection.texts("NonKeyAttributes")));
            }
            // DynamoDB refuses a table whose definitions and keys differ.
            if (!keyed.equals(attributes.keySet())) {
                problems.add(
                        properties.lineOf("AttributeDefinitions"),
                        table.path() + ".AttributeDefinitions",
                        "must define exactly the attributes that keys use: "
                                + keyed.stream().sorted().toList());
            }
            Fields ttl = properties.fields("TimeToLiveSpecification");
            tables.add(new Table(
                    table.id(),
                    table.ref(),
                    table.arn(),
                    keys.partition(),
                    keys.sort(),
                    attributes,
                    indexes,
                    properties.fields("StreamSpecification").text("StreamViewType"),
                    ttl.flag("Enabled") ? ttl.text("AttributeName") : Optional.empty()));
        }
        return tables;
    }

    private record Keys(String partition, Optional<String> sort) {
        Set<String> names() {
            Set<String> names = new HashSet<>(Set.of(partition));
            sort.ifPresent(names::add);
            return names;
        }
    }

    private static Keys keys(Fields owner, String path, Problems problems) {
        Map<String, String> byType = new LinkedHashMap<>();
        owner.rows("KeySchema")
                .forEach(row -> byType.put(
                        row.text("KeyType").orElseThrow(),
                        row.text("AttributeName").orElseThrow()));
        if (!byType.containsKey("HASH")) {
            problems.add(owner.lineOf("KeySchema"), path + ".KeySchema", "needs one key of KeyType HASH");
        }
        return new Keys(byType.getOrDefault("HASH", ""), Optional.ofNullable(byType.get("RANGE")));
    }

    static List<Bucket> buckets(List<Resolved> all, Problems problems) {
        Map<String, Map<String, Object>> policies = new LinkedHashMap<>();
        for (Resolved policy : Resolved.ofType(all, "AWS::S3::BucketPolicy")) {
            String bucket = policy.properties().text("Bucket").orElseThrow();
            if (Resolved.by(all, "AWS::S3::Bucket", Identities.REF, bucket).isEmpty()) {
                problems.add(
                        policy.properties().lineOf("Bucket"),
                        policy.path() + ".Bucket",
                        "'" + bucket + "' is no bucket of this template; write !Ref <Bucket>");
            }
            policies.put(bucket, policy.properties().fields("PolicyDocument").plain());
        }
        List<Bucket> buckets = new ArrayList<>();
        for (Resolved bucket : Resolved.ofType(all, "AWS::S3::Bucket")) {
            Fields properties = bucket.properties();
            Optional<ObjectLock> lock = lock(bucket, problems);
            boolean versioned = properties
                    .fields("VersioningConfiguration")
                    .text("Status")
                    .filter("Enabled"::equals)
                    .isPresent();
            buckets.add(new Bucket(
                    bucket.id(),
                    bucket.ref(),
                    bucket.arn(),
                    versioned || properties.flag("ObjectLockEnabled"),
                    lock,
                    policies.getOrDefault(bucket.ref(), Map.of())));
        }
        return buckets;
    }

    private static Optional<ObjectLock> lock(Resolved bucket, Problems problems) {
        Fields properties = bucket.properties();
        if (!properties.has("ObjectLockConfiguration")) {
            return Optional.empty();
        }
        int line = properties.lineOf("ObjectLockConfiguration");
        String path = bucket.path() + ".ObjectLockConfiguration";
        if (!properties.flag("ObjectLockEnabled")) {
            problems.add(line, path, "needs ObjectLockEnabled: true beside it");
        }
        Fields retention =
                properties.fields("ObjectLockConfiguration").fields("Rule").fields("DefaultRetention");
        int days = retention.integer("Days").orElse(0)
                + 365 * retention.integer("Years").orElse(0);
        if (days < 1 || !retention.has("Mode") || (retention.has("Days") && retention.has("Years"))) {
            problems.add(line, path, "needs Rule.DefaultRetention with Mode and either Days or Years");
            return Optional.empty();
        }
        return Optional.of(new ObjectLock(retention.text("Mode").orElseThrow(), Duration.ofDays(days)));
    }

    static List<Secret> secrets(List<Resolved> all, Problems problems) {
        List<Secret> secrets = new ArrayList<>();
        for (Resolved secret : Resolved.ofType(all, "AWS::SecretsManager::Secret")) {
            Fields properties = secret.properties();
            if (properties.has("GenerateSecretString") == properties.has("SecretString")) {
                problems.add(
                        secret.line(), secret.path(), "needs either GenerateSecretString or SecretString, one of them");
            }
            Optional<Integer> length = properties
                    .value("GenerateSecretString")
                    .map(_ -> properties
                            .fields("GenerateSecretString")
                            .integer("PasswordLength")
                            .orElse(32));
            secrets.add(new Secret(
                    secret.id(),
                    properties.text("Name").orElse(Template.STACK_NAME + "-" + secret.id()),
                    secret.ref(),
                    length,
                    properties.text("SecretString")));
        }
        return secrets;
    }
}
