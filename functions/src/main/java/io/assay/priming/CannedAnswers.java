package io.assay.priming;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.priming.CannedAws.Answer;
import io.assay.priming.CannedAws.Request;
import java.util.Map;
import java.util.stream.Collectors;

/** What AWS would say, if its tables held the sample world. Writes succeed and change nothing. */
final class CannedAnswers {
    /** Path of the keys that nothing but {@link CannedAws} takes. */
    static final String CREDENTIALS = "/credentials";

    private static final String SECRET = "not-a-secret-only-for-priming";

    private final CannedTables tables;
    private final String modelAnswer;

    /** @param variables the function's own: they tell what its tables are called */
    CannedAnswers(Fields world, Map<String, String> variables) {
        tables = new CannedTables(world.fields("tables"), variables);
        modelAnswer = CanonicalJson.text(world.fields("modelAnswer").map());
    }

    /** @throws IllegalArgumentException for a request that no function of ours makes */
    Answer answer(Request request) {
        String target = request.headers().getOrDefault("x-amz-target", "");
        String operation = target.substring(target.indexOf('.') + 1);
        if (target.startsWith("DynamoDB_")) {
            return json("application/x-amz-json-1.0", tables.answer(operation, Json.object(request.body())));
        }
        if (target.startsWith("AmazonSQS.")) {
            return json(
                    "application/x-amz-json-1.0",
                    CannedQueues.answer(operation, new Fields(Json.object(request.body()))));
        }
        if (target.startsWith("secretsmanager.")) {
            return json("application/x-amz-json-1.1", Map.of("Name", "priming", "SecretString", SECRET));
        }
        if (request.path().equals(CREDENTIALS)) {
            return json(
                    "application/json",
                    Map.of(
                            "AccessKeyId",
                            "priming",
                            "SecretAccessKey",
                            SECRET,
                            "Token",
                            SECRET,
                            "Expiration",
                            "2100-01-01T00:00:00Z"));
        }
        if (request.path().startsWith("/model/")) {
            return new Answer("application/json", modelAnswer);
        }
        return bucket(request);
    }

    private Answer bucket(Request request) {
        if (request.method().equals("PUT")) {
            return new Answer("application/xml", "");
        }
        if (request.path().contains("list-type=2")) {
            return new Answer("application/xml", """
                    <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>\
                    <KeyCount>1</KeyCount><Contents><Key>events/priming.jsonl</Key><Size>1</Size></Contents>\
                    </ListBucketResult>""");
        }
        return new Answer("application/jsonl", tables.lines().collect(Collectors.joining("\n", "", "\n")));
    }

    private static Answer json(String contentType, Map<String, Object> body) {
        return new Answer(contentType, CanonicalJson.text(body));
    }
}
