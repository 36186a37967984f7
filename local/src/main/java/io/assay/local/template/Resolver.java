package io.assay.local.template;

import io.assay.local.template.Sections.Resource;
import io.assay.local.template.Value.Call;
import io.assay.local.template.Value.Entry;
import io.assay.local.template.Value.Fields;
import io.assay.local.template.Value.Items;
import io.assay.local.template.Value.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Replaces intrinsics by values. Shapes and names are {@link References}' to check: where they are wrong this gives
 * {@link Value.Unknown} and says nothing, so that each mistake is told once.
 */
final class Resolver {
    private final Sections sections;
    private final Parameters parameters;
    private final Identities identities;
    private final Problems problems;
    private final Map<String, Boolean> conditions = new HashMap<>();
    private final Map<String, Map<String, String>> attributes = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    Resolver(Sections sections, Parameters parameters, Identities identities, Problems problems) {
        this.sections = sections;
        this.parameters = parameters;
        this.identities = identities;
        this.problems = problems;
    }

    /** A mapping with everything in it resolved. */
    Fields fields(Fields fields, String path) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        fields.entries()
                .forEach((name, entry) -> resolve(entry.value(), path + "." + name)
                        .ifPresent(value -> entries.put(name, new Entry(entry.line(), value))));
        return new Fields(entries, fields.line());
    }

    /** Empty for {@code AWS::NoValue}. */
    Optional<Value> resolve(Value value, String path) {
        return switch (value) {
            case Scalar scalar -> Optional.of(scalar);
            case Value.Unknown unknown -> Optional.of(unknown);
            case Fields fields -> Optional.of(fields(fields, path));
            case Items items -> {
                List<Value> values = new ArrayList<>();
                for (Value item : items.values()) {
                    resolve(item, path + "[" + values.size() + "]").ifPresent(values::add);
                }
                yield Optional.of(new Items(values, items.line()));
            }
            case Call call -> call(call, path);
        };
    }

    boolean holds(String condition) {
        Boolean known = conditions.get(condition);
        if (known != null) {
            return known;
        }
        Entry entry = sections.conditions().entries().get(condition);
        if (entry == null) {
            return false;
        }
        if (!open.add("condition " + condition)) {
            problems.add(entry.line(), "Conditions." + condition, "depends on itself");
            return false;
        }
        boolean holds = truth(entry.value(), "Conditions." + condition);
        open.remove("condition " + condition);
        conditions.put(condition, holds);
        return holds;
    }

    /** The attributes of a resource, {@code Ref} under {@link Identities#REF}. */
    Map<String, String> attributes(Resource resource) {
        Map<String, String> known = attributes.get(resource.id());
        if (known != null) {
            return known;
        }
        if (!open.add(resource.id())) {
            problems.add(resource.line(), resource.path(), "its name depends on itself");
            return Map.of();
        }
        String name = Identities.nameProperty(resource.type())
                .flatMap(property -> resource.properties().value(property))
                .flatMap(value -> resolve(value, resource.path() + ".Properties"))
                .map(value -> String.valueOf(value.plain()))
                .orElseGet(() -> identities.generatedName(resource.type(), resource.id()));
        open.remove(resource.id());
        Map<String, String> made = new HashMap<>(identities.attributes(resource.type(), resource.id(), name));
        resource.properties()
                .value("AutoPublishAlias")
                .flatMap(alias -> resolve(alias, resource.path()))
                .ifPresent(alias -> {
                    made.put("Alias", made.get("Arn") + ":" + alias.plain());
                    made.put("Version", made.get("Arn") + ":1");
                });
        attributes.put(resource.id(), made);
        return made;
    }

    private Optional<Value> call(Call call, String path) {
        if (call.function().equals("Ref") && call.argument() instanceof Scalar scalar) {
            String name = text(scalar);
            return name.equals("AWS::NoValue") ? Optional.empty() : Optional.of(ref(name, call, path));
        }
        if (call.function().equals("Fn::Sub")) {
            return Optional.of(sub(call, path));
        }
        if (!(call.argument() instanceof Items items)) {
            return unknown(call);
        }
        List<Value> arguments = items.values();
        if (call.function().equals("Fn::If") && arguments.size() == 3) {
            boolean holds = holds(String.valueOf(arguments.getFirst().plain()));
            return resolve(arguments.get(holds ? 1 : 2), path);
        }
        List<Value> resolved = new ArrayList<>();
        for (Value argument : arguments) {
            resolve(argument, path).ifPresent(resolved::add);
        }
        if (resolved.stream().anyMatch(Value.Unknown.class::isInstance)) {
            return unknown(call);
        }
        return Optional.of(apply(call, resolved, path));
    }

    /** The functions whose arguments are all values, on resolved arguments. */
    private Value apply(Call call, List<Value> arguments, String path) {
        int count = arguments.size();
        if (count < 2) {
            return new Value.Unknown(call.line());
        }
        String first = text(arguments.getFirst());
        Value last = arguments.getLast();
        return switch (call.function()) {
            case "Fn::GetAtt" -> attribute(first, text(last), call, path);
            case "Fn::FindInMap" -> find(arguments.stream().map(Resolver::text).toList(), call, path);
            case "Fn::Split" -> split(first, text(last), call);
            case "Fn::Join" ->
                last instanceof Items list
                        ? new Scalar(
                                String.join(
                                        first,
                                        list.values().stream()
                                                .map(Resolver::text)
                                                .toList()),
                                call.line())
                        : noList(call, path);
            case "Fn::Select" -> last instanceof Items list ? select(first, list, call, path) : noList(call, path);
            default -> new Value.Unknown(call.line());
        };
    }

    private Value noList(Call call, String path) {
        problems.add(call.line(), path, call.function() + "'s second argument must be a list");
        return new Value.Unknown(call.line());
    }

    private static Value split(String separator, String text, Call call) {
        List<Value> parts = new ArrayList<>();
        for (String part : text.split(Pattern.quote(separator), -1)) {
            parts.add(new Scalar(part, call.line()));
        }
        return new Items(parts, call.line());
    }

    private Value ref(String name, Call call, String path) {
        String pseudo = identities.pseudoParameters().get(name);
        if (pseudo != null) {
            return new Scalar(pseudo, call.line());
        }
        if (parameters.has(name)) {
            return parameters.value(name, call.line());
        }
        int dot = name.indexOf('.');
        return dot < 0
                ? attribute(name, Identities.REF, call, path)
                : attribute(name.substring(0, dot), name.substring(dot + 1), call, path);
    }

    private Value attribute(String id, String attribute, Call call, String path) {
        Resource resource = sections.resources().get(id);
        if (resource == null) {
            return new Value.Unknown(call.line());
        }
        if (resource.condition().filter(condition -> !holds(condition)).isPresent()) {
            problems.add(
                    call.line(),
                    path,
                    id + " does not exist here, its condition "
                            + resource.condition().get() + " is false; guard this value with !If");
        }
        String value = attributes(resource).get(attribute);
        return value == null ? new Value.Unknown(call.line()) : new Scalar(value, call.line());
    }

    private Value sub(Call call, String path) {
        Value text = call.argument();
        Fields own = Fields.empty(call.line());
        if (text instanceof Items items && items.values().size() == 2) {
            text = items.values().getFirst();
            own = items.values().getLast() instanceof Fields fields ? fields(fields, path) : own;
        }
        if (!(text instanceof Scalar scalar)) {
            return new Value.Unknown(call.line());
        }
        Fields variables = own;
        return new Scalar(
                Substitution.apply(
                        text(scalar), name -> variables.text(name).orElseGet(() -> text(ref(name, call, path)))),
                call.line());
    }

    private Value select(String index, Items list, Call call, String path) {
        if (!index.matches("[0-9]{1,4}")
                || Integer.parseInt(index) >= list.values().size()) {
            problems.add(
                    call.line(),
                    path,
                    "Fn::Select's index " + index + " is outside a list of "
                            + list.values().size());
            return new Value.Unknown(call.line());
        }
        return list.values().get(Integer.parseInt(index));
    }

    private Value find(List<String> keys, Call call, String path) {
        if (keys.size() != 3) {
            return new Value.Unknown(call.line());
        }
        Optional<Value> found =
                sections.mappings().fields(keys.getFirst()).fields(keys.get(1)).value(keys.getLast());
        if (found.isEmpty() && sections.mappings().has(keys.getFirst())) {
            problems.add(call.line(), path, "Mappings." + String.join(".", keys) + " does not exist; add the key");
        }
        return found.orElseGet(() -> new Value.Unknown(call.line()));
    }

    private boolean truth(Value value, String path) {
        if (value instanceof Fields fields && fields.entries().keySet().equals(Set.of("Condition"))) {
            return holds(fields.text("Condition").orElse(""));
        }
        if (!(value instanceof Call call)) {
            problems.add(value.line(), path, "must be Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition");
            return false;
        }
        if (call.function().equals("Condition")) {
            return holds(String.valueOf(call.argument().plain()));
        }
        List<Value> arguments = call.argument() instanceof Items items ? items.values() : List.of();
        return switch (call.function()) {
            case "Fn::Equals" ->
                arguments.size() == 2
                        && resolve(arguments.getFirst(), path)
                                .map(Resolver::text)
                                .equals(resolve(arguments.getLast(), path).map(Resolver::text));
            case "Fn::Not" -> !arguments.isEmpty() && !truth(arguments.getFirst(), path);
            case "Fn::And" -> arguments.stream().allMatch(argument -> truth(argument, path));
            case "Fn::Or" -> arguments.stream().anyMatch(argument -> truth(argument, path));
            default -> {
                problems.add(call.line(), path, call.function() + " is neither true nor false");
                yield false;
            }
        };
    }

    private static Optional<Value> unknown(Call call) {
        return Optional.of(new Value.Unknown(call.line()));
    }

    private static String text(Value value) {
        return String.valueOf(value.plain());
    }
}
