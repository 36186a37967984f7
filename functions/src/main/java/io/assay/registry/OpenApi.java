package io.assay.registry;

import io.assay.core.Fields;
import java.util.LinkedHashMap;
import java.util.Map;

/** The OpenAPI 3.1 description of every route, with the schema of the workflow document that is in force. */
public final class OpenApi {
    private static final String WORKFLOW = "Workflow";

    private OpenApi() {}

    /** The document as it is served; parsed anew, so keep it. */
    public static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>(Shipped.document("/openapi.json"));
        Fields components = new Fields(document).fields("components");
        Map<String, Object> schemas =
                new LinkedHashMap<>(components.fields("schemas").map());
        schemas.put(WORKFLOW, Shipped.document(WorkflowCheck.SCHEMA));
        Map<String, Object> extended = new LinkedHashMap<>(components.map());
        extended.put("schemas", schemas);
        document.put("components", extended);
        return document;
    }
}
