package io.assay.local.assess.arms;

import io.assay.core.verdict.Arm;
import java.util.Arrays;
import java.util.List;

/**
 * Answers with the label whose text, its name or its definition, lies nearest to the case, as a prompt without examples
 * would. Confidences are {@code topk}, the label's probability in a softmax over cosines beside "none of these", and
 * {@code margin}, what it is ahead of the second.
 */
final class LabelTexts implements AnsweringArm {
    /**
     * Temperature and the score of "none of these", as the local endpoint has them: fitted by Brier score on Banking77
     * and CLINC150 with its out-of-scope texts.
     */
    private static final float TEMPERATURE = 0.05f;

    private static final float NONE_OF_THESE = 0.2f;

    private final EmbeddedCases cases;
    private final String name;
    private final float[][] labels;
    private final int promptTokens;

    /**
     * @param labels       vectors, one a label
     * @param promptTokens of the labels as the prompt lists them, with what it says of each
     */
    LabelTexts(EmbeddedCases cases, String name, float[][] labels, int promptTokens) {
        this.cases = cases;
        this.name = name;
        this.promptTokens = promptTokens;
        this.labels = scaled(labels);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Arm.Kind kind() {
        return Arm.Kind.PROMPT;
    }

    @Override
    public String answeredBy() {
        return EmbeddedCases.ANSWERED_BY;
    }

    @Override
    public List<String> confidenceSources() {
        return List.of("topk", "margin");
    }

    @Override
    public Fitted fit(int[] train) {
        return this::answer;
    }

    private ArmAnswer[] answer(int[] rows) {
        ArmAnswer[] answers = new ArmAnswer[rows.length];
        TwoThreads.each(RowBlock.count(rows.length), piece -> {
            int from = piece * RowBlock.ROWS;
            RowBlock block = new RowBlock(cases.vectors(), rows, from, Math.min(rows.length, from + RowBlock.ROWS));
            float[][] scores = new float[labels.length + 1][block.rows()];
            block.addProducts(scores, labels); // fewer: "none of these" is behind them
            Arrays.fill(scores[labels.length], NONE_OF_THESE / TEMPERATURE);
            Softmax.inPlace(scores, block.rows());
            for (int i = 0; i < block.rows(); i++) {
                TopTwo top = TopTwo.of(scores, labels.length, i);
                answers[from + i] = new ArmAnswer(
                        top.best(), top.confidences(), cases.usage(rows[from + i], promptTokens, top.best()));
            }
        });
        return answers;
    }

    private static float[][] scaled(float[][] labels) {
        float[][] scaled = new float[labels.length][];
        for (int label = 0; label < labels.length; label++) {
            scaled[label] = Arrays.copyOf(labels[label], MatrixProduct.padded(labels[label].length));
            for (int i = 0; i < scaled[label].length; i++) scaled[label][i] /= TEMPERATURE;
        }
        return scaled;
    }
}
