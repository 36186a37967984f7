package io.assay.local.template;

import io.assay.local.template.Stack.EventSource;
import io.assay.local.template.Stack.Function;
import io.assay.local.template.Value.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions, each with its role, variables and event sources. */
final class Functions {
    static final String FUNCTION = "AWS::Serverless::Function";

    private Functions() {}

    static List<Function> read(List<Resolved> all, Problems problems) {
        EventSources sources = new EventSources(all, problems);
        List<Function> functions = new ArrayList<>();
        for (Resolved function : Resolved.ofType(all, FUNCTION)) {
            Fields properties = function.properties();
            Duration timeout = Stores.seconds(properties, "Timeout", Duration.ofSeconds(3));
            List<EventSource> events = new ArrayList<>();
            Fields declared = properties.fields("Events");
            declared.entries().forEach((id, entry) -> {
                if (entry.value() instanceof Fields event) {
                    sources.read(function, id, event, timeout).ifPresent(events::add);
                }
            });
            Map<String, String> environment = new LinkedHashMap<>();
            Fields variables = properties.fields("Environment").fields("Variables");
            variables
                    .entries()
                    .forEach((name, entry) ->
                            environment.put(name, String.valueOf(entry.value().plain())));
            functions.add(new Function(
                    function.id(),
                    function.ref(),
                    properties.text("Handler").orElseThrow(),
                    timeout,
                    properties.integer("MemorySize").orElse(128),
                    role(function, all, problems),
                    properties.fields("LoggingConfig").text("LogGroup").orElse("/aws/lambda/" + function.ref()),
                    environment,
                    events));
        }
        return functions;
    }

    private static String role(Resolved function, List<Resolved> all, Problems problems) {
        Fields properties = function.properties();
        String arn = properties.text("Role").orElseThrow();
        Optional<Resolved> role = Resolved.by(all, Access.ROLE, "Arn", arn);
        if (role.isEmpty()) {
            problems.add(
                    properties.lineOf("Role"),
                    function.path() + ".Role",
                    "'" + arn + "' is no role of this template; write !GetAtt <Role>.Arn");
            return "";
        }
        if (!Access.forLambda(role.get())) {
            problems.add(
                    role.get().properties().lineOf("AssumeRolePolicyDocument"),
                    role.get().path() + ".AssumeRolePolicyDocument",
                    "does not let lambda.amazonaws.com assume the role of " + function.id());
        }
        return role.get().id();
    }
}
