package io.assay.local.assess.files;

import static io.assay.local.assess.files.InputProblem.quoted;

import io.assay.core.verdict.Arm;
import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.ArmAnswer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads answers that another system gave, from a CSV file with one answer a row.
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><td>label</td><td>outer spaces are dropped; one that no case has, or a blank, is off the schema</td></tr>
 * <tr><td>confidence</td><td>in [0, 1]</td></tr>
 * <tr><td>row</td><td>of the case, counted from 1 without the header; without the column, each arm's answers come in the order
 * of the cases</td></tr>
 * <tr><td>arm</td><td>its name; without the column there is one, {@value #ONLY_ARM}</td></tr>
 * <tr><td>kind</td><td>prompt (without the column), retrieval, embedding-head or tuned, the same for all answers of an arm</td></tr>
 * <tr><td>input_tokens, output_tokens</td><td>of the call; without the columns an answer is reckoned as free</td></tr>
 * </table>
 */
public final class GivenAnswersFile {
    private static final String ONLY_ARM = "answers";
    private static final String PEOPLE = "people";
    private static final int MOST_ARMS = 20;
    private static final int LONGEST_NAME = 60;
    private static final double MOST_TOKENS = 1e7;

    /** By the word that the file has for it. */
    private static final Map<String, Arm.Kind> KINDS = Map.of(
            "prompt", Arm.Kind.PROMPT,
            "retrieval", Arm.Kind.RETRIEVAL,
            "embedding-head", Arm.Kind.EMBEDDING_HEAD,
            "tuned", Arm.Kind.TUNED);

    private final Path file;
    private final int cases;
    private final Map<String, Integer> labels;
    private final Map<String, String> spellings = new HashMap<>();
    private final Places places;
    private final Map<String, Reading> arms = new LinkedHashMap<>();

    private GivenAnswersFile(Path file, ReviewedCases cases, Places places) {
        this.file = file;
        this.cases = cases.rows().size();
        this.labels = LabelSet.places(cases.labels());
        this.places = places;
        cases.labels().forEach(label -> spellings.put(label.toLowerCase(Locale.ROOT), label));
    }

    /**
     * @return one arm a name, in the order in which they come first
     * @throws InputProblem if an answer cannot be read, or an arm did not answer every case once
     */
    public static List<AnsweringArm> read(Path file, ReviewedCases cases) {
        CsvFile csv = CsvFile.open(file);
        GivenAnswersFile reading = new GivenAnswersFile(file, cases, Places.of(file, csv));
        csv.forEach(reading::add);
        if (reading.arms.isEmpty()) {
            throw InputProblem.in(file, "holds a header and no answer", "give one answer for each case");
        }
        return reading.arms.entrySet().stream()
                .map(arm -> reading.finished(arm.getKey(), arm.getValue()))
                .toList();
    }

    private record Places(
            int label,
            int confidence,
            OptionalInt row,
            OptionalInt arm,
            OptionalInt kind,
            OptionalInt input,
            OptionalInt output) {

        static Places of(Path file, CsvFile csv) {
            return new Places(
                    needed(file, csv, "label"),
                    needed(file, csv, "confidence"),
                    csv.column("row"),
                    csv.column("arm"),
                    csv.column("kind"),
                    csv.column("input_tokens"),
                    csv.column("output_tokens"));
        }

        private static int needed(Path file, CsvFile csv, String name) {
            OptionalInt place = csv.column(name);
            if (place.isEmpty()) {
                throw InputProblem.at(
                        file, 1, "has no column " + name + ", " + csv.names(), "name the columns label and confidence");
            }
            return place.getAsInt();
        }

        boolean tokens() {
            return input.isPresent() && output.isPresent();
        }
    }

    /** An arm whose answers are coming in. */
    private static final class Reading {
        private final Arm.Kind kind;
        private final GivenAnswers.Builder answers;
        private int read;

        Reading(Arm.Kind kind, GivenAnswers.Builder answers) {
            this.kind = kind;
            this.answers = answers;
        }
    }

    private void add(CsvFile.Row row) {
        String name = places.arm().isPresent() ? row.trimmed(places.arm().getAsInt()) : ONLY_ARM;
        Arm.Kind kind = kind(row);
        Reading arm = arms.computeIfAbsent(name, named -> begin(row, named, kind));
        if (arm.kind != kind) {
            throw problem(row, "the arm " + quoted(name) + " has had another kind before", "give an arm one kind");
        }
        int place = place(row, name, arm);
        arm.answers.add(place, row.number(), label(row), confidence(row), usage(row));
        arm.read++;
    }

    private Reading begin(CsvFile.Row row, String name, Arm.Kind kind) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw problem(row, "the arm's name is blank or too long", "write 1 to " + LONGEST_NAME + " characters");
        }
        if (name.equalsIgnoreCase(PEOPLE)) {
            throw problem(row, "people are always an arm of the assessment", "name this arm otherwise");
        }
        if (arms.size() == MOST_ARMS) {
            throw problem(
                    row, "there are more than " + MOST_ARMS + " arms", "check that the column arm is the right one");
        }
        return new Reading(kind, new GivenAnswers.Builder(cases, places.tokens()));
    }

    private Arm.Kind kind(CsvFile.Row row) {
        if (places.kind().isEmpty()) {
            return Arm.Kind.PROMPT;
        }
        String word = row.trimmed(places.kind().getAsInt());
        Arm.Kind kind = KINDS.get(word.toLowerCase(Locale.ROOT));
        if (kind == null) {
            throw problem(row, quoted(word) + " is no kind of arm", "write prompt, retrieval, embedding-head or tuned");
        }
        return kind;
    }

    /** The case's place, from 0. */
    private int place(CsvFile.Row row, String name, Reading arm) {
        double number = arm.read + 1;
        if (places.row().isPresent()) {
            String text = row.trimmed(places.row().getAsInt());
            number = NumberText.of(text).orElse(0);
            if (number < 1 || number > cases || number != Math.rint(number)) {
                throw problem(
                        row,
                        quoted(text) + " is the row of no case",
                        "write 1 for the first case after the header, up to " + cases);
            }
        } else if (number > cases) {
            throw problem(
                    row,
                    "the arm " + quoted(name) + " has more answers than there are cases, " + cases,
                    "give one answer for each case, or a column row");
        }
        int place = (int) number - 1;
        if (arm.answers.line(place) > 0) {
            throw problem(
                    row,
                    "row " + (place + 1) + " has an answer of the arm " + quoted(name) + " on line "
                            + arm.answers.line(place),
                    "give one answer for each case and arm");
        }
        return place;
    }

    private int label(CsvFile.Row row) {
        String label = row.trimmed(places.label());
        Integer place = labels.get(label);
        if (place != null) {
            return place;
        }
        String spelling = spellings.get(label.toLowerCase(Locale.ROOT));
        if (spelling != null) {
            throw problem(
                    row,
                    "the label " + quoted(label) + " differs by case alone from the cases' " + quoted(spelling),
                    "write a label the same way everywhere");
        }
        return ArmAnswer.OFF_SCHEMA;
    }

    private double confidence(CsvFile.Row row) {
        String text = row.trimmed(places.confidence());
        OptionalDouble confidence = NumberText.of(text);
        if (confidence.isEmpty() || confidence.getAsDouble() > 1) {
            throw problem(
                    row,
                    "the confidence " + quoted(text) + " is no number from 0 to 1",
                    "write for example 0.87; divide percentages by 100");
        }
        return confidence.getAsDouble();
    }

    private TokenUsage usage(CsvFile.Row row) {
        return places.tokens()
                ? TokenUsage.plain(tokens(row, places.input()), tokens(row, places.output()))
                : TokenUsage.plain(0, 0);
    }

    private double tokens(CsvFile.Row row, OptionalInt column) {
        String text = row.trimmed(column.orElseThrow());
        OptionalDouble tokens = NumberText.of(text);
        if (tokens.isEmpty() || tokens.getAsDouble() > MOST_TOKENS) {
            throw problem(
                    row,
                    quoted(text) + " is no number of tokens",
                    "write a whole number in every row, or leave both token columns out");
        }
        return tokens.getAsDouble();
    }

    private AnsweringArm finished(String name, Reading arm) {
        for (int place = 0; place < cases; place++) {
            if (arm.answers.line(place) == 0) {
                throw InputProblem.in(
                        file,
                        "row " + (place + 1) + " has no answer of the arm " + quoted(name),
                        "give one answer for each case and arm, " + cases + " of this arm");
            }
        }
        return new GivenAnswers(name, arm.kind, String.valueOf(file.getFileName()), arm.answers);
    }

    private InputProblem problem(CsvFile.Row row, String what, String remedy) {
        return InputProblem.at(file, row.number(), what, remedy);
    }
}
