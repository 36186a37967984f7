package io.assay.local.template;

import static io.assay.local.template.Deployed.deployment;
import static io.assay.local.template.Deployed.events;
import static io.assay.local.template.Deployed.is;
import static io.assay.local.template.Deployed.tag;

import io.assay.local.template.Value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules about functions: how they are built, published, fed and watched. */
final class FunctionRules {
    static final List<Rule> ALL = List.of(
            functions(
                    "a function runs on java25 and arm64",
                    function -> is(function.properties(), "Runtime", "java25")
                            && function.properties().texts("Architectures").equals(List.of("arm64")),
                    "Architectures: [arm64]",
                    "Architectures: [x86_64]"),
            new Rule(
                    "a function's versions are published behind the alias live, with SnapStart",
                    deployed -> breaking(
                            deployed.movedFunctions(),
                            function -> is(function.properties(), "AutoPublishAlias", "live")
                                    && function.properties().flag("AutoPublishAliasAllProperties")
                                    && is(function.properties().fields("SnapStart"), "ApplyOn", "PublishedVersions")),
                    "ApplyOn: PublishedVersions",
                    "ApplyOn: None"),
            new Rule(
                    "traffic moves to a new version as the parameter says, by the role made for it",
                    deployed -> breaking(
                            deployed.movedFunctions(),
                            function -> is(deployment(function), "Type", deployed.parameter("DeploymentType"))
                                    && role(deployed, "codedeploy.amazonaws.com")
                                            .filter(role -> is(deployment(function), "Role", role.arn()))
                                            .isPresent()),
                    "Type: !Ref DeploymentType",
                    "Type: AllAtOnce"),
            new Rule(
                    "a case goes through a new version before traffic does",
                    deployed -> breaking(
                            deployed.movedFunctions(),
                            function -> deployed.functions()
                                    .filter(hook -> is(deployment(function).fields("Hooks"), "PreTraffic", hook.ref()))
                                    .anyMatch(hook -> is(
                                            hook.properties(),
                                            "Handler",
                                            "io.assay.canary.CanaryHandler::handleRequest"))),
                    "PreTraffic: !Ref CanaryFunction",
                    "PreTraffic: !Ref CasesFunction"),
            new Rule(
                    "a new version is taken back when an alarm of its own function rings",
                    deployed -> breaking(
                            deployed.movedFunctions(),
                            function -> deployment(function)
                                    .texts("Alarms")
                                    .contains("assay-" + function.id().replace("Function", "ErrorsAlarm"))),
                    "Alarms: [!Ref InferenceErrorsAlarm, !Ref StepsFailedAlarm]",
                    "Alarms: [!Ref StepsFailedAlarm]"),
            new Rule(
                    "an alarm that takes a version back is there, and rings of no old dead letter",
                    deployed -> breaking(
                            deployed.movedFunctions(),
                            function -> deployment(function).texts("Alarms").stream()
                                    .allMatch(name -> !name.contains("DeadLetters")
                                            && deployed.all(Deployed.ALARM)
                                                    .anyMatch(
                                                            alarm -> alarm.ref().equals(name)))),
                    "!Sub \"${AWS::StackName}-ApiErrorsAlarm\"]\n      LoggingConfig:\n        LogGroup: !Ref ReviewLogGroup",
                    "!Sub \"${AWS::StackName}-ApiErorsAlarm\"]\n      LoggingConfig:\n        LogGroup: !Ref ReviewLogGroup"),
            new Rule(
                    "what moves traffic may move each function's alias and no other's",
                    deployed -> breaking(
                            deployed.movedFunctions(),
                            function -> role(deployed, "codedeploy.amazonaws.com").stream()
                                    .flatMap(role -> statements(role))
                                    .filter(statement ->
                                            statement.texts("Action").contains("lambda:UpdateAlias"))
                                    .flatMap(statement -> statement.texts("Resource").stream())
                                    .anyMatch(function.arn()::equals)),
                    "- !GetAtt SweeperFunction.Arn\n",
                    "- !GetAtt CasesFunction.Arn\n"),
            new Rule(
                    "a function has a role of its own that Lambda alone assumes",
                    deployed -> breaking(
                            deployed.functions(),
                            function -> deployed.functions()
                                                    .filter(other -> other.properties()
                                                            .text("Role")
                                                            .equals(function.properties()
                                                                    .text("Role")))
                                                    .count()
                                            == 1
                                    && assumedBy(deployed, function).equals(Optional.of("lambda.amazonaws.com"))),
                    "Role: !GetAtt CasesRole.Arn",
                    "Role: !GetAtt ReviewRole.Arn"),
            new Rule(
                    "a role allows exact actions, and none on all resources",
                    deployed -> breaking(
                            deployed.all(Access.ROLE), role -> statements(role).allMatch(FunctionRules::isExact)),
                    "Action: [logs:CreateLogStream, logs:PutLogEvents]\n                Resource: !Sub \"${SweeperLogGroup.Arn}\"",
                    "Action: [logs:CreateLogStream, logs:PutLogEvents]\n                Resource: \"*\""),
            functions(
                    "a function says its app and its room",
                    function -> tag(function, "app").equals(Optional.of("assay"))
                            && tag(function, "room")
                                    .filter(room -> function.properties()
                                            .text("Handler")
                                            .orElse("")
                                            .startsWith("io.assay." + room + "."))
                                    .isPresent(),
                    "Tags: {room: sweeper}",
                    "Tags: {room: metrics}"),
            new Rule(
                    "a function writes JSON to a log group of its own, kept as long as the parameter says",
                    deployed -> breaking(
                            deployed.functions(),
                            function -> is(function.properties().fields("LoggingConfig"), "LogFormat", "JSON")
                                    && Resolved.by(
                                                    deployed.read().resources(),
                                                    Deployed.LOG_GROUP,
                                                    Identities.REF,
                                                    function.properties()
                                                            .fields("LoggingConfig")
                                                            .text("LogGroup")
                                                            .orElse(""))
                                            .filter(group -> group.ref().endsWith(function.id()))
                                            .isPresent()),
                    "LogGroup: !Ref EvaluationLogGroup",
                    "LogGroup: !Ref ActionLogGroup"),
            new Rule(
                    "a function's errors and throttles ring an alarm",
                    deployed -> breaking(
                            deployed.functions(),
                            function -> Stream.of("Errors", "Throttles")
                                    .allMatch(metric ->
                                            deployed.alarm("AWS/Lambda", metric, "FunctionName", function.ref()))),
                    "Value: !Ref CasesFunction",
                    "Value: !Ref ReviewFunction"),
            functions(
                    "no function reserves concurrency unless the parameter says so",
                    function -> !function.properties().has("ReservedConcurrentExecutions"),
                    "Timeout: 900\n",
                    "Timeout: 900\n      ReservedConcurrentExecutions: 1\n"),
            functions(
                    "a queue feeds a function by up to as many batches as the parameter says, message by message",
                    function -> events(function, "SQS")
                            .allMatch(source -> source.fields("ScalingConfig")
                                            .integer("MaximumConcurrency")
                                            .filter(most -> most >= 2)
                                            .isPresent()
                                    && source.texts("FunctionResponseTypes").contains("ReportBatchItemFailures")),
                    "            ScalingConfig:\n              MaximumConcurrency: !Ref QueueConcurrency\n",
                    ""),
            new Rule(
                    "a queue hides a message for six times as long as its function may take",
                    deployed -> breaking(
                            deployed.functions(),
                            function -> events(function, "SQS")
                                    .allMatch(source -> Resolved.by(
                                                    deployed.read().resources(),
                                                    Deployed.QUEUE,
                                                    "Arn",
                                                    source.text("Queue").orElse(""))
                                            .flatMap(queue -> queue.properties().integer("VisibilityTimeout"))
                                            .filter(seconds -> seconds
                                                    == 6
                                                            * function.properties()
                                                                    .integer("Timeout")
                                                                    .orElse(3))
                                            .isPresent())),
                    "VisibilityTimeout: 360",
                    "VisibilityTimeout: 180"),
            new Rule(
                    "a stream's reader has windows, bisects, tries until a record expires, and says what it gave up",
                    deployed -> breaking(
                            deployed.functions(),
                            function -> events(function, "DynamoDB").allMatch(FunctionRules::patientReader)),
                    "BisectBatchOnFunctionError: true",
                    "BisectBatchOnFunctionError: false"),
            new Rule(
                    "a stream has at most two readers",
                    deployed -> deployed.functions()
                                            .flatMap(function -> events(function, "DynamoDB"))
                                            .count()
                                    <= 2
                            ? List.of()
                            : List.of("readers"),
                    "Type: Schedule\n          Properties:\n            Schedule: rate(1 minute)\n            Description: Every minute",
                    "Type: DynamoDB\n          Properties:\n            Stream: !GetAtt CasesTable.StreamArn\n            StartingPosition: LATEST"));

    private FunctionRules() {}

    private static boolean isExact(Fields statement) {
        return statement.texts("Action").stream().noneMatch(action -> action.contains("*"))
                && !statement.texts("Resource").contains("*");
    }

    private static boolean patientReader(Fields source) {
        return source.has("MaximumBatchingWindowInSeconds")
                && source.flag("BisectBatchOnFunctionError")
                && source.integer("MaximumRetryAttempts").equals(Optional.of(-1))
                && source.fields("DestinationConfig").fields("OnFailure").has("Destination");
    }

    private static Rule functions(String name, Predicate<Resolved> holds, String right, String wrong) {
        return new Rule(name, deployed -> breaking(deployed.functions(), holds), right, wrong);
    }

    static List<String> breaking(Stream<Resolved> resources, Predicate<Resolved> holds) {
        return resources.filter(holds.negate()).map(Resolved::id).toList();
    }

    private static Optional<String> assumedBy(Deployed deployed, Resolved function) {
        return Resolved.by(
                        deployed.read().resources(),
                        Access.ROLE,
                        "Arn",
                        function.properties().text("Role").orElse(""))
                .flatMap(FunctionRules::assumedBy);
    }

    private static Optional<String> assumedBy(Resolved role) {
        Set<String> services =
                Set.copyOf(role.properties().fields("AssumeRolePolicyDocument").rows("Statement").stream()
                        .flatMap(statement -> statement.fields("Principal").texts("Service").stream())
                        .toList());
        return services.size() == 1 ? services.stream().findFirst() : Optional.empty();
    }

    private static Optional<Resolved> role(Deployed deployed, String service) {
        return deployed.all(Access.ROLE)
                .filter(role -> assumedBy(role).equals(Optional.of(service)))
                .findFirst();
    }

    private static Stream<Fields> statements(Resolved role) {
        return role.properties().rows("Policies").stream()
                .flatMap(policy -> policy.fields("PolicyDocument").rows("Statement").stream());
    }
}
