package io.assay.local.template;

import io.assay.local.template.Value.Fields;
import io.assay.local.template.Value.Items;
import io.assay.local.template.Value.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The template's parameters with the values in force. */
final class Parameters {
    private static final Set<String> KNOWN = Set.of(
            "Type",
            "Default",
            "Description",
            "AllowedValues",
            "AllowedPattern",
            "ConstraintDescription",
            "MinLength",
            "MaxLength",
            "MinValue",
            "MaxValue",
            "NoEcho");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();

    /** Checks the declarations and the given values against them; whatever is wrong goes to {@code problems}. */
    static Parameters of(Fields declared, Map<String, String> given, Problems problems) {
        Parameters parameters = new Parameters();
        declared.entries().forEach((name, entry) -> {
            Fields declaration = Sections.fields(entry.value(), "Parameters." + name, problems);
            parameters.declare(name, entry.line(), declaration, Optional.ofNullable(given.get(name)), problems);
        });
        given.keySet().stream()
                .filter(name -> !declared.has(name))
                .forEach(name -> problems.add(
                        declared.line(), "Parameters", "a value was given for '" + name + "', which is not declared"));
        return parameters;
    }

    private void declare(String name, int line, Fields declaration, Optional<String> given, Problems problems) {
        String path = "Parameters." + name;
        Sections.unknown(declaration, KNOWN, path, problems);
        String type = declaration.text("Type").orElse("");
        if (!Set.of("String", "Number", "CommaDelimitedList").contains(type)) {
            problems.add(declaration.lineOf("Type"), path + ".Type", "must be String, Number or CommaDelimitedList");
        }
        if (!declaration.has("Description")) {
            problems.add(line, path, "has no Description; say what it is for");
        }
        types.put(name, type);
        Optional<String> value = given.or(() -> declaration.text("Default"));
        values.put(name, value.orElse(""));
        if (value.isEmpty()) {
            problems.add(line, path, "has neither a Default nor a given value; give one");
            return;
        }
        violation(declaration, type, value.get())
                .ifPresent(text -> problems.add(
                        given.isPresent() ? line : declaration.lineOf("Default"),
                        given.isPresent() ? path : path + ".Default",
                        "'" + value.get() + "' " + text));
        pattern(declaration, path, value.get(), problems);
    }

    private static Optional<String> violation(Fields declaration, String type, String value) {
        List<String> allowed = declaration.texts("AllowedValues");
        if (!allowed.isEmpty() && !allowed.contains(value)) {
            return Optional.of("is not among the AllowedValues " + allowed);
        }
        Optional<Integer> minLength = declaration.integer("MinLength");
        Optional<Integer> maxLength = declaration.integer("MaxLength");
        if (minLength.filter(least -> value.length() < least).isPresent()
                || maxLength.filter(most -> value.length() > most).isPresent()) {
            return Optional.of("has a length outside MinLength and MaxLength");
        }
        if (!type.equals("Number")) {
            return Optional.empty();
        }
        if (!value.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return Optional.of("is not a number");
        }
        double number = Double.parseDouble(value);
        boolean low = declaration
                .text("MinValue")
                .filter(least -> number < Double.parseDouble(least))
                .isPresent();
        boolean high = declaration
                .text("MaxValue")
                .filter(most -> number > Double.parseDouble(most))
                .isPresent();
        return low || high ? Optional.of("is outside MinValue and MaxValue") : Optional.empty();
    }

    private static void pattern(Fields declaration, String path, String value, Problems problems) {
        Optional<String> pattern = declaration.text("AllowedPattern");
        if (pattern.isEmpty()) {
            return;
        }
        int line = declaration.lineOf("AllowedPattern");
        try {
            if (!Pattern.matches(pattern.get(), value)) {
                problems.add(line, path, "'" + value + "' does not match the AllowedPattern " + pattern.get());
            }
        } catch (PatternSyntaxException e) {
            problems.add(line, path + ".AllowedPattern", "is no regular expression: " + e.getDescription());
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Map<String, String> values() {
        return values;
    }

    /**
     * What {@code Ref} gives: a list for a list, and a number for what is written as one, a String's too, for
     * CloudFormation takes either where a property wants a number.
     */
    Value value(String name, int line) {
        String text = values.getOrDefault(name, "");
        String type = types.getOrDefault(name, "");
        if (type.equals("CommaDelimitedList")) {
            List<Value> items = new ArrayList<>();
            for (String item : text.split(",", -1)) {
                items.add(new Scalar(item.strip(), line));
            }
            return new Items(items, line);
        }
        if (text.matches("-?(0|[1-9][0-9]{0,17})")) {
            return new Scalar(Long.parseLong(text), line);
        }
        return new Scalar(text, line);
    }
}
