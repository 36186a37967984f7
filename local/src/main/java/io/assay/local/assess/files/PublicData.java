package io.assay.local.assess.files;

import io.assay.local.assess.ReviewedCases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Public data sets as their authors lay them out, all rows of each: Banking77 (Casanueva et al. 2020, {@code banking77/},
 * two CSV files) and CLINC150 with its out-of-scope part (Larson et al. 2019, {@code clinc150/}, one JSON file).
 */
public final class PublicData {
    private static final String BANKING77 = "banking77";
    private static final String CLINC150 = "clinc150";

    private PublicData() {}

    /**
     * @param folder holds a folder for each data set, or for one of them
     * @return by name
     * @throws InputProblem if neither is there, or what is there cannot be read
     */
    public static Map<String, ReviewedCases> read(Path folder) {
        Map<String, ReviewedCases> sets = new LinkedHashMap<>();
        if (Files.isDirectory(folder.resolve(BANKING77))) {
            sets.put(BANKING77, banking77(folder.resolve(BANKING77)));
        }
        if (Files.isDirectory(folder.resolve(CLINC150))) {
            sets.put(CLINC150, clinc150(folder.resolve(CLINC150).resolve("data_full.json")));
        }
        if (sets.isEmpty()) {
            throw InputProblem.in(
                    folder,
                    "holds neither a folder " + BANKING77 + " nor a folder " + CLINC150,
                    "give the folder that holds them");
        }
        return sets;
    }

    private record Labelled(String text, String label) {}

    private static ReviewedCases banking77(Path folder) {
        return cases(Stream.of("train.csv", "test.csv")
                .flatMap(part -> labelled(ReviewedCasesFile.read(folder.resolve(part), ReviewedCasesFile.Named.NONE)))
                .toList());
    }

    private static Stream<Labelled> labelled(ReviewedCases part) {
        return part.rows().stream()
                .map(row -> new Labelled(row.text(), part.labels().get(row.right())));
    }

    private static ReviewedCases clinc150(Path file) {
        List<Labelled> rows = new ArrayList<>();
        for (Map.Entry<String, JsonPart> part : JsonPart.read(file).fields()) {
            for (JsonPart pair : part.getValue().items()) {
                List<JsonPart> two = pair.items();
                if (two.size() != 2) {
                    throw pair.problem("is no pair", "write a text and its label");
                }
                rows.add(new Labelled(two.getFirst().text(), two.getLast().text()));
            }
        }
        if (rows.size() < ReviewedCasesFile.LEAST_ROWS) {
            throw InputProblem.in(file, "holds too few cases", "give the file as its authors published it");
        }
        return cases(rows);
    }

    private static ReviewedCases cases(List<Labelled> rows) {
        List<String> labels =
                rows.stream().map(Labelled::label).distinct().sorted().toList();
        Map<String, Integer> places = LabelSet.places(labels);
        return new ReviewedCases(
                rows.stream()
                        .map(row -> new ReviewedCases.Row(
                                row.text(),
                                places.getOrDefault(row.label(), 0),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalDouble.empty()))
                        .toList(),
                labels);
    }
}
