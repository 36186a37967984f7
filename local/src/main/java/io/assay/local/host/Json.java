package io.assay.local.host;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and scalars; nulls are written, for API Gateway writes them. */
final class Json {

    private static final JSON JSON_WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    static byte[] bytes(@Nullable Object value) {
        try {
            return JSON_WITH_NULLS.asBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(@Nullable Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /** @throws IOException if the text is not JSON */
    static @Nullable Object parse(byte[] json) throws IOException {
        return JSON_WITH_NULLS.anyFrom(json);
    }
}
