package io.assay.local.gateway;

import io.assay.local.gateway.iam.Access;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3 in path style, which the SDK chooses by itself for an endpoint that is an IP address. Permissions after "Required
 * permissions for Amazon S3 API operations": a version needs the action of its own, a lock in a put those of the lock.
 */
final class S3Calls implements CallReader {
    private static final Pattern MODE = Pattern.compile("<Mode>([^<]*)</Mode>");
    private static final Pattern UNTIL = Pattern.compile("<RetainUntilDate>([^<]*)</RetainUntilDate>");
    private static final Pattern HOLD = Pattern.compile("<Status>([^<]*)</Status>");

    private final InstantSource clock;

    S3Calls(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Call read(Inbound request) throws IOException {
        String path = request.path().substring(1);
        if (path.isEmpty())
            return request.method().equals("GET")
                    ? call("ListBuckets", new Access("s3:ListAllMyBuckets", "*"))
                    : unknown(request);
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : decoded(path.substring(slash + 1));
        Map<String, String> query = request.query();
        return key.isEmpty() ? onBucket(request, bucket, query) : onObject(request, bucket, key, query);
    }

    private static Call onBucket(Inbound request, String bucket, Map<String, String> query) {
        String arn = "arn:aws:s3:::" + bucket;
        return switch (request.method()) {
            case "HEAD" -> call("HeadBucket", new Access("s3:ListBucket", arn));
            case "GET" -> {
                if (query.containsKey("versions"))
                    yield call("ListObjectVersions", listing("s3:ListBucketVersions", arn, query));
                if (query.containsKey("location"))
                    yield call("GetBucketLocation", new Access("s3:GetBucketLocation", arn));
                if (query.containsKey("versioning"))
                    yield call("GetBucketVersioning", new Access("s3:GetBucketVersioning", arn));
                if (query.containsKey("object-lock"))
                    yield call("GetObjectLockConfiguration", new Access("s3:GetBucketObjectLockConfiguration", arn));
                boolean second = "2".equals(query.get("list-type"));
                yield second
                                || query.keySet().stream()
                                        .allMatch(
                                                Set.of(
                                                        "prefix",
                                                        "marker",
                                                        "max-keys",
                                                        "delimiter",
                                                        "encoding-type",
                                                        "x-id")::contains)
                        ? call(second ? "ListObjectsV2" : "ListObjects", listing("s3:ListBucket", arn, query))
                        : unknown(request);
            }
            case "PUT" -> query.isEmpty() ? call("CreateBucket", new Access("s3:CreateBucket", arn)) : unknown(request);
            default -> unknown(request);
        };
    }

    private static Access listing(String action, String arn, Map<String, String> query) {
        String prefix = decoded(query.getOrDefault("prefix", ""));
        return new Access(action, arn, Map.of("s3:prefix", List.of(prefix)));
    }

    private Call onObject(Inbound request, String bucket, String key, Map<String, String> query) throws IOException {
        String arn = "arn:aws:s3:::" + bucket + "/" + key;
        String ofVersion = query.containsKey("versionId") ? "Version" : "";
        boolean retention = query.containsKey("retention");
        boolean legalHold = query.containsKey("legal-hold");
        // Parts of an upload, tags, ACLs and whatever else a query may ask for need permissions of their own.
        if (!query.keySet().stream()
                .allMatch(name ->
                        Set.of("versionId", "retention", "legal-hold", "x-id").contains(name)
                                || name.startsWith("response-"))) return unknown(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                if (retention) yield call("GetObjectRetention", new Access("s3:GetObjectRetention", arn));
                if (legalHold) yield call("GetObjectLegalHold", new Access("s3:GetObjectLegalHold", arn));
                yield call(
                        request.method().equals("GET") ? "GetObject" : "HeadObject",
                        new Access("s3:GetObject" + ofVersion, arn));
            }
            case "DELETE" ->
                call("DeleteObject", bypassing(request, arn, new Access("s3:DeleteObject" + ofVersion, arn)));
            case "PUT" -> {
                if (retention) yield putRetention(request, arn);
                if (legalHold)
                    yield call(
                            "PutObjectLegalHold",
                            new Access(
                                    "s3:PutObjectLegalHold",
                                    arn,
                                    lock(Optional.empty(), Optional.empty(), found(HOLD, request))));
                yield request.header("x-amz-copy-source").isPresent() ? unknown(request) : put(request, arn);
            }
            default -> unknown(request);
        };
    }

    private Call put(Inbound request, String arn) {
        Optional<String> mode = request.header("x-amz-object-lock-mode");
        Optional<String> hold = request.header("x-amz-object-lock-legal-hold");
        Map<String, List<String>> lock = lock(mode, request.header("x-amz-object-lock-retain-until-date"), hold);
        List<Access> needs = new ArrayList<>();
        needs.add(new Access("s3:PutObject", arn, lock));
        if (mode.isPresent()) needs.add(new Access("s3:PutObjectRetention", arn, lock));
        if (hold.isPresent()) needs.add(new Access("s3:PutObjectLegalHold", arn, lock));
        return Call.of(Service.S3, "PutObject", needs);
    }

    private Call putRetention(Inbound request, String arn) throws IOException {
        Map<String, List<String>> lock = lock(found(MODE, request), found(UNTIL, request), Optional.empty());
        return call("PutObjectRetention", bypassing(request, arn, new Access("s3:PutObjectRetention", arn, lock)));
    }

    private static Access[] bypassing(Inbound request, String arn, Access access) {
        return request.header("x-amz-bypass-governance-retention")
                        .filter("true"::equalsIgnoreCase)
                        .isPresent()
                ? new Access[] {access, new Access("s3:BypassGovernanceRetention", arn, access.context())}
                : new Access[] {access};
    }

    private Map<String, List<String>> lock(Optional<String> mode, Optional<String> until, Optional<String> hold) {
        Map<String, List<String>> context = new HashMap<>();
        mode.ifPresent(value -> context.put("s3:object-lock-mode", List.of(value)));
        hold.ifPresent(value -> context.put("s3:object-lock-legal-hold", List.of(value)));
        until.ifPresent(value -> {
            context.put("s3:object-lock-retain-until-date", List.of(value));
            daysUntil(value)
                    .ifPresent(days ->
                            context.put("s3:object-lock-remaining-retention-days", List.of(Long.toString(days))));
        });
        return context;
    }

    /** Empty when it is no date: S3 itself says so better. */
    private Optional<Long> daysUntil(String date) {
        try {
            return Optional.of(
                    Duration.between(clock.instant(), Instant.parse(date)).toDays());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> found(Pattern element, Inbound request) throws IOException {
        Matcher matcher = element.matcher(new String(request.body(), StandardCharsets.UTF_8));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Call call(String operation, Access... needs) {
        return Call.of(Service.S3, operation, List.of(needs));
    }

    private static Call unknown(Inbound request) {
        return Call.unknown(Service.S3, request.method() + " " + request.target());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
