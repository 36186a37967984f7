package io.assay.local.template;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.assay.local.template.Value.Entry;
import io.assay.local.template.Value.Fields;
import io.assay.local.template.Value.Items;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The resource types the local stack knows and the schema of each one's properties, from CloudFormation's registry and
 * the SAM specification; {@code src/schemas} tells how the file was made.
 */
final class ResourceTypes {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Checked like every other, but nothing local stands for them: they watch, deploy or sign in, and move no case. */
    static final Set<String> NOT_RUN = Set.of(
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::Cognito::UserPool",
            "AWS::Cognito::UserPoolClient",
            "AWS::Cognito::UserPoolDomain",
            "AWS::Cognito::UserPoolGroup",
            "AWS::Cognito::UserPoolResourceServer",
            "AWS::KMS::Alias",
            "AWS::KMS::Key",
            "AWS::Lambda::Permission",
            "AWS::Logs::LogGroup",
            "AWS::SNS::Subscription",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::QueuePolicy");
    /** What the local stack makes a part of itself of. */
    static final Set<String> RUN = Set.of(
            Access.HTTP_API,
            Access.ROLE,
            Functions.FUNCTION,
            "AWS::DynamoDB::Table",
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::SQS::Queue",
            "AWS::SecretsManager::Secret");

    private final JsonNode root;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private final Map<String, Schema> schemas = new HashMap<>();

    ResourceTypes() {
        try (InputStream in = ResourceTypes.class.getResourceAsStream("resource-types.json")) {
            root = JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean knows(String type) {
        return root.get("types").has(type);
    }

    Set<String> names() {
        return new TreeSet<>(root.get("types").propertyNames());
    }

    /** Checks resolved properties against their type's schema. */
    void check(String type, Fields properties, String path, Problems problems) {
        for (Error error : schema(type).validate(JSON.<JsonNode>valueToTree(properties.plain()))) {
            report(error, properties, path, problems);
        }
    }

    /** Checks the names {@code Globals} sets; their values are checked where they end up. */
    void checkGlobals(Fields globals, Problems problems) {
        globals.entries().forEach((name, entry) -> {
            JsonNode shared = root.get("globals").get(name);
            String path = "Globals." + name;
            if (shared == null) {
                problems.add(entry.line(), path, "unknown key; known here: Function, HttpApi");
                return;
            }
            Sections.unknown(
                    Sections.fields(entry.value(), path, problems),
                    Set.copyOf(shared.get("properties").propertyNames()),
                    path,
                    problems);
        });
    }

    private Schema schema(String type) {
        return schemas.computeIfAbsent(type, name -> {
            ObjectNode schema = (ObjectNode) root.deepCopy();
            schema.put("$ref", "#/types/" + name);
            return registry.getSchema(schema);
        });
    }

    private void report(Error error, Fields top, String path, Problems problems) {
        Value at = top;
        int line = top.line();
        StringBuilder where = new StringBuilder(path);
        NodePath location = error.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            switch (at) {
                case Fields fields -> {
                    Entry entry = fields.entries().get(location.getName(i));
                    if (entry == null) {
                        return;
                    }
                    at = entry.value();
                    line = entry.line();
                    where.append('.').append(location.getName(i));
                }
                case Items items -> {
                    at = items.values().get(Integer.parseInt(location.getName(i)));
                    line = at.line();
                    where.append('[').append(location.getName(i)).append(']');
                }
                case Value.Scalar _, Value.Call _, Value.Unknown _ -> {
                    return;
                }
            }
        }
        String key = error.getProperty();
        String keyword = error.getKeyword();
        if (keyword.equals("additionalProperties") && at instanceof Fields fields) {
            problems.add(
                    fields.lineOf(key),
                    where + "." + key,
                    "unknown property, or one the local stack does not run; known here: " + known(error));
        } else if (keyword.equals("required")) {
            problems.add(line, where.toString(), "lacks the required property '" + key + "'");
        } else if (!(at instanceof Value.Unknown)) { // the reason of an unknown value is already among the problems
            problems.add(line, where.toString(), shown(at) + error.getMessage());
        }
    }

    private static String shown(Value at) {
        return at instanceof Value.Scalar scalar ? "'" + scalar.content() + "' " : "";
    }

    /** The properties beside the {@code additionalProperties} that refused one. */
    private String known(Error error) {
        JsonNode node = root;
        NodePath way = error.getSchemaLocation().getFragment();
        for (int i = 0; i < way.getNameCount() - 1; i++) {
            JsonNode next = node.isArray() ? node.get(Integer.parseInt(way.getName(i))) : node.get(way.getName(i));
            if (next == null) {
                return "none";
            }
            node = next;
        }
        JsonNode properties = node.get("properties");
        return properties == null ? "none" : String.join(", ", new TreeSet<>(properties.propertyNames()));
    }
}
