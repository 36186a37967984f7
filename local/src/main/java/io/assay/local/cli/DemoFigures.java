package io.assay.local.cli;

import io.assay.core.Fields;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a run, as the metrics API tells them.
 *
 * @param cases            that were sent
 * @param done             cases for which a decision went out
 * @param lost             cases that came to no end: neither a decision, nor refused at the door, nor with a person
 * @param automated        whose decision was the model's own
 * @param escalated        for which a person had to decide
 * @param overridden       reviews whose label is not the model's, quality samples among them
 * @param agreed           reviews whose label is the model's, quality samples among them
 * @param failed           times that a stage gave up
 * @param auditRecords     of cases in the audit bucket, each once
 * @param costUsd          of the model's answers, at the workflow's prices
 * @param cycle            from arrival to the decision, in seconds; empty: nothing was decided
 * @param escalationRate   escalated / received, in [0, 1]
 * @param firstPassQuality share of decided cases whose decision is the model's first answer, in [0, 1]
 */
record DemoFigures(
        long cases,
        long done,
        long lost,
        long automated,
        long escalated,
        long overridden,
        long agreed,
        long failed,
        long auditRecords,
        BigDecimal costUsd,
        Optional<Cycle> cycle,
        Optional<Double> escalationRate,
        Optional<Double> firstPassQuality) {

    record Cycle(double p50, double p95, double p99) {}

    /**
     * @param total    of {@code GET /workflows/{workflow}/metrics}
     * @param notToEnd cases that were refused or wait for a person
     */
    static DemoFigures of(Fields total, long cases, long notToEnd, long auditRecords) {
        long done = total.whole("acted");
        return new DemoFigures(
                cases,
                done,
                cases - done - notToEnd,
                total.whole("automated"),
                total.whole("escalated"),
                total.whole("overridden"),
                total.whole("agreed"),
                total.whole("failed"),
                auditRecords,
                total.list("modelCost").stream()
                        .filter(money -> money.text("currency").equals("USD"))
                        .map(money -> money.decimal("amount"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                total.optionalFields("cycleTimeSeconds")
                        .map(cycle -> new Cycle(cycle.number("p50"), cycle.number("p95"), cycle.number("p99"))),
                total.optionalNumber("escalationRate"),
                total.optionalNumber("firstPassQuality"));
    }

    /** A figure that cannot be told is left out. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(Map.of(
                "cases", cases,
                "final", done,
                "lost", lost,
                "automated", automated,
                "escalated", escalated,
                "overridden", overridden,
                "agreed", agreed,
                "failed", failed,
                "auditRecords", auditRecords,
                "costUsd", costUsd));
        cycle.ifPresent(times ->
                json.put("cycleTimeSeconds", Map.of("p50", times.p50(), "p95", times.p95(), "p99", times.p99())));
        escalationRate.ifPresent(rate -> json.put("escalationRate", rate));
        firstPassQuality.ifPresent(share -> json.put("firstPassQuality", share));
        return json;
    }
}
