package io.assay.local.host;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts the body of a request into a queue, with the client that its variables make. */
public final class RelayHandler implements RequestStreamHandler {

    private final SqsClient sqs;
    private final String queueUrl;

    public RelayHandler() {
        Map<String, String> variables = Wiring.SURROUNDINGS.get().variables();
        sqs = new SdkClients(URI.create(variable(variables, "AWS_ENDPOINT_URL")), variable(variables, "AWS_REGION"))
                .sqs(variable(variables, "AWS_ACCESS_KEY_ID"));
        queueUrl = variable(variables, "QUEUE_URL");
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        String body = String.valueOf(
                ScriptedHandler.map(Json.parse(event.readAllBytes())).get("body"));
        sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody(body));
        answer.write(Json.bytes(Map.of("statusCode", 202)));
    }

    static String variable(Map<String, String> variables, String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }
}
