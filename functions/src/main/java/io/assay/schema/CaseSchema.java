package io.assay.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InvalidSchemaException;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A workflow's input schema (JSON Schema 2020-12), compiled; checks the inputs of cases. Immutable and safe for threads.
 *
 * <p>What differs from plain JSON Schema: fields that no schema names are refused (an object that may hold any field says
 * {@code "additionalProperties": true}); {@code pattern} is RE2; {@code format} is a remark and asserts nothing, for
 * {@code x-normalise} does; {@code $ref} stays inside the document; keywords that JSON Schema does not know are errors.
 * A valid input is valid again once it is normalised. Nothing here opens a connection.
 */
public final class CaseSchema {

    /** The one dialect. */
    public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** The most schemas inside one another, and the most levels of an input. */
    public static final int MAX_DEPTH = 16;

    /** The most problems told at once. */
    public static final int MAX_VIOLATIONS = 50;

    private static final Bounds SCHEMA_BOUNDS = new Bounds(4 * MAX_DEPTH, 5_000, 1_000, 65_536);
    private static final Bounds INPUT_BOUNDS = new Bounds(MAX_DEPTH, 20_000, 1_000, 131_072);
    private static final long MAX_STEPS = 500_000;
    private static final int MAX_STEP_DEPTH = 400;

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            Dialects.getDraft202012(),
            builder -> builder.schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.fetchRemoteResources(false))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(false)
                            .losslessNarrowing(true)
                            .pathType(PathType.JSON_POINTER)
                            .regularExpressionFactory(CaseSchema::linear)
                            .build()));

    private final Declared declared;
    private final Schema schema;

    private CaseSchema(Declared declared, Schema schema) {
        this.declared = declared;
        this.schema = schema;
    }

    /**
     * @param schema JSON text of a schema
     * @throws IllegalArgumentException if it is no JSON object, or {@link #problemsOf} finds something
     */
    public static CaseSchema compile(String schema) {
        try {
            Map<String, Object> parsed = JSON.readValue(schema, new TypeReference<@Nullable Map<String, Object>>() {});
            if (parsed == null) {
                throw new IllegalArgumentException("input schema is not a JSON object: null");
            }
            return compile(parsed);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("input schema is not a JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * @param schema a schema as maps, lists, strings, numbers, booleans and nulls; not changed
     * @throws IllegalArgumentException if {@link #problemsOf} finds something; names the first problem
     */
    public static CaseSchema compile(Map<String, Object> schema) {
        problemsOf(schema).stream().findFirst().ifPresent(first -> {
            throw new IllegalArgumentException("input schema: " + first.pointer() + " " + first.problem());
        });
        Schema compiled = REGISTRY.getSchema(JSON.<JsonNode>valueToTree(ClosedSchema.of(schema)));
        compiled.initializeValidators();
        return new CaseSchema(Declared.by(schema), compiled);
    }

    /**
     * Everything that keeps a schema from being a workflow's input schema, with pointers into the schema; empty when it
     * can be used. At most {@value #MAX_VIOLATIONS}.
     */
    public static List<Violation> problemsOf(Map<String, Object> schema) {
        Optional<Violation> tooLarge = SCHEMA_BOUNDS.brokenBy(schema);
        if (tooLarge.isPresent()) {
            return List.of(tooLarge.get());
        }
        List<Violation> found = new ArrayList<>(SchemaCheck.of(schema));
        found.addAll(check(MetaSchema.COMPILED, schema));
        if (found.isEmpty()) {
            try {
                REGISTRY.getSchema(JSON.<JsonNode>valueToTree(ClosedSchema.of(schema)))
                        .initializeValidators();
            } catch (InvalidSchemaException e) {
                found.add(Violation.at(Pointer.ROOT, "cannot be compiled: " + e.getMessage()));
            }
        }
        return found.stream().distinct().limit(MAX_VIOLATIONS).toList();
    }

    /**
     * Checks the input of a case.
     *
     * @param input strings, {@link Integer}, {@link Long}, {@link java.math.BigDecimal}, booleans, nulls, lists and maps
     * @return what is wrong with it, at most {@value #MAX_VIOLATIONS} violations; empty when it is valid
     */
    public List<Violation> validate(Map<String, Object> input) {
        return INPUT_BOUNDS.brokenBy(input).map(List::of).orElseGet(() -> check(schema, input));
    }

    /** What the schema declares about the input as a whole. */
    public Declared declared() {
        return declared;
    }

    static List<Violation> check(Schema schema, Map<String, Object> value) {
        try {
            List<Error> errors = schema.validate(
                    JSON.<JsonNode>valueToTree(value),
                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(false)
                            .maxEvaluationSteps(MAX_STEPS)
                            .maxEvaluationDepth(MAX_STEP_DEPTH)));
            return errors.stream()
                    .map(Sentences::of)
                    .distinct()
                    .limit(MAX_VIOLATIONS)
                    .toList();
        } catch (ValidationLimitExceededException e) {
            return List.of(Violation.at(Pointer.ROOT, "takes too many steps to check against its schema"));
        }
    }

    private static RegularExpression linear(String expression) {
        com.google.re2j.Pattern pattern = LinearPattern.compile(expression);
        return text -> pattern.matcher(text).find();
    }

    /** Compiled when first used: functions that only check inputs never need it. */
    private static final class MetaSchema {
        private static final Schema COMPILED = REGISTRY.getSchema(SchemaLocation.of(DIALECT));
    }
}
