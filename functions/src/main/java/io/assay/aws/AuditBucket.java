package io.assay.aws;

import io.assay.core.Hashes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The audit log: bundles of event lines in a bucket with Object Lock, one JSON text a line, each line byte for byte as in
 * the table.
 *
 * <p>A batch that is delivered again in other pieces makes bundles that overlap; whoever reads counts a line once by its
 * {@code stream} and {@code seq}.
 */
public final class AuditBucket {
    /** What every bundle's key begins with. */
    public static final String EVENTS = "events/";

    private static final int PRECONDITION_FAILED = 412;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("'" + EVENTS + "'uuuu/MM/dd/").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("'" + EVENTS + "'uuuu/MM/dd/HH/").withZone(ZoneOffset.UTC);

    private final S3Client s3;
    private final String bucket;

    /** One object of the log. */
    public record Bundle(String key, long bytes) {}

    public AuditBucket(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** The prefix of the bundles whose first line is of that day (UTC). */
    public static String prefix(LocalDate day) {
        return DAY.format(day);
    }

    /** The prefix of the bundles whose first line is of that hour (UTC). */
    public static String prefix(Instant hour) {
        return HOUR.format(hour);
    }

    /**
     * Writes a bundle once: the same batch delivered again meets its own object.
     *
     * @param firstAt      time of the first line, so that a retry writes the same key
     * @param firstEventId of the stream record that the first line came with
     * @param lines        without line ends
     * @return false if the bundle was there
     */
    public boolean put(Instant firstAt, String firstEventId, String lastEventId, List<String> lines) {
        byte[] body = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        // Object Lock wants a checksum; a computed one goes into a header, where S3 checks it before it stores.
        String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(Hashes.sha256Hex(body)));
        try {
            s3.putObject(
                    PutObjectRequest.builder()
                            .bucket(bucket)
                            .key(HOUR.format(firstAt) + firstEventId + "-" + lastEventId + ".jsonl")
                            .ifNoneMatch("*")
                            .checksumSHA256(checksum)
                            .contentType("application/jsonl")
                            .build(),
                    RequestBody.fromBytes(body));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw e;
        }
    }

    /** The bundles under a prefix in order of their keys, listed as they are consumed. */
    public Stream<Bundle> bundles(String prefix) {
        return s3
                .listObjectsV2Paginator(ListObjectsV2Request.builder()
                        .bucket(bucket)
                        .prefix(prefix)
                        .build())
                .contents()
                .stream()
                .map(object -> new Bundle(object.key(), object.size()));
    }

    /** The lines of one bundle; an event source batch, so a few megabytes at most. */
    public Stream<String> lines(Bundle bundle) {
        return s3.getObjectAsBytes(GetObjectRequest.builder()
                        .bucket(bucket)
                        .key(bundle.key())
                        .build())
                .asUtf8String()
                .lines();
    }

    /** The lines of all bundles under a prefix, one bundle in memory at a time; repeated lines come repeatedly. */
    public Stream<String> lines(String prefix) {
        return bundles(prefix).flatMap(this::lines);
    }
}
