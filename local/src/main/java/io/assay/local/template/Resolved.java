package io.assay.local.template;

import io.assay.local.template.Value.Fields;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource that exists under the parameters in force, its properties resolved and checked against its schema.
 *
 * @param attributes what {@code Fn::GetAtt} gives, and {@code Ref}'s value under {@link Identities#REF}
 */
record Resolved(String id, String type, int line, Fields properties, Map<String, String> attributes) {
    String path() {
        return "Resources." + id + ".Properties";
    }

    String ref() {
        return attribute(Identities.REF);
    }

    String arn() {
        return attribute("Arn");
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    static List<Resolved> ofType(Collection<Resolved> all, String type) {
        return all.stream().filter(resource -> resource.type().equals(type)).toList();
    }

    /** The resource of a type whose attribute has this value. */
    static Optional<Resolved> by(Collection<Resolved> all, String type, String attribute, String value) {
        return ofType(all, type).stream()
                .filter(resource -> resource.attribute(attribute).equals(value))
                .findFirst();
    }
}
