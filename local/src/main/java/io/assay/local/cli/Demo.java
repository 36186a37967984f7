package io.assay.local.cli;

import io.assay.access.Role;
import io.assay.core.CaseFile;
import io.assay.core.Fields;
import io.assay.core.Label;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sends cases through a running site, has scripted reviewers decide what needs a person, and gathers what came out. */
final class Demo {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration STANDSTILL = Duration.ofSeconds(60);
    private static final int AT_ONCE = 4;

    private final Site site;
    private final Terminal terminal;
    private final List<CaseLines.Line> lines;
    private final Sending sending;
    private final Decisions decisions;
    private final List<Reviewer> reviewers;
    private final boolean labelled;

    /**
     * @param truth true labels by reference, for the scripted reviewers alone; empty: they go with the model where they
     *     may see its answer
     */
    Demo(Site site, Terminal terminal, List<CaseLines.Line> lines, Map<String, Label> truth) {
        this.site = site;
        this.terminal = terminal;
        this.lines = lines;
        this.sending = new Sending(site, AT_ONCE);
        this.decisions = new Decisions(site);
        this.reviewers =
                List.of(new Reviewer(site, "rita.reviewer", truth), new Reviewer(site, "ravi.reviewer", truth));
        this.labelled = !truth.isEmpty();
    }

    /**
     * What came out.
     *
     * @param refused  what can be no case, with the reason, by reference
     * @param waiting  cases left to a person because no script can decide them
     * @param reviewed tasks that the scripted reviewers decided
     */
    record Outcome(
            DemoFigures figures,
            AuditLog audit,
            Map<String, String> refused,
            int waiting,
            int reviewed,
            boolean labelled,
            Duration took) {}

    Outcome run() throws InterruptedException {
        long began = System.nanoTime();
        follow();
        // What is still on its way: quality samples beside decided cases, the audit log, the figures.
        do {
            site.stack().awaitIdle(STANDSTILL);
        } while (reviewers.getFirst().pass());
        while (decisions.take()) {
            site.stack().awaitIdle(STANDSTILL);
        }
        AuditLog audit = site.auditLog();
        int waiting = (int) audit.files().stream()
                .filter(file -> file.state() == CaseFile.State.WAITING)
                .count();
        Map<String, String> refused = refused();
        String path = "/workflows/" + site.workflow().name() + "/metrics";
        Fields metrics = site.as(Role.OPERATOR, "olga.operator")
                .get(path)
                .expect(200, "GET " + path)
                .fields("total");
        return new Outcome(
                DemoFigures.of(metrics, lines.size(), refused.size() + waiting, audit.records()),
                audit,
                refused,
                waiting,
                reviewers.stream().mapToInt(Reviewer::decided).sum(),
                labelled,
                Duration.ofNanos(System.nanoTime() - began));
    }

    /** Until every case is decided, or is one that no script can decide. */
    private void follow() throws InterruptedException {
        try (Progress progress = new Progress(terminal, lines.size());
                Repeating consumer = new Repeating("who takes decisions", decisions::take);
                Repeating first = new Repeating("the first reviewer", reviewers.getFirst()::pass);
                Repeating second = new Repeating("the second reviewer", reviewers.getLast()::pass);
                Repeating sender = new Repeating("who sends cases", this::send)) {
            int before = -1;
            long moved = System.nanoTime();
            while (settled() < lines.size()) {
                for (Repeating one : List.of(consumer, first, second, sender)) {
                    one.check();
                }
                if (settled() != before) {
                    before = settled();
                    moved = System.nanoTime();
                } else if (System.nanoTime() - moved > STANDSTILL.toNanos()) {
                    terminal.say("Nothing has moved for " + STANDSTILL.toSeconds() + " s: going on without the rest.");
                    return;
                }
                progress.show(sending.sent(), decisions.byModel(), decisions.byPeople());
                Thread.sleep(LOOK_EVERY);
            }
            progress.show(sending.sent(), decisions.byModel(), decisions.byPeople());
        }
    }

    private boolean send() {
        if (sending.sent() == 0) {
            try {
                sending.all(lines);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return false;
    }

    private int settled() {
        return decisions.all() + refused().size() + left();
    }

    private Map<String, String> refused() {
        Map<String, String> refused = new TreeMap<>(sending.refused());
        refused.putAll(decisions.rejected());
        return refused;
    }

    private int left() {
        Set<String> tasks = new HashSet<>();
        reviewers.forEach(reviewer -> tasks.addAll(reviewer.left()));
        return tasks.size();
    }
}
