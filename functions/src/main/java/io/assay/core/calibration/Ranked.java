package io.assay.core.calibration;

import java.util.Comparator;
import java.util.List;

/** Answers in the order of their confidence. */
final class Ranked {
    private static final Comparator<ScoredAnswer> BY_CONFIDENCE = Comparator.comparing(ScoredAnswer::confidence);

    private Ranked() {}

    static ScoredAnswer[] lowestFirst(List<ScoredAnswer> answers) {
        return answers.stream().sorted(BY_CONFIDENCE).toArray(ScoredAnswer[]::new);
    }

    static ScoredAnswer[] highestFirst(List<ScoredAnswer> answers) {
        return answers.stream().sorted(BY_CONFIDENCE.reversed()).toArray(ScoredAnswer[]::new);
    }

    /** One past the last answer whose confidence equals that at {@code from}. */
    static int endOfTie(ScoredAnswer[] ranked, int from) {
        int end = from + 1;
        while (end < ranked.length && ranked[end].confidence().compareTo(ranked[from].confidence()) == 0) {
            end++;
        }
        return end;
    }
}
