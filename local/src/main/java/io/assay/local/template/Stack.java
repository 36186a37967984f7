package io.assay.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code template.yaml} says, resolved: every intrinsic replaced by its value for one account, region and set of
 * parameters. The local host builds exactly this and nothing else, so what is not in the template does not exist.
 *
 * @param account    twelve digits
 * @param region     for example {@code eu-central-1}
 * @param parameters the values in force, defaults included
 * @param outputs    the template's outputs, resolved
 */
public record Stack(
        String account,
        String region,
        Map<String, String> parameters,
        List<Function> functions,
        List<Queue> queues,
        List<Table> tables,
        List<Bucket> buckets,
        List<Secret> secrets,
        List<Role> roles,
        List<HttpApi> httpApis,
        Map<String, String> outputs) {

    public Stack {
        parameters = Map.copyOf(parameters);
        functions = List.copyOf(functions);
        queues = List.copyOf(queues);
        tables = List.copyOf(tables);
        buckets = List.copyOf(buckets);
        secrets = List.copyOf(secrets);
        roles = List.copyOf(roles);
        httpApis = List.copyOf(httpApis);
        outputs = Map.copyOf(outputs);
    }

    /**
     * One {@code AWS::Serverless::Function}.
     *
     * @param handler     {@code class::method} as the template writes it
     * @param role        logical id of its {@link Role}
     * @param logGroup    name of the group that its log goes to
     * @param environment its variables, resolved; Lambda's own ({@code AWS_REGION} …) are the host's to add
     */
    public record Function(
            String logicalId,
            String name,
            String handler,
            Duration timeout,
            int memoryMb,
            String role,
            String logGroup,
            Map<String, String> environment,
            List<EventSource> sources) {
        public Function {
            environment = Map.copyOf(environment);
            sources = List.copyOf(sources);
        }

        /** With the log group that Lambda makes when it is told none. */
        public Function(
                String logicalId,
                String name,
                String handler,
                Duration timeout,
                int memoryMb,
                String role,
                Map<String, String> environment,
                List<EventSource> sources) {
            this(logicalId, name, handler, timeout, memoryMb, role, "/aws/lambda/" + name, environment, sources);
        }
    }

    /** What calls a function. */
    public sealed interface EventSource {
        /** The name of the event in the template, for messages. */
        String id();

        /**
         * A route of the HTTP API.
         *
         * @param method     upper case, or {@code ANY}
         * @param path       as in the template, for example {@code /workflows/{workflow}/cases}
         * @param authorizer name of the API's authorizer, or empty for a public route
         * @param scopes     one of them is enough, as API Gateway has it
         */
        record Route(
                String id, String api, String method, String path, Optional<String> authorizer, List<String> scopes)
                implements EventSource {
            public Route {
                scopes = List.copyOf(scopes);
            }
        }

        /**
         * An SQS event source.
         *
         * @param batchSize      at most 10 without a window
         * @param maxConcurrency 2 to 1,000, when the template sets it
         */
        record QueueSource(
                String id,
                String queueArn,
                int batchSize,
                Duration batchingWindow,
                Optional<Integer> maxConcurrency,
                boolean reportBatchItemFailures)
                implements EventSource {}

        /**
         * A DynamoDB stream.
         *
         * @param table          logical id of the table whose stream it is
         * @param tumblingWindow zero when not set
         * @param maxRetries     -1: until the record expires
         * @param onFailure      ARN of the queue or bucket that learns of discarded batches
         * @param filters        JSON patterns; empty: every record
         */
        record StreamSource(
                String id,
                String table,
                String startingPosition,
                int batchSize,
                Duration batchingWindow,
                Duration tumblingWindow,
                boolean bisectOnError,
                int maxRetries,
                Optional<String> onFailure,
                List<String> filters,
                boolean reportBatchItemFailures)
                implements EventSource {
            public StreamSource {
                filters = List.copyOf(filters);
            }
        }

        /**
         * A schedule.
         *
         * @param expression {@code rate(…)} or {@code cron(…)} as EventBridge writes them
         * @param input      JSON given to the function, or empty for EventBridge's own event
         */
        record Schedule(String id, String expression, Optional<String> input) implements EventSource {}
    }

    /** One {@code AWS::SQS::Queue}. */
    public record Queue(
            String logicalId,
            String name,
            String arn,
            String url,
            Duration visibilityTimeout,
            Duration retention,
            Duration delay,
            Optional<Redrive> redrive) {}

    /** Where a queue sends what was received too often. */
    public record Redrive(String deadLetterArn, int maxReceiveCount) {}

    /**
     * One {@code AWS::DynamoDB::Table}.
     *
     * @param partitionKey, sortKey attribute names; types in {@code attributes} as {@code S}, {@code N} or {@code B}
     * @param streamView   for example {@code NEW_IMAGE}; empty: no stream
     * @param ttlAttribute empty: no time to live
     */
    public record Table(
            String logicalId,
            String name,
            String arn,
            String partitionKey,
            Optional<String> sortKey,
            Map<String, String> attributes,
            List<Index> indexes,
            Optional<String> streamView,
            Optional<String> ttlAttribute) {
        public Table {
            attributes = Map.copyOf(attributes);
            indexes = List.copyOf(indexes);
        }
    }

    /** A global secondary index; {@code projection} is {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}. */
    public record Index(
            String name, String partitionKey, Optional<String> sortKey, String projection, List<String> included) {
        public Index {
            included = List.copyOf(included);
        }
    }

    /**
     * One {@code AWS::S3::Bucket}.
     *
     * @param objectLock default retention; empty: no Object Lock
     * @param policy     the bucket policy document, resolved; empty map: none
     */
    public record Bucket(
            String logicalId,
            String name,
            String arn,
            boolean versioned,
            Optional<ObjectLock> objectLock,
            Map<String, Object> policy) {}

    /** Default retention; {@code mode} is {@code GOVERNANCE} or {@code COMPLIANCE}. */
    public record ObjectLock(String mode, Duration retention) {}

    /**
     * One {@code AWS::SecretsManager::Secret}.
     *
     * @param generatedLength characters to generate; empty when the template gives the value
     */
    public record Secret(
            String logicalId, String name, String arn, Optional<Integer> generatedLength, Optional<String> value) {}

    /**
     * One {@code AWS::IAM::Role}.
     *
     * @param policyDocuments its inline policies as policy documents ({@code Version}, {@code Statement}), resolved
     */
    public record Role(String logicalId, String name, String arn, List<Map<String, Object>> policyDocuments) {
        public Role {
            policyDocuments = List.copyOf(policyDocuments);
        }
    }

    /** One {@code AWS::Serverless::HttpApi}. */
    public record HttpApi(String logicalId, List<JwtAuthorizer> authorizers, Optional<String> defaultAuthorizer) {
        public HttpApi {
            authorizers = List.copyOf(authorizers);
        }
    }

    /** A JWT authorizer: tokens of one issuer for one of the audiences, read from the named identity source. */
    public record JwtAuthorizer(String name, String issuer, List<String> audiences, String identitySource) {
        public JwtAuthorizer {
            audiences = List.copyOf(audiences);
        }
    }
}
