package io.assay.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of an {@code Fn::Sub}: {@code ${Name}}, {@code ${Name.Attribute}}, and {@code ${!Literal}}. */
final class Substitution {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

    private Substitution() {}

    /** The names between the braces, literals left out. */
    static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACE.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1).strip();
            if (!name.startsWith("!")) {
                names.add(name);
            }
        }
        return names;
    }

    /** The text with each name replaced; {@code ${!Literal}} becomes {@code ${Literal}}. */
    static String apply(String text, Function<String, String> value) {
        return PLACE.matcher(text).replaceAll(match -> {
            String name = match.group(1).strip();
            String with = name.startsWith("!") ? "${" + name.substring(1) + "}" : value.apply(name);
            return Matcher.quoteReplacement(with);
        });
    }
}
