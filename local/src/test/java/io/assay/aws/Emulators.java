package io.assay.aws;

import io.assay.local.VirtualClock;
import io.assay.local.services.DynamoDbService;
import io.assay.local.services.ObjectStore;
import io.assay.local.services.QueueService;
import io.assay.local.template.Stack;
import java.net.URI;
import java.util.Optional;

/** The local stack's own services, nothing in front of them. */
final class Emulators implements AwsServices {
    private final DynamoDbService tables;
    private final QueueService queues;
    private final ObjectStore objects;

    Emulators(Stack stack) {
        VirtualClock clock = new VirtualClock();
        tables = DynamoDbService.start(Optional.empty(), 0);
        tables.createTables(stack.tables(), stack.region());
        queues = QueueService.start(clock, stack.account(), stack.region(), 0);
        queues.createQueues(stack.queues());
        objects = ObjectStore.start(stack.buckets(), clock, Optional.empty(), 0);
    }

    @Override
    public URI dynamoDb() {
        return tables.endpoint();
    }

    @Override
    public URI sqs() {
        return queues.endpoint();
    }

    @Override
    public URI s3() {
        return objects.endpoint();
    }

    @Override
    public void close() {
        objects.close();
        queues.close();
        tables.close();
    }
}
