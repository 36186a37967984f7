package io.assay.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a schema declares about one value: every schema that may apply to it, reached through {@code $ref}, {@code allOf},
 * {@code anyOf}, {@code oneOf} and {@code if}/{@code then}/{@code else}. Branches are not told apart: what any of them
 * declares sensitive is sensitive, and the first declared normalisation counts.
 *
 * <p>Safe for threads, and quicker the second time.
 */
public final class Declared {

    private final Map<?, ?> root;
    private final List<Map<?, ?>> schemas;
    /** Of fields that a schema names, no others: there are only so many of those. */
    private final Map<String, Declared> named = new ConcurrentHashMap<>();

    private Declared(Map<?, ?> root, List<Map<?, ?>> schemas) {
        this.root = root;
        this.schemas = schemas;
    }

    /**
     * What a schema declares about the whole document.
     *
     * @param schema a schema in which {@link CaseSchema#problemsOf} finds nothing
     */
    public static Declared by(Map<String, Object> schema) {
        return new Declared(schema, List.of()).of(List.of(schema));
    }

    public Optional<Normalisation> normalisation() {
        return first(Keywords.NORMALISE).flatMap(Normalisation::of);
    }

    /** The region that phone numbers without a country code belong to, ISO 3166 alpha-2. */
    public Optional<String> region() {
        return first(Keywords.REGION);
    }

    public boolean isSensitive() {
        return schemas.stream().anyMatch(schema -> Boolean.TRUE.equals(schema.get(Keywords.SENSITIVE)));
    }

    /** Whether the schema lists every value there can be, so that none of them tells about a person. */
    public boolean isEnumerated() {
        return schemas.stream().anyMatch(schema -> schema.containsKey("enum") || schema.containsKey("const"));
    }

    /** Whether a field of this object is one that the schema names. */
    public boolean names(String field) {
        return schemas.stream()
                .anyMatch(schema ->
                        schema.get("properties") instanceof Map<?, ?> properties && properties.containsKey(field));
    }

    /** What is declared about a field of this object. */
    public Declared field(String name) {
        Declared known = named.get(name);
        if (known != null) {
            return known;
        }
        Declared found = find(name);
        if (names(name)) {
            named.put(name, found);
        }
        return found;
    }

    private Declared find(String name) {
        List<Object> found = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        for (Map<?, ?> schema : schemas) {
            boolean named = false;
            if (schema.get("properties") instanceof Map<?, ?> properties && properties.containsKey(name)) {
                found.add(properties.get(name));
                named = true;
            }
            if (schema.get("patternProperties") instanceof Map<?, ?> patterns) {
                for (Map.Entry<?, ?> pattern : patterns.entrySet()) {
                    if (LinearPattern.compile(String.valueOf(pattern.getKey()))
                            .matcher(name)
                            .find()) {
                        found.add(pattern.getValue());
                        named = true;
                    }
                }
            }
            if (!named) {
                others.add(schema.get("additionalProperties"));
                others.add(schema.get("unevaluatedProperties"));
            }
        }
        found.addAll(others); // last, for what names the field counts first
        return of(found);
    }

    /**
     * What is declared about an element of this array.
     *
     * @param index position, from 0
     */
    public Declared item(int index) {
        List<Object> found = new ArrayList<>();
        for (Map<?, ?> schema : schemas) {
            if (schema.get(Keywords.INNER_LIST) instanceof List<?> prefix && index < prefix.size()) {
                found.add(prefix.get(index));
            } else {
                found.add(schema.get("items"));
                found.add(schema.get("unevaluatedItems"));
            }
            found.add(schema.get("contains"));
        }
        return of(found);
    }

    private Declared of(List<?> direct) {
        List<Map<?, ?>> applicable = new ArrayList<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        direct.forEach(schema -> collect(schema, applicable, seen));
        return new Declared(root, List.copyOf(applicable));
    }

    private void collect(Object candidate, List<Map<?, ?>> applicable, Set<Object> seen) {
        if (!(candidate instanceof Map<?, ?> schema) || !seen.add(schema)) {
            return;
        }
        applicable.add(schema);
        if (schema.get("$ref") instanceof String reference) {
            References.resolve(root, reference).ifPresent(target -> collect(target, applicable, seen));
        }
        for (Keywords.Inner inner : Keywords.inside(Pointer.ROOT, schema)) {
            if (inner.sameValue()) {
                collect(inner.schema(), applicable, seen);
            }
        }
    }

    private Optional<String> first(String keyword) {
        return schemas.stream()
                .map(schema -> schema.get(keyword))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }
}
