package io.assay.local.services;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** ListObjectsV2 and ListObjectVersions. */
final class S3Listing {
    private static final int MOST_KEYS = 1000;

    private S3Listing() {}

    static S3Response objects(S3Request request, VersionStore bucket) {
        var asked = Asked.of(request);
        var token = request.parameter("continuation-token");
        var after = token.map(S3Listing::key)
                .or(() -> request.parameter("start-after"))
                .orElse("");
        var page = page(
                bucket.list(asked.prefix(), after).stream()
                        .filter(newestOnly())
                        .filter(version -> !version.marker() && !version.key().equals(after))
                        .toList(),
                asked,
                after);
        var xml = asked.begin("ListBucketResult", request)
                .element("KeyCount", page.versions().size() + page.prefixes().size())
                .element("IsTruncated", page.truncated());
        token.ifPresent(value -> xml.element("ContinuationToken", value));
        request.parameter("start-after").ifPresent(value -> xml.element("StartAfter", asked.text(value)));
        if (page.truncated())
            xml.element(
                    "NextContinuationToken",
                    Base64.getUrlEncoder().encodeToString(page.last().getBytes(StandardCharsets.UTF_8)));
        for (var version : page.versions()) {
            xml.open("Contents");
            describe(version, xml, asked).close();
        }
        return S3Response.xml(200, prefixes(page, xml, asked));
    }

    static S3Response versions(S3Request request, VersionStore bucket) {
        var asked = Asked.of(request);
        var keyMarker = request.parameter("key-marker").orElse("");
        var idMarker = request.parameter("version-id-marker").orElse("");
        var page = page(
                bucket.list(asked.prefix(), keyMarker).stream()
                        .filter(after(keyMarker, idMarker))
                        .toList(),
                asked,
                keyMarker);
        var xml = asked.begin("ListVersionsResult", request)
                .element("KeyMarker", asked.text(keyMarker))
                .element("VersionIdMarker", idMarker)
                .element("IsTruncated", page.truncated());
        if (page.truncated()) {
            xml.element("NextKeyMarker", asked.text(page.last()));
            page.lastId().ifPresent(id -> xml.element("NextVersionIdMarker", id));
        }
        for (var version : page.versions()) {
            boolean latest =
                    bucket.newest(version.key()).filter(version::equals).isPresent();
            xml.open(version.marker() ? "DeleteMarker" : "Version")
                    .element("VersionId", version.id())
                    .element("IsLatest", latest);
            describe(version, xml, asked).close();
        }
        return S3Response.xml(200, prefixes(page, xml, asked));
    }

    private record Asked(String prefix, String delimiter, int max, boolean encoded) {
        static Asked of(S3Request request) {
            var max = request.parameter("max-keys").orElse(Integer.toString(MOST_KEYS));
            if (!max.matches("\\d{1,9}"))
                throw S3Failure.invalidArgument("Provided max-keys not an integer or within integer range");
            return new Asked(
                    request.parameter("prefix").orElse(""),
                    request.parameter("delimiter").orElse(""),
                    Math.min(Integer.parseInt(max), MOST_KEYS),
                    request.parameter("encoding-type").filter("url"::equals).isPresent());
        }

        S3Xml begin(String root, S3Request request) {
            var xml = S3Xml.document(root, true)
                    .element("Name", request.bucket())
                    .element("Prefix", text(prefix))
                    .element("MaxKeys", max);
            if (!delimiter.isEmpty()) xml.element("Delimiter", text(delimiter));
            if (encoded) xml.element("EncodingType", "url");
            return xml;
        }

        String text(String key) {
            return encoded ? URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/") : key;
        }
    }

    private record Page(
            List<ObjectVersion> versions,
            TreeSet<String> prefixes,
            boolean truncated,
            String last,
            Optional<String> lastId) {}

    /** Rolls up by delimiter and cuts; a marker that ends in the delimiter stands for all keys below it. */
    private static Page page(List<ObjectVersion> candidates, Asked asked, String marker) {
        var versions = new ArrayList<ObjectVersion>();
        var prefixes = new TreeSet<>(VersionStore.KEY_ORDER);
        var last = "";
        var lastId = Optional.<String>empty();
        boolean rolledUp = !asked.delimiter().isEmpty() && marker.endsWith(asked.delimiter());
        for (var version : candidates) {
            if (rolledUp && version.key().startsWith(marker)) continue;
            var common = commonPrefix(version.key(), asked);
            if (common.filter(prefixes::contains).isPresent()) continue;
            if (versions.size() + prefixes.size() == asked.max())
                return new Page(versions, prefixes, asked.max() > 0, last, lastId);
            if (common.isPresent()) prefixes.add(common.get());
            else versions.add(version);
            last = common.orElse(version.key());
            lastId = common.isPresent() ? Optional.empty() : Optional.of(version.id());
        }
        return new Page(versions, prefixes, false, last, lastId);
    }

    private static Optional<String> commonPrefix(String key, Asked asked) {
        if (asked.delimiter().isEmpty()) return Optional.empty();
        int end = key.indexOf(asked.delimiter(), asked.prefix().length());
        return end < 0
                ? Optional.empty()
                : Optional.of(key.substring(0, end + asked.delimiter().length()));
    }

    private static Predicate<ObjectVersion> newestOnly() {
        return new Predicate<>() {
            private String seen = "";

            @Override
            public boolean test(ObjectVersion version) {
                boolean first = !version.key().equals(seen);
                seen = version.key();
                return first;
            }
        };
    }

    private static Predicate<ObjectVersion> after(String keyMarker, String idMarker) {
        return new Predicate<>() {
            private boolean passed = idMarker.isEmpty();

            @Override
            public boolean test(ObjectVersion version) {
                if (!version.key().equals(keyMarker)) return true;
                boolean after = passed && !idMarker.isEmpty();
                passed |= version.id().equals(idMarker);
                return after;
            }
        };
    }

    private static S3Xml describe(ObjectVersion version, S3Xml xml, Asked asked) {
        xml.element("Key", asked.text(version.key())).element("LastModified", version.modified());
        if (version.marker()) return xml;
        return xml.element("ETag", "\"" + version.etag() + "\"")
                .element("Size", version.size())
                .element("StorageClass", "STANDARD");
    }

    private static S3Xml prefixes(Page page, S3Xml xml, Asked asked) {
        for (var prefix : page.prefixes())
            xml.open("CommonPrefixes").element("Prefix", asked.text(prefix)).close();
        return xml;
    }

    private static String key(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Failure.invalidArgument("The continuation token provided is incorrect");
        }
    }
}
