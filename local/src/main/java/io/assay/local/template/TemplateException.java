package io.assay.local.template;

import java.util.List;
import java.util.stream.Collectors;

/** A template that cannot be built, with everything that is wrong with it. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    TemplateException(String file, List<Problem> problems) {
        super(problems.stream()
                .map(problem -> file + ":" + problem.line() + ": " + problem.path() + ": " + problem.message())
                .collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the template's lines. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One thing that is wrong.
     *
     * @param line    counted from 1
     * @param path    the way to the value, for example {@code Resources.InferenceQueue.Properties}
     * @param message what is wrong and what to do
     */
    public record Problem(int line, String path, String message) {}
}
