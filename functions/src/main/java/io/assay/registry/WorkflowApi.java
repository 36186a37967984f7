package io.assay.registry;

import io.assay.aws.WorkflowChanges;
import io.assay.core.CanonicalJson;
import io.assay.core.CertificateInForce;
import io.assay.core.Fields;
import io.assay.core.Standing;
import io.assay.core.WorkflowFile;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Workflows by HTTP. */
public final class WorkflowApi {
    /** Of a document, as sent and as stored; a table item holds 400 KB. */
    private static final int MAX_DOCUMENT = 256 * 1024;

    private static final int MAX_BODY = 4 * 1024;
    private static final int MAX_REASON = 500;

    private final Registry registry;
    private final HttpAnswer openApi = HttpAnswer.json(200, OpenApi.document());

    public WorkflowApi(Registry registry) {
        this.registry = registry;
    }

    /** {@code PUT /workflows/{workflow}}: 201 with the new version, 200 if the newest is the same document. */
    public HttpAnswer put(HttpRequest request) {
        Map<String, Object> document = request.object(MAX_DOCUMENT);
        bounded(document);
        WorkflowChanges.Changed put = registry.put(request.requireCaller(), name(request), document);
        int version = put.file().newest().orElseThrow().number();
        return HttpAnswer.json(
                put.changed() ? 201 : 200, identity(put.file(), version).done());
    }

    /** {@code GET /workflows/{workflow}?version=}: by default the active version, the newest while none is active. */
    public HttpAnswer show(HttpRequest request) {
        WorkflowFile file = registry.find(request.requireCaller(), name(request));
        int version = Optional.ofNullable(request.query().get("version"))
                .map(WorkflowApi::number)
                .or(() -> file.standing().activeVersion())
                .orElseGet(() -> file.newest().orElseThrow().number());
        if (file.version(version).isEmpty()) {
            throw Problem.at(
                    404,
                    "unknown-version",
                    Problem.In.QUERY,
                    "version",
                    "The workflow has no such version; the newest is "
                            + file.newest().orElseThrow().number());
        }
        return HttpAnswer.json(
                200,
                identity(file, version)
                        .put("document", registry.document(file, version))
                        .put("standing", standing(file.standing()))
                        .done());
    }

    /** {@code GET /workflows/{workflow}/versions}: newest first. */
    public HttpAnswer versions(HttpRequest request) {
        WorkflowFile file = registry.find(request.requireCaller(), name(request));
        return HttpAnswer.json(
                200,
                Map.of(
                        "workflow",
                        file.name(),
                        "versions",
                        file.versions().reversed().stream()
                                .map(version -> version(file, version))
                                .toList()));
    }

    /** {@code POST /workflows/{workflow}/activate} with {@code {version}}. */
    public HttpAnswer activate(HttpRequest request) {
        Fields body = request.json(MAX_BODY, "version");
        int version;
        try {
            version = body.whole("version");
        } catch (IllegalArgumentException e) {
            throw Problem.at(422, "invalid-request", "/version", "Give the number of the version to activate");
        }
        return answer(registry.activate(request.requireCaller(), name(request), version));
    }

    /** {@code POST /workflows/{workflow}/stop} with {@code {reason}}. */
    public HttpAnswer stop(HttpRequest request) {
        return answer(registry.stop(request.requireCaller(), name(request), reason(request)));
    }

    /** {@code POST /workflows/{workflow}/resume} with {@code {reason}}. */
    public HttpAnswer resume(HttpRequest request) {
        return answer(registry.resume(request.requireCaller(), name(request), reason(request)));
    }

    /** {@code GET /openapi.json}, public. */
    public HttpAnswer openApi(HttpRequest request) {
        return openApi;
    }

    private static String name(HttpRequest request) {
        return request.pathParameter("workflow");
    }

    /** @throws Problem 422 if the document cannot be written as RFC 8785 has it, 413 if that is too large */
    private static void bounded(Map<String, Object> document) {
        int bytes;
        try {
            bytes = CanonicalJson.text(document).getBytes(StandardCharsets.UTF_8).length;
        } catch (IllegalArgumentException e) {
            throw Problem.at(422, "invalid-workflow", "", "The document holds a " + e.getMessage());
        }
        if (bytes > MAX_DOCUMENT) {
            throw Problem.at(
                    413,
                    "too-large",
                    "",
                    "The document has " + bytes + " bytes; at most " + MAX_DOCUMENT + " are taken");
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.at(
                    400,
                    "bad-version",
                    Problem.In.QUERY,
                    "version",
                    "The parameter version is the number of a version");
        }
    }

    private static String reason(HttpRequest request) {
        Optional<String> reason;
        try {
            reason = request.json(MAX_BODY, "reason").optionalText("reason").map(String::strip);
        } catch (IllegalArgumentException e) {
            reason = Optional.empty();
        }
        return reason.filter(text -> !text.isEmpty() && text.length() <= MAX_REASON)
                .orElseThrow(() -> Problem.at(
                        422,
                        "invalid-request",
                        "/reason",
                        "Give a reason of 1 to " + MAX_REASON + " characters; it stays in the audit log"));
    }

    private static HttpAnswer answer(WorkflowChanges.Changed change) {
        WorkflowFile file = change.file();
        return HttpAnswer.json(
                200,
                Map.of(
                        "workflow",
                        file.name(),
                        "changed",
                        change.changed(),
                        "standing",
                        standing(file.standing()),
                        "links",
                        Map.of("self", self(file), "versions", self(file) + "/versions")));
    }

    private static Fields.Writer identity(WorkflowFile file, int version) {
        return Fields.write()
                .put("workflow", file.name())
                .put("version", version)
                .put("active", file.isActive(version))
                .put(
                        "links",
                        Map.of(
                                "self",
                                self(file) + "?version=" + version,
                                "versions",
                                self(file) + "/versions",
                                "activate",
                                self(file) + "/activate",
                                "cases",
                                self(file) + "/cases"));
    }

    private static Map<String, Object> version(WorkflowFile file, WorkflowFile.Version version) {
        return Map.of(
                "version",
                version.number(),
                "at",
                version.at().toString(),
                "by",
                Map.of(
                        "kind",
                        version.by().kind().name().toLowerCase(Locale.ROOT),
                        "id",
                        version.by().id()),
                "documentSha256",
                version.documentSha256(),
                "active",
                file.isActive(version.number()),
                "links",
                Map.of("self", self(file) + "?version=" + version.number()));
    }

    private static Map<String, Object> standing(Standing standing) {
        return Fields.write()
                .put("activeVersion", standing.activeVersion())
                .put("phase", standing.phase().word())
                .put(
                        "threshold",
                        standing.certificate()
                                .map(CertificateInForce::asThreshold)
                                .or(standing::threshold)
                                .map(Fields::threshold))
                .put("certificate", standing.certificate().map(CertificateInForce::clear))
                .put("stopped", standing.stopped().isPresent())
                .put("stopReason", standing.stopped())
                .put("alarm", standing.alarm())
                .put("degenerate", standing.degenerate())
                .done();
    }

    private static String self(WorkflowFile file) {
        return "/workflows/" + file.name();
    }
}
