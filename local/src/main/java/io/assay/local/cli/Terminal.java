package io.assay.local.cli;

import io.assay.core.CanonicalJson;
import io.assay.local.page.Page;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Where a command's words go.
 *
 * @param out for answers alone
 * @param err for progress and words
 */
record Terminal(PrintStream out, PrintStream err) {

    /** A word to the user beside the answer. */
    void say(String line) {
        err.println(line);
    }

    /** Part of the answer. */
    void print(String text) {
        out.println(text);
    }

    /** The whole answer as one JSON object. */
    void print(Map<String, Object> answer) {
        out.println(CanonicalJson.text(answer));
    }

    /** Something broke that is not the user's input: all that may help to find it. */
    void failed(Exception exception) {
        err.println("assay: " + exception.getMessage());
        exception.printStackTrace(err);
    }

    /** True if a person looks at standard error: it is a terminal, not a file or a pipe. The launcher knows. */
    boolean interactive() {
        return Boolean.getBoolean("assay.terminal");
    }

    /** A bar for who looks at a terminal, else nothing: whoever asks then says lines. */
    Optional<ProgressBar> bar(String task, int whole) {
        return interactive()
                ? Optional.of(new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(whole)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(err, Page.WIDTH))
                        .setMaxRenderedLength(Page.WIDTH)
                        .hideEta()
                        .build())
                : Optional.empty();
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }
}
