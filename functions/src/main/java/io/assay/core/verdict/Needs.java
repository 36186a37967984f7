package io.assay.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What would change a verdict, from the conditions of {@code worth-it} that do not hold. */
final class Needs {
    /** Standard normal quantiles: of 95 %, for the interval; of 80 %, for power. */
    private static final double Z_INTERVAL = 1.645;

    private static final double Z_POWER = 0.842;
    private static final double HALF = 0.5;
    private static final int REFITS = 5;

    private final Evidence evidence;
    private final MoneyFindings money;
    private final ArmEvidence tuned;
    private final Sample sample;

    Needs(Evidence evidence, MoneyFindings money) {
        this.evidence = evidence;
        this.money = money;
        this.tuned = evidence.tuned(money);
        this.sample = evidence.sample();
    }

    /** In the order in which they block. */
    List<Need> of(List<Condition> unmet) {
        List<Need> needs = new ArrayList<>();
        for (Condition condition : unmet) {
            switch (condition) {
                case CERTIFIED ->
                    tuned.certificateRows()
                            .ifPresent(inAll -> needs.add(
                                    rows(inAll - sample.rows(), "fewer are unlikely to certify " + tuned.name())));
                case HOLDS_LATER -> needs.add(laterRows());
                case LABEL_CAPS_KEPT -> needs.addAll(labels());
                case LABELS_CLEAN -> needs.add(doubleReview());
                case GIVEN_RANGES_AGREE -> needs.addAll(givenRanges());
                case PAYS_BACK_IN_TIME, SURE_TO_PAY, MATERIAL -> {} // below, together: they speak of the same money
            }
        }
        if (money.learningLifts()) {
            needs.add(rows(sample.rows(), "with twice the training rows it is likely to be worth it"));
        }
        if (undecided()) {
            needs.add(inputsDecide() ? narrowerInputs() : rows(moneyRows(), "fewer leave open whether it pays"));
        } else if (unmet.equals(List.of(Condition.PAYS_BACK_IN_TIME))) {
            needs.add(new Need(
                    Need.Kind.INPUTS, 1, ReasonSentence.against(money).term().word(), "it keeps the payback late"));
        }
        if (sample.refits() == 1) {
            needs.add(new Need(
                    Need.Kind.REFITS, REFITS - 1, "refits of each arm", "the variance of training is not known"));
        }
        return needs;
    }

    /** The most rows that one of the needs asks for. */
    static long rows(List<Need> needs) {
        return needs.stream()
                .filter(need -> need.kind() == Need.Kind.ROWS)
                .mapToLong(Need::n)
                .max()
                .orElse(0);
    }

    private static Need rows(long more, String what) {
        return new Need(Need.Kind.ROWS, Math.max(1, more), "reviewed rows", what);
    }

    /** As many as a certificate takes, all of them as late as those that broke it. */
    private Need laterRows() {
        return new Need(
                Need.Kind.ROWS,
                Math.max(1, tuned.certificateRows().orElse(sample.rows())),
                "reviewed rows of late",
                "the earlier cases certify nothing of " + tuned.name() + " that holds for the latest");
    }

    private List<Need> labels() {
        return tuned.brokenCaps().stream()
                .map(cap -> new Need(
                        Need.Kind.LABELS,
                        cap.rows(),
                        "rows of the label " + cap.label(),
                        "its errors are not shown to stay below its cap"))
                .toList();
    }

    /**
     * Rows reviewed twice until the upper bound of the noise falls to ε/2, by the normal approximation, and by the rule of
     * three where no noise was seen; every row where the noise itself is above, since then labels must be put right.
     */
    private Need doubleReview() {
        double noise = sample.labelNoise();
        double limit = evidence.noiseLimit();
        double distance = Math.max(0, limit - noise);
        double pairs = Math.max(3 / limit, Z_INTERVAL * Z_INTERVAL * noise * (1 - noise) / (distance * distance));
        return new Need(
                Need.Kind.DOUBLE_REVIEW,
                (long) Math.ceil(noise < limit ? pairs : sample.rows()),
                "rows reviewed twice",
                noise < limit
                        ? "label noise may be above half the target risk"
                        : "label noise is above half the target risk");
    }

    private List<Need> givenRanges() {
        return money.flips().stream()
                .filter(Flip::gates)
                .map(flip -> new Need(Need.Kind.INPUTS, 1, flip.input().text(), "the range given holds both answers"))
                .toList();
    }

    /** The interval of Δ holds 0, or what is material. */
    private boolean undecided() {
        return holds(0) || holds(money.materiality());
    }

    private boolean holds(double line) {
        return money.delta().q05() <= line
                && money.delta().q95() >= line
                && money.delta().q05() < money.delta().q95();
    }

    private boolean inputsDecide() {
        return money.inputsShare() > HALF;
    }

    private Need narrowerInputs() {
        List<String> wide = money.flips().stream()
                .filter(flip -> !flip.estimate().isPoint())
                .map(flip -> flip.input().text())
                .toList();
        return new Need(
                Need.Kind.INPUTS,
                wide.size(),
                wide.stream().limit(3).collect(Collectors.joining(", ")),
                "their ranges, more than the data, leave open whether it pays");
    }

    /**
     * N_money = n ((1.645 + 0.842) s_data / |median Δ|)² test rows, told as rows in all; where Δ is surely positive and it
     * only is open whether it is material, the distance to m0 stands for |median Δ|.
     */
    private long moneyRows() {
        double distance =
                Math.abs(holds(0) ? money.delta().median() : money.delta().median() - money.materiality());
        double ratio = (Z_INTERVAL + Z_POWER) * money.dataDeviation() / distance;
        return (long) Math.ceil(sample.rows() * (ratio * ratio - 1));
    }
}
