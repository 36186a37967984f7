package io.assay.local.assess.arms;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The nearest training rows, by the angle at the training rows' mean, as {@link Retrieval} sees them. */
public final class Neighbours {
    /** Names of {@link Near#confidences}. */
    public static final List<String> SOURCES =
            List.of("neighbours.agreement", "neighbours.margin", "neighbours.similarity");

    private final NearestRows nearest;
    private final int[] right;
    private final int labels;

    /**
     * Around one row.
     *
     * @param rows nearest first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Near(int[] rows, double[] votes, double similarity) {

        /**
         * How far the neighbours bear out an answer: its label's share of their votes, what it is ahead of the best other
         * label (0 if it is behind), and how near the nearest is.
         */
        public double[] confidences(int label) {
            double all = Arrays.stream(votes).sum();
            double other = IntStream.range(0, votes.length)
                    .filter(place -> place != label)
                    .mapToDouble(place -> votes[place])
                    .max()
                    .orElse(0);
            return new double[] {
                Math.min(1, votes[label] / all), Math.clamp((votes[label] - other) / all, 0.0, 1.0), similarity
            };
        }
    }

    private Neighbours(NearestRows nearest, int[] right, int labels) {
        this.nearest = nearest;
        this.right = right;
        this.labels = labels;
    }

    static Neighbours of(EmbeddedCases cases, int[] train, int k) {
        return new Neighbours(
                new NearestRows(Retrieval.centred(cases.vectors(), train), train, k),
                cases.right(),
                cases.labels().size());
    }

    /** One a row. */
    public List<Near> of(int[] rows) {
        return Arrays.stream(nearest.of(rows)).map(this::near).toList();
    }

    private Near near(NearestRows.Found found) {
        double[] votes = new double[labels];
        for (int i = 0; i < found.rows().length; i++) {
            votes[right[found.rows()[i]]] += Retrieval.vote(found, i);
        }
        return new Near(found.rows(), votes, Math.clamp(found.cosines()[0], 0f, 1f));
    }
}
