package io.assay.local.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the point of a run that a request is. */
final class PointReader {
    private static final Set<String> EFFECTS = Set.of(
            "PutItem",
            "UpdateItem",
            "DeleteItem",
            "BatchWriteItem",
            "TransactWriteItems",
            "SendMessage",
            "SendMessageBatch",
            "PutObject",
            "DeleteObject",
            "PutObjectRetention",
            "PutObjectLegalHold");

    private static final Pattern CASE_ID = Pattern.compile("(?<![0-9A-Za-z])[0-9A-HJKMNP-TV-Z]{26}(?![0-9A-Za-z])");
    /** In an entry's line, which is a string inside the request's JSON. */
    private static final Pattern EVENT_TYPE = Pattern.compile("\\\\\"type\\\\\":\\\\\"(\\w+)\\\\\"");

    private static final Set<String> READS = Set.of("GetItem", "Query", "Scan");

    private final Predicate<String> lags;

    /** @param lags whether a table has a copy that lags */
    PointReader(Predicate<String> lags) {
        this.lags = lags;
    }

    Point point(Call call, Caller caller, Inbound request) throws IOException {
        String target =
                call.needs().isEmpty() ? "" : target(call.needs().getFirst().resource());
        if (call.service() == Service.S3) {
            Place place = new Place(caller.name(), call.operation(), target, "");
            return new Point(place, nature(call), Optional.of(call.service()), request.path());
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        Matcher type = EVENT_TYPE.matcher(body);
        String kind = call.service() == Service.DYNAMODB && type.find() ? type.group(1) : "";
        String cases = cases(body);
        boolean hasNone = cases.isEmpty() && call.service() == Service.BEDROCK;
        boolean lagging =
                READS.contains(call.operation()) && lags.test(target) && !body.contains("\"ConsistentRead\":true");
        return new Point(
                new Place(caller.name(), call.operation(), target, kind),
                lagging ? Point.Nature.LAGGING_READ : nature(call),
                Optional.of(call.service()),
                hasNone ? body : cases);
    }

    /** The ids of the cases that a text speaks of. */
    static String cases(String text) {
        Set<String> ids = new TreeSet<>();
        Matcher matcher = CASE_ID.matcher(text);
        while (matcher.find()) ids.add(matcher.group());
        return String.join(" ", ids);
    }

    private static Point.Nature nature(Call call) {
        return EFFECTS.contains(call.operation()) ? Point.Nature.EFFECT : Point.Nature.REQUEST;
    }

    /** Name of the table, queue, bucket, model or secret. */
    private static String target(String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        if (arn.startsWith("arn:aws:s3:")) return name.split("/", 2)[0];
        return name.replaceFirst("^(table|foundation-model)/", "").split("/", 2)[0];
    }
}
