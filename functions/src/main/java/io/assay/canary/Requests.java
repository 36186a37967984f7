package io.assay.canary;

import io.assay.access.Role;
import io.assay.access.Scope;
import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.http.HttpRequest;
import java.util.Map;
import java.util.stream.Collectors;

/** Events as API Gateway and SQS would make them, for a function's version that is called directly. */
final class Requests {
    /** The one group of the reserved workflow; no person is in it. */
    static final String GROUP = "assay-canary";

    private Requests() {}

    /**
     * @param as   the role that calls, which is also the subject
     * @param path parameters of the path by name
     */
    static Map<String, Object> http(
            String routeKey, Role as, Map<String, Object> path, Map<String, Object> headers, String body, String id) {
        Map<String, Object> claims = Map.of(
                "sub",
                "canary-" + as.word(),
                "client_id",
                "canary",
                "scope",
                as.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(" ")),
                "cognito:groups",
                "[" + GROUP + "]");
        return Map.of(
                "version",
                "2.0",
                "routeKey",
                routeKey,
                "pathParameters",
                path,
                "headers",
                headers,
                "body",
                body,
                "isBase64Encoded",
                false,
                "requestContext",
                Map.of("requestId", id, "authorizer", Map.of("jwt", Map.of("claims", claims), HttpRequest.OURS, true)));
    }

    /** One message, received for the so manieth time. */
    static Map<String, Object> sqs(String messageId, String body, int receives) {
        return Map.of(
                "Records",
                java.util.List.of(Map.of(
                        "messageId",
                        messageId,
                        "receiptHandle",
                        messageId,
                        "body",
                        body,
                        "attributes",
                        Map.of("ApproximateReceiveCount", Integer.toString(receives)),
                        "messageAttributes",
                        Map.of(),
                        "eventSource",
                        "aws:sqs")));
    }

    /** The body of an HTTP answer. */
    static Fields body(Fields answer) {
        return new Fields(io.assay.json.Json.object(answer.optionalText("body").orElse("{}")));
    }

    static String json(Map<String, Object> body) {
        return CanonicalJson.text(body);
    }
}
