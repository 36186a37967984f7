package io.assay.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.local.VirtualClock;
import io.assay.local.template.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ObjectLockIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Stack.Bucket FIRM = locked("firm", "COMPLIANCE");
    private static final Stack.Bucket SOFT = locked("soft", "GOVERNANCE");
    private static final Stack.Bucket PLAIN =
            new Stack.Bucket("Plain", "plain", "arn:aws:s3:::plain", true, Optional.empty(), Map.of());

    @TempDir
    private Path data;

    private final VirtualClock clock = new VirtualClock();
    private ObjectStore store;
    private S3Client s3;

    @BeforeEach
    void start() {
        store = ObjectStore.start(List.of(FIRM, SOFT, PLAIN), clock, Optional.of(data), 0);
        s3 = SdkClients.connect(S3Client.builder(), store.endpoint(), "eu-central-1");
    }

    @AfterEach
    void stop() {
        s3.close();
        store.close();
    }

    @Test
    void newVersion_hasTheBucketsDefaultRetention() {
        put("firm");

        var head = s3.headObject(r -> r.bucket("firm").key("k"));
        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
        assertThat(head.objectLockRetainUntilDate())
                .isBetween(
                        clock.instant().plus(DAY.multipliedBy(30)).minusSeconds(60),
                        clock.instant().plus(DAY.multipliedBy(30)));
        assertThat(s3.getObjectLockConfiguration(r -> r.bucket("firm"))
                        .objectLockConfiguration()
                        .rule()
                        .defaultRetention()
                        .days())
                .isEqualTo(30);
    }

    @Test
    void compliance_isNeitherDeletedNorShortenedNorLifted_evenWithBypass() {
        var version = put("firm");

        denied(() -> delete("firm", version, false));
        denied(() -> delete("firm", version, true));
        denied(() -> retain("firm", version, ObjectLockRetentionMode.COMPLIANCE, 29, true));
        denied(() -> retain("firm", version, ObjectLockRetentionMode.GOVERNANCE, 60, true));
        denied(() -> s3.putObjectRetention(r -> r.bucket("firm")
                .key("k")
                .versionId(version)
                .bypassGovernanceRetention(true)
                .retention(none -> {})));
        assertThat(read("firm")).isEqualTo("content");
    }

    @Test
    void compliance_canBeProlonged_andEndsOnTheVirtualClock() {
        var version = put("firm");

        retain("firm", version, ObjectLockRetentionMode.COMPLIANCE, 60, false);
        clock.advance(Duration.ofDays(59));
        denied(() -> delete("firm", version, false));
        clock.advance(Duration.ofDays(2));
        delete("firm", version, false);

        refused(() -> read("firm"), 404, "NoSuchKey");
    }

    @Test
    void governance_yieldsToTheBypassOnly() {
        var version = put("soft");

        denied(() -> delete("soft", version, false));
        denied(() -> retain("soft", version, ObjectLockRetentionMode.GOVERNANCE, 1, false));
        retain("soft", version, ObjectLockRetentionMode.GOVERNANCE, 40, false);
        retain("soft", version, ObjectLockRetentionMode.GOVERNANCE, 1, true);
        assertThat(s3.getObjectRetention(r -> r.bucket("soft").key("k").versionId(version))
                        .retention()
                        .mode())
                .isEqualTo(ObjectLockRetentionMode.GOVERNANCE);
        delete("soft", version, true);

        refused(() -> read("soft"), 404, "NoSuchKey");
    }

    @Test
    void lockedKey_takesNewVersionsAndDeleteMarkers() {
        var first = put("firm");
        var second = put("firm");
        var marker = s3.deleteObject(r -> r.bucket("firm").key("k"));

        assertThat(second).isNotEqualTo(first);
        assertThat(marker.deleteMarker()).isTrue();
        s3.deleteObject(r -> r.bucket("firm").key("k").versionId(marker.versionId()));
        assertThat(read("firm")).isEqualTo("content");
    }

    @Test
    void legalHold_keepsAVersionWhateverItsRetention_untilItIsOff() {
        var version = put("soft");
        refused(() -> s3.getObjectLegalHold(r -> r.bucket("soft").key("k")), 404, "NoSuchObjectLockConfiguration");

        hold(ObjectLockLegalHoldStatus.ON);
        clock.advance(Duration.ofDays(31));
        denied(() -> delete("soft", version, true));
        assertThat(s3.getObjectLegalHold(r -> r.bucket("soft").key("k"))
                        .legalHold()
                        .status())
                .isEqualTo(ObjectLockLegalHoldStatus.ON);
        hold(ObjectLockLegalHoldStatus.OFF);
        delete("soft", version, false);
    }

    @Test
    void putWithoutDigest_isRefusedWhereItWouldBeLocked() {
        try (var bare = SdkClients.connect(
                S3Client.builder().requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED),
                store.endpoint(),
                "eu-central-1")) {
            refused(
                    () -> bare.putObject(r -> r.bucket("firm").key("k"), RequestBody.fromString("x")),
                    400,
                    "InvalidRequest");
            bare.putObject(r -> r.bucket("plain").key("k"), RequestBody.fromString("x"));
            bare.putObject(
                    r -> r.bucket("firm").key("k").contentMD5("ndTkYSaMgDT1yFZOFVxnpg=="), RequestBody.fromString("x"));
        }
    }

    @Test
    void lockThatCannotBeHad_isRefused() {
        var past = clock.instant().minusSeconds(1);
        var future = clock.instant().plus(DAY);

        refused(() -> putLocked("firm", ObjectLockMode.COMPLIANCE, past), 400, "InvalidArgument");
        refused(() -> putLocked("plain", ObjectLockMode.COMPLIANCE, future), 400, "InvalidRequest");
        refused(
                () -> s3.putObject(
                        r -> r.bucket("firm").key("k").objectLockMode(ObjectLockMode.COMPLIANCE),
                        RequestBody.fromString("x")),
                400,
                "InvalidArgument");
        s3.putObject(r -> r.bucket("plain").key("k"), RequestBody.fromString("x"));
        refused(() -> s3.getObjectRetention(r -> r.bucket("plain").key("k")), 400, "InvalidRequest");
    }

    @Test
    void directory_keepsVersionsAndTheirLocksOverARestart_asFilesOneCanRead() throws Exception {
        var first = put("firm");
        var second = put("firm");
        hold("firm", ObjectLockLegalHoldStatus.ON);
        s3.deleteObject(r -> r.bucket("firm").key("k"));

        stop();
        start();

        refused(() -> read("firm"), 404, "NoSuchKey");
        denied(() -> delete("firm", first, true));
        assertThat(s3.getObjectLegalHold(r -> r.bucket("firm").key("k").versionId(second))
                        .legalHold()
                        .status())
                .isEqualTo(ObjectLockLegalHoldStatus.ON);
        assertThat(s3.listObjectVersions(r -> r.bucket("firm")).versions())
                .extracting(v -> v.versionId())
                .containsExactly(second, first);
        assertThat(Files.readString(data.resolve("firm").resolve("k@" + first))).isEqualTo("content");
    }

    private String put(String bucket) {
        return s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("content"))
                .versionId();
    }

    private void putLocked(String bucket, ObjectLockMode mode, Instant until) {
        s3.putObject(
                r -> r.bucket(bucket).key("k").objectLockMode(mode).objectLockRetainUntilDate(until),
                RequestBody.fromString("content"));
    }

    private String read(String bucket) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key("k")).asUtf8String();
    }

    private void delete(String bucket, String version, boolean bypass) {
        s3.deleteObject(r -> r.bucket(bucket).key("k").versionId(version).bypassGovernanceRetention(bypass));
    }

    private void retain(String bucket, String version, ObjectLockRetentionMode mode, int days, boolean bypass) {
        var until = clock.instant().plus(days, ChronoUnit.DAYS);
        s3.putObjectRetention(r -> r.bucket(bucket)
                .key("k")
                .versionId(version)
                .bypassGovernanceRetention(bypass)
                .retention(retention -> retention.mode(mode).retainUntilDate(until)));
    }

    private void hold(ObjectLockLegalHoldStatus status) {
        hold("soft", status);
    }

    private void hold(String bucket, ObjectLockLegalHoldStatus status) {
        s3.putObjectLegalHold(r -> r.bucket(bucket).key("k").legalHold(hold -> hold.status(status)));
    }

    private static void denied(ThrowingCallable call) {
        refused(call, 403, "AccessDenied");
    }

    private static void refused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    private static Stack.Bucket locked(String name, String mode) {
        return new Stack.Bucket(
                name,
                name,
                "arn:aws:s3:::" + name,
                true,
                Optional.of(new Stack.ObjectLock(mode, DAY.multipliedBy(30))),
                Map.of());
    }
}
