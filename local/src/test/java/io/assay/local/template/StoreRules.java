package io.assay.local.template;

import static io.assay.local.template.Deployed.is;
import static io.assay.local.template.FunctionRules.breaking;

import io.assay.local.template.Value.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about what keeps data: tables, buckets, queues, secrets. */
final class StoreRules {
    /** The canary's messages are worth nothing once its deployment is over. */
    private static final Set<String> SHORT_LIVED = Set.of("CanaryQueue");

    /** What a bill lists, and who the rest belongs to. */
    private static final List<String> TAGGED = List.of(
            Deployed.QUEUE,
            Deployed.TABLE,
            Deployed.BUCKET,
            Deployed.LOG_GROUP,
            Access.HTTP_API,
            Access.ROLE,
            "AWS::SecretsManager::Secret",
            "AWS::SNS::Topic",
            "AWS::Cognito::UserPool");

    static final List<Rule> ALL = List.of(
            new Rule(
                    "a table is on demand, can go back in time, is encrypted and not deleted by mistake",
                    deployed -> breaking(deployed.all(Deployed.TABLE), table -> {
                        Fields properties = table.properties();
                        return is(properties, "BillingMode", "PAY_PER_REQUEST")
                                && properties
                                        .fields("PointInTimeRecoverySpecification")
                                        .flag("PointInTimeRecoveryEnabled")
                                && properties.fields("SSESpecification").flag("SSEEnabled")
                                && properties.flag("DeletionProtectionEnabled");
                    }),
                    "PointInTimeRecoveryEnabled: true",
                    "PointInTimeRecoveryEnabled: false"),
            new Rule(
                    "what keeps data outlives the stack",
                    deployed -> breaking(
                            Stream.of(
                                            Deployed.TABLE,
                                            Deployed.BUCKET,
                                            "AWS::SecretsManager::Secret",
                                            "AWS::Cognito::UserPool")
                                    .flatMap(deployed::all),
                            store -> is(deployed.written(store), "DeletionPolicy", "Retain")
                                    && is(deployed.written(store), "UpdateReplacePolicy", "Retain")),
                    "DeletionPolicy: Retain",
                    "DeletionPolicy: Delete"),
            new Rule(
                    "a queue is encrypted and keeps messages for 14 days",
                    deployed -> breaking(
                            deployed.all(Deployed.QUEUE),
                            queue -> queue.properties().flag("SqsManagedSseEnabled")
                                    && (SHORT_LIVED.contains(queue.id())
                                            || queue.properties()
                                                    .integer("MessageRetentionPeriod")
                                                    .equals(Optional.of(1_209_600)))),
                    "MessageRetentionPeriod: 1209600",
                    "MessageRetentionPeriod: 345600"),
            new Rule(
                    "a queue that feeds a function gives a message up after five receives, to a dead-letter queue",
                    deployed -> breaking(
                            deployed.all(Deployed.QUEUE),
                            queue -> deployed.functions()
                                            .flatMap(function -> Deployed.events(function, "SQS"))
                                            .noneMatch(source -> is(source, "Queue", queue.arn()))
                                    || queue.properties()
                                            .fields("RedrivePolicy")
                                            .integer("maxReceiveCount")
                                            .equals(Optional.of(5))),
                    "maxReceiveCount: 5",
                    "maxReceiveCount: 4"),
            new Rule(
                    "the audit bucket locks every record in the mode and for the days that the parameters say",
                    deployed -> breaking(audit(deployed), bucket -> {
                        Fields retention = bucket.properties()
                                .fields("ObjectLockConfiguration")
                                .fields("Rule")
                                .fields("DefaultRetention");
                        return bucket.properties().flag("ObjectLockEnabled")
                                && is(bucket.properties().fields("VersioningConfiguration"), "Status", "Enabled")
                                && retention.text("Mode").equals(Optional.of(deployed.parameter("AuditRetentionMode")))
                                && retention.text("Days").equals(Optional.of(deployed.parameter("AuditRetentionDays")));
                    }),
                    "Days: !Ref AuditRetentionDays",
                    "Days: 7"),
            new Rule(
                    "nobody bypasses the lock",
                    deployed -> breaking(
                            audit(deployed),
                            bucket -> denies(deployed, bucket, "s3:BypassGovernanceRetention", Map.of())),
                    "Action: s3:BypassGovernanceRetention",
                    "Action: s3:PutObjectLegalHold"),
            new Rule(
                    "nobody shortens the lock of a record",
                    deployed -> breaking(
                            audit(deployed),
                            bucket -> denies(
                                    deployed,
                                    bucket,
                                    "s3:PutObjectRetention",
                                    Map.of(
                                            "NumericLessThan",
                                            Map.of(
                                                    "s3:object-lock-remaining-retention-days",
                                                    Long.valueOf(deployed.parameter("AuditRetentionDays")))))),
                    "NumericLessThan:",
                    "NumericGreaterThan:"),
            new Rule(
                    "no bucket is reached by plain HTTP",
                    deployed -> breaking(
                            deployed.all(Deployed.BUCKET),
                            bucket -> denies(
                                    deployed, bucket, "s3:*", Map.of("Bool", Map.of("aws:SecureTransport", "false")))),
                    "Bool: {\"aws:SecureTransport\": \"false\"}",
                    "Bool: {\"aws:SecureTransport\": \"true\"}"),
            new Rule(
                    "no bucket is reached from another account",
                    deployed -> breaking(
                            deployed.all(Deployed.BUCKET),
                            bucket -> denies(
                                    deployed,
                                    bucket,
                                    "s3:*",
                                    Map.of("StringNotEquals", Map.of("aws:PrincipalAccount", Deployed.ACCOUNT)))),
                    "StringNotEquals: {\"aws:PrincipalAccount\": !Ref AWS::AccountId}",
                    "StringNotEquals: {\"aws:PrincipalAccount\": \"1\"}"),
            new Rule(
                    "a bucket is encrypted, has no ACLs and nothing public",
                    deployed -> breaking(deployed.all(Deployed.BUCKET), bucket -> {
                        Fields block = bucket.properties().fields("PublicAccessBlockConfiguration");
                        return bucket.properties().has("BucketEncryption")
                                && bucket.properties().fields("OwnershipControls").rows("Rules").stream()
                                        .allMatch(rule -> is(rule, "ObjectOwnership", "BucketOwnerEnforced"))
                                && Stream.of(
                                                "BlockPublicAcls",
                                                "BlockPublicPolicy",
                                                "IgnorePublicAcls",
                                                "RestrictPublicBuckets")
                                        .allMatch(block::flag);
                    }),
                    "IgnorePublicAcls: true",
                    "IgnorePublicAcls: false"),
            new Rule(
                    "what a bill lists says its room",
                    deployed -> breaking(
                            TAGGED.stream().flatMap(deployed::all),
                            resource -> Deployed.tag(resource, "room").isPresent()),
                    "Tags: [{Key: room, Value: review}]",
                    "Tags: [{Key: rom, Value: review}]"));

    private StoreRules() {}

    private static Stream<Resolved> audit(Deployed deployed) {
        return deployed.all(Deployed.BUCKET).filter(bucket -> bucket.id().equals("AuditBucket"));
    }

    /** For everybody, on every object. */
    private static boolean denies(Deployed deployed, Resolved bucket, String action, Map<String, Object> condition) {
        return deployed.all("AWS::S3::BucketPolicy")
                .filter(policy -> is(policy.properties(), "Bucket", bucket.ref()))
                .flatMap(policy -> policy.properties().fields("PolicyDocument").rows("Statement").stream())
                .anyMatch(statement -> is(statement, "Effect", "Deny")
                        && is(statement, "Principal", "*")
                        && statement.texts("Action").contains(action)
                        && statement.texts("Resource").contains(bucket.arn() + "/*")
                        && statement.fields("Condition").plain().equals(condition));
    }
}
