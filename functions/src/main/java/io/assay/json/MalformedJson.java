package io.assay.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import org.jspecify.annotations.Nullable;

/** A text that is not the JSON it should be; the message says what and where, without the content. */
public final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJson(String message) {
        super(message);
    }

    MalformedJson(String message, Throwable cause) {
        super(message, cause);
    }

    static MalformedJson at(String what, JsonLocation where) {
        return new MalformedJson(what + place(where));
    }

    /** Jackson's own message may quote the content, which may be personal. */
    static MalformedJson of(JsonProcessingException e) {
        String what = e instanceof StreamConstraintsException
                ? "JSON nested too deep or with too long a number or name"
                : "not valid JSON";
        return new MalformedJson(what + place(e.getLocation()), e);
    }

    private static String place(@Nullable JsonLocation where) {
        return where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }
}
