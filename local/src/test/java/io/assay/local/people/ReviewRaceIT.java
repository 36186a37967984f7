package io.assay.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Stage;
import io.assay.http.HttpAnswer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReviewRaceIT {
    private static final int RACES = 200;

    @Test
    void twoReviewersOfOneTask_haveOneWinnerEachTimeAndLoseNothing() throws Exception {
        try (PeopleStack stack = new PeopleStack();
                ExecutorService reviewers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int race = 0; race < RACES; race++) {
                CaseFile waiting = stack.waiting();
                race(stack, reviewers, waiting);
            }
            assertThat(stack.received(Stage.ACTION)).hasSize(RACES).doesNotHaveDuplicates();
            assertThat(stack.tasks
                            .ofGroup(PeopleStack.GROUP, 50, Optional.empty())
                            .tasks())
                    .isEmpty();
        }
    }

    private static void race(PeopleStack stack, ExecutorService reviewers, CaseFile waiting)
            throws InterruptedException, ExecutionException {
        String task = waiting.id() + ".1";
        CyclicBarrier start = new CyclicBarrier(2);
        Future<HttpAnswer> ann = reviewers.submit(() -> {
            await(start);
            return stack.decide(PeopleStack.agent("ann"), task, PeopleStack.BILLING);
        });
        Future<HttpAnswer> bob = reviewers.submit(() -> {
            await(start);
            return stack.decide(PeopleStack.agent("bob"), task, PeopleStack.REFUND);
        });

        List<HttpAnswer> answers = List.of(ann.get(), bob.get());
        assertThat(answers).extracting(HttpAnswer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(loser -> assertThat(loser.body()).contains("already-decided", "Somebody else has decided"));

        CaseFile file = stack.file(waiting.id());
        List<CaseEvent.Reviewed> reviewed = file.history().stream()
                .flatMap(entry -> entry.event() instanceof CaseEvent.Reviewed r ? Stream.of(r) : Stream.empty())
                .toList();
        boolean annWon = answers.getFirst().status() == 200;
        assertThat(reviewed).singleElement().satisfies(winner -> {
            assertThat(winner.reviewer()).isEqualTo(annWon ? "ann" : "bob");
            assertThat(winner.agreed()).contains(annWon);
        });
        assertThat(file.state()).isEqualTo(CaseFile.State.REVIEWED);
        assertThat(file.seq()).isEqualTo(waiting.seq() + 1);
    }

    private static void await(CyclicBarrier start) throws InterruptedException, BrokenBarrierException {
        start.await();
    }
}
