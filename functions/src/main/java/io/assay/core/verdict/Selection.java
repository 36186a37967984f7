package io.assay.core.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which arm is the cheapest of its kind. ALT and TUN are fixed on the select part, before the test part is opened. */
public final class Selection {

    private Selection() {}

    /**
     * ALT: the arm of lowest present cost that is not tuned, people included.
     *
     * @param arms    measured on the select part
     * @param inForce the process in force
     * @throws IllegalArgumentException if there is none
     */
    public static MeasuredArm alternative(List<MeasuredArm> arms, MeasuredArm inForce, Values values) {
        return lowest(arms.stream().filter(arm -> !arm.arm().tuned()).toList(), inForce, values);
    }

    /** TUN: the tuned arm of lowest present cost; empty: none is tuned. */
    public static Optional<MeasuredArm> tuned(List<MeasuredArm> arms, MeasuredArm inForce, Values values) {
        List<MeasuredArm> tuned = arms.stream().filter(arm -> arm.arm().tuned()).toList();
        return tuned.isEmpty() ? Optional.empty() : Optional.of(lowest(tuned, inForce, values));
    }

    static MeasuredArm lowest(List<MeasuredArm> arms, MeasuredArm inForce, Values values) {
        return arms.stream()
                .min(Comparator.comparingDouble(
                        arm -> CostModel.presentCost(arm, inForce, values).total()))
                .orElseThrow(() -> new IllegalArgumentException("no arm to choose from"));
    }

    static MeasuredArm people(List<MeasuredArm> arms) {
        return arms.stream()
                .filter(arm -> arm.arm().kind() == Arm.Kind.PEOPLE)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("people are not among the arms"));
    }
}
