package io.assay.local.template;

import io.assay.local.template.Sections.Resource;
import io.assay.local.template.Value.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a SAM template into the {@link Stack} it describes. Anything in it that this stack does not know, an unknown
 * type, property, intrinsic or name, is an error: what would be passed over here would be missing in AWS's place.
 */
public final class Template {
    /** The value of {@code AWS::StackName}, and the first part of every generated name. */
    public static final String STACK_NAME = "assay";

    private static final ResourceTypes TYPES = new ResourceTypes();
    private static final Set<String> OUTPUT_KEYS = Set.of("Value", "Description", "Export", "Condition");

    private Template() {}

    /**
     * Reads a template from a file.
     *
     * @param parameters values for the template's parameters; those not given have their default
     * @param account    twelve digits
     * @param region     for example {@code eu-central-1}
     * @throws TemplateException with everything that is wrong, each with its line
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Stack read(Path file, Map<String, String> parameters, String account, String region) {
        try {
            return of(Files.readString(file), file.toString(), parameters, account, region);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the template " + file + "; give its path", e);
        }
    }

    /**
     * Reads a template from its text.
     *
     * @param name how messages call it, usually the file's name
     * @throws TemplateException with everything that is wrong, each with its line
     */
    public static Stack of(String yaml, String name, Map<String, String> parameters, String account, String region) {
        Read read = read(yaml, name, parameters, account, region);
        Problems problems = read.problems();
        List<Resolved> resources = read.resources();
        Stack stack = new Stack(
                account,
                region,
                read.parameters(),
                Functions.read(resources, problems),
                Stores.queues(resources, problems),
                Stores.tables(resources, problems),
                Stores.buckets(resources, problems),
                Stores.secrets(resources, problems),
                Access.roles(resources),
                Access.httpApis(resources, problems),
                read.outputs());
        problems.throwIfAny();
        return stack;
    }

    /**
     * Every resource that exists under the parameters, also of the types that nothing local stands for.
     *
     * @param sections the template as it is written, {@code Globals} merged in
     */
    record Read(
            Sections sections,
            Map<String, String> parameters,
            List<Resolved> resources,
            Map<String, String> outputs,
            Problems problems) {}

    /** @throws TemplateException as {@link #of} */
    static Read read(String yaml, String name, Map<String, String> parameters, String account, String region) {
        Problems problems = new Problems(name);
        Value root = TemplateDocument.load(yaml, name).value(problems);
        Sections sections = Sections.of(root, TYPES, problems);
        Identities identities = new Identities(account, region, STACK_NAME);
        References.check(sections, identities, problems);
        Parameters values = Parameters.of(sections.parameters(), parameters, problems);
        Resolver resolver = new Resolver(sections, values, identities, problems);
        sections.conditions().entries().keySet().forEach(resolver::holds);
        List<Resolved> resources = new ArrayList<>();
        for (Resource resource : sections.resources().values()) {
            if (!TYPES.knows(resource.type())) {
                problems.add(
                        resource.whole().lineOf("Type"),
                        resource.path() + ".Type",
                        "unknown type " + resource.type() + "; the local stack knows "
                                + String.join(", ", TYPES.names()));
            } else if (resource.condition().map(resolver::holds).orElse(true)) {
                String path = resource.path() + ".Properties";
                Fields properties = resolver.fields(resource.properties(), path);
                TYPES.check(resource.type(), properties, path, problems);
                resources.add(new Resolved(
                        resource.id(), resource.type(), resource.line(), properties, resolver.attributes(resource)));
            }
        }
        Map<String, String> outputs = outputs(sections.outputs(), resolver, problems);
        problems.throwIfAny();
        return new Read(sections, values.values(), resources, outputs, problems);
    }

    private static Map<String, String> outputs(Fields declared, Resolver resolver, Problems problems) {
        Map<String, String> outputs = new LinkedHashMap<>();
        declared.entries().forEach((name, entry) -> {
            String path = "Outputs." + name;
            Fields output = Sections.fields(entry.value(), path, problems);
            Sections.unknown(output, OUTPUT_KEYS, path, problems);
            if (!output.has("Value")) {
                problems.add(entry.line(), path, "lacks the required key 'Value'");
            } else if (output.text("Condition").map(resolver::holds).orElse(true)) {
                resolver.fields(output, path).text("Value").ifPresent(value -> outputs.put(name, value));
            }
        });
        return outputs;
    }
}
