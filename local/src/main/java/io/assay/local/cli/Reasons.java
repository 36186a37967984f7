package io.assay.local.cli;

import io.assay.core.Decisions;
import io.assay.core.Workflow;

/** Why a case went to a person, for who has not read the design. */
final class Reasons {
    private static final String CRITICAL = "critical-label";

    private Reasons() {}

    static String words(String code, Workflow workflow) {
        if (code.startsWith(Decisions.OVERRIDE)) {
            String id = code.substring(Decisions.OVERRIDE.length());
            return workflow.rules().stream()
                    .filter(rule -> rule.id().equals(id))
                    .findFirst()
                    .map(rule -> "the rule " + id + ": " + rule.description())
                    .orElse("the rule " + id);
        }
        return switch (code) {
            case "below-threshold" -> "the model was not sure enough: its confidence is below the threshold";
            case CRITICAL -> "the label is critical: such cases always go to a person";
            case "invalid-answer" -> "the model's answer could not be used";
            case "stopped" -> "somebody had stopped the workflow";
            case "phase" -> "the workflow's phase lets the model decide nothing alone";
            case "no-threshold" -> "no threshold is in force, so nothing may be decided alone";
            case "degenerate-confidence" -> "the model's confidence does not tell right from wrong";
            case "alarm" -> "an alarm is on: quality fell";
            case "failed" -> "a stage gave up";
            default -> code;
        };
    }

    static boolean isCritical(String decidedBy) {
        return decidedBy.equals(CRITICAL);
    }

    /** True for an override rule of the workflow and for a critical label. */
    static boolean isRule(String decidedBy) {
        return decidedBy.startsWith(Decisions.OVERRIDE) || isCritical(decidedBy);
    }
}
