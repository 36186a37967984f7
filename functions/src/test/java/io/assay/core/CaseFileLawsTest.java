package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of the fold, over histories that stages, reviewers and failures could have written. */
class CaseFileLawsTest {
    private static final int HISTORIES = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20260301})
    void lawsHold_afterEveryEventOfEveryLegalHistory(long seed) {
        Random random = new Random(seed);
        Set<CaseFile.State> seen = EnumSet.noneOf(CaseFile.State.class);
        for (int i = 0; i < HISTORIES; i++) {
            History history = History.of(History.received());
            List<String> decisions = new ArrayList<>();
            Optional<CaseFile> before = Optional.empty();
            int length = 1 + random.nextInt(20);
            for (int step = 0; step < length; step++) {
                CaseFile file = history.file();
                check("seed " + seed + ", history " + i + ": " + types(file), file, before, decisions);
                seen.add(file.state());
                before = Optional.of(file);
                history.add(anything(file, random));
            }
            assertThat(finished(history))
                    .as("seed %s, history %s: with every pending step done", seed, i)
                    .isEqualTo(CaseFile.State.ACTED);
        }
        assertThat(seen).as("seed %s reaches every state", seed).containsExactly(CaseFile.State.values());
    }

    private static void check(String name, CaseFile file, Optional<CaseFile> before, List<String> decisions) {
        // the lines alone give the same file
        CaseFile reread = CaseFile.of(file.history().stream()
                .map(entry -> Entry.stored(
                        entry.line(),
                        Json.object(entry.line()),
                        entry.sealed(),
                        entry.event().sealed()))
                .toList());
        assertThat(new CaseFile(
                        file.history(),
                        reread.received(),
                        reread.prediction(),
                        reread.decided(),
                        reread.decision(),
                        reread.acted(),
                        reread.failure(),
                        reread.tasks()))
                .as(name)
                .isEqualTo(file);

        // a prefix, folded and continued, gives what the whole gives
        List<Entry> whole = new ArrayList<>(before.map(CaseFile::history).orElse(List.of()));
        whole.addAll(file.history().subList(whole.size(), file.history().size()));
        assertThat(CaseFile.of(whole)).as(name).isEqualTo(file);

        // decisions form one chain, and only its end is in force
        file.decision().ifPresent(decision -> {
            if (decisions.isEmpty() || !decisions.getLast().equals(decision.id())) {
                assertThat(decision.supersedes())
                        .as(name)
                        .isEqualTo(decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.getLast()));
                decisions.add(decision.id());
            }
            if (decision.byModel()) {
                assertThat(file.decided().orElseThrow().outcome()).as(name).isInstanceOf(Outcome.Automate.class);
            }
        });
        assertThat(new LinkedHashSet<>(decisions)).as(name).hasSameSizeAs(decisions);

        // a person has the case, or nobody, exactly when no stage has
        boolean resting = file.state() == CaseFile.State.WAITING || file.state() == CaseFile.State.ACTED;
        assertThat(file.next().isEmpty()).as(name).isEqualTo(resting);
        assertThat(file.openTask().isPresent()).as(name).isEqualTo(file.state() == CaseFile.State.WAITING);
        if (file.state() == CaseFile.State.ACTED) {
            assertThat(file.acted()).as(name).contains(decisions.getLast());
        }
        if (file.state() == CaseFile.State.ESCALATED) {
            assertThat(file.reasonsToEscalate()).as(name).isNotEmpty();
        }
    }

    /** What some stage, reviewer or sweeper may append now. */
    private static CaseEvent anything(CaseFile file, Random random) {
        List<CaseEvent> possible = new ArrayList<>(useful(file, random));
        possible.addAll(useful(file, random)); // twice, so that cases get on
        possible.add(History.failed("sweeper"));
        possible.add(History.predicted(
                CaseEvent.Role.CHALLENGER, Optional.of(History.LEGAL), Optional.of(0.4), Optional.empty()));
        if (file.state() == CaseFile.State.AUTOMATED) {
            possible.add(History.escalated("stop"));
        }
        for (ReviewTask task : file.tasks()) {
            if (task.open()) {
                possible.add(new CaseEvent.SlaWarned(task.id(), task.due()));
                possible.add(new CaseEvent.SlaBreached(task.id(), task.due()));
            }
        }
        return possible.get(random.nextInt(possible.size()));
    }

    /** What moves the case. */
    private static List<CaseEvent> useful(CaseFile file, Random random) {
        List<CaseEvent> events = new ArrayList<>();
        int nextTask = file.tasks().size() + 1;
        boolean mustDecide = file.state() == CaseFile.State.ESCALATED;
        for (Stage stage : file.next().stream().toList()) {
            events.add(
                    switch (stage) {
                        case INFERENCE ->
                            random.nextInt(4) == 0 ? History.invalid("off the schema") : History.predicted(0.9);
                        case EVALUATION ->
                            file.prediction().orElseThrow().label().isPresent() && random.nextBoolean()
                                    ? History.automated(random.nextInt(3) == 0)
                                    : History.escalated("below-threshold");
                        case ACTION ->
                            new CaseEvent.Acted(
                                    file.decision().orElseThrow().id(),
                                    file.acted(),
                                    file.decision().orElseThrow().label(),
                                    file.firstAnswer(),
                                    file.labelSent(),
                                    file.decision().orElseThrow().byModel(),
                                    "queue",
                                    "m",
                                    Duration.ofSeconds(9));
                        case ESCALATION -> mustDecide ? History.task(nextTask) : History.sample(nextTask);
                    });
        }
        for (ReviewTask task : file.tasks()) {
            if (task.open()) {
                int n = Integer.parseInt(task.id().substring(task.id().lastIndexOf('.') + 1));
                events.add(History.reviewed(n, random.nextBoolean() ? History.BILLING : History.LEGAL));
            }
        }
        return events;
    }

    private static CaseFile.State finished(History history) {
        Random random = new Random(1);
        for (int step = 0; step < 20; step++) {
            List<CaseEvent> next = useful(history.file(), random);
            if (next.isEmpty()) {
                break;
            }
            history.add(next.getFirst());
        }
        return history.file().state();
    }

    private static List<String> types(CaseFile file) {
        return file.history().stream().map(entry -> entry.event().type()).toList();
    }
}
