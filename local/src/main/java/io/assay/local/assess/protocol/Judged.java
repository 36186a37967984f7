package io.assay.local.assess.protocol;

import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.ArmAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Answers of an arm to the rows of one part, with what people decided.
 *
 * @param all one a row, in the order of the rows
 */
record Judged(List<One> all) {

    /**
     * @param row  of the reviewed cases
     * @param right the answer is what people decided
     */
    record One(int row, ArmAnswer answer, boolean right) {
        boolean offSchema() {
            return answer.label() == ArmAnswer.OFF_SCHEMA;
        }
    }

    Judged {
        all = List.copyOf(all);
    }

    /** @param decided of each reviewed case, its label */
    static Judged of(AnsweringArm.Fitted arm, int[] rows, int[] decided) {
        ArmAnswer[] answers = arm.answer(rows);
        List<One> all = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            all.add(new One(rows[i], answers[i], answers[i].label() == decided[rows[i]]));
        }
        return new Judged(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    double[][] confidences() {
        return all.stream().map(one -> one.answer().confidences()).toArray(double[][]::new);
    }

    boolean[] right() {
        boolean[] right = new boolean[all.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = all.get(i).right();
        }
        return right;
    }

    <T> List<T> scored(Function<One, T> score) {
        return all.stream().map(score).toList();
    }
}
