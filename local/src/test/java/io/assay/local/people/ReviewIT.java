package io.assay.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.access.Caller;
import io.assay.aws.ReviewTasks;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Fields;
import io.assay.core.Stage;
import io.assay.http.HttpAnswer;
import io.assay.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewIT {
    private static final Caller ANN = PeopleStack.agent("ann");
    private static final Caller BOB = PeopleStack.agent("bob");
    private static final Caller STRANGER = new Caller("eve", "desk", Set.of("reviews"), Set.of("others"));
    private static PeopleStack stack;

    @BeforeAll
    static void start() throws IOException {
        stack = new PeopleStack();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @BeforeEach
    void empty() {
        stack.tasks
                .ofGroup(PeopleStack.GROUP, 50, Optional.empty())
                .tasks()
                .forEach(task -> stack.tasks.close(task.taskId()));
        stack.received(Stage.ACTION);
    }

    @Test
    void groupsTasks_areListedByDueTimePageByPage() {
        List<String> opened = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            opened.add(task(stack.waiting()));
            stack.clock.advance(Duration.ofMinutes(1));
        }
        List<String> listed = new ArrayList<>();
        Map<String, String> query = new HashMap<>(Map.of("group", PeopleStack.GROUP, "limit", "3"));
        Optional<String> next;
        int pages = 0;
        do {
            Fields page = new Fields(Json.object(list(ANN, query).body()));
            page.list("tasks").forEach(task -> listed.add(task.text("taskId")));
            next = page.optionalText("next");
            next.ifPresent(cursor -> query.put("cursor", cursor));
            pages++;
        } while (next.isPresent());
        assertThat(listed).isEqualTo(opened);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void listOfAnotherGroup_isForbiddenAndABadCursorIsRefused() {
        assertThat(list(STRANGER, Map.of("group", PeopleStack.GROUP)).status()).isEqualTo(403);
        assertThat(list(ANN, Map.of()).status()).isEqualTo(400);
        assertThat(list(ANN, Map.of("group", PeopleStack.GROUP, "cursor", "{}")).status())
                .isEqualTo(400);
    }

    @Test
    void claimedTask_isMineAndNobodyElses() {
        String task = task(stack.waiting());
        assertThat(claim(ANN, task).status()).isEqualTo(200);
        assertThat(claim(ANN, task).status()).isEqualTo(200);
        assertThat(list(ANN, Map.of("mine", "")).body()).contains(task);
        assertThat(claim(BOB, task).status()).isEqualTo(409);
        assertThat(release(BOB, task).status()).isEqualTo(409);
        assertThat(stack.decide(BOB, task, PeopleStack.BILLING).body()).contains("409", "claimed");

        assertThat(release(ANN, task).status()).isEqualTo(200);
        assertThat(release(ANN, task).status()).isEqualTo(200);
        assertThat(list(ANN, Map.of("mine", "")).body()).doesNotContain(task);
        assertThat(stack.decide(BOB, task, PeopleStack.BILLING).status()).isEqualTo(200);
    }

    @Test
    void taskOfAnotherGroup_looksLikeOneThatDoesNotExist() {
        HttpAnswer hidden = stack.decide(STRANGER, task(stack.waiting()), PeopleStack.BILLING);
        assertThat(hidden.status()).isEqualTo(404);
        for (String none : List.of("0123456789ABCDEFGHJKMNPQRS.1", "nonsense", "../etc.1", ".")) {
            assertThat(stack.decide(STRANGER, none, PeopleStack.BILLING)).isEqualTo(hidden);
            assertThat(claim(ANN, none)).isEqualTo(hidden);
        }
    }

    @Test
    void sameDecisionAgain_isAnsweredAgainAndSentOnAgain() {
        CaseFile waiting = stack.waiting();
        HttpAnswer first = stack.decide(ANN, task(waiting), PeopleStack.BILLING);
        assertThat(first.status()).isEqualTo(200);
        assertThat(stack.decide(ANN, task(waiting), PeopleStack.BILLING)).isEqualTo(first);
        assertThat(stack.decide(ANN, task(waiting), PeopleStack.REFUND).status())
                .isEqualTo(409);
        assertThat(claim(BOB, task(waiting)).body()).contains("409", "already-decided");

        assertThat(stack.file(waiting.id()).seq()).isEqualTo(waiting.seq() + 1);
        assertThat(stack.received(Stage.ACTION)).hasSize(2);
    }

    @Test
    void qualitySamplesDecision_isNotSentOn() {
        CaseFile drawn = stack.automated(true);
        stack.escalate(drawn);
        assertThat(list(ANN, Map.of("group", PeopleStack.GROUP)).body()).contains("\"blind\":true", "\"reasons\":[]");
        assertThat(stack.decide(ANN, task(drawn), PeopleStack.REFUND).status()).isEqualTo(200);
        assertThat(stack.received(Stage.ACTION)).isEmpty();
        assertThat(stack.file(drawn.id()).state()).isEqualTo(CaseFile.State.AUTOMATED);
    }

    @Test
    void submitter_mayNotReviewTheOwnCase() {
        String task = task(stack.waiting());
        assertThat(claim(PeopleStack.agent("submitter"), task).status()).isEqualTo(403);
        assertThat(stack.decide(PeopleStack.agent("submitter"), task, PeopleStack.BILLING)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void decisionBesideAnotherEvent_isAppendedAfterIt() {
        CaseFile waiting = stack.waiting();
        stack.append(
                waiting.id(),
                new CaseEvent.SlaWarned(
                        task(waiting), waiting.tasks().getFirst().due()));
        assertThat(stack.decide(ANN, task(waiting), PeopleStack.BILLING).status())
                .isEqualTo(200);
    }

    @Test
    void redeliveryToEscalation_listsAnOpenTaskAgainAndNeverADecidedOne() {
        CaseFile waiting = stack.waiting();
        String task = task(waiting);
        claim(ANN, task);
        stack.escalate(waiting);
        assertThat(stack.tasks.holding(task, "ann")).isEqualTo(ReviewTasks.Holding.MINE);

        stack.tasks.close(task); // as if the first delivery had died after its append
        stack.escalate(waiting);
        assertThat(stack.tasks.holding(task, "ann")).isEqualTo(ReviewTasks.Holding.NOBODYS);

        stack.decide(ANN, task, PeopleStack.BILLING);
        stack.escalate(waiting);
        assertThat(stack.tasks.holding(task, "ann")).isEqualTo(ReviewTasks.Holding.UNLISTED);
        assertThat(stack.file(waiting.id()).tasks()).hasSize(1);
    }

    private static String task(CaseFile file) {
        return file.id() + ".1";
    }

    private static HttpAnswer list(Caller caller, Map<String, String> query) {
        return PeopleStack.answer(stack.review::list, PeopleStack.query(caller, query));
    }

    private static HttpAnswer claim(Caller caller, String task) {
        return PeopleStack.answer(stack.review::claim, PeopleStack.request(caller, task, ""));
    }

    private static HttpAnswer release(Caller caller, String task) {
        return PeopleStack.answer(stack.review::release, PeopleStack.request(caller, task, ""));
    }
}
