package io.assay.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

/** A text that is not the JSON it should be; the message says what and where, without the content. */
public final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJson(String message) {
        super(message);
    }

    MalformedJson(String message, Throwable cause) {
        super(message, cause);
    }

    /** Jackson's own message may quote the content, which may be personal. */
    static MalformedJson of(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        String what;
        if (e instanceof StreamConstraintsException) {
            what = "JSON nested too deep or with too long a number or name";
        } else if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")) {
            what = "JSON with a field given twice";
        } else {
            what = "not valid JSON";
        }
        return new MalformedJson(what + where, e);
    }
}
