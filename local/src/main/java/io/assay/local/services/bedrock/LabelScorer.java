package io.assay.local.services.bedrock;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Divides a part's best score before it weighs the part; on Banking77 between courtesies 0.08 did better than 0.15. */
    private static final double ATTENTION = 0.08;

    private static final int MAX_SENTENCES = 12;

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
        List<Weighted> parts = texts.stream().flatMap(LabelScorer::parts).toList();
        Nearness nearness =
                new Nearness(parts.stream().map(p -> embeddings.of(p.text())).toList());
        double[][] scores = new double[parts.size()][labels.size()];
        for (int part = 0; part < scores.length; part++) {
            for (int label = 0; label < labels.size(); label++) {
                scores[part][label] = nearness.score(part, labels.get(label));
            }
        }
        double[] weights = weights(parts, scores);
        List<Ranked> scored = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            double score = 0;
            for (int part = 0; part < weights.length; part++) score += weights[part] * scores[part][label];
            LabelProfile profile = labels.get(label);
            scored.add(new Ranked(profile.name(), score, 0, nearness.nearest(weights, profile)));
        }
        scored.sort(Comparator.comparingDouble(Ranked::score).reversed());
        return softmax(scored);
    }

    /** The text itself and, when it has several, its sentences: the one that matters may be among courtesies. */
    private static Stream<Weighted> parts(Weighted text) {
        // A blank text is evidence of nothing; its vector would lie near the shortest phrase.
        if (text.text().isBlank()) return Stream.empty();
        List<Weighted> sentences = new ArrayList<>();
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text.text());
        int start = breaks.first();
        for (int end = breaks.next();
                end != BreakIterator.DONE && sentences.size() < MAX_SENTENCES;
                end = breaks.next()) {
            sentences.add(new Weighted(text.text().substring(start, end).strip(), text.weight()));
            start = end;
        }
        return sentences.size() < 2 ? Stream.of(text) : Stream.concat(Stream.of(text), sentences.stream());
    }

    /** A part's own weight, times more the nearer it comes to any label; all sum to 1, or there are none. */
    private static double[] weights(List<Weighted> parts, double[][] scores) {
        double[] weights = new double[scores.length];
        for (int part = 0; part < weights.length; part++) {
            double top = Arrays.stream(scores[part]).max().orElseThrow();
            weights[part] = parts.get(part).weight() * Math.exp(top / ATTENTION);
        }
        double total = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / total).toArray();
    }

    /** Cosines between a case's parts and what is said of labels, each computed once. */
    private final class Nearness {
        private final List<float[]> parts;
        private final Map<String, double[]> cosines = new HashMap<>();

        Nearness(List<float[]> parts) {
            this.parts = parts;
        }

        /** A name stands alone only where nothing else is known: single words lie near every short text. */
        double score(int part, LabelProfile label) {
            String name = label.words();
            double whole = label.descriptions().isEmpty() ? of(name)[part] : Double.NEGATIVE_INFINITY;
            for (String description : label.descriptions()) {
                whole = Math.max(whole, of(name + ": " + description)[part]);
            }
            double first = Double.NEGATIVE_INFINITY;
            double second = Double.NEGATIVE_INFINITY;
            for (List<String> texts : List.of(label.phrases(), label.examples())) {
                for (String text : texts) {
                    double cosine = of(text)[part];
                    second = Math.max(second, Math.min(first, cosine));
                    first = Math.max(first, cosine);
                }
            }
            double two = second > Double.NEGATIVE_INFINITY ? (first + second) / 2 : first;
            return WHOLE * whole + (1 - WHOLE) * (two > Double.NEGATIVE_INFINITY ? two : whole);
        }

        List<String> nearest(double[] weights, LabelProfile label) {
            List<String> known = label.phrases().isEmpty() ? List.of(label.words()) : label.phrases();
            return known.stream()
                    .sorted(Comparator.comparingDouble(phrase -> -weighted(weights, of(phrase))))
                    .limit(2)
                    .toList();
        }

        private static double weighted(double[] weights, double[] cosines) {
            double sum = 0;
            for (int part = 0; part < weights.length; part++) sum += weights[part] * cosines[part];
            return sum;
        }

        /** A text's cosine with each part. */
        private double[] of(String text) {
            return cosines.computeIfAbsent(text, asked -> {
                float[] vector = embeddings.of(asked);
                double[] each = new double[parts.size()];
                for (int part = 0; part < each.length; part++) {
                    each[part] = Embeddings.cosine(parts.get(part), vector);
                }
                return each;
            });
        }
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
