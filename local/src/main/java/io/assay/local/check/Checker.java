package io.assay.local.check;

import io.assay.aws.AuditBucket;
import io.assay.aws.WorkflowStore;
import io.assay.core.CaseFile;
import io.assay.core.Workflow;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a stack that has come to rest and tells what must not be: a case that was promised and is neither ended nor with
 * a person, one decided twice, an effect outside without its event, an audit log, figures or lists that are not those of
 * the event log, dead letters. It looks at data alone, as an auditor would, and knows nothing of what went wrong before.
 *
 * <p>One for a stack's whole life: it takes decisions out of their queue and remembers them, and reads an audit bundle
 * once.
 */
public final class Checker implements AutoCloseable {
    private final LocalStack stack;
    private final SentDecisions sent;
    private final AuditCheck audit;
    private final FiguresCheck figures;
    private final QueueCheck queues;
    private final TaskCheck tasks;
    private final StandingCheck standings;
    private final Map<List<StoredEvents.Stored>, CaseFile> known = new HashMap<>();

    /** @param workflows whose figures are recounted */
    public Checker(LocalStack stack, List<Workflow> workflows) {
        this.stack = stack;
        sent = new SentDecisions(stack.sqs(), queueUrl("DecisionsQueue"));
        audit = new AuditCheck(new AuditBucket(
                stack.s3(),
                stack.stack().buckets().stream()
                        .filter(bucket -> bucket.objectLock().isPresent())
                        .findFirst()
                        .orElseThrow()
                        .name()));
        figures = new FiguresCheck(stack, workflows);
        queues = new QueueCheck(stack);
        tasks = new TaskCheck(stack.dynamoDb(), table("ReviewsTable"));
        standings = new StandingCheck(new WorkflowStore(stack.dynamoDb(), table("WorkflowsTable"), stack.clock()));
    }

    /** How many messages are on their way between the stages, or wait for their time. */
    public int underWay() {
        return queues.underWay();
    }

    /** @param accepted every case that a sender was promised since the stack started */
    public Report check(Collection<Accepted> accepted) {
        sent.take();
        StoredEvents events = StoredEvents.read(stack.dynamoDb(), table("CasesTable"));
        FoundCases cases = FoundCases.of(events, known);
        int ended = 0;
        int waiting = 0;
        List<String> violations = new ArrayList<>();
        Set<String> promised = new HashSet<>();
        for (Accepted one : accepted) {
            Optional<CaseFile> file = cases.of(one, violations);
            promised.addAll(file.map(found -> found.id().value()).stream().toList());
            if (file.flatMap(CaseFile::openTask).isPresent()) {
                waiting++;
            } else if (file.filter(found -> found.next().isEmpty()).isPresent()) {
                ended++;
            }
        }
        violations.addAll(cases.problems(promised));
        int twice = 0;
        for (CaseFile file : cases.files()) {
            DecisionCheck decisions = new DecisionCheck(file, sent.of(file.id().value()));
            if (!decisions.conflicts().isEmpty()) twice++;
            violations.addAll(decisions.conflicts());
            violations.addAll(decisions.others());
        }
        sent.cases().stream()
                .filter(id -> !events.streams().containsKey(id))
                .forEach(id -> violations.add("case " + id + ": a decision went out and there is no such case"));
        violations.addAll(audit.problems(events));
        violations.addAll(standings.problems(events));
        violations.addAll(tasks.problems(cases.files()));
        violations.addAll(figures.problems(cases.files()));
        Map<String, Integer> deadLetters = queues.deadLetters();
        violations.addAll(queues.problems(deadLetters));
        return new Report(
                accepted.size(),
                ended,
                waiting,
                deadLetters.values().stream().mapToInt(Integer::intValue).sum(),
                accepted.size() - ended - waiting,
                twice,
                cases.untold(promised),
                violations);
    }

    private String queueUrl(String logicalId) {
        return stack.stack().queues().stream()
                .filter(queue -> queue.logicalId().equals(logicalId))
                .map(Stack.Queue::url)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no queue " + logicalId));
    }

    private String table(String logicalId) {
        return stack.stack().tables().stream()
                .filter(table -> table.logicalId().equals(logicalId))
                .map(Stack.Table::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no table " + logicalId));
    }

    @Override
    public void close() {
        figures.close();
    }
}
