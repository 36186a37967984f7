package io.assay.local.template;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What {@code Ref} and {@code Fn::GetAtt} give for each type of resource. Ids that AWS would draw at random are derived
 * from the logical id, so that the same template always gives the same stack.
 */
record Identities(String account, String region, String stackName) {
    /** The key of {@link #attributes} under which {@code Ref}'s value stands. */
    static final String REF = "";

    /** The property that names a resource of this type, when it has one. */
    static Optional<String> nameProperty(String type) {
        return switch (type) {
            case "AWS::Serverless::Function" -> Optional.of("FunctionName");
            case "AWS::SQS::Queue" -> Optional.of("QueueName");
            case "AWS::DynamoDB::Table" -> Optional.of("TableName");
            case "AWS::S3::Bucket" -> Optional.of("BucketName");
            case "AWS::SecretsManager::Secret" -> Optional.of("Name");
            case "AWS::IAM::Role" -> Optional.of("RoleName");
            case "AWS::Logs::LogGroup" -> Optional.of("LogGroupName");
            case "AWS::CloudWatch::Alarm" -> Optional.of("AlarmName");
            case "AWS::CloudWatch::Dashboard" -> Optional.of("DashboardName");
            case "AWS::Cognito::UserPoolResourceServer" -> Optional.of("Identifier");
            case "AWS::Cognito::UserPoolGroup" -> Optional.of("GroupName");
            case "AWS::Cognito::UserPoolClient" -> Optional.of("ClientName");
            case "AWS::Cognito::UserPoolDomain" -> Optional.of("Domain");
            case "AWS::KMS::Alias" -> Optional.of("AliasName");
            case "AWS::SNS::Topic" -> Optional.of("TopicName");
            default -> Optional.empty();
        };
    }

    /** The names {@code Fn::GetAtt} knows for a type; empty for one that has none. */
    Set<String> attributeNames(String type) {
        Map<String, String> attributes = new LinkedHashMap<>(attributes(type, "X", "x"));
        attributes.remove(REF);
        return attributes.keySet();
    }

    /** The name of a resource that gives itself none. */
    String generatedName(String type, String logicalId) {
        String name = stackName + "-" + logicalId;
        return type.equals("AWS::S3::Bucket") || type.equals("AWS::Cognito::UserPoolDomain")
                ? name.toLowerCase(Locale.ROOT)
                : name;
    }

    /** The value of {@code Ref} under {@link #REF} and of every attribute under its name. */
    Map<String, String> attributes(String type, String logicalId, String name) {
        return switch (type) {
            case "AWS::Serverless::Function" -> Map.of(REF, name, "Arn", arn("lambda", "function:" + name));
            case "AWS::Serverless::HttpApi" -> {
                String id = id(logicalId, 10);
                yield Map.of(
                        REF,
                        id,
                        "ApiId",
                        id,
                        "ApiEndpoint",
                        "https://" + id + ".execute-api." + region + "." + "amazonaws.com");
            }
            case "AWS::SQS::Queue" -> {
                String url = "https://sqs." + region + ".amazonaws.com/" + account + "/" + name;
                yield Map.of(REF, url, "QueueUrl", url, "QueueName", name, "Arn", arn("sqs", name));
            }
            case "AWS::DynamoDB::Table" -> {
                String arn = arn("dynamodb", "table/" + name);
                yield Map.of(REF, name, "Arn", arn, "StreamArn", arn + "/stream/2026-01-01T00:00:00.000");
            }
            case "AWS::S3::Bucket" ->
                Map.of(
                        REF,
                        name,
                        "Arn",
                        "arn:aws:s3:::" + name,
                        "DomainName",
                        name + ".s3.amazonaws.com",
                        "RegionalDomainName",
                        name + ".s3." + region + ".amazonaws.com");
            case "AWS::SecretsManager::Secret" -> {
                String arn = arn("secretsmanager", "secret:" + name + "-" + id(logicalId, 6));
                yield Map.of(REF, arn, "Id", arn);
            }
            case "AWS::IAM::Role" ->
                Map.of(
                        REF,
                        name,
                        "Arn",
                        "arn:aws:iam::" + account + ":role/" + name,
                        "RoleId",
                        "AROA" + id(logicalId, 16).toUpperCase(Locale.ROOT));
            case "AWS::Logs::LogGroup" -> Map.of(REF, name, "Arn", arn("logs", "log-group:" + name + ":*"));
            case "AWS::CloudWatch::Alarm" -> Map.of(REF, name, "Arn", arn("cloudwatch", "alarm:" + name));
            case "AWS::Cognito::UserPool" -> {
                String id = region + "_" + id(logicalId, 9);
                String provider = "cognito-idp." + region + ".amazonaws.com/" + id;
                yield Map.of(
                        REF,
                        id,
                        "UserPoolId",
                        id,
                        "Arn",
                        arn("cognito-idp", "userpool/" + id),
                        "ProviderName",
                        provider,
                        "ProviderURL",
                        "https://" + provider);
            }
            case "AWS::Cognito::UserPoolClient" -> {
                String id = id(logicalId, 26);
                yield Map.of(REF, id, "ClientId", id, "Name", name, "ClientSecret", id(logicalId + ":secret", 32));
            }
            case "AWS::Cognito::UserPoolDomain" ->
                Map.of(REF, name, "CloudFrontDistribution", id(logicalId, 13) + ".cloudfront.net");
            case "AWS::KMS::Key" -> {
                String id = uuid(logicalId).toString();
                yield Map.of(REF, id, "KeyId", id, "Arn", arn("kms", "key/" + id));
            }
            case "AWS::SNS::Topic" -> {
                String arn = arn("sns", name);
                yield Map.of(REF, arn, "TopicArn", arn, "TopicName", name);
            }
            case "AWS::SNS::Subscription" -> {
                String arn = arn("sns", stackName + ":" + uuid(logicalId));
                yield Map.of(REF, arn, "Arn", arn);
            }
            default -> Map.of(REF, name);
        };
    }

    /** The pseudo parameters but {@code AWS::NoValue}, which has no value. */
    Map<String, String> pseudoParameters() {
        return Map.of(
                "AWS::AccountId",
                account,
                "AWS::Region",
                region,
                "AWS::Partition",
                "aws",
                "AWS::StackName",
                stackName,
                "AWS::StackId",
                arn("cloudformation", "stack/" + stackName + "/" + uuid("")),
                "AWS::URLSuffix",
                "amazonaws.com");
    }

    private String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    private UUID uuid(String logicalId) {
        return UUID.nameUUIDFromBytes((stackName + "/" + logicalId).getBytes(StandardCharsets.UTF_8));
    }

    /** Lower-case hexadecimal digits, at most 32. */
    private String id(String logicalId, int length) {
        UUID uuid = uuid(logicalId);
        HexFormat hex = HexFormat.of();
        return (hex.toHexDigits(uuid.getMostSignificantBits()) + hex.toHexDigits(uuid.getLeastSignificantBits()))
                .substring(0, length);
    }
}
