package io.assay.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import io.assay.registry.OpenApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document says what the template's routes are, and is a valid one. */
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Map<String, Object> DOCUMENT = OpenApi.document();

    @Test
    void pathsMethodsAndScopes_areThoseOfTheTemplate() {
        Map<String, List<String>> routes = new TreeMap<>();
        stack().functions().stream()
                .flatMap(function -> function.sources().stream())
                .forEach(event -> {
                    if (event instanceof Stack.EventSource.Route route) {
                        routes.put(
                                route.method() + " " + route.path(),
                                route.scopes().stream()
                                        .filter(scope -> !scope.startsWith("assay/")) // as Cognito spells it
                                        .toList());
                    }
                });
        Map<String, List<String>> described = new TreeMap<>();
        operations((place, operation) -> described.put(place, scopes(operation)));
        assertThat(described).isEqualTo(routes).isNotEmpty();
    }

    @Test
    void everyOperation_hasItsOwnIdAndSaysWhatItAnswers() {
        List<Object> ids = new ArrayList<>();
        operations((place, operation) -> {
            ids.add(operation.get("operationId"));
            assertThat(object(operation.get("responses"))).as(place).isNotEmpty();
            object(operation.get("responses"))
                    .forEach((status, answer) -> assertThat(resolved(object(answer)))
                            .as(place + " " + status)
                            .containsKey("description"));
        });
        assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void everyPathParameter_isDescribed() {
        object(DOCUMENT.get("paths")).forEach((path, item) -> {
            Set<String> named = new TreeSet<>();
            if (object(item).get("parameters") instanceof List<?> parameters) {
                parameters.forEach(parameter ->
                        named.add(String.valueOf(resolved(object(parameter)).get("name"))));
            }
            Set<String> inPath = new TreeSet<>();
            java.util.regex.Pattern.compile("\\{([^}]+)}")
                    .matcher(path)
                    .results()
                    .forEach(m -> inPath.add(m.group(1)));
            assertThat(named).as(path).isEqualTo(inPath);
        });
    }

    @Test
    void everyReference_leadsSomewhereAndEveryPartIsUsed() {
        Set<String> used = new TreeSet<>();
        references(DOCUMENT, used);
        assertThat(used)
                .allSatisfy(reference -> assertThat(at(reference)).as(reference).isNotNull());
        Set<String> parts = new TreeSet<>();
        for (String kind : List.of("schemas", "responses", "parameters")) {
            object(object(DOCUMENT.get("components")).get(kind))
                    .keySet()
                    .forEach(name -> parts.add("#/components/" + kind + "/" + name));
        }
        assertThat(used).containsAll(parts);
    }

    @Test
    void everySchema_isOneOfJsonSchema202012() {
        var meta = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        JsonMapper json = JsonMapper.builder().build();
        object(object(DOCUMENT.get("components")).get("schemas"))
                .forEach((name, schema) -> assertThat(meta.validate(json.<JsonNode>valueToTree(schema)))
                        .as(name)
                        .isEmpty());
    }

    private static Stack stack() {
        return Template.read(Path.of("..", "template.yaml"), LocalStack.PARAMETERS, "111122223333", "eu-central-1");
    }

    private static void operations(BiConsumer<String, Map<String, Object>> each) {
        object(DOCUMENT.get("paths"))
                .forEach((path, item) -> object(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        each.accept(method.toUpperCase(java.util.Locale.ROOT) + " " + path, object(operation));
                    }
                }));
    }

    private static List<String> scopes(Map<String, Object> operation) {
        return operation.get("security") instanceof List<?> alternatives && !alternatives.isEmpty()
                ? ((List<?>) java.util.Objects.requireNonNull(
                                object(alternatives.getFirst()).get("bearer")))
                        .stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, Object> resolved(Map<String, Object> part) {
        return part.get("$ref") instanceof String reference ? object(at(reference)) : part;
    }

    private static void references(@Nullable Object part, Set<String> into) {
        switch (part) {
            case Map<?, ?> map -> {
                if (map.get("$ref") instanceof String reference) {
                    into.add(reference);
                }
                map.values().forEach(inner -> references(inner, into));
            }
            case List<?> list -> list.forEach(inner -> references(inner, into));
            case null, default -> {}
        }
    }

    private static @Nullable Object at(String reference) {
        Object part = DOCUMENT;
        for (String name : reference.substring("#/".length()).split("/", -1)) {
            part = part instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return part;
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private static Map<String, Object> object(@Nullable Object part) {
        assertThat(part).isInstanceOf(Map.class);
        return (Map<String, Object>) java.util.Objects.requireNonNull(part);
    }
}
