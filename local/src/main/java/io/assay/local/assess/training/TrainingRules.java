package io.assay.local.assess.training;

import io.assay.core.verdict.TunableBase;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a base model asks of a training file.
 *
 * @param mostTokens    of a record; empty: not known
 * @param reserved      strings that may stand nowhere in a prompt or an answer
 * @param tools         tool sections are taken
 * @param validationSet a validation set is taken
 * @param readOn        day on which the pages were read
 * @param sources       those pages
 */
public record TrainingRules(
        String model,
        String schemaVersion,
        TunableBase.RecordLimits records,
        OptionalLong mostTokens,
        List<String> reserved,
        boolean tools,
        boolean validationSet,
        LocalDate readOn,
        List<URI> sources) {
    public TrainingRules {
        reserved = List.copyOf(reserved);
        sources = List.copyOf(sources);
    }
}
