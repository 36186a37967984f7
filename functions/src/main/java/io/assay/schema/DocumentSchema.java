package io.assay.schema;

import com.networknt.schema.Schema;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema 2020-12 that ships with Assay, compiled as it stands; checks documents of its own kind. Patterns are RE2
 * and {@code format} asserts nothing, as in {@link CaseSchema}. Immutable and safe for threads.
 */
public final class DocumentSchema {
    private final Schema schema;

    private DocumentSchema(Schema schema) {
        this.schema = schema;
    }

    /** @throws com.networknt.schema.InvalidSchemaException if it cannot be compiled */
    public static DocumentSchema compile(Map<String, Object> schema) {
        Schema compiled = CaseSchema.REGISTRY.getSchema(CaseSchema.JSON.<JsonNode>valueToTree(schema));
        compiled.initializeValidators();
        return new DocumentSchema(compiled);
    }

    /** What is wrong with the document, at most {@value CaseSchema#MAX_VIOLATIONS} violations; empty when it is valid. */
    public List<Violation> validate(Map<String, Object> document) {
        return CaseSchema.check(schema, document);
    }
}
