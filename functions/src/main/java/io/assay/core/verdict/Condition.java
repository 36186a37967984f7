package io.assay.core.verdict;

import java.util.Arrays;
import java.util.List;

/** What must all hold for {@code worth-it}: rule 3 of the verdict's specification, section 5. */
public enum Condition {
    /** q05(Δ) > 0. */
    SURE_TO_PAY,
    /** median Δ ≥ m0. */
    MATERIAL,
    /** payback ≤ min(12, months to the base's end of life). */
    PAYS_BACK_IN_TIME,
    /** TUN holds a certificate. */
    CERTIFIED,
    /** What the earlier cases certify, the latest ones bear out. */
    HOLDS_LATER,
    /** Every label cap kept. */
    LABEL_CAPS_KEPT,
    /** η's upper bound ≤ ε/2. */
    LABELS_CLEAN,
    /** No single user-given range flips the sign of median Δ. */
    GIVEN_RANGES_AGREE;

    /** Those that do not hold, in order. */
    static List<Condition> unmet(Evidence evidence, MoneyFindings money) {
        return Arrays.stream(values())
                .filter(condition -> !condition.holds(evidence, money))
                .toList();
    }

    private boolean holds(Evidence evidence, MoneyFindings money) {
        return switch (this) {
            case SURE_TO_PAY -> money.delta().q05() > 0;
            case MATERIAL -> money.delta().median() >= money.materiality();
            case PAYS_BACK_IN_TIME -> money.paybackMonth() <= evidence.paybackLimit();
            case CERTIFIED -> evidence.tuned(money).certified();
            case HOLDS_LATER ->
                !evidence.brokenLater().contains(evidence.tuned(money).name());
            case LABEL_CAPS_KEPT -> evidence.tuned(money).brokenCaps().isEmpty();
            case LABELS_CLEAN -> evidence.sample().labelNoiseUpper() <= evidence.noiseLimit();
            case GIVEN_RANGES_AGREE -> money.flips().stream().noneMatch(Flip::gates);
        };
    }
}
