package io.assay.registry;

import io.assay.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** JSON documents inside the artefact. */
final class Shipped {

    private Shipped() {}

    /** @param name for example {@code /openapi.json} */
    static Map<String, Object> document(String name) {
        try (InputStream stream = Shipped.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the artefact lacks " + name);
            }
            return Json.object(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
