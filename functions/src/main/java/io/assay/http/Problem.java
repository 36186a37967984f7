package io.assay.http;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal, answered as problem details (RFC 9457). The detail says what to do and never echoes what was sent, which
 * may be personal.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Place> places;

    /**
     * One thing wrong, or what stands against the request.
     *
     * @param in      the part of the request
     * @param pointer JSON Pointer (RFC 6901) into that part: empty for the whole body; parameters and headers are read
     *     as an object by name
     */
    public record Place(In in, String pointer, String detail) {
        /** A place in the body. */
        public Place(String pointer, String detail) {
            this(In.BODY, pointer, detail);
        }
    }

    /** The parts of a request, in OpenAPI's words. */
    public enum In {
        BODY,
        PATH,
        QUERY,
        HEADER;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Problem(int status, String code, String detail, List<Place> places) {
        super(detail, null, false, false); // an expected answer, so no stack trace
        this.status = status;
        this.code = code;
        this.places = places;
    }

    /**
     * A problem of no place.
     *
     * @param code stable word that names the kind of problem
     */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of());
    }

    /** A problem at one place of the body. */
    public static Problem at(int status, String code, String pointer, String detail) {
        return new Problem(status, code, detail, List.of(new Place(pointer, detail)));
    }

    /** A problem with a parameter or header, or with what a parameter of the path names. */
    public static Problem at(int status, String code, In in, String name, String detail) {
        return new Problem(status, code, detail, List.of(new Place(in, "/" + escape(name), detail)));
    }

    /** A problem at several places of the body. */
    public static Problem at(int status, String code, String detail, List<Place> places) {
        return new Problem(status, code, detail, List.copyOf(places));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Place> places() {
        return places;
    }

    /** As JSON has it; a batch answers with one per item. */
    public Map<String, Object> details(Optional<String> instance) {
        return Fields.write()
                .put("type", "urn:assay:problem:" + code)
                .put("title", code.replace('-', ' '))
                .put("status", status)
                .put("detail", getMessage())
                .put("instance", instance)
                .put(
                        "errors",
                        places.isEmpty()
                                ? null
                                : places.stream()
                                        .map(place -> Map.of(
                                                "in", place.in().word(),
                                                "pointer", place.pointer(),
                                                "detail", place.detail()))
                                        .toList())
                .done();
    }

    HttpAnswer answer(String requestId) {
        return new HttpAnswer(
                status,
                Map.of("content-type", "application/problem+json"),
                CanonicalJson.text(details(Optional.of("urn:assay:request:" + requestId))));
    }

    /** A name as a JSON Pointer's token. */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
