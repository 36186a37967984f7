package io.assay.action;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.assay.Wiring;
import io.assay.Wiring.Surroundings;
import io.assay.aws.CaseStore;
import io.assay.aws.Clients;
import io.assay.aws.Outbox;
import io.assay.aws.Queues;
import io.assay.aws.Secrets;
import io.assay.aws.SqsBatch;
import io.assay.aws.Transition;
import io.assay.aws.WorkflowStore;
import io.assay.core.Draw;
import io.assay.core.Stage;
import io.assay.privacy.PassThroughSealer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Action as it is wired, under its own role, except for where webhooks end: names resolve to a public address, and the
 * connection to it ends at a receiver on the loopback.
 */
public final class LoopbackActionHandler implements RequestStreamHandler {
    private static final byte[] PUBLIC = {(byte) 203, 0, 112, 7};

    @SuppressWarnings("NullAway.Init") // set before the first message
    static HttpsReceiver receiver;

    private final SqsBatch batch;

    public LoopbackActionHandler() {
        Surroundings surroundings = Wiring.SURROUNDINGS.get();
        Map<String, String> given = surroundings.variables();
        Clients clients = new Clients(
                value(given, "AWS_REGION"),
                Optional.of(new Clients.Endpoint(
                        URI.create(value(given, "AWS_ENDPOINT_URL")),
                        value(given, "AWS_ACCESS_KEY_ID"),
                        value(given, "AWS_SECRET_ACCESS_KEY"))));
        Secrets secrets = new Secrets(clients.secretsManager());
        Webhook webhook = new Webhook(
                Set.of(value(given, "WEBHOOK_HOSTS").split(",")),
                host -> List.of(InetAddress.getByAddress(host, PUBLIC)),
                receiver.sockets(),
                receiver.tls(),
                surroundings.clock());
        batch = new SqsBatch(
                Stage.ACTION,
                Integer.parseInt(value(given, "MAX_RECEIVES")),
                new Queues(
                        clients.sqs(),
                        Map.of(
                                Stage.ACTION, value(given, "QUEUE_ACTION"),
                                Stage.ESCALATION, value(given, "QUEUE_ESCALATION"))),
                new Transition(
                        Stage.ACTION,
                        new CaseStore(
                                clients.dynamoDb(),
                                value(given, "TABLE_CASES"),
                                new PassThroughSealer(),
                                surroundings.clock()),
                        new Action(
                                new WorkflowStore(
                                        clients.dynamoDb(),
                                        value(given, "TABLE_WORKFLOWS"),
                                        value(given, "TABLE_CASES"),
                                        surroundings.clock()),
                                new Outbox(clients.sqs(), value(given, "QUEUE_DECISIONS")),
                                new Outbox(clients.sqs(), value(given, "QUEUE_CANARY")),
                                webhook,
                                secrets,
                                new Draw(secrets.get(value(given, "SECRET_STACK"))
                                        .getBytes(StandardCharsets.UTF_8)),
                                surroundings.clock())),
                signal -> {});
    }

    private static String value(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name)).orElseThrow(() -> new IllegalStateException(name + " is missing"));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        batch.run(event, answer);
    }
}
