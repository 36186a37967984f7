package io.assay.local.services;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** PUT, GET, HEAD and DELETE of objects and their versions. */
final class S3Objects {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final String VERSION_ID = "x-amz-version-id";
    private static final String DELETE_MARKER = "x-amz-delete-marker";

    private final Clock clock;

    S3Objects(Clock clock) {
        this.clock = clock;
    }

    S3Response put(S3Request request, VersionStore bucket) {
        if (request.header("x-amz-copy-source").isPresent()) throw S3Failure.notImplemented("CopyObject");
        var upload = S3Upload.check(request, bucket, clock.instant());
        var version = bucket.put(
                request.key(),
                upload.content(),
                upload.etag(),
                upload.headers(),
                upload.retention(),
                upload.legalHold(),
                condition(request));
        var headers = identity(version, bucket);
        checksums(version, headers);
        return S3Response.empty(200, headers);
    }

    S3Response get(S3Request request, VersionStore bucket) {
        var version = find(request, bucket);
        var headers = describe(request, version, bucket);
        byte[] content = bucket.content(version);
        var range = request.header("range").flatMap(asked -> Range.parse(asked, content.length));
        if (range.isEmpty()) return new S3Response(200, headers, content);
        var part = range.get();
        headers.put("Content-Range", "bytes %d-%d/%d".formatted(part.first(), part.last(), content.length));
        // The checksum is of the whole, and a client would check it against the part.
        headers.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
        return new S3Response(206, headers, Arrays.copyOfRange(content, part.first(), part.last() + 1));
    }

    S3Response head(S3Request request, VersionStore bucket) {
        var version = find(request, bucket);
        var headers = describe(request, version, bucket);
        headers.put("Content-Length", Long.toString(version.size()));
        return S3Response.empty(200, headers);
    }

    S3Response delete(S3Request request, VersionStore bucket) {
        var id = request.parameter("versionId");
        var headers = new LinkedHashMap<String, String>();
        if (id.isPresent()) {
            headers.put(VERSION_ID, id.get());
            bucket.remove(request.key(), id.get(), version -> {
                        if (version.locked(request.bypassesGovernance(), clock.instant())) throw S3Failure.locked();
                    })
                    .filter(ObjectVersion::marker)
                    .ifPresent(marker -> headers.put(DELETE_MARKER, "true"));
        } else {
            bucket.delete(request.key()).ifPresent(marker -> {
                headers.put(VERSION_ID, marker.id());
                headers.put(DELETE_MARKER, "true");
            });
        }
        return S3Response.empty(204, headers);
    }

    /**
     * The version that a request is about: the one it names, else the newest.
     *
     * @throws S3Failure if there is none or it is a delete marker
     */
    static ObjectVersion find(S3Request request, VersionStore bucket) {
        var id = request.parameter("versionId");
        var version = id.isPresent() ? bucket.version(request.key(), id.get()) : bucket.newest(request.key());
        if (version.isEmpty()) throw id.isPresent() ? S3Failure.noSuchVersion() : S3Failure.noSuchKey();
        if (version.get().marker()) {
            var headers =
                    Map.of(DELETE_MARKER, "true", VERSION_ID, version.get().id());
            throw (id.isPresent() ? S3Failure.notAllowed() : S3Failure.noSuchKey()).with(headers);
        }
        return version.get();
    }

    private static Consumer<Optional<ObjectVersion>> condition(S3Request request) {
        var match = request.header("if-match").map(S3Objects::unquoted);
        var noneMatch = request.header("if-none-match");
        if (noneMatch.filter(value -> !value.equals("*")).isPresent())
            throw S3Failure.notImplemented("If-None-Match of an entity tag on a PUT");
        return newest -> {
            var present = newest.filter(version -> !version.marker());
            if (noneMatch.isPresent() && present.isPresent()) throw S3Failure.preconditionFailed();
            if (match.isPresent() && present.isEmpty()) throw S3Failure.noSuchKey();
            if (match.isPresent() && !present.map(ObjectVersion::etag).equals(match))
                throw S3Failure.preconditionFailed();
        };
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    private static Map<String, String> identity(ObjectVersion version, VersionStore bucket) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ETag", "\"" + version.etag() + "\"");
        if (bucket.versioned()) headers.put(VERSION_ID, version.id());
        return headers;
    }

    private static Map<String, String> describe(S3Request request, ObjectVersion version, VersionStore bucket) {
        boolean matches = request.header("if-match")
                .map(etag -> etag.equals("*") || unquoted(etag).equals(version.etag()))
                .orElse(true);
        if (!matches) throw S3Failure.preconditionFailed();
        var headers = identity(version, bucket);
        headers.put("Last-Modified", HTTP_DATE.format(version.modified()));
        headers.put("Accept-Ranges", "bytes");
        version.headers().forEach((name, value) -> {
            if (!name.startsWith("x-amz-checksum-")) headers.put(name, value);
        });
        if (request.header("x-amz-checksum-mode").isPresent()) checksums(version, headers);
        version.retention().ifPresent(retention -> {
            headers.put("x-amz-object-lock-mode", retention.mode().name());
            headers.put("x-amz-object-lock-retain-until-date", retention.until().toString());
        });
        version.legalHold().ifPresent(on -> headers.put("x-amz-object-lock-legal-hold", on ? "ON" : "OFF"));
        return headers;
    }

    private static void checksums(ObjectVersion version, Map<String, String> headers) {
        version.headers().forEach((name, value) -> {
            if (name.startsWith("x-amz-checksum-")) headers.put(name, value);
        });
        headers.put("x-amz-checksum-type", "FULL_OBJECT");
    }

    /** Of bytes, both ends included. */
    private record Range(int first, int last) {
        static Optional<Range> parse(String header, int size) {
            var matcher = RANGE.matcher(header);
            // What is no single range is ignored, as HTTP has it.
            if (!matcher.matches() || header.equals("bytes=-")) return Optional.empty();
            long first = matcher.group(1).isEmpty()
                    ? Math.max(0, size - Long.parseLong(matcher.group(2)))
                    : Long.parseLong(matcher.group(1));
            long last = matcher.group(1).isEmpty() || matcher.group(2).isEmpty()
                    ? size - 1L
                    : Math.min(size - 1L, Long.parseLong(matcher.group(2)));
            if (first >= size || first > last)
                throw S3Failure.of(416, "InvalidRange", "The requested range is not satisfiable");
            return Optional.of(new Range((int) first, (int) last));
        }
    }
}
