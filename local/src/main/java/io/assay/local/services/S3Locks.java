package io.assay.local.services;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Retention and legal hold of versions, and the bucket's lock configuration. */
final class S3Locks {
    private final Clock clock;

    S3Locks(Clock clock) {
        this.clock = clock;
    }

    S3Response retention(S3Request request, VersionStore bucket) {
        var retention = lockable(request, bucket).retention().orElseThrow(S3Failure::noLockOnObject);
        return S3Response.xml(
                200,
                S3Xml.document("Retention", true)
                        .element("Mode", retention.mode())
                        .element("RetainUntilDate", retention.until()));
    }

    S3Response putRetention(S3Request request, VersionStore bucket) {
        var version = lockable(request, bucket);
        requireDigest(request);
        var next = parse(request);
        bucket.update(version, present -> {
            boolean free = present.retention()
                    .filter(r -> r.holds(clock.instant()))
                    .map(r -> r.yieldsTo(next, request.bypassesGovernance()))
                    .orElse(true);
            if (!free) throw S3Failure.locked();
            return present.with(next);
        });
        return S3Response.empty(200, Map.of());
    }

    S3Response legalHold(S3Request request, VersionStore bucket) {
        boolean on = lockable(request, bucket).legalHold().orElseThrow(S3Failure::noLockOnObject);
        return S3Response.xml(200, S3Xml.document("LegalHold", true).element("Status", on ? "ON" : "OFF"));
    }

    S3Response putLegalHold(S3Request request, VersionStore bucket) {
        var version = lockable(request, bucket);
        requireDigest(request);
        boolean on = switch (S3Xml.text(S3Xml.parse(request.body(), "LegalHold"), "Status")
                .orElse("")) {
            case "ON" -> true;
            case "OFF" -> false;
            default -> throw S3Failure.malformedXml();
        };
        bucket.update(version, present -> present.withLegalHold(on));
        return S3Response.empty(200, Map.of());
    }

    S3Response configuration(VersionStore bucket) {
        var lock = bucket.objectLock()
                .orElseThrow(() -> S3Failure.of(
                        404,
                        "ObjectLockConfigurationNotFoundError",
                        "Object Lock configuration does not exist for this bucket"));
        return S3Response.xml(
                200,
                S3Xml.document("ObjectLockConfiguration", true)
                        .element("ObjectLockEnabled", "Enabled")
                        .open("Rule")
                        .open("DefaultRetention")
                        .element("Mode", lock.mode())
                        .element("Days", lock.retention().toDays()));
    }

    private static ObjectVersion lockable(S3Request request, VersionStore bucket) {
        if (bucket.objectLock().isEmpty()) throw S3Failure.noLockOnBucket();
        return S3Objects.find(request, bucket);
    }

    private static void requireDigest(S3Request request) {
        boolean digested = !S3Upload.verified(request).isEmpty()
                || request.header("content-md5").isPresent();
        if (!digested) throw S3Failure.invalidRequest("Missing required header for this request: Content-MD5");
    }

    private Optional<Retention> parse(S3Request request) {
        var document = S3Xml.parse(request.body(), "Retention");
        var mode = S3Xml.text(document, "Mode");
        var until = S3Xml.text(document, "RetainUntilDate");
        if (mode.isEmpty() && until.isEmpty()) return Optional.empty();
        if (mode.isEmpty() || until.isEmpty()) throw S3Failure.malformedXml();
        return Optional.of(Retention.parse(mode.get(), until.get(), clock.instant()));
    }
}
