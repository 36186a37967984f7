package io.assay.local.gateway;

import io.assay.local.gateway.iam.Access;
import io.assay.local.gateway.iam.Decision;
import java.util.Locale;

/**
 * An error as one of the services would answer it.
 *
 * @param type {@code __type} of the JSON protocols, {@code x-amzn-errortype} of Bedrock, {@code Code} of S3
 * @param code what the SDK shows; differs from the type only with SQS, whose JSON answers carry the code of its old
 *             protocol in a header
 */
record AwsError(Service service, int status, String type, String code, String message) {
    private static final String CORAL = "com.amazon.coral.service#";
    private static final String BAD_TOKEN = "The security token included in the request is invalid.";

    static AwsError accessDenied(Service service, Caller.Assumed caller, Access access, Decision.Why why) {
        // SQS writes its actions in lower case here and S3 puts the resource between quotes.
        String action = service == Service.SQS ? access.action().toLowerCase(Locale.ROOT) : access.action();
        String resource = service == Service.S3 ? '"' + access.resource() + '"' : access.resource();
        String message = "User: " + caller.sessionArn() + " is not authorized to perform: " + action + " on resource: "
                + resource + " " + why.words(action);
        return switch (service) {
            case DYNAMODB -> new AwsError(service, 400, CORAL + "AccessDeniedException", "", message);
            case SQS -> new AwsError(service, 403, CORAL + "AccessDeniedException", "AccessDenied", message);
            case S3 -> new AwsError(service, 403, "AccessDenied", "", message);
            case BEDROCK, LAMBDA -> new AwsError(service, 403, "AccessDeniedException", "", message);
            case SECRETS_MANAGER, CODEDEPLOY -> new AwsError(service, 400, "AccessDeniedException", "", message);
        };
    }

    static AwsError unknownKey(Service service) {
        return switch (service) {
            case DYNAMODB -> new AwsError(service, 400, CORAL + "UnrecognizedClientException", "", BAD_TOKEN);
            case SQS ->
                new AwsError(service, 403, CORAL + "UnrecognizedClientException", "InvalidClientTokenId", BAD_TOKEN);
            case S3 ->
                new AwsError(
                        service,
                        403,
                        "InvalidAccessKeyId",
                        "",
                        "The AWS Access Key Id you provided does not exist in our records.");
            case BEDROCK, LAMBDA -> new AwsError(service, 403, "UnrecognizedClientException", "", BAD_TOKEN);
            case SECRETS_MANAGER, CODEDEPLOY ->
                new AwsError(service, 400, "UnrecognizedClientException", "", BAD_TOKEN);
        };
    }

    static AwsError throttled(Service service) {
        return switch (service) {
            case DYNAMODB ->
                new AwsError(
                        service,
                        400,
                        "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
                        "",
                        "The level of configured provisioned throughput for the table was exceeded. Consider increasing"
                                + " your provisioning level with the UpdateTable API.");
            case SQS ->
                new AwsError(
                        service,
                        400,
                        "com.amazonaws.sqs#RequestThrottled",
                        "RequestThrottled",
                        "Request is throttled.");
            case S3 -> new AwsError(service, 503, "SlowDown", "", "Please reduce your request rate.");
            case BEDROCK, LAMBDA ->
                new AwsError(
                        service, 429, "ThrottlingException", "", "Too many requests, please wait before trying again.");
            case SECRETS_MANAGER, CODEDEPLOY -> new AwsError(service, 400, "ThrottlingException", "", "Rate exceeded");
        };
    }

    /** The service's own "something broke here", which SDK clients try again. */
    static AwsError failed(Service service, String message) {
        return switch (service) {
            case DYNAMODB ->
                new AwsError(service, 500, "com.amazonaws.dynamodb.v20120810#InternalServerError", "", message);
            case SQS -> new AwsError(service, 500, CORAL + "InternalFailure", "InternalFailure", message);
            case S3 -> new AwsError(service, 500, "InternalError", "", message);
            case BEDROCK, LAMBDA -> new AwsError(service, 500, "InternalServerException", "", message);
            case SECRETS_MANAGER, CODEDEPLOY -> new AwsError(service, 500, "InternalServiceError", "", message);
        };
    }

    /** The gateway does not know the operation, so it cannot say which permission it needs. */
    static AwsError unknownOperation(Service service, String operation) {
        String message = "The local gateway does not know " + operation + " of " + service.signingName()
                + ", so it cannot tell which permission that needs; it refuses it for every role.";
        return switch (service) {
            case DYNAMODB, SQS, SECRETS_MANAGER, CODEDEPLOY ->
                new AwsError(service, 400, CORAL + "UnknownOperationException", "UnknownOperation", message);
            case S3 -> new AwsError(service, 501, "NotImplemented", "", message);
            case BEDROCK, LAMBDA -> new AwsError(service, 404, "UnknownOperationException", "", message);
        };
    }

    /** The request cannot be read. */
    static AwsError malformed(Service service, String message) {
        return switch (service) {
            case DYNAMODB, SQS, SECRETS_MANAGER, CODEDEPLOY ->
                new AwsError(service, 400, CORAL + "SerializationException", "SerializationException", message);
            case S3 -> new AwsError(service, 400, "MalformedXML", "", message);
            case BEDROCK, LAMBDA -> new AwsError(service, 400, "ValidationException", "", message);
        };
    }

    /** Nobody signed the request, or in a way that names no service here. */
    static AwsError unsigned(Service shape) {
        String message = "The request names no AWS access key and service: sign it with SigV4 for one of "
                + "dynamodb, sqs, s3, bedrock, secretsmanager, lambda or codedeploy.";
        return switch (shape) {
            case DYNAMODB, SQS, SECRETS_MANAGER, CODEDEPLOY ->
                new AwsError(
                        shape,
                        400,
                        CORAL + "MissingAuthenticationTokenException",
                        "MissingAuthenticationToken",
                        message);
            case S3 -> new AwsError(shape, 403, "AccessDenied", "", message);
            case BEDROCK, LAMBDA -> new AwsError(shape, 403, "MissingAuthenticationTokenException", "", message);
        };
    }
}
