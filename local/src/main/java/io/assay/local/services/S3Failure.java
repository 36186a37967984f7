package io.assay.local.services;

import java.util.Map;

/** A request that S3 refuses, with S3's own status, code and sentence. */
final class S3Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers;

    private S3Failure(int status, String code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    S3Failure with(Map<String, String> more) {
        return new S3Failure(status, code, sentence(), Map.copyOf(more));
    }

    static S3Failure of(int status, String code, String message) {
        return new S3Failure(status, code, message, Map.of());
    }

    static S3Failure noSuchBucket() {
        return of(404, "NoSuchBucket", "The specified bucket does not exist");
    }

    static S3Failure noSuchKey() {
        return of(404, "NoSuchKey", "The specified key does not exist.");
    }

    static S3Failure noSuchVersion() {
        return of(404, "NoSuchVersion", "The specified version does not exist.");
    }

    static S3Failure notAllowed() {
        return of(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }

    static S3Failure notImplemented(String what) {
        return of(501, "NotImplemented", "The local S3 does not implement " + what);
    }

    static S3Failure preconditionFailed() {
        return of(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }

    static S3Failure locked() {
        return of(403, "AccessDenied", "Access Denied because object protected by object lock.");
    }

    static S3Failure noLockOnBucket() {
        return of(400, "InvalidRequest", "Bucket is missing Object Lock Configuration");
    }

    static S3Failure noLockOnObject() {
        return of(
                404, "NoSuchObjectLockConfiguration", "The specified object does not have a ObjectLock configuration");
    }

    static S3Failure badDigest(String header) {
        return of(400, "BadDigest", "The " + header + " you specified did not match the calculated checksum.");
    }

    static S3Failure invalidRequest(String message) {
        return of(400, "InvalidRequest", message);
    }

    static S3Failure invalidArgument(String message) {
        return of(400, "InvalidArgument", message);
    }

    static S3Failure malformedXml() {
        return of(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }
}
