package io.assay.aws;

import io.assay.local.template.Stack;
import java.net.URI;

/** Running services with what the template says there is of tables, queues and buckets. */
public interface AwsServices extends AutoCloseable {
    /** Names the class of other services than the emulators; the Maven profile {@code localstack} sets it. */
    String PROPERTY = "assay.aws.services";

    URI dynamoDb();

    URI sqs();

    URI s3();

    @Override
    void close();

    /** Starts services; a class that says which has a public constructor that takes the stack. */
    static AwsServices start(Stack stack) throws ReflectiveOperationException {
        String named = System.getProperty(PROPERTY);
        return named == null
                ? new Emulators(stack)
                : Class.forName(named)
                        .asSubclass(AwsServices.class)
                        .getConstructor(Stack.class)
                        .newInstance(stack);
    }
}
