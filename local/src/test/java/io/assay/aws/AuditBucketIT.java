package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

@ExtendWith(Aws.Extension.class)
class AuditBucketIT {
    private final Aws aws;
    private final String name;
    private final AuditBucket bucket;

    AuditBucketIT(Aws aws) {
        this.aws = aws;
        name = aws.bucket("AuditBucket");
        bucket = new AuditBucket(aws.s3(), name);
    }

    @Test
    void bundleOfTheSameBatch_isWrittenOnce() {
        Instant hour = Instant.parse("2026-11-20T10:15:00Z");

        assertThat(bucket.put(hour, "e1", "e2", List.of("{\"a\":1}", "{\"ä\":2}")))
                .isTrue();
        assertThat(bucket.put(hour, "e1", "e2", List.of("{\"other\":1}"))).isFalse();

        assertThat(bucket.lines(AuditBucket.prefix(hour))).containsExactly("{\"a\":1}", "{\"ä\":2}");
    }

    @Test
    void bundles_areListedByHourInTheOrderOfTheirKeys() {
        Instant hour = Instant.parse("2026-11-21T10:00:00Z");
        bucket.put(hour.plusSeconds(10), "f3", "f4", List.of("3"));
        bucket.put(hour, "f1", "f2", List.of("1"));
        bucket.put(hour.plusSeconds(3600), "f5", "f6", List.of("5"));

        assertThat(bucket.lines(AuditBucket.prefix(hour))).containsExactly("1", "3");
    }

    @Test
    void writtenRecord_isLocked() {
        Instant hour = Instant.parse("2026-11-22T10:00:00Z");
        bucket.put(hour, "g1", "g2", List.of("1"));
        ObjectVersion version = aws.s3()
                .listObjectVersions(request -> request.bucket(name).prefix(AuditBucket.prefix(hour)))
                .versions()
                .getFirst();

        assertThatThrownBy(() -> aws.s3()
                        .deleteObject(request ->
                                request.bucket(name).key(version.key()).versionId(version.versionId())))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(403));
    }
}
