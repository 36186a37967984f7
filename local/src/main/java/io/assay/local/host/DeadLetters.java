package io.assay.local.host;

import io.assay.local.template.Stack;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Puts dead letters back into the queue that they come from, as the redrive of SQS does. */
final class DeadLetters {

    private static final int MAX_RECEIVE = 10;

    private final Stack stack;
    private final SqsClient sqs;

    DeadLetters(Stack stack, SqsClient sqs) {
        this.stack = stack;
        this.sqs = sqs;
    }

    /**
     * @param deadLetterQueue logical id
     * @return how many messages were moved
     * @throws IllegalArgumentException if no queue of the template has that dead-letter queue
     */
    int redrive(String deadLetterQueue) {
        Stack.Queue from = queue(deadLetterQueue);
        Stack.Queue to = stack.queues().stream()
                .filter(queue -> queue.redrive()
                        .filter(redrive -> redrive.deadLetterArn().equals(from.arn()))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "template: no queue sends its dead letters to " + deadLetterQueue));
        int moved = 0;
        while (true) {
            List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(from.url())
                            .maxNumberOfMessages(MAX_RECEIVE)
                            .messageAttributeNames("All"))
                    .messages();
            if (messages.isEmpty()) {
                return moved;
            }
            for (Message message : messages) {
                sqs.sendMessage(r -> r.queueUrl(to.url())
                        .messageBody(message.body())
                        .messageAttributes(message.messageAttributes()));
                sqs.deleteMessage(r -> r.queueUrl(from.url()).receiptHandle(message.receiptHandle()));
                moved++;
            }
        }
    }

    private Stack.Queue queue(String logicalId) {
        return stack.queues().stream()
                .filter(queue -> queue.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no queue " + logicalId + " in the template"));
    }
}
