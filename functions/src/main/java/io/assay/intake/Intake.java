package io.assay.intake;

import io.assay.aws.CaseStore;
import io.assay.aws.Queues;
import io.assay.aws.WorkflowStore;
import io.assay.core.Actor;
import io.assay.core.CanonicalJson;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.CaseMessage;
import io.assay.core.Entry;
import io.assay.core.Fields;
import io.assay.core.Hashes;
import io.assay.core.Stage;
import io.assay.core.Workflow;
import io.assay.http.Problem;
import io.assay.privacy.Masker;
import io.assay.privacy.Normaliser;
import io.assay.schema.CaseSchema;
import io.assay.schema.Violation;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Takes a case: validates, normalises and masks it, appends Received, sends it on. Only then is it accepted. */
public final class Intake {
    private static final int MAX_KEY = 128;
    static final int MAX_REFERENCE = 256;

    private final CaseStore cases;
    private final WorkflowStore workflows;
    private final Queues queues;
    private final byte[] secret;
    private final Supplier<UUID> ids;
    /** Compiled once per workflow version. */
    private final Map<String, CaseSchema> schemas = new ConcurrentHashMap<>();

    /**
     * @param secret the stack's
     * @param ids    version 7 UUIDs, for cases without an idempotency key
     */
    public Intake(CaseStore cases, WorkflowStore workflows, Queues queues, byte[] secret, Supplier<UUID> ids) {
        this.cases = cases;
        this.workflows = workflows;
        this.queues = queues;
        this.secret = secret.clone();
        this.ids = ids;
    }

    /** An accepted case, new or met again. */
    record Accepted(CaseId caseId, Optional<String> reference, CaseFile.State state) {}

    /**
     * @param in where the request names it
     * @throws Problem 404 if there is no such workflow, or no version of it is active
     */
    Workflow workflow(String name, Problem.In in) {
        return workflows
                .active(name)
                .orElseThrow(() -> Problem.at(
                        404,
                        "unknown-workflow",
                        in,
                        "workflow",
                        "There is no workflow of that name with an active version; put and activate one first"));
    }

    /**
     * Takes the case, or meets the one that the same client sent with the same key.
     *
     * @throws Problem 400 for a bad key, 422 for an input that the schema refuses (pointers below {@code at}), and 422
     *     for a known key with another body
     */
    Accepted accept(Workflow workflow, Submission submission, String at) {
        check(submission, at);
        String hash = HexFormat.of()
                .formatHex(Hashes.hmac(
                        secret,
                        "input",
                        CanonicalJson.text(submission.input()),
                        submission.reference().orElse("")));
        CaseId id = submission
                .key()
                .map(key -> CaseId.ofHash(Hashes.hmac(secret, "case", workflow.name(), submission.client(), key)))
                .orElseGet(() -> CaseId.ofUuid(ids.get()));
        CaseFile file = received(workflow, submission, at, id, hash);
        if (file.next().equals(Optional.of(Stage.INFERENCE))) {
            queues.send(Stage.INFERENCE, new CaseMessage(id, workflow.name(), file.seq()), Duration.ZERO);
        }
        return new Accepted(id, file.received().reference(), file.state());
    }

    private CaseFile received(Workflow workflow, Submission submission, String at, CaseId id, String hash) {
        Cleaned cleaned;
        try {
            cleaned = clean(workflow, submission, at);
        } catch (Problem refused) {
            // A stricter version may have become active since this very case was accepted.
            return cases.file(id)
                    .filter(known -> known.received().inputHash().equals(hash))
                    .orElseThrow(() -> refused);
        }
        Entry first = cases.next(
                id.value(),
                Optional.empty(),
                Actor.client(submission.client()),
                Optional.of(workflow.name()),
                new CaseEvent.Received(
                        workflow.version(),
                        submission.source(),
                        submission.submitter(),
                        submission.reference(),
                        hash,
                        cleaned.hidden(),
                        Optional.of(cleaned.input())));
        return cases.append(first) ? CaseFile.of(List.of(first)) : met(id, hash, at);
    }

    private CaseFile met(CaseId id, String hash, String at) {
        CaseFile file = cases.file(id).orElseThrow(() -> new IllegalStateException("case " + id + " is gone"));
        if (!file.received().inputHash().equals(hash)) {
            throw Problem.at(
                    422,
                    "idempotency-conflict",
                    at,
                    "This idempotency key was used with another body; use a new key for a new case");
        }
        return file;
    }

    private static void check(Submission submission, String at) {
        submission.key().filter(key -> key.isBlank() || key.length() > MAX_KEY).ifPresent(key -> {
            String detail = "An idempotency key has 1 to " + MAX_KEY + " characters";
            boolean header = submission.source().equals("http") && at.isEmpty();
            throw header
                    ? Problem.at(400, "bad-idempotency-key", Problem.In.HEADER, "idempotency-key", detail)
                    : Problem.at(400, "bad-idempotency-key", at + "/idempotencyKey", detail);
        });
        submission.reference().filter(text -> text.length() > MAX_REFERENCE).ifPresent(text -> {
            throw Problem.at(
                    422,
                    "invalid-input",
                    at + "/reference",
                    "A reference has at most " + MAX_REFERENCE + " characters");
        });
    }

    private record Cleaned(Map<String, Object> input, int hidden) {}

    private Cleaned clean(Workflow workflow, Submission submission, String at) {
        CaseSchema schema = schemas.computeIfAbsent(
                workflow.name() + "#" + workflow.version(), key -> CaseSchema.compile(workflow.inputSchema()));
        refuse(schema.validate(submission.input()), at);
        Normaliser.Normalised normalised = Normaliser.normalise(submission.input(), schema.declared());
        refuse(normalised.problems(), at);
        if (!normalised.value().equals(submission.input())) {
            refuse(schema.validate(normalised.value()), at); // what was only white space is too short now
        }
        Masker.Masked masked = Masker.mask(normalised.value(), schema.declared());
        submission.reference().filter(masked::reveals).ifPresent(reference -> {
            throw Problem.at(
                    422,
                    "invalid-input",
                    at + "/reference",
                    "The reference holds the value of a sensitive field; it is kept in the audit log, so use another");
        });
        return new Cleaned(masked.value(), normalised.hiddenCharactersRemoved());
    }

    private static void refuse(List<Violation> violations, String at) {
        if (!violations.isEmpty()) {
            throw Problem.at(
                    422,
                    "invalid-input",
                    "The input does not fit the workflow's schema",
                    violations.stream()
                            .map(violation ->
                                    new Problem.Place(at + "/input" + violation.pointer(), violation.problem()))
                            .toList());
        }
    }

    /** @throws Problem 422 if there is no input object */
    static Map<String, Object> input(Fields body, String at) {
        try {
            return body.optionalMap("input")
                    .orElseThrow(() -> Problem.at(422, "invalid-input", at + "/input", "The input is missing"));
        } catch (IllegalArgumentException e) {
            throw Problem.at(422, "invalid-input", at + "/input", "The input is not an object");
        }
    }

    /** @throws Problem 422 if the field is there and no text */
    static Optional<String> text(Fields body, String name, String at) {
        try {
            return body.optionalText(name);
        } catch (IllegalArgumentException e) {
            throw Problem.at(422, "invalid-input", at + "/" + name, "This is not text");
        }
    }
}
