package io.assay.local.template;

import static io.assay.local.template.Deployed.is;
import static io.assay.local.template.FunctionRules.breaking;

import io.assay.access.Role;
import io.assay.access.Scope;
import io.assay.aws.Signal;
import io.assay.local.template.Value.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about who may call, and about what is watched. */
final class WatchRules {
    /** Any message in the quarantine rings; the hook itself says what becomes of the canary's. */
    private static final Set<String> WITHOUT_AGE = Set.of("QuarantineQueue", "CanaryQueue");

    private static final String OWN = "assay/";

    static final List<Rule> ALL = List.of(
            new Rule(
                    "a dead letter rings an alarm",
                    deployed -> deployed.deadLetterQueues().stream()
                            .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                            .filter(name -> !visible(deployed, name))
                            .toList(),
                    "Value: !GetAtt ActionDeadLetters.QueueName",
                    "Value: !GetAtt IngestDeadLetters.QueueName"),
            new Rule(
                    "a message in the quarantine rings an alarm",
                    deployed -> breaking(
                            deployed.all(Deployed.QUEUE)
                                    .filter(queue -> queue.id().equals("QuarantineQueue")),
                            queue -> visible(deployed, queue.attribute("QueueName"))),
                    "Value: !GetAtt QuarantineQueue.QueueName",
                    "Value: !GetAtt IngestQueue.QueueName"),
            new Rule(
                    "a message that waits for too long rings an alarm",
                    deployed -> breaking(
                            deployed.all(Deployed.QUEUE)
                                    .filter(queue -> !WITHOUT_AGE.contains(queue.id())
                                            && !deployed.deadLetterQueues().contains(queue.arn())),
                            queue -> deployed.alarm(
                                    "AWS/SQS",
                                    "ApproximateAgeOfOldestMessage",
                                    "QueueName",
                                    queue.attribute("QueueName"))),
                    "Value: !GetAtt DecisionsQueue.QueueName",
                    "Value: !GetAtt IngestQueue.QueueName"),
            new Rule(
                    "a stream's reader that lags rings an alarm",
                    deployed -> breaking(
                            deployed.functions()
                                    .filter(function -> Deployed.events(function, "DynamoDB")
                                            .findAny()
                                            .isPresent()),
                            function -> deployed.alarm("AWS/Lambda", "IteratorAge", "FunctionName", function.ref())),
                    "MetricName: IteratorAge",
                    "MetricName: Duration"),
            new Rule(
                    "what a function signals rings an alarm",
                    deployed -> Arrays.stream(Signal.values())
                            .map(Signal::metric)
                            .filter(metric -> !deployed.alarm("Assay", metric, "service", "assay"))
                            .toList(),
                    "MetricName: BreakerOpened",
                    "MetricName: BreakerClosed"),
            new Rule(
                    "what the model costs, and an audit log at odds with the table, ring an alarm",
                    deployed -> Stream.of("ModelCost", "AuditMissing", "AuditAltered")
                            .filter(metric -> !deployed.alarm("Assay", metric, "service", "assay"))
                            .toList(),
                    "MetricName: ModelCost",
                    "MetricName: ModelPrice"),
            new Rule(
                    "callers who are answered 5xx ring an alarm",
                    deployed -> breaking(
                            deployed.all(Access.HTTP_API),
                            api -> deployed.alarm("AWS/ApiGateway", "5xx", "ApiId", api.ref())),
                    "MetricName: 5xx",
                    "MetricName: 4xx"),
            new Rule(
                    "an alarm says what it is about and tells somebody",
                    deployed -> breaking(
                            deployed.all(Deployed.ALARM),
                            alarm -> alarm.properties().has("AlarmDescription")
                                    && alarm.properties().has("TreatMissingData")
                                    && alarm.properties().texts("AlarmActions").equals(target(deployed))),
                    "TreatMissingData: notBreaching\n      AlarmActions: [!If [OwnAlarmTopic, !Ref AlarmTopic, !Ref AlarmTopicArn]]",
                    "TreatMissingData: notBreaching"),
            new Rule(
                    "the dashboard shows every queue that is watched",
                    deployed -> breaking(
                            deployed.all(Deployed.QUEUE)
                                    .filter(queue -> !queue.id().equals("CanaryQueue")),
                            queue -> deployed.all("AWS::CloudWatch::Dashboard")
                                    .anyMatch(board -> board.properties()
                                            .text("DashboardBody")
                                            .orElse("")
                                            .contains('"' + queue.attribute("QueueName") + '"'))),
                    "\"${QuarantineQueue.QueueName}\"",
                    "\"${IngestQueue.QueueName}\""),
            new Rule(
                    "logs are kept as long as the parameter says",
                    deployed -> breaking(
                            deployed.all(Deployed.LOG_GROUP),
                            group -> group.properties()
                                    .text("RetentionInDays")
                                    .equals(Optional.of(deployed.parameter("LogRetentionDays")))),
                    "RetentionInDays: !Ref LogRetentionDays",
                    "RetentionInDays: 1"),
            new Rule(
                    "the API is throttled, logs each request, and asks for a token unless the route is public",
                    deployed -> breaking(deployed.all(Access.HTTP_API), api -> {
                        Fields settings = api.properties().fields("DefaultRouteSettings");
                        return settings.has("ThrottlingRateLimit")
                                && settings.has("ThrottlingBurstLimit")
                                && api.properties().fields("AccessLogSettings").has("DestinationArn")
                                && api.properties().fields("Auth").has("DefaultAuthorizer");
                    }),
                    "        DefaultAuthorizer: Tokens\n",
                    ""),
            new Rule(
                    "a route asks for a scope in both spellings, or is the public document",
                    deployed -> deployed.functions()
                            .flatMap(function -> Deployed.events(function, "HttpApi"))
                            .filter(route -> !asksForScope(route))
                            .map(route -> route.text("Path").orElse(""))
                            .toList(),
                    "AuthorizationScopes: [cases.write, assay/cases.write]",
                    "AuthorizationScopes: [cases.write, assay/cases.read]"),
            new Rule(
                    "the pool has a group for each role and every scope",
                    deployed -> {
                        Set<String> groups = deployed.all("AWS::Cognito::UserPoolGroup")
                                .map(Resolved::ref)
                                .collect(Collectors.toSet());
                        Set<String> scopes = deployed.all("AWS::Cognito::UserPoolResourceServer")
                                .flatMap(server -> server.properties().rows("Scopes").stream())
                                .flatMap(scope -> scope.text("ScopeName").stream())
                                .collect(Collectors.toSet());
                        Set<String> odd = new TreeSet<>();
                        Arrays.stream(Role.values())
                                .map(Role::word)
                                .filter(word -> !groups.contains(word))
                                .forEach(odd::add);
                        Arrays.stream(Scope.values())
                                .map(Scope::word)
                                .filter(word -> !scopes.contains(word))
                                .forEach(odd::add);
                        return List.copyOf(odd);
                    },
                    "GroupName: auditor",
                    "GroupName: auditors"),
            new Rule(
                    "a person's token has the scopes of their roles and no others",
                    deployed -> breaking(
                            deployed.all("AWS::Cognito::UserPool"),
                            pool -> deployed.functions()
                                    .anyMatch(function -> is(
                                                    function.properties(),
                                                    "Handler",
                                                    "io.assay.tokens.TokensHandler::handleRequest")
                                            && is(
                                                    pool.properties()
                                                            .fields("LambdaConfig")
                                                            .fields("PreTokenGenerationConfig"),
                                                    "LambdaArn",
                                                    function.attribute("Alias")))),
                    "PreTokenGenerationConfig:\n          LambdaArn: !Ref TokensFunction.Alias",
                    "PreTokenGenerationConfig:\n          LambdaArn: !Ref RegistryFunction.Alias"),
            new Rule(
                    "no parameter is something that changes while the stack runs",
                    deployed -> deployed.read().parameters().keySet().stream()
                            .filter(name -> name.toLowerCase(Locale.ROOT)
                                    .matches(".*(threshold|confidence|phase|coverage|risk|sample|stop).*"))
                            .toList(),
                    "\n  ThrottleRate:\n",
                    "\n  Threshold:\n    Type: String\n    Default: x\n    Description: x\n  ThrottleRate:\n"));

    private WatchRules() {}

    private static boolean visible(Deployed deployed, String queueName) {
        return deployed.alarm(
                "AWS/SQS",
                "ApproximateNumberOfMessagesVisible",
                "QueueName",
                queueName,
                alarm -> is(alarm, "Threshold", "0") && is(alarm, "ComparisonOperator", "GreaterThanThreshold"));
    }

    private static List<String> target(Deployed deployed) {
        List<String> own = deployed.all("AWS::SNS::Topic").map(Resolved::ref).toList();
        return own.isEmpty() ? List.of(deployed.parameter("AlarmTopicArn")) : own;
    }

    private static boolean asksForScope(Fields route) {
        if (is(route.fields("Auth"), "Authorizer", "NONE")) {
            return is(route, "Path", "/openapi.json");
        }
        List<String> scopes = route.fields("Auth").texts("AuthorizationScopes");
        return scopes.size() == 2
                && Arrays.stream(Scope.values()).anyMatch(scope -> scope.word().equals(scopes.getFirst()))
                && scopes.getLast().equals(OWN + scopes.getFirst());
    }
}
