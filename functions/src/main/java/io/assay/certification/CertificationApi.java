package io.assay.certification;

import io.assay.access.Caller;
import io.assay.aws.WorkflowChanges;
import io.assay.core.CertificateInForce;
import io.assay.core.Fields;
import io.assay.core.Standing;
import io.assay.core.Workflow;
import io.assay.core.WorkflowCertificate;
import io.assay.core.WorkflowFile;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import io.assay.model.Predictors;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Certificates by HTTP. */
public final class CertificationApi {
    private final Certification certification;
    private final Clock clock;

    public CertificationApi(Certification certification, Clock clock) {
        this.certification = certification;
        this.clock = clock;
    }

    /** {@code GET /workflows/{workflow}/certificates}: newest first, and what the monitor of the one in force says. */
    public HttpAnswer list(HttpRequest request) {
        WorkflowFile file = visible(request);
        Optional<String> predictor =
                file.standing().activeVersion().map(version -> Predictors.hash(workflow(file, version)));
        return HttpAnswer.json(
                200,
                Fields.write()
                        .put("workflow", file.name())
                        .put("predictor", predictor)
                        .put(
                                "certificates",
                                file.certificates().reversed().stream()
                                        .map(issued -> certificate(file, issued))
                                        .toList())
                        .put("monitor", certification.monitor(file).map(CertificationApi::monitor))
                        .put("alarm", file.standing().alarm())
                        .done());
    }

    /**
     * {@code POST /workflows/{workflow}/certificates}: 201 with a new certificate, 200 with the last one if no review came
     * since.
     *
     * @throws Problem 403 if the caller may not change the workflow, 409 if nothing can be certified, with the reason
     */
    public HttpAnswer issue(HttpRequest request) {
        WorkflowFile file = visible(request);
        requireAdministrator(request.requireCaller(), file);
        Certification.Tested tested = certification
                .test(file.name(), request.requireCaller().actor())
                .orElseThrow(CertificationApi::changedMeanwhile);
        return switch (tested) {
            case Certification.Tested.Certified certified ->
                HttpAnswer.json(certified.fresh() ? 201 : 200, certificate(certified.file(), certified.issued()));
            case Certification.Tested.Refused refused ->
                throw Problem.at(409, refused.code(), Problem.In.PATH, "workflow", refused.reason());
        };
    }

    /**
     * {@code POST /workflows/{workflow}/certificates/{certificate}/activate}: by a person.
     *
     * @throws Problem 404 if there is none of that number, 403 if the caller may not, 409 if it holds no more or is for
     *     another predictor
     */
    public HttpAnswer activate(HttpRequest request) {
        Caller caller = request.requireCaller();
        WorkflowFile file = visible(request);
        requireAdministrator(caller, file);
        if (!caller.isPerson()) {
            throw Problem.of(403, "not-a-person", "A person has to put a certificate in force; use the token of one");
        }
        int number = number(request);
        WorkflowChanges.Changed changed = certification
                .activate(file.name(), caller.actor(), now -> terms(now, number))
                .orElseThrow(CertificationApi::changedMeanwhile);
        return HttpAnswer.json(
                200,
                Map.of(
                        "workflow",
                        file.name(),
                        "changed",
                        changed.changed(),
                        "phase",
                        changed.file().standing().phase().word(),
                        "certificate",
                        certificate(
                                changed.file(),
                                changed.file().certificate(number).orElseThrow())));
    }

    private CertificateInForce terms(WorkflowFile file, int number) {
        WorkflowFile.Issued issued = file.certificate(number)
                .orElseThrow(() -> Problem.at(
                        404,
                        "unknown-certificate",
                        Problem.In.PATH,
                        "certificate",
                        "The workflow has no such certificate; it has "
                                + file.certificates().size()));
        CertificateInForce terms = issued.certificate().terms();
        if (terms.expired(clock.instant())) {
            throw refusal("expired", "The certificate expired at " + terms.expiresAt() + "; have a new one computed");
        }
        if (isVoid(file, issued)) {
            throw refusal(
                    "certificate-void",
                    "The monitor rang after this certificate was issued; have a new one computed from later reviews");
        }
        boolean fits = file.standing()
                .activeVersion()
                .filter(version -> Predictors.hash(workflow(file, version)).equals(terms.predictor()))
                .isPresent();
        if (!fits) {
            throw refusal(
                    "other-predictor",
                    "The certificate is for another predictor than the active version's: its model, prompt or labels"
                            + " differ");
        }
        return terms;
    }

    private static Problem refusal(String code, String detail) {
        return Problem.at(409, code, Problem.In.PATH, "certificate", detail);
    }

    private static boolean isVoid(WorkflowFile file, WorkflowFile.Issued issued) {
        return file.alarmedAt().filter(at -> !at.isBefore(issued.at())).isPresent();
    }

    private static int number(HttpRequest request) {
        try {
            return Integer.parseInt(request.pathParameter("certificate"));
        } catch (NumberFormatException e) {
            throw Problem.at(
                    404,
                    "unknown-certificate",
                    Problem.In.PATH,
                    "certificate",
                    "Certificates are named by their numbers: 1, 2, 3 …");
        }
    }

    /** @throws Problem 404 if there is none, or the caller is in none of its groups */
    private WorkflowFile visible(HttpRequest request) {
        WorkflowFile file = certification.file(request.pathParameter("workflow"));
        return file.newest()
                .filter(newest -> request.requireCaller()
                        .inAnyOf(workflow(file, newest.number()).everybody()))
                .map(newest -> file)
                .orElseThrow(() -> Problem.at(
                        404,
                        "unknown-workflow",
                        Problem.In.PATH,
                        "workflow",
                        "There is no workflow of that name that you may see"));
    }

    private void requireAdministrator(Caller caller, WorkflowFile file) {
        Workflow newest = workflow(file, file.newest().orElseThrow().number());
        if (!caller.inAnyOf(newest.groups().administer())) {
            throw Problem.at(
                    403,
                    "not-an-administrator",
                    Problem.In.PATH,
                    "workflow",
                    "You are in no group that may do this to this workflow");
        }
    }

    private Workflow workflow(WorkflowFile file, int version) {
        return certification.version(file.name(), version);
    }

    private static Problem changedMeanwhile() {
        return Problem.at(
                409,
                "changed-meanwhile",
                Problem.In.PATH,
                "workflow",
                "Others are changing this workflow; look at it and send the request again");
    }

    private Map<String, Object> certificate(WorkflowFile file, WorkflowFile.Issued issued) {
        WorkflowCertificate certificate = issued.certificate();
        Map<String, Object> json = new LinkedHashMap<>(certificate.clear());
        json.remove("terms");
        json.putAll(certificate.terms().clear());
        certificate.noiseLimited().ifPresent(limited -> json.put("noiseLimited", limited));
        json.put("at", issued.at().toString());
        json.put(
                "by",
                Map.of(
                        "kind",
                        issued.by().kind().name().toLowerCase(Locale.ROOT),
                        "id",
                        issued.by().id()));
        json.put("state", state(file, issued, clock.instant()));
        json.put(
                "links",
                Map.of(
                        "activate",
                        "/workflows/" + file.name() + "/certificates/"
                                + certificate.terms().number() + "/activate"));
        return json;
    }

    private static String state(WorkflowFile file, WorkflowFile.Issued issued, Instant now) {
        CertificateInForce terms = issued.certificate().terms();
        Standing standing = file.standing();
        if (isVoid(file, issued)) {
            return "void";
        }
        if (terms.expired(now)) {
            return "expired";
        }
        return standing.certificate().equals(Optional.of(terms)) ? "active" : "issued";
    }

    private static Map<String, Object> monitor(Monitor monitor) {
        return Map.of(
                "certificate", monitor.certificate().number(),
                "samples", monitor.samples(),
                "errors", monitor.errors(),
                "statistic", monitor.detector().statistic(),
                "alarmAt", monitor.limit());
    }
}
