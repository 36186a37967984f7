package io.assay.local.assess.arms;

import io.assay.core.verdict.Arm;
import java.util.Arrays;
import java.util.List;

/**
 * Answers as the nearest training rows were decided, as a prompt would that shows them as examples. Near is a matter of
 * the angle at the training rows' mean: what all texts of a kind share says nothing. Each of the ten nearest has
 * exp(cosine / {@value #TEMPERATURE}) votes. Confidences are {@code neighbours.agreement}, the label's share of the
 * votes, {@code neighbours.margin}, what it is ahead of the second, and {@code neighbours.similarity}, the cosine of the
 * nearest row, 0 where it is negative.
 *
 * <p>On five folds of Banking77 and of CLINC150 with its out-of-scope texts, accuracy with equal votes was .896 and .890,
 * at a temperature of 0.05 .909 and .899, and with angles at the mean .910 and .907; from 0.07 to 0.1 much the same.
 */
final class Retrieval implements AnsweringArm {
    private static final int NEIGHBOURS = 10;

    private static final double TEMPERATURE = 0.08;

    private final EmbeddedCases cases;

    Retrieval(EmbeddedCases cases) {
        this.cases = cases;
    }

    @Override
    public String name() {
        return "retrieval";
    }

    @Override
    public Arm.Kind kind() {
        return Arm.Kind.RETRIEVAL;
    }

    @Override
    public String answeredBy() {
        return EmbeddedCases.ANSWERED_BY;
    }

    @Override
    public List<String> confidenceSources() {
        return List.of("neighbours.agreement", "neighbours.margin", "neighbours.similarity");
    }

    /** @throws IllegalArgumentException if there is no row to retrieve */
    @Override
    public Fitted fit(int[] train) {
        if (train.length == 0) throw new IllegalArgumentException("no rows to retrieve");
        NearestRows nearest = new NearestRows(centred(cases.vectors(), train), train, NEIGHBOURS);
        return rows -> {
            NearestRows.Found[] found = nearest.of(rows);
            ArmAnswer[] answers = new ArmAnswer[rows.length];
            Arrays.setAll(answers, i -> answer(rows[i], found[i]));
            return answers;
        };
    }

    /** Equal votes go to the earlier label. */
    private ArmAnswer answer(int row, NearestRows.Found found) {
        double[] votes = new double[cases.labels().size()];
        double all = 0;
        int more = cases.listed();
        for (int i = 0; i < found.rows().length; i++) {
            int neighbour = found.rows()[i];
            double vote = vote(found, i);
            votes[cases.right()[neighbour]] += vote;
            all += vote;
            more += cases.example(neighbour);
        }
        int best = 0;
        double second = 0;
        for (int label = 1; label < votes.length; label++) {
            if (votes[label] > votes[best]) {
                second = votes[best];
                best = label;
            } else {
                second = Math.max(second, votes[label]);
            }
        }
        double[] confidences = {
            Math.min(1, votes[best] / all), (votes[best] - second) / all, Math.clamp(found.cosines()[0], 0f, 1f)
        };
        return new ArmAnswer(best, confidences, cases.retrieving(row, more, best));
    }

    /** Votes of one of the rows found, 1 of the nearest. */
    static double vote(NearestRows.Found found, int place) {
        return Math.exp((found.cosines()[place] - found.cosines()[0]) / TEMPERATURE);
    }

    /** Seen from the mean of the training rows, at unit length; 0 for what lies on it. */
    static float[][] centred(float[][] vectors, int[] train) {
        double[] mean = new double[vectors[train[0]].length];
        for (int row : train) {
            for (int i = 0; i < mean.length; i++) mean[i] += vectors[row][i] / (double) train.length;
        }
        float[][] centred = new float[vectors.length][mean.length];
        for (int row = 0; row < vectors.length; row++) {
            double squares = 0;
            for (int i = 0; i < mean.length; i++) {
                centred[row][i] = (float) (vectors[row][i] - mean[i]);
                squares += (double) centred[row][i] * centred[row][i];
            }
            if (squares == 0) continue;
            for (int i = 0; i < mean.length; i++) centred[row][i] /= (float) Math.sqrt(squares);
        }
        return centred;
    }
}
