package io.assay.local.assess.files;

import static io.assay.local.assess.files.InputProblem.quoted;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Collects the labels of a file, and sees to it that one label has one spelling. */
final class LabelSet {
    static final int MOST_LABELS = 1_000;
    private static final int LONGEST_LABEL = 200;

    private final Path file;
    private final TreeMap<String, Long> firstLines = new TreeMap<>();
    private final Map<String, String> spellings = new HashMap<>();

    LabelSet(Path file) {
        this.file = file;
    }

    /**
     * @param label without outer spaces, not empty
     * @param line  on which it stands
     * @throws InputProblem if it is too long, differs from an earlier one by case alone, or is one too many
     */
    void add(String label, long line) {
        if (firstLines.containsKey(label)) {
            return;
        }
        if (label.length() > LONGEST_LABEL) {
            throw InputProblem.at(
                    file,
                    line,
                    "the label " + quoted(label) + " has more than " + LONGEST_LABEL + " characters",
                    "check that the columns are the right way round");
        }
        String spelling = spellings.putIfAbsent(label.toLowerCase(Locale.ROOT), label);
        if (spelling != null) {
            throw InputProblem.at(
                    file,
                    line,
                    "the label " + quoted(label) + " differs by case alone from " + quoted(spelling) + " on line "
                            + firstLines.get(spelling),
                    "write a label the same way everywhere");
        }
        firstLines.put(label, line);
        if (firstLines.size() > MOST_LABELS) {
            throw InputProblem.at(
                    file,
                    line,
                    "there are more than " + MOST_LABELS + " labels",
                    "check that the label column is the right one");
        }
    }

    /** Sorted. */
    List<String> labels() {
        return List.copyOf(firstLines.keySet());
    }

    /** Each label's place in the sorted set. */
    static Map<String, Integer> places(List<String> labels) {
        Map<String, Integer> places = new HashMap<>();
        IntStream.range(0, labels.size()).forEach(place -> places.put(labels.get(place), place));
        return places;
    }
}
