package io.assay.aws;

import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.Reason;
import io.assay.core.ReviewTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An open task as lists show it.
 *
 * @param reasons  codes, never the words, which may quote the model; none for a blind task
 * @param claimant who works on it; empty: nobody does
 */
public record ListedTask(
        String taskId,
        CaseId caseId,
        String workflow,
        String group,
        Instant opened,
        Instant due,
        List<String> reasons,
        boolean blind,
        boolean qualitySample,
        Optional<String> claimant) {

    public ListedTask {
        reasons = List.copyOf(reasons);
    }

    public static ListedTask of(CaseFile file, ReviewTask task, Optional<String> claimant) {
        return new ListedTask(
                task.id(),
                file.id(),
                file.workflow(),
                task.group(),
                task.opened(),
                task.due(),
                task.blind()
                        ? List.of()
                        : task.reasons().stream().map(Reason::code).toList(),
                task.blind(),
                task.qualitySample(),
                claimant);
    }
}
