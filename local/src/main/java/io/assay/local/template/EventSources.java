package io.assay.local.template;

import io.assay.local.template.Stack.EventSource;
import io.assay.local.template.Stack.EventSource.QueueSource;
import io.assay.local.template.Stack.EventSource.Route;
import io.assay.local.template.Stack.EventSource.Schedule;
import io.assay.local.template.Stack.EventSource.StreamSource;
import io.assay.local.template.Value.Fields;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The events of functions: routes, queues, streams and schedules. */
final class EventSources {
    private static final String TABLE = "AWS::DynamoDB::Table";
    private static final String QUEUE = "AWS::SQS::Queue";
    private static final String BUCKET = "AWS::S3::Bucket";

    private final List<Resolved> all;
    private final Problems problems;
    private final Set<String> routes = new HashSet<>();

    EventSources(List<Resolved> all, Problems problems) {
        this.all = all;
        this.problems = problems;
    }

    /** Empty for a source that the template switches off, and after a problem. */
    Optional<EventSource> read(Resolved function, String id, Fields event, Duration timeout) {
        Fields properties = event.fields("Properties");
        String path = function.path() + ".Events." + id + ".Properties";
        if (all.stream().anyMatch(resource -> resource.id().equals(function.id() + id))) {
            problems.add(
                    function.properties().fields("Events").lineOf(id),
                    function.path() + ".Events." + id,
                    "SAM makes a resource '" + function.id() + id
                            + "' of it, which there is already; rename the event");
        }
        boolean off = properties
                        .value("Enabled")
                        .filter(value -> value.plain().equals(false))
                        .isPresent()
                || properties.text("State").filter("DISABLED"::equals).isPresent();
        if (off) {
            return Optional.empty();
        }
        return switch (event.text("Type").orElseThrow()) {
            case "HttpApi" -> route(id, properties, path);
            case "SQS" -> queue(id, properties, path, timeout);
            case "DynamoDB" -> stream(id, properties, path);
            case "Schedule" -> schedule(id, "Schedule", properties, path);
            default -> schedule(id, "ScheduleExpression", properties, path);
        };
    }

    private Optional<EventSource> route(String id, Fields properties, String path) {
        String method = properties.text("Method").orElseThrow().toUpperCase(Locale.ROOT);
        String route = properties.text("Path").orElseThrow();
        Optional<Resolved> api = Resolved.by(
                all, Access.HTTP_API, Identities.REF, properties.text("ApiId").orElseThrow());
        if (api.isEmpty()) {
            return problem(properties, "ApiId", path, "is no HTTP API of this template; write !Ref <HttpApi>");
        }
        if (!routes.add(api.get().id() + " " + method + " " + route)) {
            return problem(properties, "Path", path, "route " + method + " " + route + " is already taken");
        }
        Fields auth = properties.fields("Auth");
        Fields shared = api.get().properties().fields("Auth");
        Optional<String> authorizer = auth.text("Authorizer")
                .or(() -> shared.text("DefaultAuthorizer"))
                .filter(name -> !name.equals("NONE"));
        Fields declared = shared.fields("Authorizers");
        if (authorizer.filter(name -> !declared.has(name)).isPresent()) {
            return problem(
                    auth,
                    "Authorizer",
                    path + ".Auth",
                    "is no authorizer of " + api.get().id());
        }
        List<String> scopes = auth.has("AuthorizationScopes")
                ? auth.texts("AuthorizationScopes")
                : authorizer
                        .map(name -> declared.fields(name).texts("AuthorizationScopes"))
                        .orElse(List.of());
        return Optional.of(new Route(id, api.get().id(), method, route, authorizer, scopes));
    }

    private Optional<EventSource> queue(String id, Fields properties, String path, Duration timeout) {
        Optional<Resolved> queue =
                Resolved.by(all, QUEUE, "Arn", properties.text("Queue").orElseThrow());
        if (queue.isEmpty()) {
            return problem(properties, "Queue", path, "is no queue of this template; write !GetAtt <Queue>.Arn");
        }
        Duration visibility = Stores.seconds(queue.get().properties(), "VisibilityTimeout", Duration.ofSeconds(30));
        if (visibility.compareTo(timeout) < 0) {
            return problem(
                    properties,
                    "Queue",
                    path,
                    "has a VisibilityTimeout of " + visibility.toSeconds() + " s, less than the function's Timeout of "
                            + timeout.toSeconds() + " s, which Lambda refuses; raise it (6 × the Timeout is advised)");
        }
        int batchSize = properties.integer("BatchSize").orElse(10);
        Duration window = Stores.seconds(properties, "MaximumBatchingWindowInSeconds", Duration.ZERO);
        if (batchSize > 10 && window.isZero()) {
            return problem(
                    properties,
                    "BatchSize",
                    path,
                    "is above 10 and so needs MaximumBatchingWindowInSeconds of 1 or more");
        }
        return Optional.of(new QueueSource(
                id,
                queue.get().arn(),
                batchSize,
                window,
                properties.fields("ScalingConfig").integer("MaximumConcurrency"),
                reports(properties)));
    }

    private Optional<EventSource> stream(String id, Fields properties, String path) {
        Optional<Resolved> table =
                Resolved.by(all, TABLE, "StreamArn", properties.text("Stream").orElseThrow());
        if (table.isEmpty()) {
            return problem(
                    properties, "Stream", path, "is no stream of this template; write !GetAtt <Table>.StreamArn");
        }
        if (!table.get().properties().has("StreamSpecification")) {
            return problem(
                    properties,
                    "Stream",
                    path,
                    "has no stream; give " + table.get().id() + " StreamSpecification");
        }
        Fields failure = properties.fields("DestinationConfig").fields("OnFailure");
        Optional<String> onFailure = failure.text("Destination");
        boolean unknown = onFailure.isPresent()
                && Resolved.by(all, QUEUE, "Arn", onFailure.get()).isEmpty()
                && Resolved.by(all, BUCKET, "Arn", onFailure.get()).isEmpty();
        if (unknown) {
            return problem(
                    failure,
                    "Destination",
                    path + ".DestinationConfig.OnFailure",
                    "is no queue or bucket of this template");
        }
        return Optional.of(new StreamSource(
                id,
                table.get().id(),
                properties.text("StartingPosition").orElseThrow(),
                properties.integer("BatchSize").orElse(100),
                Stores.seconds(properties, "MaximumBatchingWindowInSeconds", Duration.ZERO),
                Stores.seconds(properties, "TumblingWindowInSeconds", Duration.ZERO),
                properties.flag("BisectBatchOnFunctionError"),
                properties.integer("MaximumRetryAttempts").orElse(-1),
                onFailure,
                properties.fields("FilterCriteria").rows("Filters").stream()
                        .map(filter -> filter.text("Pattern").orElse("{}"))
                        .toList(),
                reports(properties)));
    }

    private Optional<EventSource> schedule(String id, String property, Fields properties, String path) {
        String expression = properties.text(property).orElseThrow();
        if (!expression.matches("(rate|cron)\\([^()]+\\)")) {
            return problem(properties, property, path, "must be rate(…) or cron(…)");
        }
        return Optional.of(new Schedule(id, expression, properties.text("Input")));
    }

    private static boolean reports(Fields properties) {
        return properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures");
    }

    private Optional<EventSource> problem(Fields fields, String name, String path, String message) {
        String value = fields.text(name).map(text -> "'" + text + "' ").orElse("");
        problems.add(fields.lineOf(name), path + "." + name, value + message);
        return Optional.empty();
    }
}
