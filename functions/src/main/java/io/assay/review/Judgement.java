package io.assay.review;

import io.assay.core.Fields;
import io.assay.core.Label;
import io.assay.core.Workflow;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import java.time.Duration;
import java.util.Optional;

/**
 * What a reviewer says of a case.
 *
 * @param active time worked on it, as the client measured
 */
record Judgement(Label label, Optional<String> note, Optional<Duration> active) {
    /** Characters. */
    static final int MAX_NOTE = 2_000;

    private static final int MAX_BODY = 16 * 1024;
    private static final Duration MAX_ACTIVE = Duration.ofDays(1);

    /** @throws Problem 422 with a pointer if a field is missing, of another kind, out of bounds, or no label of the workflow */
    static Judgement of(HttpRequest request, Workflow workflow) {
        Fields body = request.json(MAX_BODY, "label", "note", "activeMs");
        return new Judgement(label(body, workflow), note(body), active(body));
    }

    private static Label label(Fields body, Workflow workflow) {
        try {
            Label label = body.label("label");
            if (workflow.knows(label)) {
                return label;
            }
        } catch (IllegalArgumentException e) {
            throw unknown(workflow);
        }
        throw unknown(workflow);
    }

    private static Problem unknown(Workflow workflow) {
        return invalid(
                "label",
                "A label of the workflow is needed: "
                        + String.join(
                                ", ",
                                workflow.labels().stream()
                                        .map(spec -> spec.label().value())
                                        .toList()));
    }

    private static Optional<String> note(Fields body) {
        try {
            Optional<String> note = body.optionalText("note").filter(text -> !text.isBlank());
            if (note.filter(text -> text.length() > MAX_NOTE).isEmpty()) {
                return note;
            }
        } catch (IllegalArgumentException e) {
            throw invalid("note", "The note is not text");
        }
        throw invalid("note", "A note has at most " + MAX_NOTE + " characters");
    }

    private static Optional<Duration> active(Fields body) {
        try {
            Optional<Duration> active = body.optionalWhole("activeMs").map(Duration::ofMillis);
            if (active.filter(time -> time.isNegative() || time.compareTo(MAX_ACTIVE) > 0)
                    .isEmpty()) {
                return active;
            }
        } catch (IllegalArgumentException e) {
            throw invalid("activeMs", "This is not a whole number of milliseconds");
        }
        throw invalid("activeMs", "The time worked is 0 to " + MAX_ACTIVE.toMillis() + " milliseconds");
    }

    private static Problem invalid(String field, String detail) {
        return Problem.at(422, "invalid-decision", "/" + field, detail);
    }
}
