package io.assay.local.check;

import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import io.assay.local.template.Stack.EventSource.QueueSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is in queues that should be empty in the end. */
final class QueueCheck {
    private static final int SHOWN = 10;

    private final LocalStack stack;

    QueueCheck(LocalStack stack) {
        this.stack = stack;
    }

    /**
     * Messages in the queues that functions read, whether they can be received now or only later, and those that are late
     * in a queue that somebody else reads.
     */
    int underWay() {
        Set<String> read = stack.stack().functions().stream()
                .flatMap(function -> function.sources().stream())
                .filter(QueueSource.class::isInstance)
                .map(source -> ((QueueSource) source).queueArn())
                .collect(Collectors.toSet());
        return stack.stack().queues().stream()
                .mapToInt(queue -> read.contains(queue.arn())
                        ? messages(queue)
                        : stack.depth(queue.logicalId()).delayed())
                .sum();
    }

    /** Dead letters by the logical id of their queue; queues without any are left out. */
    Map<String, Integer> deadLetters() {
        Map<String, Integer> dead = new TreeMap<>();
        for (Stack.Queue queue : deadLetterQueues()) {
            int messages = messages(queue);
            if (messages > 0) dead.put(queue.logicalId(), messages);
        }
        return dead;
    }

    List<String> problems(Map<String, Integer> deadLetters) {
        return deadLetterQueues().stream()
                .filter(queue -> deadLetters.containsKey(queue.logicalId()))
                .map(queue -> queue.logicalId() + ": " + deadLetters.get(queue.logicalId())
                        + " dead letters, among them " + bodies(queue))
                .toList();
    }

    private List<Stack.Queue> deadLetterQueues() {
        return stack.stack().queues().stream()
                .filter(queue -> stack.stack().queues().stream()
                        .flatMap(other -> other.redrive().stream())
                        .anyMatch(redrive -> redrive.deadLetterArn().equals(queue.arn())))
                .toList();
    }

    private int messages(Stack.Queue queue) {
        return stack.depth(queue.logicalId()).total();
    }

    /** Looked at, not taken. */
    private String bodies(Stack.Queue queue) {
        return stack
                .sqs()
                .receiveMessage(request ->
                        request.queueUrl(queue.url()).maxNumberOfMessages(SHOWN).visibilityTimeout(0))
                .messages()
                .stream()
                .map(message -> message.body())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
