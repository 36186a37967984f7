package io.assay.local.services;

import io.assay.local.template.Stack;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local behind its own HTTP server, tables and streams on one endpoint. Its ARNs read
 * {@code arn:aws:dynamodb:ddblocal:000000000000:…}; whoever stands in front rewrites them. Time to live follows the
 * system's clock, not the virtual one.
 */
public final class DynamoDbService implements AutoCloseable {
    private final DynamoDBProxyServer server;
    private final URI endpoint;

    private DynamoDbService(DynamoDBProxyServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts it on 127.0.0.1.
     *
     * @param data directory that keeps the tables, made if missing; empty: in memory
     * @param port 0 for any free one
     * @throws ServiceFailure if it cannot start, for example because the port is taken
     */
    public static DynamoDbService start(Optional<Path> data, int port) {
        try {
            @Nullable String directory = null;
            if (data.isPresent())
                directory = Files.createDirectories(data.get()).toAbsolutePath().toString();
            // Shared: one database for all credentials and regions, for each function has its own identity.
            var tables = new LocalDynamoDBRequestHandler(0, data.isEmpty(), directory, true, false);
            var handler = new LocalDynamoDBServerHandler(tables, "*");
            var server = new DynamoDBProxyServer(port, handler);
            var connector = (ServerConnector) handler.getServer().getConnectors()[0];
            connector.setHost("127.0.0.1");
            // Unlike start(), this one sends no telemetry and lets a bind error through.
            server.safeStart();
            return new DynamoDbService(server, URI.create("http://127.0.0.1:" + connector.getLocalPort()));
        } catch (Exception e) {
            throw new ServiceFailure("DynamoDB Local did not start on port " + port, e);
        }
    }

    /** Where tables and streams answer. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Creates those tables that are not there yet: on demand, with their indexes, stream and time to live.
     *
     * @param region any; tables are shared by all
     */
    public void createTables(List<Stack.Table> tables, String region) {
        createTables(endpoint, tables, region);
    }

    /** As {@link #createTables(List, String)}, wherever DynamoDB answers. */
    public static void createTables(URI endpoint, List<Stack.Table> tables, String region) {
        try (var dynamo = SdkClients.connect(DynamoDbClient.builder(), endpoint, region)) {
            var present = List.copyOf(
                    dynamo.listTablesPaginator().tableNames().stream().toList());
            for (var table : tables) {
                if (present.contains(table.name())) continue;
                dynamo.createTable(request(table));
                table.ttlAttribute()
                        .ifPresent(attribute -> dynamo.updateTimeToLive(r -> r.tableName(table.name())
                                .timeToLiveSpecification(
                                        ttl -> ttl.attributeName(attribute).enabled(true))));
            }
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new ServiceFailure("DynamoDB Local did not stop", e);
        }
    }

    private static CreateTableRequest request(Stack.Table table) {
        var request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes(table.attributes()))
                .keySchema(keys(table.partitionKey(), table.sortKey()));
        if (!table.indexes().isEmpty())
            request.globalSecondaryIndexes(
                    table.indexes().stream().map(DynamoDbService::index).toList());
        table.streamView()
                .ifPresent(view -> request.streamSpecification(StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(view)
                        .build()));
        return request.build();
    }

    private static List<AttributeDefinition> attributes(Map<String, String> types) {
        return new TreeMap<>(types)
                .entrySet().stream()
                        .map(a -> AttributeDefinition.builder()
                                .attributeName(a.getKey())
                                .attributeType(a.getValue())
                                .build())
                        .toList();
    }

    private static List<KeySchemaElement> keys(String partition, Optional<String> sort) {
        return Stream.concat(
                        Stream.of(key(partition, KeyType.HASH)), sort.stream().map(name -> key(name, KeyType.RANGE)))
                .toList();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static GlobalSecondaryIndex index(Stack.Index index) {
        var projection = Projection.builder().projectionType(index.projection());
        if (!index.included().isEmpty()) projection.nonKeyAttributes(index.included());
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.partitionKey(), index.sortKey()))
                .projection(projection.build())
                .build();
    }
}
