package io.assay.local.coldstart;

import io.assay.core.CanonicalJson;
import io.assay.json.Json;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes what functions are primed with, as {@code io.assay.priming} reads it: {@code world.json} with the items that the
 * tables held, and a file a handler with its events. Stored formats are kept readable, so the files stay good; written
 * anew they show what is new.
 */
final class PrimingSamples {
    /** The priming's clock stands so much later, which makes tasks overdue, cases still and their day yesterday. */
    private static final Duration LATER = Duration.ofDays(1);

    private static final Map<String, Object> MODEL_ANSWER = Json.object("""
            {"output":{"message":{"role":"assistant","content":[{"toolUse":{"toolUseId":"tooluse_1","name":"decide",\
            "input":{"label":"account-access","confidence":0.93,"rationale":"The customer cannot log in."}}}]}},\
            "stopReason":"tool_use","usage":{"inputTokens":10,"outputTokens":10,"totalTokens":20},\
            "metrics":{"latencyMs":1}}""");

    private PrimingSamples() {}

    /** @return the files that were written */
    static List<Path> write(LocalStack stack, Scenes scenes, Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> written = new ArrayList<>();
        scenes.count();
        for (Stack.Function function : stack.stack().functions()) {
            var events = scenes.events(function.logicalId(), 1);
            if (events.isPresent()) {
                List<Map<String, Object>> all = new ArrayList<>();
                events.get().forEach(event -> all.add(Json.object(event)));
                scenes.others(function.logicalId()).forEach(event -> all.add(Json.object(event)));
                written.add(file(directory, handler(function), Map.of("events", all)));
            }
        }
        written.add(file(
                directory,
                "world",
                Map.of(
                        "at",
                        stack.clock().instant().plus(LATER).toString(),
                        "tables",
                        tables(stack),
                        "modelAnswer",
                        MODEL_ANSWER)));
        return written;
    }

    private static String handler(Stack.Function function) {
        String type = function.handler().split("::", 2)[0];
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static Map<String, Object> tables(LocalStack stack) {
        Map<String, Object> tables = new TreeMap<>();
        for (Stack.Table table : stack.stack().tables()) {
            String variable =
                    "TABLE_" + table.logicalId().replaceFirst("Table$", "").toUpperCase(Locale.ROOT);
            List<Map<String, Object>> items = new ArrayList<>();
            stack.dynamoDb()
                    .scanPaginator(r -> r.tableName(table.name()).consistentRead(true))
                    .items()
                    .forEach(item -> items.add(StreamRecords.json(item)));
            tables.put(variable, items);
        }
        return tables;
    }

    private static Path file(Path directory, String name, Map<String, Object> content) throws IOException {
        Path file = directory.resolve(name + ".json");
        return Files.writeString(file, CanonicalJson.text(new LinkedHashMap<>(content)) + "\n");
    }
}
