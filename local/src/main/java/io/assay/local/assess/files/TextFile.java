package io.assay.local.assess.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether a file can be read as UTF-8 text, and names the line where it cannot. */
final class TextFile {
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_SIGNATURE = 4;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String AS_UTF_8 = "save it as UTF-8 text";

    private TextFile() {}

    /**
     * Looks through the whole file; keeps none of it.
     *
     * @param kind what it should be, for messages, for example {@code a CSV file}
     * @throws InputProblem if there is no such file, or it cannot be read, is empty or is no UTF-8 text
     */
    static void require(Path file, String kind) {
        if (!Files.exists(file)) {
            throw InputProblem.in(file, "there is no such file", "give the path of " + kind);
        }
        if (Files.isDirectory(file)) {
            throw InputProblem.in(file, "is a directory", "give the path of " + kind);
        }
        try (InputStream in = Files.newInputStream(file)) {
            look(file, kind, in);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    static InputProblem unreadable(Path file) {
        return InputProblem.in(file, "cannot be read", "check that you may read it");
    }

    /** The whole file's text, without a byte order mark; the file has passed {@link #require}. */
    static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    /**
     * The first line, without a byte order mark, at most {@value #CHUNK} characters; a line break between quotation marks
     * does not end it. The file has passed {@link #require}.
     */
    static String firstLine(Path file) {
        StringBuilder line = new StringBuilder();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            boolean quoted = false;
            for (int next = in.read(); next >= 0 && line.length() < CHUNK; next = in.read()) {
                if (next == '"') {
                    quoted = !quoted;
                }
                boolean ends = (next == '\n' || next == '\r') && !quoted;
                if (ends && !line.toString().isBlank()) {
                    break;
                }
                if (!ends && !(next == BYTE_ORDER_MARK && line.isEmpty())) {
                    line.append((char) next);
                }
            }
        } catch (IOException e) {
            throw unreadable(file);
        }
        return line.toString();
    }

    private static void look(Path file, String kind, InputStream in) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        CharBuffer characters = CharBuffer.allocate(CHUNK);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        refuseOtherKinds(file);
        long line = 1;
        boolean blank = true;
        boolean more = true;
        while (more) {
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            more = read >= 0;
            bytes.position(bytes.position() + Math.max(read, 0)).flip();
            CoderResult result = decoder.decode(bytes, characters, !more);
            characters.flip();
            while (characters.hasRemaining()) {
                char next = characters.get();
                if (next == 0) {
                    throw InputProblem.at(file, line, "is no text: it holds a zero byte", AS_UTF_8);
                }
                line += next == '\n' ? 1 : 0;
                blank &= Character.isWhitespace(next) || next == BYTE_ORDER_MARK;
            }
            if (result.isError()) {
                throw InputProblem.at(file, line, "is not UTF-8", AS_UTF_8);
            }
            characters.clear();
            bytes.compact();
        }
        if (blank) {
            throw InputProblem.in(file, "is empty", "give " + kind);
        }
    }

    private static void refuseOtherKinds(Path file) throws IOException {
        int[] start = new int[LONGEST_SIGNATURE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int at = 0; at < start.length; at++) {
                start[at] = in.read();
            }
        }
        if ((start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF)) {
            throw InputProblem.at(file, 1, "is UTF-16, as its first two bytes say", AS_UTF_8);
        }
        if (start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4) {
            throw InputProblem.in(file, "is a ZIP archive or a spreadsheet", "export the sheet as CSV in UTF-8");
        }
        if (start[0] == 0x1F && start[1] == 0x8B) {
            throw InputProblem.in(file, "is compressed", "unpack it first");
        }
    }
}
