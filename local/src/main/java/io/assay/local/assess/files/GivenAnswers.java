package io.assay.local.assess.files;

import io.assay.core.verdict.Arm;
import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.ArmAnswer;
import java.util.Arrays;
import java.util.List;

/** An arm whose answers are known from a file, one for each case; it learns nothing. */
public final class GivenAnswers implements AnsweringArm {
    private static final String SOURCE = "given";

    private final String name;
    private final Arm.Kind kind;
    private final String file;
    private final ArmAnswer[] answers;
    private final boolean usageKnown;

    GivenAnswers(String name, Arm.Kind kind, String file, Builder builder) {
        this.name = name;
        this.kind = kind;
        this.file = file;
        this.answers = builder.answers();
        this.usageKnown = builder.usageKnown;
    }

    /** Collects answers in little room: there may be millions. */
    static final class Builder {
        private final int[] labels;
        private final double[] confidences;
        private final double[] inputTokens;
        private final double[] outputTokens;
        private final long[] lines;
        private final boolean usageKnown;

        /** @param usageKnown tokens are given; else they count as 0 */
        Builder(int cases, boolean usageKnown) {
            this.labels = new int[cases];
            this.confidences = new double[cases];
            this.inputTokens = new double[cases];
            this.outputTokens = new double[cases];
            this.lines = new long[cases];
            this.usageKnown = usageKnown;
        }

        /** Line of the case's answer; 0: it has none yet. */
        long line(int row) {
            return lines[row];
        }

        void add(int row, long line, int label, double confidence, TokenUsage usage) {
            lines[row] = line;
            labels[row] = label;
            confidences[row] = confidence;
            inputTokens[row] = usage.input();
            outputTokens[row] = usage.output();
        }

        private ArmAnswer[] answers() {
            ArmAnswer[] answers = new ArmAnswer[labels.length];
            Arrays.setAll(
                    answers,
                    row -> new ArmAnswer(
                            labels[row],
                            new double[] {confidences[row]},
                            TokenUsage.plain(inputTokens[row], outputTokens[row])));
            return answers;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Arm.Kind kind() {
        return kind;
    }

    @Override
    public String answeredBy() {
        return "answers of " + file;
    }

    @Override
    public List<String> confidenceSources() {
        return List.of(SOURCE);
    }

    /** False: the file gives no tokens, so that an answer is reckoned as free. */
    public boolean usageKnown() {
        return usageKnown;
    }

    @Override
    public Fitted fit(int[] train) {
        return rows -> Arrays.stream(rows).mapToObj(row -> answers[row]).toArray(ArmAnswer[]::new);
    }
}
