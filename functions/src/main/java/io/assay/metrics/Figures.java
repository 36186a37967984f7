package io.assay.metrics;

import io.assay.core.Fields;
import io.assay.core.Money;
import io.assay.core.Workflow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures of a workflow over some days, from its counts.
 *
 * @param received        cases that came in
 * @param automated       completed cases whose first decision was the model's own
 * @param escalated       cases for which a person had to decide
 * @param overridden      reviews whose label is not the model's, quality samples among them
 * @param agreed          reviews whose label is the model's, quality samples among them
 * @param acted           completed cases: a decision went out
 * @param failed          times that a stage gave up
 * @param qualitySampled  automated cases drawn for blind review
 * @param slaWarned       review tasks that were reminded of
 * @param slaBreached     review tasks that waited longer than promised
 * @param inputTokens     of all model calls, those on trial among them
 * @param outputTokens    of all model calls, those on trial among them
 * @param modelCost       of all model calls, a sum for each currency
 * @param timedReviews    reviews whose client reported the time worked, quality samples among them
 * @param untimedReviews  reviews whose client did not, quality samples among them
 * @param reviewMinutes   that reviewers worked: as their clients report, and {@code minutesPerReview} of the workflow's
 *     costs for each untimed review
 * @param escalationRate  escalated / received, in [0, 1] where the days hold whole cases
 * @param firstPassQuality share of the completed cases whose last decision is the model's first answer
 * @param costPerTask     (model cost + review minutes × wage) / acted; empty without completed cases, or when the model is
 *     paid in another currency than the reviewers
 * @param cycleSeconds    from a case's arrival to its first decision, in seconds
 */
public record Figures(
        long received,
        long automated,
        long escalated,
        long overridden,
        long agreed,
        long acted,
        long failed,
        long qualitySampled,
        long slaWarned,
        long slaBreached,
        long inputTokens,
        long outputTokens,
        List<Money> modelCost,
        long timedReviews,
        long untimedReviews,
        BigDecimal reviewMinutes,
        OptionalDouble escalationRate,
        OptionalDouble firstPassQuality,
        Optional<Money> costPerTask,
        Optional<Quantiles> cycleSeconds) {

    private static final BigDecimal MILLIS_A_MINUTE = BigDecimal.valueOf(60_000);
    private static final BigDecimal MINUTES_AN_HOUR = BigDecimal.valueOf(60);
    private static final int RATE_DIGITS = 6;
    private static final int SECOND_DIGITS = 3;

    /** Half, 95 % and 99 % of the values are at most these, with a relative error of at most 1 %. */
    public record Quantiles(double p50, double p95, double p99) {}

    public Figures {
        modelCost = List.copyOf(modelCost);
    }

    /** @param costs what reviewers cost, and how long a review takes whose client reports no time */
    public static Figures of(Rollup rollup, Workflow.Costs costs) {
        BigDecimal minutes = minutes(rollup, costs);
        return new Figures(
                rollup.get(Count.RECEIVED),
                rollup.get(Count.AUTOMATED),
                rollup.get(Count.ESCALATED),
                rollup.get(Count.OVERRIDDEN),
                rollup.get(Count.AGREED),
                rollup.get(Count.ACTED),
                rollup.get(Count.FAILED),
                rollup.get(Count.QUALITY_SAMPLED),
                rollup.get(Count.SLA_WARNED),
                rollup.get(Count.SLA_BREACHED),
                rollup.get(Count.INPUT_TOKENS),
                rollup.get(Count.OUTPUT_TOKENS),
                List.copyOf(rollup.modelCost().values()),
                rollup.get(Count.TIMED_REVIEWS),
                rollup.get(Count.UNTIMED_REVIEWS),
                minutes,
                share(rollup.get(Count.ESCALATED), rollup.get(Count.RECEIVED)),
                share(rollup.get(Count.FIRST_PASS), rollup.get(Count.ACTED)),
                costPerTask(rollup, minutes, costs),
                quantiles(rollup.cycles()));
    }

    private static BigDecimal minutes(Rollup rollup, Workflow.Costs costs) {
        BigDecimal reported =
                BigDecimal.valueOf(rollup.get(Count.REVIEW_ACTIVE_MS)).divide(MILLIS_A_MINUTE, MathContext.DECIMAL64);
        return costs.minutesPerReview()
                .multiply(BigDecimal.valueOf(rollup.get(Count.UNTIMED_REVIEWS)))
                .add(reported);
    }

    private static Optional<Money> costPerTask(Rollup rollup, BigDecimal minutes, Workflow.Costs costs) {
        long acted = rollup.get(Count.ACTED);
        boolean paidAlike = rollup.modelCost().keySet().stream().allMatch(costs.currency()::equals);
        if (acted == 0 || !paidAlike) {
            return Optional.empty();
        }
        Money people = new Money(
                minutes.multiply(costs.wagePerHour()).divide(MINUTES_AN_HOUR, MathContext.DECIMAL64), costs.currency());
        Money all = rollup.modelCost().values().stream().reduce(people, Money::plus);
        return Optional.of(
                new Money(all.amount().divide(BigDecimal.valueOf(acted), MathContext.DECIMAL32), all.currency()));
    }

    private static Optional<Quantiles> quantiles(Cycles cycles) {
        OptionalDouble median = cycles.quantile(0.5);
        return median.isEmpty()
                ? Optional.empty()
                : Optional.of(new Quantiles(
                        rounded(median.getAsDouble(), SECOND_DIGITS),
                        rounded(cycles.quantile(0.95).orElseThrow(), SECOND_DIGITS),
                        rounded(cycles.quantile(0.99).orElseThrow(), SECOND_DIGITS)));
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(rounded((double) part / whole, RATE_DIGITS));
    }

    private static double rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }

    /** As JSON has it; money as text, so that it stays exact. A figure that cannot be told is left out. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(Fields.write()
                .put("received", received)
                .put("automated", automated)
                .put("escalated", escalated)
                .put("overridden", overridden)
                .put("agreed", agreed)
                .put("acted", acted)
                .put("failed", failed)
                .put("qualitySampled", qualitySampled)
                .put("slaWarned", slaWarned)
                .put("slaBreached", slaBreached)
                .put("inputTokens", inputTokens)
                .put("outputTokens", outputTokens)
                .put("modelCost", modelCost.stream().map(Figures::money).toList())
                .put("timedReviews", timedReviews)
                .put("untimedReviews", untimedReviews)
                .put("reviewMinutes", rounded(reviewMinutes.doubleValue(), SECOND_DIGITS))
                .put("costPerTask", costPerTask.map(Figures::money))
                .put("cycleTimeSeconds", cycleSeconds.map(q -> Map.of("p50", q.p50(), "p95", q.p95(), "p99", q.p99())))
                .done());
        escalationRate.ifPresent(rate -> json.put("escalationRate", rate));
        firstPassQuality.ifPresent(share -> json.put("firstPassQuality", share));
        return json;
    }

    private static Map<String, Object> money(Money money) {
        return Map.of("amount", money.plain(), "currency", money.currency().getCurrencyCode());
    }
}
