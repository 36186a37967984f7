package io.assay.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a case: the fold of its history, and nothing else.
 *
 * @param prediction the champion's last answer
 * @param decision   the decision in force
 * @param acted      the id of the decision that went out last
 * @param failure    why the last stage gave up, until a person took over
 * @param tasks      every review task, oldest first
 */
public record CaseFile(
        List<Entry> history,
        CaseEvent.Received received,
        Optional<CaseEvent.Predicted> prediction,
        Optional<CaseEvent.Decided> decided,
        Optional<DecisionInForce> decision,
        Optional<String> acted,
        Optional<CaseEvent.Failed> failure,
        List<ReviewTask> tasks) {

    /**
     * True while somebody decides without seeing the model's answer, or may be about to: then nothing may show it. Until
     * its task is open nobody knows whether it will be blind, and who saw the answer before cannot unsee it.
     */
    public boolean blind() {
        boolean taskToCome = next().filter(stage -> stage == Stage.EVALUATION || stage == Stage.ESCALATION)
                .isPresent();
        return taskToCome || tasks.stream().anyMatch(task -> task.open() && task.blind());
    }

    /** Where a case stands. */
    public enum State {
        RECEIVED,
        PREDICTED,
        /** The model's answer may act and has not gone out yet. */
        AUTOMATED,
        /** A person has to decide; the task is not open yet. */
        ESCALATED,
        /** A task is open. */
        WAITING,
        /** A person decided; the decision has not gone out yet. */
        REVIEWED,
        /** The decision in force went out. */
        ACTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CaseFile {
        history = List.copyOf(history);
        tasks = List.copyOf(tasks);
    }

    /**
     * @param entries a case's whole history in order
     * @throws BrokenHistory if it is empty, does not begin with Received, has a gap or a wrong {@code prev}, or holds an
     *     event that cannot come there
     */
    public static CaseFile of(List<Entry> entries) {
        if (entries.isEmpty() || !(entries.getFirst().event() instanceof CaseEvent.Received received)) {
            throw new BrokenHistory("a case's history begins with Received");
        }
        Fold fold = new Fold(received);
        Entry previous = null;
        for (Entry entry : entries) {
            if (entry.seq() != (previous == null ? 1 : previous.seq() + 1)) {
                throw new BrokenHistory(entry.stream() + ": seq " + entry.seq() + " is out of order");
            }
            if (!entry.previousHash().equals(Optional.ofNullable(previous).map(Entry::hash))) {
                throw new BrokenHistory(entry.stream() + ": seq " + entry.seq() + " does not follow its predecessor");
            }
            fold.take(entry);
            previous = entry;
        }
        return fold.file(entries);
    }

    public CaseId id() {
        return new CaseId(history.getFirst().stream());
    }

    public String workflow() {
        return history.getFirst().workflow().orElseThrow();
    }

    public int seq() {
        return last().seq();
    }

    public Entry last() {
        return history.getLast();
    }

    public Instant receivedAt() {
        return history.getFirst().at();
    }

    /** The task that waits for the decision of a person; quality samples are not such. */
    public Optional<ReviewTask> openTask() {
        return tasks.stream()
                .filter(task -> task.open() && !task.qualitySample())
                .findFirst();
    }

    /** True until a task to decide was opened; quality samples are not such. */
    public boolean neverEscalated() {
        return tasks.stream().allMatch(ReviewTask::qualitySample);
    }

    /** The champion's first answer; empty when there is none or it was invalid, whatever a later one said. */
    public Optional<Label> firstAnswer() {
        return history.stream()
                .map(Entry::event)
                .filter(event ->
                        event instanceof CaseEvent.Predicted predicted && predicted.role() == CaseEvent.Role.CHAMPION)
                .findFirst()
                .flatMap(event -> ((CaseEvent.Predicted) event).label());
    }

    /** The label that went out last; empty when none did. */
    public Optional<Label> labelSent() {
        return history.reversed().stream()
                .map(Entry::event)
                .filter(CaseEvent.Acted.class::isInstance)
                .findFirst()
                .map(event -> ((CaseEvent.Acted) event).label());
    }

    public Optional<ReviewTask> task(String id) {
        return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
    }

    public State state() {
        if (openTask().isPresent()) {
            return State.WAITING;
        }
        if (failure.isPresent()) {
            return State.ESCALATED;
        }
        if (decision.isPresent()) {
            if (acted.equals(decision.map(DecisionInForce::id))) {
                return State.ACTED;
            }
            return decision.get().byModel() ? State.AUTOMATED : State.REVIEWED;
        }
        if (decided.isPresent()) {
            return State.ESCALATED;
        }
        return prediction.isPresent() ? State.PREDICTED : State.RECEIVED;
    }

    /**
     * The stage that has something to do now; empty: a person has, or nobody. A case drawn as quality sample has its task
     * opened before its decision goes out: until then it is under way, so a lost message cannot cost the sample.
     */
    public Optional<Stage> next() {
        return switch (state()) {
            case RECEIVED -> Optional.of(Stage.INFERENCE);
            case PREDICTED -> Optional.of(Stage.EVALUATION);
            case AUTOMATED -> Optional.of(sampleWaits() ? Stage.ESCALATION : Stage.ACTION);
            case REVIEWED -> Optional.of(Stage.ACTION);
            case ESCALATED -> Optional.of(Stage.ESCALATION);
            case WAITING, ACTED -> Optional.empty();
        };
    }

    private boolean sampleWaits() {
        return decided.filter(d -> d.outcome() instanceof Outcome.Automate automate && automate.qualitySample())
                        .isPresent()
                && tasks.stream().noneMatch(ReviewTask::qualitySample);
    }

    public String nextTaskId() {
        return id() + "." + (tasks.size() + 1);
    }

    /** Why a person has to look now. */
    public List<Reason> reasonsToEscalate() {
        List<Reason> reasons = new ArrayList<>();
        failure.ifPresent(failed ->
                reasons.add(new Reason("failed", "The stage " + failed.stage() + " gave up: " + failed.problem())));
        decided.ifPresent(last -> {
            if (last.outcome() instanceof Outcome.Escalate escalate) {
                reasons.addAll(escalate.reasons());
            }
        });
        return reasons;
    }

    /** Collects what the events say. */
    private static final class Fold {
        private final CaseEvent.Received received;
        private final Map<String, ReviewTask> tasks = new LinkedHashMap<>();
        private Optional<CaseEvent.Predicted> prediction = Optional.empty();
        private Optional<CaseEvent.Decided> decided = Optional.empty();
        private Optional<DecisionInForce> decision = Optional.empty();
        private Optional<String> lastDecision = Optional.empty();
        private Optional<String> acted = Optional.empty();
        private Optional<CaseEvent.Failed> failure = Optional.empty();

        Fold(CaseEvent.Received received) {
            this.received = received;
        }

        CaseFile file(List<Entry> entries) {
            return new CaseFile(
                    entries, received, prediction, decided, decision, acted, failure, List.copyOf(tasks.values()));
        }

        void take(Entry entry) {
            if (!(entry.event() instanceof CaseEvent event)) {
                throw new BrokenHistory(entry.stream() + ": " + entry.event().type() + " is no event of a case");
            }
            switch (event) {
                case CaseEvent.Received first -> {
                    if (entry.seq() != 1) {
                        throw new BrokenHistory(entry.stream() + ": received twice");
                    }
                }
                case CaseEvent.Predicted predicted -> {
                    if (predicted.role() == CaseEvent.Role.CHAMPION) {
                        prediction = Optional.of(predicted);
                    }
                }
                case CaseEvent.Decided next -> {
                    decided = Optional.of(next);
                    switch (next.outcome()) {
                        case Outcome.Automate automate -> {
                            String predictor = prediction
                                    .map(CaseEvent.Predicted::predictor)
                                    .orElseThrow(() -> new BrokenHistory(entry.stream() + ": automated unpredicted"));
                            decide(entry, automate.label(), predictor, true, next.confidence());
                        }
                        // A stop that came before the decision went out takes it back.
                        case Outcome.Escalate escalate -> decision = Optional.empty();
                    }
                }
                case CaseEvent.Escalated escalated -> {
                    failure = Optional.empty();
                    open(
                            escalated.task(),
                            escalated.reasons(),
                            escalated.group(),
                            escalated.blind(),
                            false,
                            entry.at(),
                            escalated.due());
                }
                case CaseEvent.QualitySampled sample ->
                    open(
                            sample.task(),
                            List.of(ReviewTask.QUALITY_SAMPLE),
                            sample.group(),
                            true,
                            true,
                            entry.at(),
                            sample.due());
                case CaseEvent.Reviewed reviewed -> {
                    ReviewTask task = known(entry, reviewed.task());
                    if (!task.open()) {
                        throw new BrokenHistory(entry.stream() + ": task " + task.id() + " was reviewed twice");
                    }
                    tasks.put(task.id(), task.reviewed(reviewed));
                    if (!task.qualitySample()) {
                        failure = Optional.empty();
                        decide(entry, reviewed.label(), reviewed.reviewer(), false, Optional.empty());
                    }
                }
                case CaseEvent.Acted out -> acted = Optional.of(out.decisionId());
                case CaseEvent.Failed failed -> failure = Optional.of(failed);
                case CaseEvent.SlaWarned warned ->
                    tasks.computeIfPresent(warned.task(), (id, task) -> task.marked(true, false));
                case CaseEvent.SlaBreached breached ->
                    tasks.computeIfPresent(breached.task(), (id, task) -> task.marked(false, true));
            }
        }

        private void open(
                String id,
                List<Reason> reasons,
                String group,
                boolean blind,
                boolean qualitySample,
                Instant opened,
                Instant due) {
            ReviewTask task = new ReviewTask(
                    id, reasons, group, blind, qualitySample, opened, due, false, false, Optional.empty());
            if (tasks.putIfAbsent(id, task) != null) {
                throw new BrokenHistory("task " + id + " was opened twice");
            }
        }

        private ReviewTask known(Entry entry, String id) {
            ReviewTask task = tasks.get(id);
            if (task == null) {
                throw new BrokenHistory(entry.stream() + ": no task " + id);
            }
            return task;
        }

        private void decide(Entry entry, Label label, String by, boolean byModel, Optional<Confidence> confidence) {
            String id = entry.stream() + "." + entry.seq();
            decision = Optional.of(new DecisionInForce(id, lastDecision, label, by, byModel, confidence, entry.at()));
            lastDecision = Optional.of(id);
        }
    }
}
