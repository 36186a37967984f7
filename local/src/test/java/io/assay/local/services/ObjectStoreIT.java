package io.assay.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.assay.local.VirtualClock;
import io.assay.local.template.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class ObjectStoreIT {
    private static final Stack.Bucket PLAIN =
            new Stack.Bucket("Plain", "plain", "arn:aws:s3:::plain", false, Optional.empty(), Map.of());
    private static final Stack.Bucket VERSIONED =
            new Stack.Bucket("Versioned", "versioned", "arn:aws:s3:::versioned", true, Optional.empty(), Map.of());

    private final VirtualClock clock = new VirtualClock();
    private ObjectStore store;
    private S3Client s3;

    @BeforeEach
    void start() {
        store = ObjectStore.start(List.of(PLAIN, VERSIONED), clock, Optional.empty(), 0);
        s3 = SdkClients.connect(S3Client.builder(), store.endpoint(), "eu-central-1");
    }

    @AfterEach
    void stop() {
        s3.close();
        store.close();
    }

    @Test
    void object_comesBackWithItsMetadataAndChecksum() {
        var put = s3.putObject(
                r -> r.bucket("versioned")
                        .key("a/b c+d/ü.json")
                        .contentType("application/json")
                        .metadata(Map.of("kind", "bundle"))
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromString("{}"));

        var got = s3.getObjectAsBytes(
                r -> r.bucket("versioned").key("a/b c+d/ü.json").checksumMode(ChecksumMode.ENABLED));
        assertThat(got.asUtf8String()).isEqualTo("{}");
        assertThat(got.response().contentType()).isEqualTo("application/json");
        assertThat(got.response().contentEncoding()).isNull();
        assertThat(got.response().metadata()).containsExactly(Map.entry("kind", "bundle"));
        assertThat(got.response().versionId()).isEqualTo(put.versionId()).isNotEmpty();
        assertThat(got.response().eTag()).isEqualTo("\"99914b932bd37a50b983c5e7c90ae93b\"");
        assertThat(got.response().checksumSHA256()).isEqualTo("RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=");
        assertThat(s3.headObject(r -> r.bucket("versioned").key("a/b c+d/ü.json"))
                        .contentLength())
                .isEqualTo(2);
    }

    @Test
    void range_returnsThePart_andOneBeyondTheEndIsRefused() {
        put("plain", "k", "0123456789");

        var part = s3.getObjectAsBytes(r -> r.bucket("plain").key("k").range("bytes=2-4"));
        assertThat(part.asUtf8String()).isEqualTo("234");
        assertThat(part.response().contentRange()).isEqualTo("bytes 2-4/10");
        assertThat(s3.getObjectAsBytes(r -> r.bucket("plain").key("k").range("bytes=-3"))
                        .asUtf8String())
                .isEqualTo("789");
        refused(() -> s3.getObject(r -> r.bucket("plain").key("k").range("bytes=10-")), 416, "InvalidRange");
    }

    @Test
    void ifNoneMatch_refusesAKeyThatExists_butNotOneUnderADeleteMarker() {
        var once = PutObjectRequest.builder()
                .bucket("versioned")
                .key("k")
                .ifNoneMatch("*")
                .build();
        s3.putObject(once, RequestBody.fromString("1"));

        refused(() -> s3.putObject(once, RequestBody.fromString("2")), 412, "PreconditionFailed");
        s3.deleteObject(r -> r.bucket("versioned").key("k"));
        s3.putObject(once, RequestBody.fromString("3"));

        assertThat(read("versioned", "k")).isEqualTo("3");
    }

    @Test
    void ifMatch_letsOnlyTheExpectedObjectBeReplaced() {
        var etag = s3.putObject(r -> r.bucket("versioned").key("k"), RequestBody.fromString("1"))
                .eTag();

        s3.putObject(r -> r.bucket("versioned").key("k").ifMatch(etag), RequestBody.fromString("2"));

        refused(
                () -> s3.putObject(r -> r.bucket("versioned").key("k").ifMatch(etag), RequestBody.fromString("3")),
                412,
                "PreconditionFailed");
        refused(
                () -> s3.putObject(r -> r.bucket("versioned").key("none").ifMatch(etag), RequestBody.fromString("3")),
                404,
                "NoSuchKey");
    }

    @Test
    void deletedKey_isGone_whileItsVersionStays() {
        var first = put("versioned", "k", "1");
        var marker = s3.deleteObject(r -> r.bucket("versioned").key("k"));

        assertThat(marker.deleteMarker()).isTrue();
        assertThatThrownBy(() -> read("versioned", "k")).isInstanceOf(NoSuchKeyException.class);
        assertThat(s3.getObjectAsBytes(r -> r.bucket("versioned").key("k").versionId(first))
                        .asUtf8String())
                .isEqualTo("1");
        refused(
                () -> s3.getObject(r -> r.bucket("versioned").key("k").versionId(marker.versionId())),
                405,
                "MethodNotAllowed");
        s3.deleteObject(r -> r.bucket("versioned").key("k").versionId(marker.versionId()));
        assertThat(read("versioned", "k")).isEqualTo("1");
    }

    @Test
    void bucketWithoutVersions_keepsTheLastObject_andForgetsTheDeleted() {
        put("plain", "k", "1");
        put("plain", "k", "2");
        assertThat(s3.listObjectVersions(r -> r.bucket("plain")).versions())
                .extracting(ObjectVersion::versionId)
                .containsExactly("null");

        s3.deleteObject(r -> r.bucket("plain").key("k"));
        assertThat(s3.listObjectVersions(r -> r.bucket("plain")).hasVersions()).isFalse();
    }

    @Test
    void listing_pagesRollsUpAndEscapes() {
        for (var key : List.of("a/1", "a/2", "b/1", "b/x y&ü", "c")) put("versioned", key, key);
        put("versioned", "a/1", "again");
        put("versioned", "d", "deleted");
        s3.deleteObject(r -> r.bucket("versioned").key("d"));

        assertThat(s3.listObjectsV2Paginator(r -> r.bucket("versioned").maxKeys(2))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("a/1", "a/2", "b/1", "b/x y&ü", "c");
        assertThat(s3.listObjectsV2(r -> r.bucket("versioned").prefix("b/")).contents())
                .extracting(S3Object::key)
                .containsExactly("b/1", "b/x y&ü");
        var pages = s3
                .listObjectsV2Paginator(
                        r -> r.bucket("versioned").delimiter("/").maxKeys(1))
                .stream()
                .toList();
        assertThat(pages).hasSize(3);
        assertThat(pages)
                .flatExtracting(page -> page.commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("a/", "b/");
        assertThat(s3.listObjectsV2(r -> r.bucket("versioned").startAfter("b/1"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("b/x y&ü", "c");
    }

    @Test
    void versions_areListedNewestFirst_acrossPages() {
        var one = put("versioned", "k", "1");
        var two = put("versioned", "k", "2");
        var marker = s3.deleteObject(r -> r.bucket("versioned").key("k")).versionId();
        var other = put("versioned", "l", "1");

        var pages = s3.listObjectVersionsPaginator(r -> r.bucket("versioned").maxKeys(2)).stream()
                .toList();
        assertThat(pages)
                .flatExtracting(page -> page.versions())
                .extracting(ObjectVersion::versionId)
                .containsExactly(two, one, other);
        assertThat(pages)
                .flatExtracting(page -> page.deleteMarkers())
                .extracting(DeleteMarkerEntry::versionId, DeleteMarkerEntry::isLatest)
                .containsExactly(tuple(marker, true));
    }

    @Test
    void bodyThatDoesNotFitItsDigest_isRefused() {
        refused(
                () -> s3.putObject(
                        r -> r.bucket("plain").key("k").contentMD5("mZFLkyvTelC5g8XnyQrpOw=="),
                        RequestBody.fromString("else")),
                400,
                "BadDigest");
        refused(
                () -> s3.putObject(
                        r -> r.bucket("plain").key("k").checksumSHA256("RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o="),
                        RequestBody.fromString("else")),
                400,
                "BadDigest");
        refused(
                () -> s3.putObject(
                        r -> r.bucket("plain").key("k").checksumCRC32("AAAAAA=="), RequestBody.fromString("else")),
                400,
                "BadDigest");
        assertThatThrownBy(() -> read("plain", "k")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void unknownBucketKeyAndVersion_answerAsS3Does() {
        refused(() -> s3.getObject(r -> r.bucket("none").key("k")), 404, "NoSuchBucket");
        refused(() -> s3.getObject(r -> r.bucket("plain").key("none")), 404, "NoSuchKey");
        put("versioned", "k", "1");
        refused(() -> s3.getObject(r -> r.bucket("versioned").key("k").versionId("none")), 404, "NoSuchVersion");
        refused(() -> s3.createMultipartUpload(r -> r.bucket("versioned").key("k")), 501, "NotImplemented");
    }

    @Test
    void lastModified_isOnTheVirtualClock() {
        clock.advance(Duration.ofDays(365));
        put("plain", "k", "1");

        assertThat(s3.headObject(r -> r.bucket("plain").key("k")).lastModified())
                .isBetween(clock.instant().minusSeconds(60), clock.instant());
    }

    private String put(String bucket, String key, String content) {
        return String.valueOf(s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(content))
                .versionId());
    }

    private String read(String bucket, String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    private static void refused(ThrowingCallable call, int status, String... codes) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(codes).contains(e.awsErrorDetails().errorCode());
        });
    }
}
