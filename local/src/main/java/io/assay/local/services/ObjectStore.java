package io.assay.local.services;

import com.sun.net.httpserver.HttpExchange;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * S3 with versions and Object Lock, path-style. Buckets are the stack's; a default retention is enforced on the given
 * clock: a COMPLIANCE version is neither shortened nor deleted before its time, a GOVERNANCE one only with the bypass
 * header, whose permission is for whoever stands in front to judge. Delete markers and new versions on a locked key are
 * allowed, as S3 allows them. Signatures are not checked, and multipart uploads and copies are not there.
 */
public final class ObjectStore implements AutoCloseable {
    private final Map<String, VersionStore> buckets = new LinkedHashMap<>();
    private final S3Objects objects;
    private final S3Locks locks;
    private final HttpEndpoint endpoint;

    private ObjectStore(List<Stack.Bucket> buckets, Clock clock, Optional<Path> data, int port) {
        for (var bucket : buckets) {
            VersionFiles files = data.<VersionFiles>map(
                            root -> new VersionFiles.InDirectory(root.resolve(bucket.name())))
                    .orElseGet(VersionFiles.InMemory::new);
            this.buckets.put(bucket.name(), new VersionStore(bucket, clock, files));
        }
        objects = new S3Objects(clock);
        locks = new S3Locks(clock);
        endpoint = HttpEndpoint.start("S3", port, this::handle);
    }

    /**
     * Starts it on 127.0.0.1.
     *
     * @param data directory that keeps the objects, made if missing: a folder a bucket, a file a version; empty: in
     *             memory
     * @param port 0 for any free one
     * @throws ServiceFailure if the port is taken or the directory cannot be read
     */
    public static ObjectStore start(List<Stack.Bucket> buckets, Clock clock, Optional<Path> data, int port) {
        try {
            return new ObjectStore(buckets, clock, data, port);
        } catch (UncheckedIOException e) {
            throw new ServiceFailure("S3 cannot keep its objects", e);
        }
    }

    /** Where S3 answers. The SDK addresses buckets by path where the host is an IP address, as here. */
    public URI endpoint() {
        return endpoint.uri();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        S3Response response;
        try {
            response = answer(S3Request.read(exchange));
        } catch (S3Failure failure) {
            // The body could not be read as a request.
            response = S3Response.failure(
                    failure, new S3Request(exchange.getRequestMethod(), "", "", Map.of(), Map.of(), new byte[0]));
        }
        var headers = new LinkedHashMap<>(response.headers());
        headers.put("x-amz-request-id", UUID.randomUUID().toString());
        HttpEndpoint.answer(exchange, response.status(), headers, response.body());
    }

    private S3Response answer(S3Request request) {
        try {
            var bucket = Optional.ofNullable(buckets.get(request.bucket())).orElseThrow(S3Failure::noSuchBucket);
            return request.key().isEmpty() ? onBucket(request, bucket) : onObject(request, bucket);
        } catch (S3Failure failure) {
            return S3Response.failure(failure, request);
        } catch (UncheckedIOException e) {
            return S3Response.failure(
                    S3Failure.of(500, "InternalError", "We encountered an internal error. Please try again."), request);
        }
    }

    private S3Response onBucket(S3Request request, VersionStore bucket) {
        if (request.method().equals("HEAD")) return S3Response.empty(200, Map.of());
        if (!request.method().equals("GET")) throw S3Failure.notImplemented(request.method() + " of a bucket");
        if (request.asksFor("versions")) return S3Listing.versions(request, bucket);
        if (request.asksFor("object-lock")) return locks.configuration(bucket);
        if (request.asksFor("versioning")) return versioning(bucket);
        if (request.parameter("list-type").filter("2"::equals).isPresent()) return S3Listing.objects(request, bucket);
        throw S3Failure.notImplemented("this request on a bucket");
    }

    private S3Response onObject(S3Request request, VersionStore bucket) {
        var subresource = List.of("retention", "legal-hold", "uploads", "uploadId", "tagging", "acl").stream()
                .filter(request::asksFor)
                .findFirst()
                .orElse("");
        return switch (request.method() + " " + subresource) {
            case "PUT " -> objects.put(request, bucket);
            case "GET " -> objects.get(request, bucket);
            case "HEAD " -> objects.head(request, bucket);
            case "DELETE " -> objects.delete(request, bucket);
            case "GET retention" -> locks.retention(request, bucket);
            case "PUT retention" -> locks.putRetention(request, bucket);
            case "GET legal-hold" -> locks.legalHold(request, bucket);
            case "PUT legal-hold" -> locks.putLegalHold(request, bucket);
            default -> throw S3Failure.notImplemented(request.method() + " of an object's " + subresource);
        };
    }

    private static S3Response versioning(VersionStore bucket) {
        var xml = S3Xml.document("VersioningConfiguration", true);
        if (bucket.versioned()) xml.element("Status", "Enabled");
        return S3Response.xml(200, xml);
    }
}
