package io.assay.local.cli;

import io.assay.core.verdict.Arm;
import io.assay.core.verdict.VerdictScope;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.files.GivenAnswers;
import io.assay.local.assess.files.WorkflowFile;
import io.assay.local.assess.protocol.Protocol;
import io.assay.local.assess.protocol.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an assessment takes for granted beside its inputs, a sentence each. */
final class Assumptions {
    private final Question question;
    private final Protocol.Found found;
    private final Optional<WorkflowFile> workflow;
    private final String model;

    Assumptions(Question question, Protocol.Found found, Optional<WorkflowFile> workflow, String model) {
        this.question = question;
        this.found = found;
        this.workflow = workflow;
        this.model = model;
    }

    List<String> all() {
        List<String> all = new ArrayList<>();
        if (question.scope() == VerdictScope.REHEARSAL) {
            all.add(
                    "A small embedding model on this machine stands in for every arm; tokens are counted by its tokenizer "
                            + "and priced as " + model + ".");
        } else if (question.scope() == VerdictScope.ANSWERS
                && question.arms().stream().noneMatch(Assumptions::usageKnown)) {
            all.add("The tokens of the given answers are not known and cost nothing here.");
        }
        if (!found.unknownPrices().isEmpty()) {
            all.add("Not known, and so not counted: " + String.join(", ", found.unknownPrices()) + ".");
        }
        all.add("Each arm's certificate holds by itself; that all of them hold at once is less certain.");
        all.add(
                question.refits() == 1
                        ? "Each arm was fitted once: how much another training would change the figures was not measured, "
                                + "nor what more rows would do."
                        : "An arm holds a certificate if the predictor of each of the " + question.refits()
                                + " folds holds one; the figures are those of the middle one.");
        if (found.selection().equals("unknown")) {
            all.add("How these cases were chosen for review is not known: every figure holds for cases like these.");
        } else {
            all.add("The probabilities given are taken to be right, and the reviews to have been blind.");
        }
        if (found.latestFifth().isEmpty()) {
            all.add("The cases to come are taken to be like those here: "
                    + (question.cases().rows().getFirst().time().isPresent()
                            ? "all of them have the same time, so none could be tested as later than others."
                            : "when they came in is not known, so none could be tested as later than others."));
        }
        if (question.arms().stream().noneMatch(arm -> arm.kind() == Arm.Kind.TUNED)) {
            all.add("None of the answers given is of the kind tuned, so whether tuning pays was not asked.");
        }
        if (found.labelNoise().isEmpty()) {
            all.add("No case was decided twice and no two are near-duplicates: how often people err is not known, so "
                    + "tuning cannot be called worth it.");
        }
        all.add("While tuning is prepared the best alternative runs; people decide all cases today.");
        workflow.filter(document -> document.costs().isPresent() && !document.costsAreReckoned())
                .ifPresent(document -> all.add("The workflow's costs are not in USD and are passed over."));
        return all;
    }

    private static boolean usageKnown(AnsweringArm arm) {
        return arm instanceof GivenAnswers answers && answers.usageKnown();
    }
}
