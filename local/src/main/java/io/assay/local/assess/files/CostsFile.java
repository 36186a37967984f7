package io.assay.local.assess.files;

import static io.assay.local.assess.files.InputProblem.quoted;

import io.assay.core.verdict.ErrorCosts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what acting on a wrong label costs: {@code {"default": 10, "costs": {"right label": {"label acted on": 250}}}}, USD.
 * Pairs that it does not name cost the default; without one, what an error costs by {@code --error-cost} or the reference
 * profile.
 */
public final class CostsFile {
    private static final double MOST_USD = 1e12;

    private CostsFile() {}

    /**
     * @param labels of the cases, in their order
     * @param unit   likely cost of an error, USD: amounts hold at that cost, and are scaled with it
     * @throws InputProblem with a JSON Pointer, if a label is not one of the cases', an amount no number of 0 or more, or a
     *     right answer would cost something; or if {@code unit} is not positive
     */
    public static ErrorCosts read(Path file, List<String> labels, double unit) {
        if (!(unit > 0)) {
            throw InputProblem.of(
                    "--error-cost", "is 0, so that the amounts of " + file + " cannot be scaled", "give a likely cost");
        }
        JsonPart document = JsonPart.read(file);
        document.requireOnly(Set.of("default", "costs"));
        double otherwise = document.field("default").optionalNumber(0, MOST_USD).orElse(unit);
        double[][] usd = new double[labels.size()][labels.size()];
        for (int right = 0; right < usd.length; right++) {
            Arrays.fill(usd[right], otherwise);
            usd[right][right] = 0;
        }
        Map<String, Integer> places = LabelSet.places(labels);
        for (Map.Entry<String, JsonPart> row : document.field("costs").fields()) {
            int right = place(row, places);
            for (Map.Entry<String, JsonPart> cell : row.getValue().fields()) {
                int acted = place(cell, places);
                usd[right][acted] = cell.getValue().number(0, right == acted ? 0 : MOST_USD);
            }
        }
        return ErrorCosts.of(usd, unit);
    }

    private static int place(Map.Entry<String, JsonPart> named, Map<String, Integer> places) {
        Integer place = places.get(named.getKey());
        if (place == null) {
            throw named.getValue()
                    .problem(
                            quoted(named.getKey()) + " is no label of the cases",
                            "write labels as in the file of cases, or take it out");
        }
        return place;
    }
}
