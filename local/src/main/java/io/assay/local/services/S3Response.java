package io.assay.local.services;

import java.util.LinkedHashMap;
import java.util.Map;

/** What S3 answers. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record S3Response(int status, Map<String, String> headers, byte[] body) {
    static S3Response empty(int status, Map<String, String> headers) {
        return new S3Response(status, headers, new byte[0]);
    }

    static S3Response xml(int status, S3Xml document) {
        return new S3Response(status, Map.of("Content-Type", "application/xml"), document.bytes());
    }

    static S3Response failure(S3Failure failure, S3Request request) {
        var document = S3Xml.document("Error", false)
                .element("Code", failure.code())
                .element("Message", failure.sentence())
                .element("BucketName", request.bucket());
        if (!request.key().isEmpty()) document.element("Key", request.key());
        var headers = new LinkedHashMap<>(failure.headers());
        headers.put("Content-Type", "application/xml");
        return new S3Response(failure.status(), headers, document.bytes());
    }
}
