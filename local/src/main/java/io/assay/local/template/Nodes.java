package io.assay.local.template;

import io.assay.local.template.Value.Call;
import io.assay.local.template.Value.Entry;
import io.assay.local.template.Value.Fields;
import io.assay.local.template.Value.Items;
import io.assay.local.template.Value.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns YAML nodes into {@link Value}s; short and long forms of an intrinsic become the same {@link Call}. */
final class Nodes {
    static final Set<String> INTRINSICS = Set.of(
            "Ref",
            "Condition",
            "Fn::GetAtt",
            "Fn::Sub",
            "Fn::Join",
            "Fn::Select",
            "Fn::Split",
            "Fn::FindInMap",
            "Fn::If",
            "Fn::Equals",
            "Fn::Not",
            "Fn::And",
            "Fn::Or");

    /** Numbers as they are written; what starts with a zero (an account id) stays text. */
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private static final String KNOWN =
            "; known are !Ref !GetAtt !Sub !Join !Select !Split !FindInMap !If !Equals !Not !And !Or !Condition";

    private final Problems problems;
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Nodes(Problems problems) {
        this.problems = problems;
    }

    Value read(Node node, String path) {
        int line = line(node);
        if (!seen.add(node)) {
            problems.add(line, path, "a YAML alias: CloudFormation knows none, write the value out");
            return new Value.Unknown(line);
        }
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return untagged(node, path, line);
        }
        String name = tag.substring(1);
        String function = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        if (!INTRINSICS.contains(function)) {
            problems.add(line, path, "unknown intrinsic " + tag + KNOWN);
            return new Value.Unknown(line);
        }
        Value argument = untagged(node, path, line);
        return new Call(function, function.equals("Fn::GetAtt") ? split(argument) : argument, line);
    }

    /** {@code A.B} is the same as {@code [A, B]}. */
    private static Value split(Value argument) {
        if (!(argument instanceof Scalar(Object text, int line))) {
            return argument;
        }
        List<Value> parts = new ArrayList<>();
        String whole = String.valueOf(text);
        int dot = whole.indexOf('.');
        parts.add(new Scalar(dot < 0 ? whole : whole.substring(0, dot), line));
        if (dot >= 0) {
            parts.add(new Scalar(whole.substring(dot + 1), line));
        }
        return new Items(parts, line);
    }

    private Value untagged(Node node, String path, int line) {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar, path, line);
            case SequenceNode sequence -> {
                List<Value> values = new ArrayList<>();
                for (Node child : sequence.getValue()) {
                    values.add(read(child, path + "[" + values.size() + "]"));
                }
                yield new Items(values, line);
            }
            case MappingNode mapping -> mapping(mapping, path, line);
            default -> throw new IllegalArgumentException("a YAML node of an unknown kind: " + node.getNodeType());
        };
    }

    private Value scalar(ScalarNode node, String path, int line) {
        String text = node.getValue();
        if (!node.isPlain() || node.getTag().getValue().startsWith("!")) {
            return new Scalar(text, line);
        }
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            problems.add(line, path, "has no value; give it one or delete the key");
            return new Value.Unknown(line);
        }
        if (tag.equals(Tag.BOOL)) {
            return new Scalar(Boolean.parseBoolean(text), line);
        }
        if (tag.equals(Tag.INT) && INTEGER.matcher(text).matches()) {
            return new Scalar(Long.parseLong(text), line);
        }
        if (tag.equals(Tag.FLOAT) && text.matches("-?[0-9]+\\.[0-9]+")) {
            return new Scalar(Double.parseDouble(text), line);
        }
        return new Scalar(text, line);
    }

    private Value mapping(MappingNode node, String path, int line) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            int keyLine = line(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(keyLine, path, "a key that is not text");
                continue;
            }
            String key = keyNode.getValue();
            Value value = read(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key);
            Entry earlier = entries.putIfAbsent(key, new Entry(keyLine, value));
            if (earlier != null) {
                problems.add(
                        keyLine,
                        path.isEmpty() ? key : path + "." + key,
                        "duplicate key, first given in line " + earlier.line() + "; keep one of them");
            }
        }
        return call(entries, path, line);
    }

    /** {@code {"Fn::X": …}} and {@code {Ref: …}} are calls; a longer mapping with such a key is a mistake. */
    private Value call(Map<String, Entry> entries, String path, int line) {
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith("Fn::") && !key.equals("Ref")) {
                continue;
            }
            if (!INTRINSICS.contains(key)) {
                problems.add(entry.getValue().line(), path, "unknown intrinsic " + key + KNOWN);
                return new Value.Unknown(line);
            }
            if (entries.size() > 1) {
                problems.add(entry.getValue().line(), path, key + " stands alone; move the other keys elsewhere");
                return new Value.Unknown(line);
            }
            Value argument = entry.getValue().value();
            return new Call(key, key.equals("Fn::GetAtt") ? split(argument) : argument, line);
        }
        return new Fields(entries, line);
    }

    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
