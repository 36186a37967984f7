package io.assay.local.template;

import io.assay.local.template.TemplateException.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong with a template, so that its author sees all of it at once. */
final class Problems {
    private final String file;
    private final Set<Problem> found = new LinkedHashSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String path, String message) {
        found.add(new Problem(line, path, message));
    }

    /** Ends a phase of the reading: the next one may rely on this one's results. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new TemplateException(
                    file,
                    found.stream()
                            .sorted(Comparator.comparingInt(Problem::line))
                            .toList());
        }
    }
}
