package io.assay.local.template;

import io.assay.local.template.Value.Entry;
import io.assay.local.template.Value.Fields;
import io.assay.local.template.Value.Items;
import io.assay.local.template.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sections of a template, their keys checked, their values not yet resolved.
 *
 * @param resources in the template's order, with {@code Globals} merged in
 */
record Sections(
        Fields parameters, Fields mappings, Fields conditions, Map<String, Resource> resources, Fields outputs) {

    private static final Set<String> KNOWN = Set.of(
            "AWSTemplateFormatVersion",
            "Transform",
            "Description",
            "Metadata",
            "Parameters",
            "Mappings",
            "Conditions",
            "Globals",
            "Resources",
            "Outputs");
    private static final Set<String> ATTRIBUTES =
            Set.of("Type", "Properties", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");
    private static final String TRANSFORM = "AWS::Serverless-2016-10-31";

    /** One resource as declared; {@code properties} is empty when it has none. */
    record Resource(
            String id,
            String type,
            int line,
            Optional<String> condition,
            Fields properties,
            List<Scalar> dependsOn,
            Fields whole) {
        String path() {
            return "Resources." + id;
        }
    }

    static Sections of(Value root, ResourceTypes types, Problems problems) {
        Fields top = fields(root, "template", problems);
        unknown(top, KNOWN, "", problems);
        top.value("AWSTemplateFormatVersion").ifPresent(version -> {
            if (!version.plain().equals("2010-09-09")) {
                problems.add(version.line(), "AWSTemplateFormatVersion", "must be '2010-09-09'");
            }
        });
        Fields globals = section(top, "Globals", problems);
        types.checkGlobals(globals, problems);
        Map<String, Resource> resources = new LinkedHashMap<>();
        Fields declared = section(top, "Resources", problems);
        if (declared.entries().isEmpty()) {
            problems.add(top.lineOf("Resources"), "Resources", "a template needs at least one resource");
        }
        declared.entries()
                .forEach((id, entry) ->
                        resource(id, entry, globals, problems).ifPresent(resource -> resources.put(id, resource)));
        boolean serverless = resources.values().stream().anyMatch(r -> r.type().startsWith("AWS::Serverless::"));
        if (serverless && !top.texts("Transform").contains(TRANSFORM)) {
            problems.add(top.lineOf("Transform"), "Transform", "AWS::Serverless types need Transform: " + TRANSFORM);
        }
        return new Sections(
                section(top, "Parameters", problems),
                section(top, "Mappings", problems),
                section(top, "Conditions", problems),
                resources,
                section(top, "Outputs", problems));
    }

    private static Optional<Resource> resource(String id, Entry entry, Fields globals, Problems problems) {
        String path = "Resources." + id;
        Fields whole = fields(entry.value(), path, problems);
        if (entry.value() instanceof Value.Unknown) {
            return Optional.empty();
        }
        if (!id.matches("[A-Za-z0-9]+")) {
            problems.add(entry.line(), path, "a logical id has letters and digits only");
        }
        unknown(whole, ATTRIBUTES, path, problems);
        Optional<String> type = whole.text("Type");
        if (type.isEmpty()) {
            problems.add(entry.line(), path, "has no Type; add one, for example Type: AWS::SQS::Queue");
            return Optional.empty();
        }
        Fields properties = whole.value("Properties")
                .map(value -> fields(value, path + ".Properties", problems))
                .orElseGet(() -> Fields.empty(entry.line()));
        Fields merged = merge(globals.fields(globalsName(type.get())), properties);
        List<Scalar> dependsOn = whole.items("DependsOn").stream()
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .toList();
        return Optional.of(
                new Resource(id, type.get(), entry.line(), whole.text("Condition"), merged, dependsOn, whole));
    }

    private static String globalsName(String type) {
        return type.startsWith("AWS::Serverless::") ? type.substring("AWS::Serverless::".length()) : "";
    }

    /** As SAM merges Globals: mappings key by key, lists appended, anything else replaced by the resource's own. */
    private static Fields merge(Fields globals, Fields own) {
        Map<String, Entry> merged = new LinkedHashMap<>(globals.entries());
        own.entries()
                .forEach((name, entry) -> merged.merge(name, entry, (shared, mine) -> switch (mine.value()) {
                    case Fields mineFields
                    when shared.value() instanceof Fields sharedFields ->
                        new Entry(mine.line(), merge(sharedFields, mineFields));
                    case Items mineItems
                    when shared.value() instanceof Items sharedItems -> {
                        List<Value> both = new ArrayList<>(sharedItems.values());
                        both.addAll(mineItems.values());
                        yield new Entry(mine.line(), new Items(both, mineItems.line()));
                    }
                    default -> mine;
                }));
        return new Fields(merged, own.line());
    }

    private static Fields section(Fields top, String name, Problems problems) {
        return top.value(name).map(value -> fields(value, name, problems)).orElseGet(() -> Fields.empty(top.line()));
    }

    static Fields fields(Value value, String path, Problems problems) {
        if (value instanceof Fields fields) {
            return fields;
        }
        if (!(value instanceof Value.Unknown)) {
            problems.add(value.line(), path, "must be a mapping of names to values");
        }
        return Fields.empty(value.line());
    }

    static void unknown(Fields fields, Set<String> known, String path, Problems problems) {
        fields.entries().forEach((name, entry) -> {
            if (!known.contains(name)) {
                String where = path.isEmpty() ? name : path + "." + name;
                problems.add(
                        entry.line(), where, "unknown key; known here: " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }
}
