package io.assay.local.gateway;

import io.assay.local.gateway.iam.Permissions;
import io.assay.local.template.Stack;
import java.time.InstantSource;

/** The reader of each service. */
record CallReaders(
        CallReader dynamoDb,
        CallReader sqs,
        CallReader s3,
        CallReader bedrock,
        CallReader secrets,
        CallReader lambda,
        CallReader codeDeploy) {
    static CallReaders of(Stack stack, Permissions permissions, InstantSource clock) {
        return new CallReaders(
                new DynamoDbCalls(stack, new RequestKeys(stack, permissions)),
                new SqsCalls(stack),
                new S3Calls(clock),
                new BedrockCalls(stack),
                new SecretsCalls(stack),
                new LambdaCalls(),
                new CodeDeployCalls(stack));
    }

    CallReader of(Service service) {
        return switch (service) {
            case DYNAMODB -> dynamoDb;
            case SQS -> sqs;
            case S3 -> s3;
            case BEDROCK -> bedrock;
            case SECRETS_MANAGER -> secrets;
            case LAMBDA -> lambda;
            case CODEDEPLOY -> codeDeploy;
        };
    }
}
