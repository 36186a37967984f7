package io.assay.local.assess.files;

import static io.assay.local.assess.files.InputProblem.quoted;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CSV file as RFC 4180 has it: UTF-8 with or without a byte order mark, a header row, fields with separators, line
 * breaks or quotation marks between quotation marks. The separator is the one of comma, semicolon and tab that stands most
 * often in the header. Column names are compared without case and outer spaces; columns without a name are not looked at.
 */
final class CsvFile {
    private static final String SEPARATORS = ",;\t";
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final Path file;
    private final char separator;
    private final List<String> header;
    private final Map<String, Integer> columns = new HashMap<>();

    private CsvFile(Path file, char separator, List<String> header) {
        this.file = file;
        this.separator = separator;
        this.header = header;
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column);
            if (!name.isEmpty() && columns.putIfAbsent(key(name), column) != null) {
                throw InputProblem.at(
                        file,
                        1,
                        "the header has the column " + quoted(name) + " twice",
                        "give each column its own name");
            }
        }
    }

    /**
     * One row.
     *
     * @param number line on which it begins, from 1
     */
    record Row(long number, CsvRecord fields) {
        /** As it stands in the file. */
        String field(int column) {
            return fields.getField(column);
        }

        /** Without outer spaces. */
        String trimmed(int column) {
            return fields.getField(column).strip();
        }
    }

    /** @throws InputProblem if it is no CSV file, or its header has a column twice */
    static CsvFile open(Path file) {
        TextFile.require(file, "a CSV file with a header row");
        String first = TextFile.firstLine(file);
        if (first.stripLeading().startsWith("{") || first.stripLeading().startsWith("[")) {
            throw InputProblem.at(
                    file, 1, "is JSON", "give a CSV file: a header row with the names of the columns, one case a row");
        }
        char separator = separator(first);
        List<String> header = List.of();
        try (CsvReader<CsvRecord> reader = reader(file, separator)) {
            for (CsvRecord fields : reader) {
                header = fields.getFields().stream().map(String::strip).toList();
                break;
            }
        } catch (IOException | UncheckedIOException e) {
            throw TextFile.unreadable(file);
        } catch (CsvParseException e) {
            throw misquoted(file, e, 1);
        }
        return new CsvFile(file, separator, header);
    }

    private static char separator(String header) {
        char best = SEPARATORS.charAt(0);
        for (int i = 1; i < SEPARATORS.length(); i++) {
            char candidate = SEPARATORS.charAt(i);
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    /** How often the separator stands outside quotation marks. */
    private static int count(String header, char separator) {
        boolean quoted = false;
        int found = 0;
        for (int i = 0; i < header.length(); i++) {
            quoted ^= header.charAt(i) == '"';
            found += header.charAt(i) == separator && !quoted ? 1 : 0;
        }
        return found;
    }

    private static CsvReader<CsvRecord> reader(Path file, char separator) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // told with the line below
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .detectBomHeader(true)
                .ofCsvRecord(file);
    }

    /** Names of the columns, without outer spaces. */
    List<String> header() {
        return header;
    }

    /** For messages: what is there. */
    String names() {
        return "the columns are "
                + String.join(", ", header.stream().map(InputProblem::quoted).toList());
    }

    OptionalInt column(String name) {
        Integer column = columns.get(key(name));
        return column == null ? OptionalInt.empty() : OptionalInt.of(column);
    }

    /** The first of these names that is there. */
    OptionalInt firstOf(List<String> names) {
        return names.stream()
                .map(this::column)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Every row after the header, in order; empty lines are passed over.
     *
     * @throws InputProblem if a row has more or fewer fields than the header, or its quotation marks do not fit
     */
    void forEach(Consumer<Row> consumer) {
        long line = 1;
        try (CsvReader<CsvRecord> reader = reader(file, separator);
                CloseableIterator<CsvRecord> rows = reader.iterator()) {
            rows.next();
            while (rows.hasNext()) {
                CsvRecord fields = rows.next();
                line = fields.getStartingLineNumber();
                if (fields.getFieldCount() != header.size()) {
                    throw InputProblem.at(
                            file,
                            line,
                            "has " + fields.getFieldCount() + (fields.getFieldCount() == 1 ? " field" : " fields")
                                    + " where the header has " + header.size(),
                            "put fields that hold the separator " + separatorName() + " between quotation marks");
                }
                consumer.accept(new Row(line, fields));
            }
        } catch (IOException | UncheckedIOException e) {
            throw TextFile.unreadable(file);
        } catch (CsvParseException e) {
            throw misquoted(file, e, line);
        }
    }

    private String separatorName() {
        return switch (separator) {
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> "comma";
        };
    }

    private static InputProblem misquoted(Path file, CsvParseException e, long last) {
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        return InputProblem.at(
                file,
                line.find() ? Long.parseLong(line.group(1)) : last,
                "a quotation mark is not closed, or stands inside a quoted field",
                "close it, and write a quotation mark inside a quoted field twice");
    }
}
