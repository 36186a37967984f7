package io.assay.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.assay.local.template.TemplateException.Problem;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake at a time in the good sample; each is told with its line and its place. */
class BrokenTemplateTest {
    private static TemplateException read(String yaml) {
        return catchThrowableOfType(
                TemplateException.class,
                () -> Template.of(yaml, "sample.yaml", Map.of(), "123456789012", "eu-central-1"));
    }

    @ParameterizedTest(name = "{2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        Type: AWS::SNS::Topic | Type: AWS::SNS::Topik | Resources.Alerts.Type | unknown type AWS::SNS::Topik; the local stack knows AWS::CloudWatch::Alarm
        DelaySeconds: 1 | DelaySecond: 1 | Resources.InferenceQueue.Properties.DelaySecond | unknown property, or one the local stack does not run; known here: DelaySeconds
        DelaySeconds: 1 | FifoQueue: true | Resources.InferenceQueue.Properties.FifoQueue | unknown property
        DelaySeconds: 1 | DelaySeconds: soon | Resources.InferenceQueue.Properties.DelaySeconds | 'soon' string found, integer expected
        DelaySeconds: 1 | DelaySeconds: 901 | Resources.InferenceQueue.Properties.DelaySeconds | '901' must have a maximum value of 900
        DelaySeconds: 1 | DelaySeconds: | Resources.InferenceQueue.Properties.DelaySeconds | has no value
        DelaySeconds: 1 | VisibilityTimeout: 1 | Resources.InferenceQueue.Properties.VisibilityTimeout | duplicate key, first given in line
        VisibilityTimeout: 180 | VisibilityTimeout: 20 | Resources.Inference.Properties.Events.Messages.Properties.Queue | a VisibilityTimeout of 20 s, less than the function's Timeout of 30 s
        {Who: !Ref Stage} | {Who: !Rev Stage} | Resources.Intake.Properties.Environment.Variables.LITERAL[1].Who | unknown intrinsic !Rev
        {Ref: UserPool} | {'Fn::ImportValue': UserPool} | Outputs.Pool.Value | unknown intrinsic Fn::ImportValue
        {Ref: UserPool} | {Ref: UserPool, More: 1} | Outputs.Pool.Value | Ref stands alone
        {Ref: UserPool} | {Ref: UserPol} | Outputs.Pool.Value | there is no parameter or resource 'UserPol'
        INFERENCE_QUEUE: !Ref InferenceQueue | INFERENCE_QUEUE: !Ref Gone | Resources.Intake.Properties.Environment.Variables.INFERENCE_QUEUE | there is no parameter or resource 'Gone'
        Value: !GetAtt InferenceDeadLetters.QueueName | Value: !GetAtt InferenceDeadLetters.Name | Resources.InferenceAlarm.Properties.Dimensions[0].Value | no attribute 'Name' of InferenceDeadLetters (AWS::SQS::Queue, which has Arn, QueueName, QueueUrl)
        Value: !GetAtt InferenceDeadLetters.QueueName | Value: !GetAtt Gone.QueueName | Resources.InferenceAlarm.Properties.Dimensions[0].Value | there is no resource 'Gone'
        ${InferenceQueue.Arn} | ${InferenceKueue.Arn} | Resources.IntakeRole.Properties.Policies[0].PolicyDocument.Statement[1].Resource | there is no resource 'InferenceKueue'
        ABSENT: !If [Production, | ABSENT: !If [Productive, | Resources.Intake.Properties.Environment.Variables.ABSENT | there is no condition 'Productive'
        ABSENT: !If [Production, set, !Ref AWS::NoValue] | ABSENT: !If [Production, set] | Resources.Intake.Properties.Environment.Variables.ABSENT | Fn::If takes [condition, value if true, value if false]
        !Select [1, | !Select [7, | Resources.Intake.Properties.Environment.Variables.QUEUE_NAME | index 7 is outside a list of 2
        RetentionInDays: !FindInMap [Stages, !Ref Stage, Retention] | RetentionInDays: !FindInMap [Stages, !Ref Stage, Kept] | Resources.ApiLogs.Properties.RetentionInDays | Mappings.Stages.dev.Kept does not exist
        RetentionInDays: !FindInMap [Stages, !Ref Stage, Retention] | RetentionInDays: 31 | Resources.ApiLogs.Properties.RetentionInDays | '31' does not have a value in the enumeration
        DependsOn: IntakeLogs | DependsOn: Logs | Resources.Intake.DependsOn | there is no resource 'Logs'
        DependsOn: IntakeLogs | DependOn: IntakeLogs | Resources.Intake.DependOn | unknown key; known here: Condition
        Handler: io.assay.intake.IntakeHandler::handleRequest | Description: x | Resources.Intake.Properties | lacks the required property 'Handler'
        Role: !GetAtt IntakeRole.Arn | Role: arn:aws:iam::123456789012:role/x | Resources.Intake.Properties.Role | is no role of this template
        Principal: {Service: lambda.amazonaws.com} | Principal: {Service: ec2.amazonaws.com} | Resources.IntakeRole.Properties.AssumeRolePolicyDocument | does not let lambda.amazonaws.com assume
        Policies: {PasswordPolicy | ManagedPolicies: {PasswordPolicy | Resources.UserPool.Properties.ManagedPolicies | unknown property
        - PolicyName: intake | - Name: intake | Resources.IntakeRole.Properties.Policies[0].Name | unknown property
        Type: ScheduleV2 | Type: Kinesis | Resources.Inference.Properties.Events.Minute.Type | 'Kinesis' does not have a value in the enumeration
        Stream: !GetAtt Cases.StreamArn | Table: !Ref Cases | Resources.Inference.Properties.Events.Stream.Properties.Table | unknown property
        StreamSpecification: {StreamViewType: NEW_IMAGE} | DeletionProtectionEnabled: true | Resources.Inference.Properties.Events.Stream.Properties.Stream | give Cases StreamSpecification
        Messages: | Queue: | Resources.Inference.Properties.Events.Queue | SAM makes a resource 'InferenceQueue' of it
        rate(1 minute) | every minute | Resources.Inference.Properties.Events.Minute.Properties.ScheduleExpression | must be rate(…) or cron(…)
        Method: GET, Path: /openapi.json | Method: POST, Path: '/workflows/{workflow}/cases' | Resources.Intake.Properties.Events.Document.Properties.Path | is already taken
        Auth: {Authorizer: NONE} | Auth: {Authorizer: Tokns} | Resources.Intake.Properties.Events.Document.Properties.Auth.Authorizer | 'Tokns' is no authorizer of Api
        DefaultAuthorizer: Tokens | DefaultAuthorizer: Tokns | Resources.Api.Properties.Auth.DefaultAuthorizer | there is no authorizer 'Tokns'
        deadLetterTargetArn: !GetAtt InferenceDeadLetters.Arn | deadLetterTargetArn: x | Resources.InferenceQueue.Properties.RedrivePolicy.deadLetterTargetArn | is no queue of this template
        - {AttributeName: due, AttributeType: S} | - {AttributeName: other, AttributeType: S} | Resources.Cases.Properties.AttributeDefinitions | must define exactly the attributes that keys use: [caseId, due, seq]
        Mode: COMPLIANCE, Days: 7 | Mode: COMPLIANCE | Resources.Audit.Properties.ObjectLockConfiguration | either Days or Years
        MinValue: 128 | MinValue: 2048 | Parameters.MemorySize.Default | '1024' is outside MinValue and MaxValue
        AllowedValues: [dev, prod] | AllowedValues: [test, prod] | Parameters.Stage.Default | 'dev' is not among the AllowedValues
        AllowedPattern: '[a-z]+' | AllowedPattern: '[0-9]+' | Parameters.Stage | does not match the AllowedPattern
        OwnPool: !Equals [!Ref Issuer, ''] | OwnPool: !Not [!Condition Either] | Conditions.OwnPool | depends on itself
        FailOnWarnings: true | FailOnWarning: true | Globals.HttpApi.FailOnWarning | unknown key
        Timeout: 30 | Timeout: 30 s | Resources.Intake.Properties.Timeout | '30 s' string found, integer expected
        AWSTemplateFormatVersion: '2010-09-09' | AWSTemplateFormatVersion: '2010-09-10' | AWSTemplateFormatVersion | must be '2010-09-09'
        Transform: AWS::Serverless-2016-10-31 | Hooks: {} | Hooks | unknown key
        Default: assay, console | AllowedPattern: '.*' | Parameters.Audiences | has neither a Default nor a given value
        """)
    void mistake_isToldWithItsLine(String right, String wrong, String path, String message) {
        String good = Samples.good();
        assertThat(good).contains(right);
        String yaml = good.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        TemplateException e = read(yaml);
        assertThat(e).isNotNull();
        assertThat(e.problems()).anySatisfy(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message()).contains(message);
            // The changed line, or where the value that no longer fits stands.
            String told = yaml.lines().toList().get(problem.line() - 1);
            String key = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
            assertThat(told).containsAnyOf(wrong, key);
        });
    }

    @Test
    void allMistakes_areToldAtOnce_inTheOrderOfLines() {
        String yaml = """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  First:
                    Type: AWS::SQS::Queue
                    Properties:
                      QueueName: !Ref Nowhere
                      Delay: 1
                  Second:
                    Type: AWS::SQS::Queu
                  First:
                    Type: AWS::SQS::Queue
                """;
        assertThat(read(yaml).problems())
                .extracting(problem -> problem.line() + " " + problem.path())
                .containsExactly(
                        "6 Resources.First.Properties.QueueName",
                        "7 Resources.First.Properties.Delay",
                        "9 Resources.Second.Type",
                        "10 Resources.First");
        assertThat(read(yaml))
                .hasMessageContaining("sample.yaml:10: Resources.First: duplicate key, first given in line 3");
    }

    @Test
    void alias_isRefused() {
        String yaml = "Resources: {A: &a {Type: AWS::SQS::Queue}, B: *a}";
        assertThat(read(yaml).problems())
                .containsExactly(
                        new Problem(1, "Resources.B", "a YAML alias: CloudFormation knows none, write the value out"));
    }

    @Test
    void resourceWhoseConditionIsFalse_isAnErrorWhereItIsUsed() {
        TemplateException e = catchThrowableOfType(
                TemplateException.class,
                () -> Template.of(Samples.good(), "s", Map.of("Issuer", "x"), "123456789012", "eu-central-1"));
        assertThat(e.problems()).hasSize(1).first().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("Resources.InferenceAlarm.Properties.AlarmActions[0]");
            assertThat(problem.message()).contains("Alerts does not exist here, its condition OwnPool is false");
        });
    }

    @Test
    void brokenYaml_isToldWithItsLine() {
        assertThat(read("Resources:\n  A: [1\n  B: 2\n")).hasMessageContaining("is no YAML");
        assertThat(read("")).hasMessage("sample.yaml:1: template: is empty; write Resources");
    }

    @Test
    void valueForUndeclaredParameter_isAnError() {
        TemplateException e = catchThrowableOfType(
                TemplateException.class,
                () -> Template.of(Samples.good(), "s", Map.of("Isuer", "x"), "123456789012", "eu-central-1"));
        assertThat(e).hasMessageContaining("a value was given for 'Isuer', which is not declared");
    }
}
