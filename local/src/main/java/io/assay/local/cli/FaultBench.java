package io.assay.local.cli;

import io.assay.access.Role;
import io.assay.core.Label;
import io.assay.local.check.Accepted;
import io.assay.local.check.Checker;
import io.assay.local.check.Report;
import io.assay.local.gateway.FaultRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends cases through a site while all faults strike, has people decide some, lets it come to rest and checks it. */
final class FaultBench {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration STEP = Duration.ofMinutes(1);
    /** As long as the sweeper leaves a case alone, and its next tick. */
    private static final Duration SWEEPERS_PATIENCE = Duration.ofMinutes(12);
    /** The sweeper sends a message three times before a person takes over, and a message may be lost again. */
    private static final int SWEEPS = 8;

    /** Of the cases that wait for a person, one in so many is left waiting. */
    private static final int LEFT_WAITING = 4;

    /** Senders and reviewers. Most of their time they wait for requests that are tried again. */
    private static final int AT_ONCE = 12;

    private static final int TRIES = 10;

    private final Site site;
    private final Terminal terminal;
    private final Map<String, Label> truth;
    private final Checker checker;

    /** @param truth by reference of the sample */
    FaultBench(Site site, Terminal terminal, Map<String, Label> truth) {
        this.site = site;
        this.terminal = terminal;
        this.truth = truth;
        checker = new Checker(site.stack(), List.of(site.workflow()));
    }

    /** The first {@code count} of the sample, begun again as often as needed, each with a reference of its own. */
    static List<CaseLines.Line> cases(List<CaseLines.Line> sample, int count) {
        List<CaseLines.Line> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CaseLines.Line line = sample.get(i % sample.size());
            cases.add(new CaseLines.Line(line.reference() + "#" + i / sample.size(), line.input()));
        }
        return cases;
    }

    /** What came of it, and how often each fault struck. */
    record Outcome(Report report, Map<String, Integer> struck) {}

    Outcome run(List<CaseLines.Line> lines) throws InterruptedException {
        List<FaultRule> rules = FaultMix.rules();
        rules.forEach(site.stack().gateway().faults()::add);
        Sending sending = new Sending(site, AT_ONCE);
        sending.all(lines);
        terminal.say("Sent; waiting until the stack has come to rest …");
        rest();
        List<Accepted> accepted = lines.stream()
                .filter(line -> !sending.refused().containsKey(line.reference()))
                .map(line -> new Accepted(line.reference(), Optional.empty(), true))
                .toList();
        Report before = settled(accepted);
        terminal.say(before.waiting() + " cases wait for people, who decide most of them …");
        review();
        settled(accepted);
        Map<String, Integer> struck = new LinkedHashMap<>();
        rules.forEach(rule -> struck.merge(
                rule.fault().toString(), site.stack().gateway().faults().struck(rule), Integer::sum));
        site.stack().gateway().faults().clear();
        return new Outcome(settled(accepted), struck);
    }

    /** Until each case is at its end or with a person, or the sweeper has had its time. */
    private Report settled(List<Accepted> accepted) throws InterruptedException {
        rest();
        Report report = checker.check(accepted);
        for (int sweeps = 0; sweeps < SWEEPS && report.lost() + report.untold() > 0; sweeps++) {
            for (Duration passed = Duration.ZERO; passed.compareTo(SWEEPERS_PATIENCE) < 0; passed = passed.plus(STEP)) {
                advance();
            }
            rest();
            report = checker.check(accepted);
        }
        return report;
    }

    private void rest() throws InterruptedException {
        site.stack().awaitIdle(PATIENCE);
        while (checker.underWay() > 0 || site.stack().hasLateRecords()) {
            advance();
        }
    }

    private void advance() throws InterruptedException {
        site.stack().advance(STEP);
        site.stack().awaitIdle(PATIENCE);
    }

    private void review() throws InterruptedException {
        Api reviewer = site.as(Role.REVIEWER, "rita.reviewer");
        Map<String, Label> open = new HashMap<>();
        site.auditLog()
                .files()
                .forEach(file -> file.openTask().ifPresent(task -> {
                    String reference = file.received().reference().orElse("");
                    Label label = truth.get(reference.substring(0, Math.max(0, reference.indexOf('#'))));
                    if (label != null && Math.floorMod(reference.hashCode(), LEFT_WAITING) != 0)
                        open.put(task.id(), label);
                }));
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().factory())) {
            open.forEach((task, label) -> running.add(people.submit(() -> decide(reviewer, task, label))));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a task could not be decided: " + e.getMessage(), e);
        }
    }

    /** As a person does whose request failed: again. */
    private static void decide(Api reviewer, String task, Label label) {
        String path = "/reviews/" + task;
        asked(reviewer, path + "/claim", Map.of());
        asked(reviewer, path + "/decision", Map.of("label", label.value()));
    }

    private static void asked(Api reviewer, String path, Map<String, Object> body) {
        Api.Answer answer = reviewer.post(path, body);
        for (int tries = 1; answer.status() >= 500 && tries < TRIES; tries++) {
            answer = reviewer.post(path, body);
        }
        if (answer.status() != 409) { // not listed yet, or decided: the history knows
            answer.expect(200, "POST " + path);
        }
    }
}
