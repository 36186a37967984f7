package io.assay.intake;

import io.assay.aws.Outbox;
import io.assay.aws.PartialBatch;
import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.core.Hashes;
import io.assay.core.Workflow;
import io.assay.http.Problem;
import io.assay.json.Json;
import io.assay.json.MalformedJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cases by queue. What cannot become a case goes to the quarantine with the reason, and the sender is told on the
 * decisions queue; the rest is delivered again until it is accepted.
 */
public final class Ingest {
    /** Who sends by queue: whoever the queue's policy lets. */
    private static final String CLIENT = "ingest-queue";

    private static final List<String> FIELDS = List.of("workflow", "idempotencyKey", "reference", "input");

    private final Intake intake;
    private final Outbox quarantine;
    private final Outbox decisions;

    public Ingest(Intake intake, Outbox quarantine, Outbox decisions) {
        this.intake = intake;
        this.quarantine = quarantine;
        this.decisions = decisions;
    }

    /** @throws IOException if the event cannot be read or the answer not written */
    public void run(InputStream event, OutputStream answer) throws IOException {
        List<String> failures = PartialBatch.of(event).each(this::taken, false).stream()
                .filter(done -> !done.result())
                .map(done -> done.received().text("messageId"))
                .toList();
        PartialBatch.answer(answer, failures);
    }

    private boolean taken(Fields received) {
        String body = received.text("body");
        String messageId = received.text("messageId");
        Optional<Fields> message = Optional.empty();
        try {
            message = Optional.of(new Fields(Json.object(body)));
            unknownFields(message.get());
            String name = Intake.text(message.get(), "workflow", "")
                    .orElseThrow(() -> Problem.at(422, "invalid-input", "/workflow", "The workflow is missing"));
            if (Workflow.isReserved(name)) {
                throw Problem.at(
                        422,
                        "reserved-workflow",
                        "/workflow",
                        "Workflows whose names begin with an underscore are the stack's own; use another name");
            }
            Workflow workflow = intake.workflow(name, Problem.In.BODY);
            // The queue's own message id would not do: a redriven message has a new one.
            String key = Intake.text(message.get(), "idempotencyKey", "")
                    .orElseThrow(() -> Problem.at(
                            422,
                            "invalid-input",
                            "/idempotencyKey",
                            "The idempotency key is missing: a message that comes twice would be two cases"));
            intake.accept(
                    workflow,
                    new Submission(
                            name,
                            "queue",
                            CLIENT,
                            CLIENT,
                            Optional.of(key),
                            Intake.text(message.get(), "reference", ""),
                            Intake.input(message.get(), "")),
                    "");
        } catch (MalformedJson e) {
            refuse(messageId, body, message, Problem.at(400, "malformed-json", "", "The message is " + e.getMessage()));
        } catch (Problem problem) {
            refuse(messageId, body, message, problem);
        }
        return true;
    }

    private static void unknownFields(Fields message) {
        message.map().keySet().stream()
                .filter(name -> !FIELDS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Problem.at(
                            422,
                            "unknown-field",
                            "/" + Problem.escape(name),
                            "The field is not known here; known are " + String.join(", ", FIELDS));
                });
    }

    /**
     * The quarantine keeps nothing of the input: what is refused cannot be masked for certain, a misspelt field least of
     * all. The sender has the original, and finds it by reference and hash.
     */
    private void refuse(String messageId, String body, Optional<Fields> message, Problem problem) {
        Optional<String> reference = message.flatMap(fields -> textOrNothing(fields, "reference"))
                .filter(text -> text.length() <= Intake.MAX_REFERENCE);
        Optional<String> name =
                message.flatMap(fields -> textOrNothing(fields, "workflow")).filter(Workflow::isName);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> details = problem.details(Optional.empty());
        quarantine.send(
                CanonicalJson.text(Fields.write()
                        .put("messageId", messageId)
                        .put("workflow", name)
                        .put("reference", reference)
                        .put("reason", details)
                        .put("sha256", Hashes.sha256Hex(bytes))
                        .put("bytes", bytes.length)
                        .done()),
                Map.of("reason", problem.code()));
        decisions.send(
                CanonicalJson.text(Fields.write()
                        .put("decisionId", "rejected." + messageId)
                        .put("outcome", "rejected")
                        .put("workflow", name)
                        .put("reference", reference)
                        .put("reason", details)
                        .done()),
                Map.of("outcome", "rejected"));
    }

    private static Optional<String> textOrNothing(Fields fields, String name) {
        return fields.map().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
