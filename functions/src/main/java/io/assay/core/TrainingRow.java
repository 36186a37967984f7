package io.assay.core;

import java.util.Optional;

/**
 * The row that a training file may have of a case: the input as the model saw it, with the label that a person decided. A
 * model's own answer is no training label.
 *
 * @param seq             of the review that the label is from
 * @param workflowVersion that the case is pinned to: its prompt and label set
 * @param blind           the reviewer did not see the model's answer
 */
public record TrainingRow(CaseId caseId, int seq, Label label, int workflowVersion, String reviewer, boolean blind) {

    /** What a case's history gives. */
    public sealed interface Made {
        record Row(TrainingRow row) implements Made {}

        /** @param why a sentence for a person */
        record None(String why) implements Made {}
    }

    /** The last review counts: a quality sample comes after the decision and corrects it. */
    public static Made of(CaseFile file) {
        if (file.received().input().isEmpty()) {
            return new Made.None("The case is forgotten: there is no input to learn from");
        }
        if (file.blind()) {
            return new Made.None("A person is still to decide it");
        }
        Optional<Entry> last = file.history().reversed().stream()
                .filter(entry -> entry.event() instanceof CaseEvent.Reviewed)
                .findFirst();
        if (last.isEmpty()) {
            return new Made.None("No person has decided it, and a model's own answer is no training label");
        }
        CaseEvent.Reviewed review = (CaseEvent.Reviewed) last.get().event();
        return new Made.Row(new TrainingRow(
                file.id(),
                last.get().seq(),
                review.label(),
                file.received().version(),
                review.reviewer(),
                review.blind()));
    }
}
