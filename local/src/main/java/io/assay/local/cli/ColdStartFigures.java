package io.assay.local.cli;

import io.assay.local.coldstart.ColdStart.Run;
import io.assay.local.coldstart.ColdStart.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Starts of functions, and the median of each figure. Milliseconds throughout. */
final class ColdStartFigures {
    private final Map<String, List<Map<Way, Run>>> runs = new LinkedHashMap<>();

    void add(String function, Map<Way, Run> ways) {
        runs.computeIfAbsent(function, name -> new ArrayList<>()).add(ways);
    }

    /** One start, for somebody who waits. */
    static String words(Map<Way, Run> ways) {
        List<String> words = new ArrayList<>();
        ways.forEach((way, run) -> words.add("%s %d + %d"
                .formatted(
                        way.name().toLowerCase(Locale.ROOT),
                        run.init().cpu().toMillis(),
                        run.first().cpu().toMillis())));
        return "CPU ms of init + first call: " + String.join(", ", words);
    }

    Map<String, Object> json() {
        return Map.of("functions", functions());
    }

    private List<Map<String, Object>> functions() {
        List<Map<String, Object>> functions = new ArrayList<>();
        runs.forEach((name, starts) -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("runs", starts.size());
            put(
                    json,
                    "defaultInit",
                    Way.DEFAULT,
                    starts,
                    run -> Optional.of(run.init().cpu()),
                    "CpuMs");
            put(
                    json,
                    "defaultFirstCall",
                    Way.DEFAULT,
                    starts,
                    run -> Optional.of(run.first().cpu()),
                    "CpuMs");
            for (Way way : List.of(Way.TEMPLATE, Way.PRIMED)) {
                boolean primed = way == Way.PRIMED;
                String init = primed ? "initWithPriming" : "init";
                String first = primed ? "primedFirstCall" : "firstCall";
                String last = primed ? "primedLastCall" : "lastCall";
                put(json, init, way, starts, run -> Optional.of(run.init().cpu()), "CpuMs");
                put(json, init, way, starts, run -> Optional.of(run.init().wall()), "WallMs");
                put(json, first, way, starts, run -> Optional.of(run.first().cpu()), "CpuMs");
                put(json, first, way, starts, run -> Optional.of(run.first().wall()), "WallMs");
                put(json, last, way, starts, run -> run.last().map(cost -> cost.cpu()), "CpuMs");
                put(json, last, way, starts, run -> run.last().map(cost -> cost.wall()), "WallMs");
            }
            functions.add(json);
        });
        return functions;
    }

    private static void put(
            Map<String, Object> json,
            String name,
            Way way,
            List<Map<Way, Run>> starts,
            Function<Run, Optional<Duration>> figure,
            String unit) {
        List<Long> values = starts.stream()
                .flatMap(ways -> Optional.ofNullable(ways.get(way)).stream())
                .flatMap(run -> figure.apply(run).stream())
                .map(Duration::toMillis)
                .sorted()
                .toList();
        if (!values.isEmpty()) {
            json.put(name + unit, values.get((values.size() - 1) / 2));
        }
    }

    /** CPU milliseconds a function, init and first call each way. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(
                "%-22s %18s %18s %18s%n".formatted("CPU ms: init + call", "JVM's flags", "template's", "restored"));
        for (Map<String, Object> of : functions()) {
            table.append("%-22s %18s %18s %18s%n"
                    .formatted(
                            of.get("name"),
                            of.get("defaultInitCpuMs") + " + " + of.get("defaultFirstCallCpuMs"),
                            of.get("initCpuMs") + " + " + of.get("firstCallCpuMs"),
                            of.get("initWithPrimingCpuMs") + " + " + of.get("primedFirstCallCpuMs")));
        }
        return table.toString().stripTrailing();
    }
}
