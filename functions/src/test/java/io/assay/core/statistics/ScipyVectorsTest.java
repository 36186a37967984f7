package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Every closed form against SciPy's value; src/test/scripts/statistics_vectors.py made them. */
class ScipyVectorsTest {
    private static final double RELATIVE = 1e-9;

    /** Its logarithm must agree to the relative error in itself and, being a logarithm, in what it is the logarithm of. */
    private static final List<String> LOGARITHMS = List.of("logMass", "logLower", "logUpper");

    private static final Map<String, ToDoubleFunction<Row>> FUNCTIONS = Map.ofEntries(
            Map.entry("logMass", row -> row.binomial().logMass(row.whole(1))),
            Map.entry("logLower", row -> row.binomial().logLower(row.whole(1))),
            Map.entry("logUpper", row -> row.binomial().logUpper(row.whole(1))),
            Map.entry("clopperPearsonLower", row -> ClopperPearson.lower(row.count(), row.number(2))),
            Map.entry("clopperPearsonUpper", row -> ClopperPearson.upper(row.count(), row.number(2))),
            Map.entry(
                    "clopperPearsonInterval",
                    row -> ClopperPearson.interval(row.count(), row.number(2)).lower()),
            Map.entry(
                    "clopperPearsonIntervalEnd",
                    row -> ClopperPearson.interval(row.count(), row.number(2)).upper()),
            Map.entry("wilsonLower", row -> Wilson.lower(row.count(), row.number(2))),
            Map.entry("wilsonUpper", row -> Wilson.upper(row.count(), row.number(2))),
            Map.entry(
                    "wilsonInterval",
                    row -> Wilson.interval(row.count(), row.number(2)).lower()),
            Map.entry(
                    "wilsonIntervalEnd",
                    row -> Wilson.interval(row.count(), row.number(2)).upper()),
            Map.entry("mcNemar", row -> McNemar.exact(row.whole(0), row.whole(1))));

    @Test
    void closedForms_agreeWithScipyToNineDigits() throws IOException {
        Map<String, Integer> compared = new TreeMap<>();
        for (Row row : rows()) {
            double ours = Objects.requireNonNull(FUNCTIONS.get(row.function())).applyAsDouble(row);
            double scale = Math.abs(row.value());
            if (LOGARITHMS.contains(row.function())) {
                scale = Math.min(1, scale);
            }
            assertThat(Math.abs(ours - row.value())).as("%s: %s", row, ours).isLessThanOrEqualTo(RELATIVE * scale);
            compared.merge(row.function(), 1, Integer::sum);
        }
        assertThat(compared).containsOnlyKeys(FUNCTIONS.keySet());
    }

    @Test
    void vectors_reachAMillionTrialsAndTheFarthestTails() throws IOException {
        for (String tail : List.of("logLower", "logUpper")) {
            for (double depth : new double[] {1e-12, 1e-300}) {
                assertThat(rows())
                        .as("%s near %s", tail, depth)
                        .anyMatch(row -> row.function().equals(tail)
                                && row.whole(0) == 1_000_000
                                && Math.abs(row.value() - Math.log(depth)) < 0.1);
            }
        }
    }

    private static List<Row> rows() throws IOException {
        try (InputStream file = ScipyVectorsTest.class.getResourceAsStream("vectors.csv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Row::of)
                    .toList();
        }
    }

    private record Row(String function, List<String> arguments, double value) {
        static Row of(String line) {
            String[] cells = line.split(",", -1);
            return new Row(cells[0], List.of(cells).subList(1, cells.length - 1), Double.parseDouble(cells[4]));
        }

        double number(int at) {
            return Double.parseDouble(arguments.get(at));
        }

        long whole(int at) {
            return Long.parseLong(arguments.get(at));
        }

        Binomial binomial() {
            return new Binomial(whole(0), number(2));
        }

        ErrorCount count() {
            return new ErrorCount(whole(0), whole(1));
        }
    }
}
