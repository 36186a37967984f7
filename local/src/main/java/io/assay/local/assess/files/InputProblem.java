package io.assay.local.assess.files;

import io.assay.schema.Pointer;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What the user gave cannot be used. The message is one line: where, what is wrong, what to do. */
public final class InputProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int LONGEST_QUOTE = 60;

    private final String source;
    private final long line;
    private final String what;
    private final String remedy;

    private InputProblem(String source, long line, String place, String what, String remedy) {
        super(source + place + ": " + what + "; " + remedy);
        this.source = source;
        this.line = line;
        this.what = what;
        this.remedy = remedy;
    }

    /** Of a file as a whole. */
    public static InputProblem in(Path file, String what, String remedy) {
        return of(file.toString(), what, remedy);
    }

    /** @param source a file's name or a flag, for example {@code --volume} */
    public static InputProblem of(String source, String what, String remedy) {
        return new InputProblem(source, 0, "", what, remedy);
    }

    /** @param line counted from 1 */
    static InputProblem at(Path file, long line, String what, String remedy) {
        return new InputProblem(file.toString(), line, ", line " + line, what, remedy);
    }

    /** @param pointer into a JSON document */
    static InputProblem at(String source, Pointer pointer, String what, String remedy) {
        String place = pointer.equals(Pointer.ROOT) ? "" : ", at " + quoted(pointer.text());
        return new InputProblem(source, 0, place, what, remedy);
    }

    /** A piece of the user's text for a message: on one line, at most {@value #LONGEST_QUOTE} characters of it. */
    public static String quoted(String text) {
        StringBuilder quote = new StringBuilder("'");
        text.codePoints()
                .limit(LONGEST_QUOTE)
                .map(point -> Character.isISOControl(point) || Character.isWhitespace(point) ? ' ' : point)
                .forEach(quote::appendCodePoint);
        return quote.append(text.codePointCount(0, text.length()) > LONGEST_QUOTE ? "…'" : "'")
                .toString();
    }

    /** A file's name, or a flag. */
    public String source() {
        return source;
    }

    /** Counted from 1; empty where no one line is at fault. */
    public OptionalLong line() {
        return line > 0 ? OptionalLong.of(line) : OptionalLong.empty();
    }

    public String what() {
        return what;
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }
}
