package io.assay.local.host;

import io.assay.local.gateway.LaggingTables;
import io.assay.local.gateway.Service;
import io.assay.local.services.DynamoDbService;
import io.assay.local.services.IssuerService;
import io.assay.local.services.ObjectStore;
import io.assay.local.services.QueueService;
import io.assay.local.services.SecretStore;
import io.assay.local.services.bedrock.BedrockEndpoint;
import io.assay.local.services.bedrock.Embeddings;
import io.assay.local.template.Stack;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Future;

/** The services behind the gateway, started at once, with the tables, queues, buckets and secrets of the template. */
final class LocalServices implements AutoCloseable {

    /** Texts whose vectors are kept: enough for the cases of a demo. */
    private static final int CACHED_TEXTS = 2_000;

    private final Together parts = new Together();
    private final Future<DynamoDbService> tables;
    private final Future<QueueService> queues;
    private final Future<ObjectStore> buckets;
    private final Future<SecretStore> secrets;
    private final Future<IssuerService> issuer;
    private final Future<LocalModel> bedrock;

    /** The endpoint needs its embeddings until it is closed. */
    private record LocalModel(BedrockEndpoint endpoint, Embeddings embeddings) implements AutoCloseable {
        @Override
        public void close() {
            endpoint.close();
            embeddings.close();
        }
    }

    LocalServices(Stack stack, LocalStack.Options options) {
        tables = parts.start(() -> {
            DynamoDbService service = DynamoDbService.start(options.data().map(d -> d.resolve("tables")), 0);
            service.createTables(stack.tables(), stack.region());
            if (options.lag().isPositive()) {
                service.createTables(LaggingTables.copies(stack), stack.region());
            }
            return service;
        });
        queues = parts.start(() -> {
            QueueService service = QueueService.start(options.clock(), stack.account(), stack.region(), 0);
            service.createQueues(stack.queues());
            return service;
        });
        buckets = parts.start(() -> ObjectStore.start(
                stack.buckets(), options.clock(), options.data().map(d -> d.resolve("buckets")), 0));
        secrets = parts.start(() -> SecretStore.start(
                secrets(stack, options), options.clock(), options.data().map(d -> d.resolve("secrets")), 0));
        issuer = parts.start(() -> IssuerService.start(options.clock(), options.issuerPort()));
        bedrock = parts.start(() -> {
            Embeddings embeddings = new Embeddings(CACHED_TEXTS);
            BedrockEndpoint endpoint = BedrockEndpoint.start(embeddings, options.clock(), 0);
            endpoint.behave(options.bedrock());
            return new LocalModel(endpoint, embeddings);
        });
    }

    /** Those of the template; with a seed, values that it generates. */
    private static List<Stack.Secret> secrets(Stack stack, LocalStack.Options options) {
        if (options.seed().isEmpty()) {
            return stack.secrets();
        }
        SplittableRandom random = new SplittableRandom(options.seed().get());
        return stack.secrets().stream()
                .map(secret -> secret.value().isPresent()
                        ? secret
                        : new Stack.Secret(
                                secret.logicalId(),
                                secret.name(),
                                secret.arn(),
                                secret.generatedLength(),
                                Optional.of(Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()))))
                .toList();
    }

    /** Waits until each has started. */
    Map<Service, URI> backends() {
        return Map.of(
                Service.DYNAMODB, Together.started(tables).endpoint(),
                Service.SQS, Together.started(queues).endpoint(),
                Service.S3, Together.started(buckets).endpoint(),
                Service.SECRETS_MANAGER, Together.started(secrets).endpoint(),
                Service.BEDROCK, bedrock().uri());
    }

    IssuerService issuer() {
        return Together.started(issuer);
    }

    BedrockEndpoint bedrock() {
        return Together.started(bedrock).endpoint();
    }

    @Override
    public void close() {
        parts.close();
    }
}
