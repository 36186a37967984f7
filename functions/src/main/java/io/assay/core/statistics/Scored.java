package io.assay.core.statistics;

/**
 * One answer that a person reviewed.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if the score is not finite.
 *
 * @param score   what answers are ranked by; more is surer
 * @param correct whether the answer was right
 */
public record Scored(double score, boolean correct) {
    public Scored {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("score not finite: " + score);
        }
    }
}
