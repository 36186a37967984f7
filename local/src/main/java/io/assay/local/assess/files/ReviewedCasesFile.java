package io.assay.local.assess.files;

import static io.assay.local.assess.files.InputProblem.quoted;

import io.assay.local.assess.ReviewedCases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads reviewed cases from a CSV file, one case a row, {@value #LEAST_ROWS} to {@value #MOST_ROWS} of them.
 *
 * <table>
 * <caption>Columns; others are not looked at</caption>
 * <tr><td>text</td><td>named text, input, message, query or utterance, else the only column that is left; not blank</td></tr>
 * <tr><td>label</td><td>named label, category, intent, class or target; outer spaces are dropped</td></tr>
 * <tr><td>second_label</td><td>what a second person decided who did not see the first; may be blank</td></tr>
 * <tr><td>propensity</td><td>or as {@code --propensity} says: probability that such a case was reviewed, in (0, 1]</td></tr>
 * <tr><td>time</td><td>or as {@code --split} says: when the case came in, in every row, as {@link MomentText} has it</td></tr>
 * </table>
 */
public final class ReviewedCasesFile {
    /** More take too long to be grouped. */
    public static final int MOST_ROWS = 200_000;

    /** Nothing can be said about fewer. */
    public static final int LEAST_ROWS = 100;

    /** Groups of near-duplicates that the five parts need at least. */
    public static final int LEAST_GROUPS = 50;

    private static final int LONGEST_TEXT = 100_000;
    private static final List<String> TEXT = List.of("text", "input", "message", "query", "utterance");
    private static final List<String> LABEL = List.of("label", "category", "intent", "class", "target");

    private final Path file;
    private final Places places;
    private final LabelSet labels;
    private final List<Draft> drafts = new ArrayList<>();

    private ReviewedCasesFile(Path file, Places places) {
        this.file = file;
        this.places = places;
        this.labels = new LabelSet(file);
    }

    /**
     * Columns that flags name.
     *
     * @param propensity of {@code --propensity}
     * @param split      of {@code --split}
     */
    public record Named(Optional<String> propensity, Optional<String> split) {
        public static final Named NONE = new Named(Optional.empty(), Optional.empty());
    }

    /** @throws InputProblem naming the first thing that is wrong, its line, and what to do */
    public static ReviewedCases read(Path file, Named named) {
        CsvFile csv = CsvFile.open(file);
        ReviewedCasesFile reading = new ReviewedCasesFile(file, Places.of(file, csv, named));
        csv.forEach(reading::add);
        return reading.cases();
    }

    /**
     * @param groups of near-duplicates among the cases of {@code file}
     * @throws InputProblem if they are too few to be divided into parts
     */
    public static void requireGroups(Path file, long groups) {
        if (groups < LEAST_GROUPS) {
            throw InputProblem.in(
                    file,
                    "its texts are near-duplicates of only " + groups + (groups == 1 ? " text" : " texts")
                            + ", and copies of one text count once",
                    "give at least " + LEAST_GROUPS + " different texts");
        }
    }

    /** Which column is what. */
    private record Places(int text, int label, OptionalInt second, OptionalInt time, OptionalInt propensity) {

        static Places of(Path file, CsvFile csv, Named named) {
            OptionalInt label = csv.firstOf(LABEL);
            OptionalInt second = csv.column("second_label");
            OptionalInt time = place(file, csv, named.split(), "--split", "time");
            OptionalInt propensity = place(file, csv, named.propensity(), "--propensity", "propensity");
            if (label.isEmpty()) {
                throw missing(file, csv, "label", LABEL);
            }
            Set<Integer> taken = new HashSet<>(Set.of(label.getAsInt()));
            List.of(second, time, propensity).forEach(place -> place.ifPresent(taken::add));
            OptionalInt text = csv.firstOf(TEXT);
            if (text.isEmpty()) {
                text = onlyOneLeft(csv, taken);
            }
            if (text.isEmpty()) {
                throw missing(file, csv, "text", TEXT);
            }
            return new Places(text.getAsInt(), label.getAsInt(), second, time, propensity);
        }

        private static OptionalInt place(
                Path file, CsvFile csv, Optional<String> named, String flag, String otherwise) {
            OptionalInt place = csv.column(named.orElse(otherwise));
            if (named.isPresent() && place.isEmpty()) {
                throw InputProblem.at(
                        file,
                        1,
                        flag + " names a column " + quoted(named.get()) + " that is not there, " + csv.names(),
                        "name one of them");
            }
            return place;
        }

        private static OptionalInt onlyOneLeft(CsvFile csv, Set<Integer> taken) {
            OptionalInt left = OptionalInt.empty();
            for (int column = 0; column < csv.header().size(); column++) {
                if (!taken.contains(column) && !csv.header().get(column).isEmpty()) {
                    if (left.isPresent()) {
                        return OptionalInt.empty();
                    }
                    left = OptionalInt.of(column);
                }
            }
            return left;
        }

        private static InputProblem missing(Path file, CsvFile csv, String what, List<String> names) {
            return InputProblem.at(
                    file,
                    1,
                    "has no " + what + " column, " + csv.names(),
                    "name the " + what + " column " + String.join(", ", names.subList(0, names.size() - 1)) + " or "
                            + names.getLast());
        }
    }

    /** A row whose labels have no places yet. */
    private record Draft(
            String text, String right, Optional<String> second, Optional<Long> time, OptionalDouble propensity) {}

    private void add(CsvFile.Row row) {
        if (drafts.size() == MOST_ROWS) {
            throw InputProblem.at(
                    file,
                    row.number(),
                    "there are more than " + thousands(MOST_ROWS) + " rows, which take too long to compare",
                    "draw " + thousands(MOST_ROWS) + " of them at random");
        }
        String right = row.trimmed(places.label());
        if (right.isEmpty()) {
            throw InputProblem.at(file, row.number(), "the label is blank", "fill it in or leave the row out");
        }
        labels.add(right, row.number());
        Optional<String> second = at(row, places.second()).filter(label -> !label.isEmpty());
        second.ifPresent(label -> labels.add(label, row.number()));
        drafts.add(new Draft(
                text(row),
                right,
                second,
                at(row, places.time()).map(text -> seconds(row, text)),
                at(row, places.propensity())
                        .map(text -> OptionalDouble.of(probability(row, text)))
                        .orElse(OptionalDouble.empty())));
    }

    private static Optional<String> at(CsvFile.Row row, OptionalInt column) {
        return column.isPresent() ? Optional.of(row.trimmed(column.getAsInt())) : Optional.empty();
    }

    private String text(CsvFile.Row row) {
        String text = row.field(places.text());
        if (text.isBlank()) {
            throw InputProblem.at(file, row.number(), "the text is blank", "fill it in or leave the row out");
        }
        if (text.length() > LONGEST_TEXT) {
            throw InputProblem.at(
                    file,
                    row.number(),
                    "the text has " + thousands(text.length()) + " characters, more than " + thousands(LONGEST_TEXT),
                    "shorten it, or look for a quotation mark that is not closed");
        }
        return text;
    }

    private long seconds(CsvFile.Row row, String text) {
        OptionalLong seconds = MomentText.seconds(text);
        if (seconds.isEmpty()) {
            throw InputProblem.at(
                    file, row.number(), quoted(text) + " is no time", "write " + MomentText.SHAPE + " in every row");
        }
        return seconds.getAsLong();
    }

    private double probability(CsvFile.Row row, String text) {
        OptionalDouble value = NumberText.of(text);
        if (value.isEmpty() || !(value.getAsDouble() > 0 && value.getAsDouble() <= 1)) {
            throw InputProblem.at(
                    file,
                    row.number(),
                    "the propensity " + quoted(text) + " is no probability above 0 and up to 1",
                    "write the probability with which such a case was reviewed, for example 0.05, or leave the column"
                            + " out; cases that could not be reviewed do not belong here");
        }
        return value.getAsDouble();
    }

    private ReviewedCases cases() {
        requireRows();
        requireLabelSet();
        List<String> sorted = labels.labels();
        Map<String, Integer> place = LabelSet.places(sorted);
        List<ReviewedCases.Row> rows = drafts.stream()
                .map(draft -> new ReviewedCases.Row(
                        draft.text(),
                        place.getOrDefault(draft.right(), 0),
                        draft.second().map(place::get),
                        draft.time(),
                        draft.propensity()))
                .toList();
        return new ReviewedCases(rows, sorted);
    }

    private void requireRows() {
        if (drafts.isEmpty()) {
            throw InputProblem.in(file, "holds a header and no case", "give at least " + LEAST_ROWS + " cases");
        }
        if (drafts.size() < LEAST_ROWS) {
            throw InputProblem.in(
                    file,
                    "holds " + drafts.size() + (drafts.size() == 1 ? " case" : " cases")
                            + ", too few to say anything about",
                    "give at least " + LEAST_ROWS + ", better several thousand");
        }
    }

    private void requireLabelSet() {
        long decided = drafts.stream().map(Draft::right).distinct().count();
        if (decided < 2) {
            throw InputProblem.in(
                    file,
                    "every case has the label " + quoted(drafts.getFirst().right()) + ", so there is nothing to decide",
                    "give cases of at least two labels");
        }
        if (decided > drafts.size() / 2) {
            throw InputProblem.in(
                    file,
                    decided + " different labels in " + drafts.size() + " rows look like no label set",
                    "check that the label column is the right one");
        }
    }

    private static String thousands(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
