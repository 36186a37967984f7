package io.assay.local.gateway;

import io.assay.local.gateway.iam.Access;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQS in its JSON protocol. Permissions after the service authorization reference of Amazon SQS. */
final class SqsCalls implements CallReader {
    private static final String TARGET = "AmazonSQS.";
    private static final Pattern URL = Pattern.compile("https?://[^/]+/(\\d{12})/([A-Za-z0-9_.-]+)");
    private static final Set<String> FIELDS =
            Set.of("QueueUrl", "QueueName", "QueueOwnerAWSAccountId", "SourceArn", "DestinationArn");

    private final Stack stack;

    SqsCalls(Stack stack) {
        this.stack = stack;
    }

    @Override
    public Call read(Inbound request) throws IOException, Refusal {
        String target = request.header("X-Amz-Target").orElse("");
        if (!target.startsWith(TARGET)) return Call.unknown(Service.SQS, "a request without X-Amz-Target");
        String operation = target.substring(TARGET.length());
        JsonFields fields = JsonFields.of(Service.SQS, request.body(), FIELDS);
        return switch (operation) {
            // A batch needs the permission of its single call; there is none of its own.
            case "SendMessage", "SendMessageBatch" -> moving("SendMessage", operation, fields);
            case "ChangeMessageVisibility", "ChangeMessageVisibilityBatch" ->
                moving("ChangeMessageVisibility", operation, fields);
            case "DeleteMessage", "DeleteMessageBatch" -> on("DeleteMessage", operation, fields);
            case "ReceiveMessage", "GetQueueAttributes", "SetQueueAttributes", "PurgeQueue", "DeleteQueue" ->
                on(operation, operation, fields);
            case "ListDeadLetterSourceQueues" ->
                on(operation, operation, fields).answering(new Rewrite.QueueUrls(stack.region()));
            case "GetQueueUrl", "CreateQueue" -> {
                String account = fields.optionalText("QueueOwnerAWSAccountId").orElse(stack.account());
                yield Call.of(
                                Service.SQS,
                                operation,
                                List.of(new Access("sqs:" + operation, arn(account, fields.text("QueueName")))))
                        .answering(new Rewrite.QueueUrls(stack.region()));
            }
            case "ListQueues" ->
                Call.of(Service.SQS, operation, List.of(new Access("sqs:ListQueues", arn(stack.account(), "*"))))
                        .answering(new Rewrite.QueueUrls(stack.region()));
            case "StartMessageMoveTask" -> startMove(operation, fields);
            case "ListMessageMoveTasks" ->
                Call.of(
                        Service.SQS,
                        operation,
                        List.of(new Access("sqs:ListMessageMoveTasks", fields.text("SourceArn"))));
            default -> Call.unknown(Service.SQS, operation);
        };
    }

    private Call startMove(String operation, JsonFields fields) throws Refusal {
        String source = fields.text("SourceArn");
        List<Access> needs = new ArrayList<>();
        for (String action : List.of("StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"))
            needs.add(new Access("sqs:" + action, source));
        // Without a destination the messages go back to the queues whose dead letters they are.
        List<String> destinations = fields.optionalText("DestinationArn")
                .map(List::of)
                .orElseGet(() -> stack.queues().stream()
                        .filter(queue -> queue.redrive()
                                .filter(redrive -> redrive.deadLetterArn().equals(source))
                                .isPresent())
                        .map(Stack.Queue::arn)
                        .toList());
        for (String destination : destinations) needs.add(new Access("sqs:SendMessage", destination));
        return Call.of(Service.SQS, operation, needs)
                .moving(Set.copyOf(destinations.stream()
                        .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                        .toList()));
    }

    private Call moving(String action, String operation, JsonFields fields) throws Refusal {
        Matcher url = url(fields);
        return on(action, operation, fields).moving(Set.of(url.group(2)));
    }

    private Call on(String action, String operation, JsonFields fields) throws Refusal {
        Matcher url = url(fields);
        return Call.of(Service.SQS, operation, List.of(new Access("sqs:" + action, arn(url.group(1), url.group(2)))));
    }

    private static Matcher url(JsonFields fields) throws Refusal {
        String text = fields.text("QueueUrl");
        Matcher url = URL.matcher(text);
        if (!url.matches())
            throw new Refusal(new AwsError(
                    Service.SQS,
                    404,
                    "com.amazonaws.sqs#InvalidAddress",
                    "InvalidAddress",
                    "The address " + text + " is not valid for this endpoint."));
        return url;
    }

    private String arn(String account, String name) {
        return "arn:aws:sqs:" + stack.region() + ":" + account + ":" + name;
    }
}
