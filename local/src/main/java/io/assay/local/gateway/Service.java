package io.assay.local.gateway;

import java.util.Arrays;
import java.util.Optional;

/** The services behind the gateway, by the name that SigV4 signs with. DynamoDB Streams signs as {@code dynamodb}. */
public enum Service {
    DYNAMODB("dynamodb"),
    SQS("sqs"),
    S3("s3"),
    BEDROCK("bedrock"),
    SECRETS_MANAGER("secretsmanager"),
    LAMBDA("lambda"),
    CODEDEPLOY("codedeploy");

    private final String signingName;

    Service(String signingName) {
        this.signingName = signingName;
    }

    public String signingName() {
        return signingName;
    }

    static Optional<Service> signing(String name) {
        return Arrays.stream(values())
                .filter(service -> service.signingName.equals(name))
                .findFirst();
    }
}
