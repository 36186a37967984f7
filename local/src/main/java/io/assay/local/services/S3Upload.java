package io.assay.local.services;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a PUT with what its headers say of it, checked.
 *
 * @param etag      hexadecimal MD5
 * @param headers   what a GET will return
 * @param retention as asked for, else the bucket's default
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record S3Upload(
        byte[] content,
        String etag,
        Map<String, String> headers,
        Optional<Retention> retention,
        Optional<Boolean> legalHold) {

    private static final List<String> KEPT = List.of(
            "content-type", "content-encoding", "content-language", "content-disposition", "cache-control", "expires");
    private static final String MODE = "x-amz-object-lock-mode";
    private static final String UNTIL = "x-amz-object-lock-retain-until-date";
    private static final String HOLD = "x-amz-object-lock-legal-hold";

    /** @throws S3Failure if a digest does not fit the body, or the lock that is asked for cannot be had */
    static S3Upload check(S3Request request, VersionStore bucket, Instant now) {
        var digests = verified(request);
        var retention = retention(request, bucket, now);
        var hold = request.header(HOLD).map(value -> switch (value) {
            case "ON" -> true;
            case "OFF" -> false;
            default -> throw S3Failure.invalidArgument("Legal Hold must be either of 'ON' or 'OFF'");
        });
        if (hold.isPresent() && bucket.objectLock().isEmpty()) throw S3Failure.noLockOnBucket();
        boolean digested = !digests.isEmpty() || request.header("content-md5").isPresent();
        if ((retention.isPresent() || hold.isPresent()) && !digested)
            throw S3Failure.invalidRequest("Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object"
                    + " requests with Object Lock parameters");
        var headers = kept(request);
        // S3 adds this one to an upload that brings none.
        if (digests.isEmpty()) digests.put(S3Checksum.CRC64NVME, S3Checksum.CRC64NVME.of(request.body()));
        digests.forEach((algorithm, value) -> headers.put(algorithm.header(), value));
        return new S3Upload(
                request.body(),
                HexFormat.of().formatHex(S3Checksum.digest("MD5", request.body())),
                headers,
                retention,
                hold);
    }

    /** Checks whatever digest of the body the request has, and gives its {@code x-amz-checksum-…}. */
    static Map<S3Checksum, String> verified(S3Request request) {
        byte[] body = request.body();
        request.header("content-md5").ifPresent(md5 -> {
            if (!Arrays.equals(md5Bytes(md5), S3Checksum.digest("MD5", body))) throw S3Failure.badDigest("Content-MD5");
        });
        request.header("x-amz-content-sha256")
                .filter(hash -> hash.matches("[0-9a-f]{64}"))
                .ifPresent(hash -> {
                    if (!hash.equals(HexFormat.of().formatHex(S3Checksum.digest("SHA-256", body))))
                        throw S3Failure.of(
                                400,
                                "XAmzContentSHA256Mismatch",
                                "The provided 'x-amz-content-sha256' header does not match what was computed.");
                });
        var digests = new LinkedHashMap<S3Checksum, String>();
        for (var algorithm : S3Checksum.values())
            request.header(algorithm.header()).ifPresent(value -> {
                if (!value.equals(algorithm.of(body))) throw S3Failure.badDigest(algorithm.name());
                digests.put(algorithm, value);
            });
        if (digests.size() > 1)
            throw S3Failure.invalidRequest(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are" + " not allowed.");
        return digests;
    }

    private static byte[] md5Bytes(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == 16) return bytes;
        } catch (IllegalArgumentException e) {
            // Answered below, as a digest of the wrong length is.
        }
        throw S3Failure.of(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
    }

    private static Optional<Retention> retention(S3Request request, VersionStore bucket, Instant now) {
        var mode = request.header(MODE);
        var until = request.header(UNTIL);
        if (mode.isEmpty() && until.isEmpty())
            return bucket.objectLock()
                    .map(lock -> new Retention(Retention.Mode.valueOf(lock.mode()), now.plus(lock.retention())));
        if (bucket.objectLock().isEmpty()) throw S3Failure.noLockOnBucket();
        if (mode.isEmpty() || until.isEmpty())
            throw S3Failure.invalidArgument(UNTIL + " and " + MODE + " must both be supplied");
        return Optional.of(Retention.parse(mode.get(), until.get(), now));
    }

    private static Map<String, String> kept(S3Request request) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-type", "binary/octet-stream");
        request.headers().forEach((name, value) -> {
            if (KEPT.contains(name) || name.startsWith("x-amz-meta-")) headers.put(name, value);
        });
        // "aws-chunked" is how the body travelled, not what it is.
        var encoding = Arrays.stream(
                        headers.getOrDefault("content-encoding", "").split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty() && !part.equals("aws-chunked"))
                .toList();
        if (encoding.isEmpty()) headers.remove("content-encoding");
        else headers.put("content-encoding", String.join(",", encoding));
        return headers;
    }
}
