package io.assay.metrics;

import java.util.Locale;

/** What is counted per workflow and UTC day of the event. */
enum Count {
    /** Cases that came in. */
    RECEIVED,
    /** Cases whose first decision to go out was the model's own. */
    AUTOMATED,
    /** Cases for which a person had to decide, once a case; quality samples are not such. */
    ESCALATED,
    /** Reviews, quality samples among them, whose label is not the model's. */
    OVERRIDDEN,
    /** Reviews, quality samples among them, whose label is the model's. */
    AGREED,
    /** Cases for which a decision went out, once a case: completed tasks. */
    ACTED,
    /** Times that a stage gave up. */
    FAILED,
    /** Automated cases drawn for blind review. */
    QUALITY_SAMPLED,
    SLA_WARNED,
    SLA_BREACHED,
    /** Completed cases whose last decision is the model's first answer; a later correction takes it back on its own day. */
    FIRST_PASS,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    /** Milliseconds that reviewers worked, as their clients report. */
    REVIEW_ACTIVE_MS,
    /** Reviews, quality samples among them, whose client reported the time worked. */
    TIMED_REVIEWS,
    /** Reviews, quality samples among them, whose client reported no time: priced at what the workflow states. */
    UNTIMED_REVIEWS;

    /** For example {@code qualitySampled}. */
    String word() {
        StringBuilder word = new StringBuilder();
        for (String part : name().toLowerCase(Locale.ROOT).split("_", -1)) {
            word.append(word.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }
}
