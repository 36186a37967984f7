package io.assay.local.services.bedrock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Ranks labels by how near their descriptions and examples lie to the case, as cosines of sentence embeddings. */
final class LabelScorer {
    /** Share of the whole description in a label's score; the rest is the mean of its two nearest phrases. */
    private static final double WHOLE = 0.35;

    /**
     * Divides scores before the softmax, and the score of "none of these", which stands in the softmax beside the
     * labels: without it a text about nothing at all would be certain of the label that it misses least. Both fitted by
     * Brier score on Banking77 and CLINC150 with its out-of-scope texts (8 labels, 3 phrases each).
     */
    private static final double TEMPERATURE = 0.05;

    private static final double NONE_OF_THESE = 0.2;

    private final Embeddings embeddings;

    LabelScorer(Embeddings embeddings) {
        this.embeddings = embeddings;
    }

    /** A text of the case and its share in the score, above 0. */
    record Weighted(String text, double weight) {}

    /**
     * A label's place.
     *
     * @param probability softmax over the labels and "none of these", in (0, 1); all labels' sum is below 1
     * @param nearest     the label's description phrases that lie nearest to the case, nearest first, at most two
     */
    record Ranked(String label, double score, double probability, List<String> nearest) {
        Ranked {
            nearest = List.copyOf(nearest);
        }
    }

    /** All labels, best first; ties keep the request's order. */
    List<Ranked> rank(List<Weighted> texts, List<LabelProfile> labels) {
        List<float[]> vectors = texts.stream().map(t -> embeddings.of(t.text())).toList();
        double total = texts.stream().mapToDouble(Weighted::weight).sum();
        double[] weights = texts.stream().mapToDouble(t -> t.weight() / total).toArray();
        List<Ranked> scored = new ArrayList<>();
        for (LabelProfile label : labels) {
            double score = 0;
            for (int i = 0; i < weights.length; i++) score += weights[i] * score(vectors.get(i), label);
            scored.add(new Ranked(label.name(), score, 0, nearest(vectors, weights, label)));
        }
        scored.sort(Comparator.comparingDouble(Ranked::score).reversed());
        return softmax(scored);
    }

    /** A name stands alone only where nothing else is known: single words lie near every short text. */
    private double score(float[] text, LabelProfile label) {
        String name = label.words();
        double whole = label.descriptions().stream()
                .mapToDouble(d -> cosine(text, name + ": " + d))
                .max()
                .orElseGet(() -> cosine(text, name));
        double parts = Stream.concat(label.phrases().stream(), label.examples().stream())
                .map(p -> cosine(text, p))
                .sorted(Comparator.reverseOrder())
                .limit(2)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(whole);
        return WHOLE * whole + (1 - WHOLE) * parts;
    }

    private List<String> nearest(List<float[]> vectors, double[] weights, LabelProfile label) {
        List<String> known = label.phrases().isEmpty() ? List.of(label.words()) : label.phrases();
        return known.stream()
                .sorted(Comparator.comparingDouble(phrase -> {
                    double distance = 0;
                    for (int i = 0; i < weights.length; i++) distance -= weights[i] * cosine(vectors.get(i), phrase);
                    return distance;
                }))
                .limit(2)
                .toList();
    }

    private double cosine(float[] text, String other) {
        return Embeddings.cosine(text, embeddings.of(other));
    }

    private static List<Ranked> softmax(List<Ranked> sorted) {
        double best = Math.max(NONE_OF_THESE, sorted.getFirst().score());
        double sum = power(NONE_OF_THESE - best)
                + sorted.stream().mapToDouble(r -> power(r.score() - best)).sum();
        return sorted.stream()
                .map(r -> new Ranked(r.label(), r.score(), power(r.score() - best) / sum, r.nearest()))
                .toList();
    }

    private static double power(double score) {
        return Math.exp(score / TEMPERATURE);
    }
}
