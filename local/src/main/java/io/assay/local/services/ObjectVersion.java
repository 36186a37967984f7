package io.assay.local.services;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One version of an object, or a delete marker.
 *
 * @param id        {@code null}, the word, in a bucket without versions
 * @param sequence  grows with each write to the bucket
 * @param etag      hexadecimal MD5 without quotes; empty for a marker
 * @param headers   content type, encoding, user metadata and checksum, as a GET returns them
 * @param legalHold empty: never set
 */
record ObjectVersion(
        String key,
        String id,
        long sequence,
        Instant modified,
        boolean marker,
        long size,
        String etag,
        Map<String, String> headers,
        Optional<Retention> retention,
        Optional<Boolean> legalHold) {

    ObjectVersion {
        headers = Map.copyOf(headers);
    }

    ObjectVersion with(Optional<Retention> other) {
        return new ObjectVersion(key, id, sequence, modified, marker, size, etag, headers, other, legalHold);
    }

    ObjectVersion withLegalHold(boolean on) {
        return new ObjectVersion(key, id, sequence, modified, marker, size, etag, headers, retention, Optional.of(on));
    }

    /** Whether Object Lock forbids to delete it: a legal hold always, a retention until its time or its bypass. */
    boolean locked(boolean bypass, Instant now) {
        return legalHold.orElse(false)
                || retention
                        .filter(r -> r.holds(now) && !r.yieldsTo(Optional.empty(), bypass))
                        .isPresent();
    }
}
