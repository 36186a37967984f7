package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaseFileTest {
    private static final Event RECEIVED = History.received();
    private static final Event PREDICTED = History.predicted(0.9);
    private static final Event AUTOMATED = History.automated(false);
    private static final Event DRAWN = History.automated(true);
    private static final Event ESCALATED = History.escalated("below-threshold");
    private static final Event TASK = History.task(1);
    private static final Event REVIEWED = History.reviewed(1, History.LEGAL);

    static Stream<Arguments> states() {
        Event challenger = History.predicted(
                CaseEvent.Role.CHALLENGER, Optional.of(History.LEGAL), Optional.of(1.0), Optional.empty());
        Event warned = new CaseEvent.SlaWarned(History.CASE + ".1", History.DUE);
        return Stream.of(
                at(CaseFile.State.RECEIVED, "inference", RECEIVED),
                at(CaseFile.State.RECEIVED, "inference", RECEIVED, challenger),
                at(CaseFile.State.PREDICTED, "evaluation", RECEIVED, PREDICTED),
                at(CaseFile.State.PREDICTED, "evaluation", RECEIVED, History.invalid("off the schema")),
                at(CaseFile.State.AUTOMATED, "action", RECEIVED, PREDICTED, AUTOMATED),
                at(CaseFile.State.AUTOMATED, "escalation", RECEIVED, PREDICTED, DRAWN),
                at(CaseFile.State.AUTOMATED, "action", RECEIVED, PREDICTED, DRAWN, History.sample(1)),
                at(CaseFile.State.ACTED, "", RECEIVED, PREDICTED, DRAWN, History.sample(1), History.acted(3)),
                at(CaseFile.State.ACTED, "", RECEIVED, PREDICTED, AUTOMATED, History.acted(3)),
                at(CaseFile.State.ESCALATED, "escalation", RECEIVED, PREDICTED, ESCALATED),
                at(CaseFile.State.WAITING, "", RECEIVED, PREDICTED, ESCALATED, TASK),
                at(CaseFile.State.WAITING, "", RECEIVED, PREDICTED, ESCALATED, TASK, warned),
                at(CaseFile.State.REVIEWED, "action", RECEIVED, PREDICTED, ESCALATED, TASK, REVIEWED),
                at(CaseFile.State.ACTED, "", RECEIVED, PREDICTED, ESCALATED, TASK, REVIEWED, History.acted(5)),
                // whatever gives up leads to a person
                at(CaseFile.State.ESCALATED, "escalation", RECEIVED, History.failed("inference")),
                at(CaseFile.State.WAITING, "", RECEIVED, History.failed("inference"), TASK),
                at(CaseFile.State.REVIEWED, "action", RECEIVED, History.failed("inference"), TASK, REVIEWED),
                at(CaseFile.State.ESCALATED, "escalation", RECEIVED, PREDICTED, History.failed("evaluation")),
                at(CaseFile.State.ESCALATED, "escalation", RECEIVED, PREDICTED, AUTOMATED, History.failed("action")),
                at(CaseFile.State.WAITING, "", RECEIVED, PREDICTED, ESCALATED, TASK, History.failed("escalation")),
                at(
                        CaseFile.State.REVIEWED,
                        "action",
                        RECEIVED,
                        PREDICTED,
                        ESCALATED,
                        TASK,
                        History.failed("escalation"),
                        REVIEWED),
                at(
                        CaseFile.State.ESCALATED,
                        "escalation",
                        RECEIVED,
                        PREDICTED,
                        ESCALATED,
                        TASK,
                        REVIEWED,
                        History.failed("action")),
                // an action that finds the workflow stopped hands the case to a person
                at(CaseFile.State.ESCALATED, "escalation", RECEIVED, PREDICTED, AUTOMATED, History.escalated("stop")));
    }

    private static Arguments at(CaseFile.State state, String next, Event... events) {
        return Arguments.of(state, next, events);
    }

    @ParameterizedTest
    @MethodSource("states")
    void history_saysWhereTheCaseStandsAndWhoIsNext(CaseFile.State state, String next, Event[] events) {
        CaseFile file = History.of(events).file();

        assertThat(file.state()).isEqualTo(state);
        assertThat(file.next().map(Stage::queueName)).isEqualTo(next.isEmpty() ? Optional.empty() : Optional.of(next));
    }

    @Test
    void file_knowsItsPlace() {
        History history = History.of(RECEIVED, PREDICTED);
        CaseFile file = history.file();

        assertThat(file.id()).isEqualTo(new CaseId(History.CASE));
        assertThat(file.workflow()).isEqualTo("support-triage");
        assertThat(file.seq()).isEqualTo(2);
        assertThat(file.last()).isEqualTo(history.entries().getLast());
        assertThat(file.receivedAt()).isEqualTo(History.START.plus(Duration.ofMinutes(1)));
        assertThat(file.received()).isEqualTo(RECEIVED);
        assertThat(file.nextTaskId()).isEqualTo(History.CASE + ".1");
        assertThat(file.state().word()).isEqualTo("predicted");
    }

    @Test
    void automatedCase_isDecidedByItsPredictor() {
        CaseFile file = History.of(RECEIVED, PREDICTED, AUTOMATED).file();

        assertThat(file.decision())
                .contains(new DecisionInForce(
                        History.CASE + ".3",
                        Optional.empty(),
                        History.BILLING,
                        "predictor-1",
                        true,
                        Optional.of(new Confidence(0.9)),
                        file.last().at()));
    }

    @Test
    void personsDecision_supersedesTheModels() {
        CaseFile file = History.of(
                        RECEIVED, PREDICTED, AUTOMATED, History.acted(3), History.failed("monitor"), TASK, REVIEWED)
                .file();

        assertThat(file.state()).isEqualTo(CaseFile.State.REVIEWED);
        assertThat(file.acted()).contains(History.CASE + ".3");
        assertThat(file.decision())
                .contains(new DecisionInForce(
                        History.CASE + ".7",
                        Optional.of(History.CASE + ".3"),
                        History.LEGAL,
                        "person-1",
                        false,
                        Optional.empty(),
                        file.last().at()));
    }

    @Test
    void figures_goByTheFirstAnswerAndWhatWentOutLast() {
        History history = History.of(RECEIVED);
        assertThat(history.file().firstAnswer()).isEmpty();
        assertThat(history.file().labelSent()).isEmpty();
        assertThat(history.file().neverEscalated()).isTrue();

        Event challenger = History.predicted(
                CaseEvent.Role.CHALLENGER, Optional.of(History.LEGAL), Optional.of(1.0), Optional.empty());
        CaseFile sampled = history.add(challenger)
                .add(PREDICTED)
                .add(DRAWN)
                .add(History.acted(4))
                .add(History.sample(1))
                .file();
        assertThat(sampled.firstAnswer()).contains(History.BILLING);
        assertThat(sampled.labelSent()).contains(History.BILLING);
        assertThat(sampled.neverEscalated()).isTrue();

        assertThat(History.of(RECEIVED, History.invalid("off"), PREDICTED)
                        .file()
                        .firstAnswer())
                .isEmpty();
        assertThat(History.of(RECEIVED, PREDICTED, ESCALATED, TASK).file().neverEscalated())
                .isFalse();
    }

    @Test
    void decisionThatWasWithdrawn_isSupersededByTheNext() {
        History history = History.of(RECEIVED, PREDICTED, AUTOMATED, History.escalated("stop"), TASK);
        assertThat(history.file().decision()).isEmpty();

        CaseFile file = history.add(REVIEWED).file();
        assertThat(file.decision().orElseThrow().supersedes()).contains(History.CASE + ".3");
    }

    @Test
    void reviewOfAQualitySample_leavesTheDecisionInForce() {
        CaseFile file = History.of(RECEIVED, PREDICTED, DRAWN, History.acted(3), History.sample(1), REVIEWED)
                .file();

        assertThat(file.state()).isEqualTo(CaseFile.State.ACTED);
        assertThat(file.decision().orElseThrow().label()).isEqualTo(History.BILLING);
        assertThat(file.tasks()).singleElement().satisfies(task -> {
            assertThat(task.qualitySample()).isTrue();
            assertThat(task.blind()).isTrue();
            assertThat(task.open()).isFalse();
            assertThat(task.reasons()).containsExactly(ReviewTask.QUALITY_SAMPLE);
            assertThat(task.review()).contains((CaseEvent.Reviewed) REVIEWED);
        });
    }

    @Test
    void openTask_isTheOneThatDecidesTheCase() {
        CaseFile file = History.of(
                        RECEIVED, PREDICTED, DRAWN, History.sample(1), History.failed("action"), History.task(2))
                .file();

        assertThat(file.openTask()).map(ReviewTask::id).contains(History.CASE + ".2");
        assertThat(file.task(History.CASE + ".1")).map(ReviewTask::open).contains(true);
        assertThat(file.task(History.CASE + ".3")).isEmpty();
        assertThat(file.nextTaskId()).isEqualTo(History.CASE + ".3");
    }

    @Test
    void task_remembersItsWarnings() {
        History history = History.of(RECEIVED, PREDICTED, ESCALATED, TASK);
        ReviewTask open = history.file().openTask().orElseThrow();
        assertThat(open.opened()).isEqualTo(History.START.plus(Duration.ofMinutes(4)));
        assertThat(open.warnAt())
                .isEqualTo(open.opened()
                        .plus(Duration.ofMinutes(236).multipliedBy(4).dividedBy(5)));
        assertThat(open.warned() || open.breached()).isFalse();

        ReviewTask warned = history.add(new CaseEvent.SlaWarned(open.id(), History.DUE))
                .file()
                .openTask()
                .orElseThrow();
        assertThat(warned.warned()).isTrue();
        assertThat(warned.breached()).isFalse();

        ReviewTask breached = history.add(new CaseEvent.SlaBreached(open.id(), History.DUE))
                .file()
                .openTask()
                .orElseThrow();
        assertThat(breached.warned() && breached.breached()).isTrue();

        ReviewTask late = history.add(REVIEWED).file().task(open.id()).orElseThrow();
        assertThat(late.breached()).isTrue();
    }

    @Test
    void reasonsToEscalate_areTheFailureAndThePolicys() {
        assertThat(History.of(RECEIVED, PREDICTED, ESCALATED, History.failed("escalation"))
                        .file()
                        .reasonsToEscalate())
                .containsExactly(
                        new Reason("failed", "The stage escalation gave up: timed out"),
                        new Reason("below-threshold", "because"));
        assertThat(History.of(RECEIVED, PREDICTED, AUTOMATED).file().reasonsToEscalate())
                .isEmpty();
        assertThat(History.of(RECEIVED).file().reasonsToEscalate()).isEmpty();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("a case's history begins with Received", new Event[] {}),
                Arguments.of("a case's history begins with Received", new Event[] {PREDICTED}),
                Arguments.of("received twice", new Event[] {RECEIVED, RECEIVED}),
                Arguments.of("automated unpredicted", new Event[] {RECEIVED, AUTOMATED}),
                Arguments.of("no task " + History.CASE + ".1", new Event[] {RECEIVED, PREDICTED, REVIEWED}),
                Arguments.of(
                        "was reviewed twice", new Event[] {RECEIVED, PREDICTED, ESCALATED, TASK, REVIEWED, REVIEWED}),
                Arguments.of("was opened twice", new Event[] {RECEIVED, PREDICTED, ESCALATED, TASK, TASK}),
                Arguments.of("Stopped is no event of a case", new Event[] {RECEIVED, new WorkflowEvent.Stopped("x")}));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void eventThatCannotComeThere_isRefused(String message, Event[] events) {
        assertThatThrownBy(() -> History.of(events).file())
                .isInstanceOf(BrokenHistory.class)
                .hasMessageContaining(message);
    }

    @Test
    void historyWithAGapOrInAnotherOrder_isRefused() {
        List<Entry> entries = History.of(RECEIVED, PREDICTED, ESCALATED).entries();

        for (List<Entry> wrong : List.of(
                List.of(entries.get(0), entries.get(2)),
                List.of(entries.get(0), entries.get(0)),
                List.of(entries.get(0), entries.get(2), entries.get(1)))) {
            assertThatThrownBy(() -> CaseFile.of(wrong))
                    .isInstanceOf(BrokenHistory.class)
                    .hasMessageContaining("out of order");
        }
        assertThatThrownBy(() -> CaseFile.of(entries.subList(1, 3))).isInstanceOf(BrokenHistory.class);
    }

    @Test
    void entryThatDoesNotFollowItsPredecessor_isRefused() {
        List<Entry> mine = History.of(RECEIVED, PREDICTED).entries();
        List<Entry> others =
                History.of(RECEIVED, History.predicted(0.1), ESCALATED).entries();
        List<Entry> mixed = new ArrayList<>(mine);
        mixed.add(others.get(2));

        assertThatThrownBy(() -> CaseFile.of(mixed))
                .isInstanceOf(BrokenHistory.class)
                .hasMessageContaining("does not follow its predecessor");
    }
}
