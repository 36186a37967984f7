package io.assay.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what the meta-schema does not: bounds, references, patterns, keywords that mean nothing, our own keywords. */
final class SchemaCheck {

    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());

    private final Map<?, ?> root;
    private final List<Violation> found = new ArrayList<>();

    /** Every schema of the document by its pointer, to tell references to schemas from references to anything else. */
    private final Map<String, Map<?, ?>> schemas = new HashMap<>();

    private SchemaCheck(Map<?, ?> root) {
        this.root = root;
    }

    static List<Violation> of(Map<?, ?> root) {
        SchemaCheck check = new SchemaCheck(root);
        check.schema(Pointer.ROOT, root, 1);
        check.root();
        check.schemas.forEach((pointer, schema) -> check.reference(new Pointer(pointer), schema));
        if (check.found.isEmpty()) {
            check.circles();
        }
        return check.found;
    }

    private void root() {
        if (!"object".equals(root.get("type"))) {
            report(Pointer.ROOT.field("type"), "must be \"object\": a case's input is an object");
        }
        Object dialect = root.get("$schema");
        if (dialect != null && !CaseSchema.DIALECT.equals(dialect)) {
            report(Pointer.ROOT.field("$schema"), "must be " + CaseSchema.DIALECT + ", or left out");
        }
    }

    private void schema(Pointer pointer, @Nullable Object candidate, int depth) {
        if (!(candidate instanceof Map<?, ?> schema)) {
            return; // true, false, or a shape that the meta-schema refuses
        }
        if (depth > CaseSchema.MAX_DEPTH) {
            report(pointer, "is nested more than %d schemas deep".formatted(CaseSchema.MAX_DEPTH));
            return;
        }
        schemas.put(pointer.text(), schema);
        for (Object key : schema.keySet()) {
            String keyword = String.valueOf(key);
            if (keyword.startsWith("x-") && !Keywords.isKnown(keyword)) {
                report(pointer.field(keyword), "is not known; there are x-normalise, x-region and x-sensitive");
            } else if (!Keywords.isKnown(keyword)) {
                report(pointer.field(keyword), "is not a JSON Schema 2020-12 keyword that workflows can use");
            }
        }
        if (schema.containsKey("$id") && !pointer.equals(Pointer.ROOT)) {
            report(pointer.field("$id"), "is allowed at the root only");
        }
        patterns(pointer, schema);
        ours(pointer, schema);
        Keywords.inside(pointer, schema).forEach(inner -> schema(inner.pointer(), inner.schema(), depth + 1));
    }

    private void patterns(Pointer pointer, Map<?, ?> schema) {
        if (schema.get("pattern") instanceof String pattern) {
            pattern(pointer.field("pattern"), pattern);
        }
        if (schema.get("patternProperties") instanceof Map<?, ?> patterns) {
            patterns.keySet().forEach(key -> {
                String pattern = String.valueOf(key);
                pattern(pointer.field("patternProperties").field(pattern), pattern);
            });
        }
    }

    private void pattern(Pointer pointer, String pattern) {
        LinearPattern.problemOf(pattern).ifPresent(problem -> report(pointer, problem));
    }

    private void ours(Pointer pointer, Map<?, ?> schema) {
        if (schema.containsKey(Keywords.SENSITIVE) && !(schema.get(Keywords.SENSITIVE) instanceof Boolean)) {
            report(pointer.field(Keywords.SENSITIVE), "must be true or false");
        }
        if (Boolean.TRUE.equals(schema.get(Keywords.SENSITIVE)) && pointer.equals(Pointer.ROOT)) {
            report(pointer.field(Keywords.SENSITIVE), "must mark fields, not the whole input");
        }
        Optional<Normalisation> normalisation =
                schema.get(Keywords.NORMALISE) instanceof String word ? Normalisation.of(word) : Optional.empty();
        if (schema.containsKey(Keywords.NORMALISE) && normalisation.isEmpty()) {
            report(pointer.field(Keywords.NORMALISE), "must be one of " + Normalisation.words());
        }
        normalisation.ifPresent(kind -> shape(pointer, schema, kind));
        if (schema.containsKey(Keywords.REGION)) {
            if (normalisation.filter(Normalisation.PHONE::equals).isEmpty()) {
                report(pointer.field(Keywords.REGION), "goes with \"x-normalise\": \"phone\" only");
            }
            if (!(schema.get(Keywords.REGION) instanceof String region) || !REGIONS.contains(region)) {
                report(pointer.field(Keywords.REGION), "must be an ISO 3166 alpha-2 country code such as \"DE\"");
            }
        }
    }

    /** A value to normalise comes as a string, an amount also as an object of amount and currency. */
    private void shape(Pointer pointer, Map<?, ?> schema, Normalisation kind) {
        Set<String> allowed =
                kind == Normalisation.AMOUNT ? Set.of("string", "object", "null") : Set.of("string", "null");
        Object type = schema.get("type");
        List<?> types = type instanceof List<?> list ? list : type == null ? List.of() : List.of(type);
        if (!allowed.containsAll(types)) {
            report(
                    pointer.field("type"),
                    kind == Normalisation.AMOUNT
                            ? "must be left out, \"string\" or \"object\" where x-normalise is \"amount\""
                            : "must be left out or \"string\" where x-normalise is \"%s\"".formatted(kind.word()));
        }
        if (kind == Normalisation.AMOUNT && schema.get("properties") instanceof Map<?, ?> properties) {
            for (Object name : properties.keySet()) {
                if (!"amount".equals(name) && !"currency".equals(name)) {
                    report(
                            pointer.field("properties").field(String.valueOf(name)),
                            "must be left out: what x-normalise \"amount\" makes has the fields amount and currency only");
                }
            }
        }
    }

    private void reference(Pointer pointer, Map<?, ?> schema) {
        if (!(schema.get("$ref") instanceof String reference)) {
            return;
        }
        Pointer at = pointer.field("$ref");
        if (!References.isLocal(reference)) {
            report(at, "must point into this schema (\"#/$defs/…\"): other documents are never fetched");
        } else if (References.pointer(reference).filter(schemas::containsKey).isEmpty()) {
            report(at, "points to no schema in this document");
        }
    }

    /** A schema that reaches itself without going deeper into the value would never end. */
    private void circles() {
        Set<String> done = new HashSet<>();
        for (String pointer : schemas.keySet()) {
            circle(pointer, new HashSet<>(), done);
        }
    }

    private void circle(String pointer, Set<String> path, Set<String> done) {
        Map<?, ?> schema = schemas.get(pointer);
        if (schema == null || done.contains(pointer)) {
            return;
        }
        if (!path.add(pointer)) {
            report(new Pointer(pointer), "refers to itself without going deeper into the value");
            return;
        }
        if (schema.get("$ref") instanceof String reference) {
            References.pointer(reference).ifPresent(target -> circle(target, path, done));
        }
        for (Keywords.Inner inner : Keywords.inside(new Pointer(pointer), schema)) {
            if (inner.sameValue()) {
                circle(inner.pointer().text(), path, done);
            }
        }
        path.remove(pointer);
        done.add(pointer);
    }

    private void report(Pointer pointer, String problem) {
        found.add(Violation.at(pointer, problem));
    }
}
