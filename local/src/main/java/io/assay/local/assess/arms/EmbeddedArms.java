package io.assay.local.assess.arms;

import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.ReviewedCases;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What rests on the embeddings of another model: who is near whom, and a head. */
public final class EmbeddedArms {
    private final EmbeddedCases cases;

    private EmbeddedArms(EmbeddedCases cases) {
        this.cases = cases;
    }

    public static EmbeddedArms of(ReviewedCases cases, TextVectors vectors) {
        Map<String, Embedded> embedded = vectors.of(cases.texts());
        List<Embedded> all = cases.texts().stream()
                .map(text -> Objects.requireNonNull(embedded.get(text)))
                .toList();
        return new EmbeddedArms(new EmbeddedCases(
                all.stream().map(Embedded::vector).toArray(float[][]::new),
                all.stream().mapToInt(Embedded::tokens).toArray(),
                cases.right(),
                cases.labels(),
                new int[cases.labels().size()],
                0));
    }

    /** Tokens of a row's text as the embedding model counts them. */
    public int tokens(int row) {
        return cases.tokens()[row];
    }

    /** The nearest training rows of each row. */
    public Neighbours neighbours(int[] train, int k) {
        return Neighbours.of(cases, train, k);
    }

    /** A head trained here on the embeddings: an alternative to tuning. */
    public AnsweringArm.Fitted head(int[] train) {
        AnsweringArm.Fitted fitted = new TrainedHead(cases).fit(train);
        return rows -> {
            ArmAnswer[] answers = fitted.answer(rows);
            Arrays.setAll(
                    answers,
                    i -> new ArmAnswer(
                            answers[i].label(), answers[i].confidences(), new TokenUsage(0, 0, 0, 0, tokens(rows[i]))));
            return answers;
        };
    }
}
