package io.assay.local.template;

import io.assay.local.template.TemplateException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A template as YAML: what stands in it, and the same text without one part. */
public final class TemplateDocument {
    private final String text;
    private final String name;

    private TemplateDocument(String text, String name) {
        this.text = text;
        this.name = name;
    }

    /**
     * Takes a template's text.
     *
     * @param name how messages call it
     */
    public static TemplateDocument load(String text, String name) {
        return new TemplateDocument(text, name);
    }

    /** A part of a template that can be left out. */
    public enum Kind {
        RESOURCE,
        ROUTE,
        EVENT_SOURCE,
        VARIABLE,
        OUTPUT
    }

    /**
     * Where a part stands.
     *
     * @param type the resource's type, the event's type, or empty
     * @param path its keys from the root
     */
    public record Part(Kind kind, String type, List<String> path) {
        public Part {
            path = List.copyOf(path);
        }

        @Override
        public String toString() {
            return String.join(".", path);
        }
    }

    /** Every resource, route, other event source, environment variable and output, in the template's order. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Node root = root();
        for (String group : keys(child(root, "Globals"))) {
            variables(root, List.of("Globals", group, "Environment", "Variables"), parts);
        }
        for (String id : keys(child(root, "Resources"))) {
            List<String> resource = List.of("Resources", id);
            parts.add(new Part(Kind.RESOURCE, type(root, resource), resource));
            List<String> events = List.of("Resources", id, "Properties", "Events");
            for (String event : keys(at(root, events))) {
                List<String> path = with(events, event);
                String type = type(root, path);
                parts.add(new Part(type.equals("HttpApi") ? Kind.ROUTE : Kind.EVENT_SOURCE, type, path));
            }
            variables(root, List.of("Resources", id, "Properties", "Environment", "Variables"), parts);
        }
        for (String output : keys(child(root, "Outputs"))) {
            parts.add(new Part(Kind.OUTPUT, "", List.of("Outputs", output)));
        }
        return parts;
    }

    /**
     * The template's text without a part; comments are lost and lines move.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public String without(Part part) {
        Node root = root();
        Optional<Node> parent = at(root, part.path().subList(0, part.path().size() - 1));
        String key = part.path().getLast();
        if (!keys(parent).contains(key)) {
            throw new IllegalArgumentException(name + " has no " + part);
        }
        if (parent.get() instanceof MappingNode mapping) {
            mapping.setValue(mapping.getValue().stream()
                    .filter(tuple -> !key.equals(key(tuple)))
                    .toList());
        }
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setSchema(new CoreSchema())
                .build();
        return new Present(settings)
                .emitToString(new Serialize(settings).serializeOne(root).iterator());
    }

    Value value(Problems problems) {
        return new Nodes(problems).read(root(), "");
    }

    private Node root() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setUseMarks(true)
                .setSchema(new CoreSchema())
                .build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new TemplateException(
                            name, List.of(new Problem(1, "template", "is empty; write Resources"))));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new TemplateException(name, List.of(new Problem(line, "template", "is no YAML: " + e.getProblem())));
        } catch (YamlEngineException e) {
            throw new TemplateException(name, List.of(new Problem(1, "template", "is no YAML: " + e.getMessage())));
        }
    }

    private static void variables(Node root, List<String> path, List<Part> parts) {
        keys(at(root, path)).forEach(variable -> parts.add(new Part(Kind.VARIABLE, "", with(path, variable))));
    }

    private static List<String> with(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private static String type(Node root, List<String> path) {
        return at(root, with(path, "Type"))
                .filter(ScalarNode.class::isInstance)
                .map(node -> ((ScalarNode) node).getValue())
                .orElse("");
    }

    private static Optional<Node> at(Node root, List<String> path) {
        Optional<Node> node = Optional.of(root);
        for (String key : path) {
            node = node.flatMap(parent -> child(parent, key));
        }
        return node;
    }

    private static Optional<Node> child(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> key.equals(key(tuple)))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    private static List<String> keys(Optional<Node> node) {
        return node.filter(MappingNode.class::isInstance).stream()
                .flatMap(mapping -> ((MappingNode) mapping).getValue().stream())
                .map(TemplateDocument::key)
                .toList();
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
    }
}
