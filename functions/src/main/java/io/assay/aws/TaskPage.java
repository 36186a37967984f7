package io.assay.aws;

import java.util.List;
import java.util.Optional;

/**
 * Some of the open tasks.
 *
 * @param next where the next page begins; empty: there is none
 */
public record TaskPage(List<ListedTask> tasks, Optional<String> next) {
    public TaskPage {
        tasks = List.copyOf(tasks);
    }
}
