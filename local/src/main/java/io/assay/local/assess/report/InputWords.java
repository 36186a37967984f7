package io.assay.local.assess.report;

import io.assay.core.verdict.Estimate;
import io.assay.core.verdict.Input;
import io.assay.core.verdict.Quantity;

/** Inputs of the money as a report names them. */
final class InputWords {
    private InputWords() {}

    /** For example {@code volume: 20,000 cases a month}. */
    static String text(Input input, Estimate estimate) {
        return input.text() + ": " + range(input.quantity(), estimate);
    }

    /** For example {@code 3 minutes}, or {@code 2 to 5 minutes, most likely 3}. */
    static String range(Quantity quantity, Estimate estimate) {
        if (estimate.isPoint()) {
            return value(quantity, estimate.likely());
        }
        return number(quantity, estimate.low()) + " to " + value(quantity, estimate.high()) + ", most likely "
                + number(quantity, estimate.likely());
    }

    /** With its unit. */
    static String value(Quantity quantity, double value) {
        return number(quantity, value) + " " + quantity.unit();
    }

    private static String number(Quantity quantity, double value) {
        return switch (quantity) {
            case DISCOUNT_RATE, PEOPLE_ERROR_RATE, QUALITY_SAMPLE -> Figures.percent(value);
            default -> Figures.value(value);
        };
    }

    /** What it is, for somebody who fills in the form. */
    static String meaning(Quantity quantity) {
        return switch (quantity) {
            case VOLUME -> "cases that come in";
            case HORIZON -> "how far the money looks ahead";
            case DISCOUNT_RATE -> "how much less a dollar is worth a year later";
            case WAGE -> "of the people who decide cases";
            case MINUTES_FROM_SCRATCH -> "a person decides a case that no model has seen";
            case MINUTES_ESCALATED -> "a person decides a case that the model passed on";
            case MINUTES_BLIND -> "a person checks a decided case without seeing the answer";
            case PEOPLE_ERROR_RATE -> "cases that people decide wrongly";
            case ERROR_COST -> "what acting on one wrong answer costs";
            case DAY_RATE -> "of those who build and keep the system";
            case QUALITY_SAMPLE -> "share of the automated cases that people check";
            case DETECTION_SAMPLES -> "checked cases after which a doubled error rate is noticed";
            case DETECTION_DAYS -> "within which a doubled error rate must be noticed";
            case BUILD_DAYS -> "work until it runs";
            case VALIDATION_DAYS -> "work until it is approved";
            case UPKEEP_DAYS -> "work to keep it running";
            case RETRAINING_DAYS -> "work each time it is trained anew";
        };
    }
}
