package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aws.ReviewTasks.Holding;
import io.assay.core.Actor;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.Entry;
import io.assay.core.EventVersions;
import io.assay.core.Reason;
import io.assay.core.ReviewTask;
import io.assay.privacy.PassThroughSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Aws.Extension.class)
class ReviewTasksIT {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final String group = Aws.unique();
    private final String ada = Aws.unique();
    private final String bob = Aws.unique();
    private final ReviewTasks tasks;

    ReviewTasksIT(Aws aws) {
        tasks = new ReviewTasks(aws.dynamoDb(), aws.table("ReviewsTable"));
    }

    @Test
    void taskThatSomebodyHas_isNotTakenFromThem() {
        String task = open(Duration.ofHours(1));

        assertThat(tasks.claim(task, ada)).isEqualTo(Holding.MINE);
        assertThat(tasks.claim(task, bob)).isEqualTo(Holding.SOMEBODY_ELSES);
        assertThat(tasks.release(task, bob)).isEqualTo(Holding.SOMEBODY_ELSES);
        assertThat(tasks.claimedBy(ada, 10, Optional.empty()).tasks())
                .extracting(ListedTask::taskId)
                .containsExactly(task);

        assertThat(tasks.release(task, ada)).isEqualTo(Holding.NOBODYS);
        assertThat(tasks.claim(task, bob)).isEqualTo(Holding.MINE);
        tasks.close(task);
        assertThat(tasks.claim(task, ada)).isEqualTo(Holding.UNLISTED);
    }

    @Test
    void tasksOfAGroup_comeInTheOrderInWhichTheyAreDueOverSeveralPages() {
        List<String> byDue = IntStream.rangeClosed(1, 7)
                .mapToObj(hours -> open(Duration.ofHours(hours)))
                .toList();

        TaskPage first = tasks.ofGroup(group, 4, Optional.empty());
        TaskPage second = tasks.ofGroup(group, 4, first.next());

        assertThat(first.tasks()).extracting(ListedTask::taskId).isEqualTo(byDue.subList(0, 4));
        assertThat(second.tasks()).extracting(ListedTask::taskId).isEqualTo(byDue.subList(4, 7));
    }

    /** @return its id */
    private String open(Duration due) {
        CaseId id = CaseId.ofUuid(UUID.randomUUID());
        Entry received = Entry.next(
                id.value(),
                Optional.empty(),
                NOON,
                Actor.client("tests"),
                Optional.of("support-triage"),
                new CaseEvent.Received(
                        1, "http", "tests", Optional.empty(), "0".repeat(64), 0, Optional.of(Map.of("message", "?"))),
                new PassThroughSealer(),
                EventVersions.CURRENT);
        ReviewTask task = new ReviewTask(
                id.value() + ".1",
                List.of(new Reason("below-threshold", "The answer is not sure enough")),
                group,
                false,
                false,
                NOON,
                NOON.plus(due),
                false,
                false,
                Optional.empty());
        tasks.open(CaseFile.of(List.of(received)), task);
        return task.id();
    }
}
