package io.assay.local.template;

import io.assay.local.template.Sections.Resource;
import io.assay.local.template.Value.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A template as its rules see it: every resource that a deployment with these parameters would make. */
record Deployed(Template.Read read) {
    static final String ACCOUNT = "123456789012";
    static final String QUEUE = "AWS::SQS::Queue";
    static final String TABLE = "AWS::DynamoDB::Table";
    static final String BUCKET = "AWS::S3::Bucket";
    static final String LOG_GROUP = "AWS::Logs::LogGroup";
    static final String ALARM = "AWS::CloudWatch::Alarm";

    /** @param parameters names and values in turn; the others have their defaults */
    static Deployed of(String yaml, String... parameters) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        return new Deployed(Template.read(yaml, "template.yaml", given, ACCOUNT, "eu-central-1"));
    }

    /** A parameter's value in force. */
    String parameter(String name) {
        return read.parameters().getOrDefault(name, "");
    }

    Stream<Resolved> all(String type) {
        return Resolved.ofType(read.resources(), type).stream();
    }

    Stream<Resolved> functions() {
        return all(Functions.FUNCTION);
    }

    /** The functions that CodeDeploy moves to a new version: all but its own hook. */
    Stream<Resolved> movedFunctions() {
        return functions()
                .filter(function -> !deployment(function)
                        .value("Enabled")
                        .filter(enabled -> enabled.plain().equals(false))
                        .isPresent());
    }

    static Fields deployment(Resolved function) {
        return function.properties().fields("DeploymentPreference");
    }

    /** The resource as it is written, with what stands beside its properties. */
    Fields written(Resolved resource) {
        Resource written = read.sections().resources().get(resource.id());
        return written == null ? Fields.empty(0) : written.whole();
    }

    /** Event sources of one kind. */
    static Stream<Fields> events(Resolved function, String kind) {
        Fields events = function.properties().fields("Events");
        return events.entries().keySet().stream()
                .map(events::fields)
                .filter(event -> event.text("Type").equals(Optional.of(kind)))
                .map(event -> event.fields("Properties"));
    }

    /** An alarm on a metric of one thing, with a rule about the alarm itself. */
    boolean alarm(String namespace, String metric, String dimension, String value, Predicate<Fields> also) {
        return all(ALARM)
                .map(Resolved::properties)
                .filter(alarm -> alarm.text("Namespace").equals(Optional.of(namespace)))
                .filter(alarm -> alarm.text("MetricName").equals(Optional.of(metric)))
                .filter(alarm -> alarm.rows("Dimensions").stream()
                        .anyMatch(row -> row.text("Name").equals(Optional.of(dimension))
                                && row.text("Value").equals(Optional.of(value))))
                .anyMatch(also);
    }

    boolean alarm(String namespace, String metric, String dimension, String value) {
        return alarm(namespace, metric, dimension, value, alarm -> true);
    }

    /** The queues that are another's dead-letter queue. */
    List<String> deadLetterQueues() {
        return all(QUEUE)
                .flatMap(queue -> queue.properties().fields("RedrivePolicy").text("deadLetterTargetArn").stream())
                .toList();
    }

    /** The value of a resource's tag, from either way of writing tags. */
    static Optional<String> tag(Resolved resource, String key) {
        Fields properties = resource.properties();
        return properties
                .fields("Tags")
                .text(key)
                .or(() -> properties.fields("UserPoolTags").text(key))
                .or(() -> properties.rows("Tags").stream()
                        .filter(row -> row.text("Key").equals(Optional.of(key)))
                        .flatMap(row -> row.text("Value").stream())
                        .findFirst());
    }

    static boolean is(Fields fields, String name, String value) {
        return fields.text(name).equals(Optional.of(value));
    }
}
