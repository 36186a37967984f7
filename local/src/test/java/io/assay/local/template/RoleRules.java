package io.assay.local.template;

import static io.assay.local.template.Deployed.is;
import static io.assay.local.template.FunctionRules.breaking;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules about the roles that no scenario can play, because their work is done by AWS itself or by what the local stack
 * has in another form: each permission is written down here. A function's own role is not here: the scenarios show that
 * it needs what it has.
 */
final class RoleRules {
    static final List<Rule> ALL = List.of(
            new Rule(
                    "what moves traffic may do what CodeDeploy asks for, on the functions that it moves",
                    deployed -> breaking(
                            deployed.all(Access.ROLE).filter(role -> !Access.forLambda(role)),
                            role -> allowed(role).equals(moving(deployed))),
                    "Action: lambda:GetProvisionedConcurrencyConfig",
                    "Action: [lambda:GetProvisionedConcurrencyConfig, lambda:DeleteAlias]"),
            new Rule(
                    "what makes the own pool's tokens may write its log and nothing else",
                    deployed -> breaking(
                            deployed.all(Access.ROLE)
                                    .filter(role -> Access.forLambda(role)
                                            && deployed.written(role).has("Condition")),
                            role -> allowed(role).equals(logging(deployed, role))),
                    "Resource: !Sub \"${TokensLogGroup.Arn}\"",
                    "Resource: !Sub \"${IntakeLogGroup.Arn}\""));

    private RoleRules() {}

    /** Every pair of action and resource. */
    private static Set<String> allowed(Resolved role) {
        return role.properties().rows("Policies").stream()
                .flatMap(policy -> policy.fields("PolicyDocument").rows("Statement").stream())
                .flatMap(statement -> statement.texts("Action").stream()
                        .flatMap(action ->
                                statement.texts("Resource").stream().map(resource -> action + " " + resource)))
                .collect(Collectors.toSet());
    }

    /** After AWS's own policy AWSCodeDeployRoleForLambdaLimited, without its topics, its revisions and its wildcards. */
    private static Set<String> moving(Deployed deployed) {
        Set<String> moved = deployed.movedFunctions().map(Resolved::arn).collect(Collectors.toSet());
        Stream<String> hooks = deployed.functions().map(Resolved::arn).filter(arn -> !moved.contains(arn));
        return Stream.of(
                        moved.stream()
                                .flatMap(arn -> Stream.of(
                                        "lambda:GetAlias " + arn,
                                        "lambda:UpdateAlias " + arn,
                                        "lambda:GetProvisionedConcurrencyConfig " + arn + ":live")),
                        hooks.map(arn -> "lambda:InvokeFunction " + arn),
                        Stream.of("cloudwatch:DescribeAlarms arn:aws:cloudwatch:eu-central-1:" + Deployed.ACCOUNT
                                + ":alarm:*"))
                .flatMap(pairs -> pairs)
                .collect(Collectors.toSet());
    }

    private static Set<String> logging(Deployed deployed, Resolved role) {
        return deployed.functions()
                .filter(function -> is(function.properties(), "Role", role.arn()))
                .flatMap(function -> group(deployed, function).stream())
                .flatMap(group -> Stream.of("logs:CreateLogStream " + group.arn(), "logs:PutLogEvents " + group.arn()))
                .collect(Collectors.toSet());
    }

    private static Optional<Resolved> group(Deployed deployed, Resolved function) {
        return Resolved.by(
                deployed.read().resources(),
                Deployed.LOG_GROUP,
                Identities.REF,
                function.properties().fields("LoggingConfig").text("LogGroup").orElse(""));
    }
}
