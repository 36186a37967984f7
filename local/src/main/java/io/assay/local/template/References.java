package io.assay.local.template;

import io.assay.local.template.Sections.Resource;
import io.assay.local.template.Value.Call;
import io.assay.local.template.Value.Fields;
import io.assay.local.template.Value.Items;
import io.assay.local.template.Value.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks every intrinsic of a template, in branches not taken as well: its arguments' shape, and that each name it
 * speaks of exists.
 */
final class References {
    private static final Set<String> LOGIC = Set.of("Condition", "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not");

    private final Sections sections;
    private final Identities identities;
    private final Problems problems;

    private References(Sections sections, Identities identities, Problems problems) {
        this.sections = sections;
        this.identities = identities;
        this.problems = problems;
    }

    static void check(Sections sections, Identities identities, Problems problems) {
        References references = new References(sections, identities, problems);
        sections.conditions()
                .entries()
                .forEach((name, entry) -> references.walk(entry.value(), "Conditions." + name, true));
        sections.resources().values().forEach(references::resource);
        sections.outputs().entries().forEach((name, entry) -> references.walk(entry.value(), "Outputs." + name, false));
    }

    private void resource(Resource resource) {
        walk(resource.properties(), resource.path() + ".Properties", false);
        resource.condition()
                .ifPresent(
                        name -> condition(name, resource.whole().lineOf("Condition"), resource.path() + ".Condition"));
        for (Scalar id : resource.dependsOn()) {
            if (!sections.resources().containsKey(String.valueOf(id.content()))) {
                missing(id.line(), resource.path() + ".DependsOn", "no resource '" + id.content() + "'");
            }
        }
    }

    private void walk(Value value, String path, boolean logic) {
        switch (value) {
            case Scalar _, Value.Unknown _ -> {}
            case Items items -> {
                for (int i = 0; i < items.values().size(); i++) {
                    walk(items.values().get(i), path + "[" + i + "]", logic);
                }
            }
            case Fields fields ->
                fields.entries().forEach((name, entry) -> walk(entry.value(), path + "." + name, logic));
            case Call call -> call(call, path, logic);
        }
    }

    private void call(Call call, String path, boolean logic) {
        walk(call.argument(), path, logic);
        if (LOGIC.contains(call.function()) && !logic) {
            problems.add(call.line(), path, call.function() + " stands under Conditions only; name it there");
            return;
        }
        switch (call.function()) {
            case "Ref" -> text(call, call.argument(), path).ifPresent(name -> ref(name, call.line(), path, Set.of()));
            case "Condition" -> text(call, call.argument(), path).ifPresent(name -> condition(name, call.line(), path));
            case "Fn::GetAtt" -> getAtt(call, path);
            case "Fn::Sub" -> sub(call, path);
            case "Fn::If" ->
                arguments(call, 3, path, "[condition, value if true, value if false]")
                        .ifPresent(arguments -> text(call, arguments.getFirst(), path)
                                .ifPresent(name -> condition(name, call.line(), path)));
            case "Fn::FindInMap" ->
                arguments(call, 3, path, "[map, key, second key]").ifPresent(arguments -> {
                    if (arguments.getFirst() instanceof Scalar(Object name, int line)
                            && !sections.mappings().has(String.valueOf(name))) {
                        missing(line, path, "no mapping '" + name + "'");
                    }
                });
            case "Fn::Join" -> arguments(call, 2, path, "[separator, list]");
            case "Fn::Select" -> arguments(call, 2, path, "[index, list]");
            case "Fn::Split" -> arguments(call, 2, path, "[separator, text]");
            case "Fn::Equals" -> arguments(call, 2, path, "[value, value]");
            case "Fn::Not" -> arguments(call, 1, path, "[condition]");
            default -> list(call, path);
        }
    }

    /** {@code Fn::And} and {@code Fn::Or}. */
    private void list(Call call, String path) {
        if (!(call.argument() instanceof Items items) || items.values().size() < 2) {
            problems.add(call.line(), path, call.function() + " takes a list of at least two conditions");
        }
    }

    private void getAtt(Call call, String path) {
        arguments(call, 2, path, "Resource.Attribute").ifPresent(arguments -> {
            if (arguments.getFirst() instanceof Scalar id && arguments.getLast() instanceof Scalar attribute) {
                attribute(String.valueOf(id.content()), String.valueOf(attribute.content()), id.line(), path);
            }
        });
    }

    private void sub(Call call, String path) {
        Fields own = Fields.empty(call.line());
        Value text = call.argument();
        if (text instanceof Items items && items.values().size() == 2) {
            text = items.values().getFirst();
            own = items.values().getLast() instanceof Fields fields ? fields : own;
        }
        if (!(text instanceof Scalar scalar)) {
            problems.add(call.line(), path, "Fn::Sub takes a text, or [text, {name: value}]");
            return;
        }
        for (String name : Substitution.names(String.valueOf(scalar.content()))) {
            int dot = name.indexOf('.');
            if (own.has(name)) {
                continue;
            }
            if (dot > 0) {
                attribute(name.substring(0, dot), name.substring(dot + 1), call.line(), path);
            } else {
                ref(name, call.line(), path, own.entries().keySet());
            }
        }
    }

    private void ref(String name, int line, String path, Set<String> own) {
        boolean known = name.equals("AWS::NoValue")
                || identities.pseudoParameters().containsKey(name)
                || own.contains(name)
                || sections.parameters().has(name)
                || sections.resources().containsKey(name)
                || published(name);
        if (!known) {
            missing(line, path, "no parameter or resource '" + name + "'");
        }
    }

    /** {@code Function.Alias} and {@code Function.Version}, which SAM makes of {@code AutoPublishAlias}. */
    private boolean published(String name) {
        int dot = name.indexOf('.');
        Resource function = dot < 0 ? null : sections.resources().get(name.substring(0, dot));
        return function != null
                && function.properties().has("AutoPublishAlias")
                && Set.of("Alias", "Version").contains(name.substring(dot + 1));
    }

    private void attribute(String id, String attribute, int line, String path) {
        Resource resource = sections.resources().get(id);
        if (resource == null) {
            missing(line, path, "no resource '" + id + "'");
            return;
        }
        Set<String> known = identities.attributeNames(resource.type());
        if (!known.contains(attribute) && !published(id + "." + attribute)) {
            missing(
                    line,
                    path,
                    "no attribute '" + attribute + "' of " + id + " (" + resource.type() + ", which has "
                            + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))) + ")");
        }
    }

    private void condition(String name, int line, String path) {
        if (!sections.conditions().has(name)) {
            missing(line, path, "no condition '" + name + "'");
        }
    }

    private void missing(int line, String path, String what) {
        problems.add(line, path, "there is " + what + " in the template; correct the name or declare it");
    }

    private Optional<String> text(Call call, Value argument, String path) {
        if (argument instanceof Scalar text) {
            return Optional.of(String.valueOf(text.content()));
        }
        problems.add(call.line(), path, call.function() + " takes a name here");
        return Optional.empty();
    }

    private Optional<List<Value>> arguments(Call call, int count, String path, String shape) {
        if (call.argument() instanceof Items items && items.values().size() == count) {
            return Optional.of(items.values());
        }
        problems.add(call.line(), path, call.function() + " takes " + shape);
        return Optional.empty();
    }
}
