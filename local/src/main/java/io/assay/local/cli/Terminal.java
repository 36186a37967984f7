package io.assay.local.cli;

import io.assay.core.CanonicalJson;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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

    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }
}
