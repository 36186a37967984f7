package io.assay.core.verdict;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The worked example of the verdict's specification, section 5, as data for tests. */
final class WorkedExample {
    static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    static final ModelPrices PRICES = new ModelPrices(
            "small",
            "us-east-1",
            new ModelPrices.TokenPrices(
                    OptionalDouble.of(0.035), OptionalDouble.of(0.14), OptionalDouble.empty(), OptionalDouble.empty()),
            new ModelPrices.Cache(Optional.empty(), OptionalInt.empty()),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(1.95),
            OptionalDouble.of(24),
            DAY,
            URI.create("https://prices.example"));
    static final double RISK = 0.03;
    static final Arm RETRIEVAL = Arm.plain("retrieval", Arm.Kind.RETRIEVAL);
    static final Arm TUNED = tuned(new Hosting.OnDemand());
    static final Arm PEOPLE = Arm.plain("people", Arm.Kind.PEOPLE);
    static final Inputs INPUTS = Inputs.reference(List.of("tuned")).with(Quantity.VOLUME, given(10_000));

    private WorkedExample() {}

    static Estimate given(double value) {
        return Estimate.point(value, Estimate.Source.GIVEN);
    }

    static Estimate given(double low, double likely, double high) {
        return new Estimate(low, likely, high, Estimate.Source.GIVEN);
    }

    /** Retraining every twelve months, three tries at 2.18 each time. */
    static Arm tuned(Hosting hosting) {
        return new Arm(
                "tuned",
                Arm.Kind.TUNED,
                2,
                new Arm.Running(hosting, 1, 1.95, 0, 0),
                new Arm.Building(0, 3 * 2.18, 0, 0),
                new Arm.Retraining(OptionalInt.of(12), 1, OptionalDouble.empty(), 0, 3 * 2.18, 0, 0));
    }

    static double tokens(double input) {
        TokenCost cost = TokenCost.of(TokenUsage.plain(input, 10), Asking.once(), PRICES, Optional.empty());
        return switch (cost) {
            case TokenCost.Known known -> known.usd();
            case TokenCost.Unknown unknown -> throw new AssertionError(unknown);
        };
    }

    static CaseMeans means(double coverage, double inputTokens) {
        return new CaseMeans(tokens(inputTokens), coverage, coverage * RISK, 0);
    }

    static MeasuredArm alternative() {
        return new MeasuredArm(RETRIEVAL, means(0.80, 700));
    }

    static MeasuredArm tuned() {
        return new MeasuredArm(TUNED, means(0.95, 150));
    }

    static Comparison comparison() {
        return Comparison.of(alternative(), tuned(), INPUTS.likely());
    }

    static Comparison provisioned(Hosting hosting) {
        return Comparison.of(alternative(), new MeasuredArm(tuned(hosting), means(0.95, 150)), INPUTS.likely());
    }
}
