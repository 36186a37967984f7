package io.assay.local.host;

import io.assay.local.gateway.Gateway;
import io.assay.local.gateway.Identities;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the event sources of the template and wakes each when there is something for it. */
final class Triggers {

    private final Stack stack;
    private final Functions functions;
    private final Gateway gateway;
    private final LocalStack.Options options;
    private final SdkClients clients;
    private final Map<String, String> streamArns = new HashMap<>();

    Triggers(Stack stack, Functions functions, Gateway gateway, LocalStack.Options options) {
        this.stack = stack;
        this.functions = functions;
        this.gateway = gateway;
        this.options = options;
        clients = new SdkClients(gateway.uri(), stack.region());
    }

    /**
     * Makes and starts them.
     *
     * @throws IllegalArgumentException if a source names a queue or table that the template does not have
     * @throws IllegalStateException    if a function's role may not do what polling needs
     */
    List<Trigger> start() {
        List<Trigger> triggers = new ArrayList<>();
        try (DynamoDbClient tables = clients.dynamoDb(Identities.ADMINISTRATOR_KEY)) {
            for (Stack.Function function : stack.functions()) {
                for (EventSource source : function.sources()) {
                    trigger(functions.get(function.logicalId()), source, tables).ifPresent(triggers::add);
                }
            }
        }
        gateway.onQueueActivity(name -> triggers.forEach(trigger -> {
            if (trigger instanceof QueuePoller poller && poller.queue().name().equals(name)) poller.wake();
        }));
        gateway.onTableWrite(name -> triggers.forEach(trigger -> {
            if (trigger instanceof StreamPoller poller && poller.table().name().equals(name)) poller.wake();
        }));
        try (Together together = new Together()) {
            List<Future<AutoCloseable>> starting = new ArrayList<>();
            for (Trigger trigger : triggers) {
                starting.add(together.start(() -> {
                    trigger.start();
                    return () -> {};
                }));
            }
            starting.forEach(Together::started);
        } catch (RuntimeException e) {
            triggers.forEach(Trigger::close);
            throw e;
        }
        return List.copyOf(triggers);
    }

    private Optional<Trigger> trigger(LocalFunction function, EventSource source, DynamoDbClient tables) {
        String accessKey = gateway.identities().accessKeyOf(function.role());
        return switch (source) {
            case EventSource.Route route -> Optional.empty(); // the HTTP API's
            case EventSource.Schedule schedule ->
                Optional.of(new ScheduleTicker(function, schedule, stack, options.clock()));
            case EventSource.QueueSource queue ->
                Optional.of(new QueuePoller(
                        function,
                        queue,
                        queue(function, queue),
                        clients.sqs(accessKey),
                        stack.region(),
                        gateway.faults()));
            case EventSource.StreamSource stream ->
                Optional.of(stream(function, stream, table(function, stream), accessKey, tables));
        };
    }

    private StreamPoller stream(
            LocalFunction function,
            EventSource.StreamSource source,
            Stack.Table table,
            String accessKey,
            DynamoDbClient tables) {
        String arn = streamArns.computeIfAbsent(
                table.name(),
                name -> tables.describeTable(r -> r.tableName(name)).table().latestStreamArn());
        return new StreamPoller(
                function,
                source,
                table,
                arn,
                clients.streams(accessKey),
                new FailureDestination(source.onFailure(), stack, function, arn, clients, accessKey, options.clock()),
                new StreamCheckpoint(options.data()
                        .map(d -> d.resolve("streams").resolve(function.logicalId() + "-" + source.id() + ".json"))),
                stack.region(),
                options.clock(),
                options.windows(),
                gateway.faults());
    }

    private Stack.Queue queue(LocalFunction function, EventSource.QueueSource source) {
        return stack.queues().stream()
                .filter(queue -> queue.arn().equals(source.queueArn()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("template: event " + source.id() + " of " + function.logicalId()
                                + " reads " + source.queueArn() + ", which no queue of the template is"));
    }

    private Stack.Table table(LocalFunction function, EventSource.StreamSource source) {
        return stack.tables().stream()
                .filter(table -> table.logicalId().equals(source.table())
                        && table.streamView().isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("template: event " + source.id() + " of "
                        + function.logicalId() + " reads the stream of " + source.table()
                        + ", which is no table with a stream"));
    }
}
