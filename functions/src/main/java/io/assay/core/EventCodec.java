package io.assay.core;

import java.time.Duration;
import java.util.Map;

/** Turns the clear and sealed parts of a stored event into its record. */
final class EventCodec {

    private EventCodec() {}

    /**
     * @param sealed   the opened sealed part; empty once forgotten
     * @param versions that the release knows
     * @throws UnknownEventVersion      if it does not know the type or the version of its shape
     * @throws IllegalArgumentException if a field is missing or of another kind
     */
    static Event decode(
            String type,
            int schemaVersion,
            Map<String, Object> clear,
            Map<String, Object> sealed,
            EventVersions versions) {
        if (schemaVersion < 1 || schemaVersion > versions.read()) {
            throw new UnknownEventVersion(type, schemaVersion);
        }
        Fields in = new Fields(clear);
        Fields hidden = new Fields(sealed);
        return switch (type) {
            case "Received" ->
                new CaseEvent.Received(
                        in.whole("version"),
                        in.text("source"),
                        in.text("submitter"),
                        in.optionalText("reference"),
                        in.text("inputHash"),
                        in.whole("hidden"),
                        hidden.optionalMap("input"));
            case "Predicted" ->
                new CaseEvent.Predicted(
                        in.word("role", CaseEvent.Role.class),
                        in.optionalLabel("label"),
                        in.optionalNumber("confidence").map(Confidence::new),
                        in.text("confidenceSource"),
                        in.optionalText("problem"),
                        new Usage(in.whole("inputTokens"), in.whole("outputTokens")),
                        Duration.ofMillis(in.whole("latencyMs")),
                        in.money("cost"),
                        in.text("model"),
                        in.text("predictor"),
                        hidden.optionalText("rationale"));
            case "Decided" ->
                new CaseEvent.Decided(
                        outcome(in),
                        in.optionalNumber("confidence").map(Confidence::new),
                        in.threshold(),
                        in.checks(),
                        in.text("decidedBy"));
            case "Escalated" ->
                new CaseEvent.Escalated(
                        in.text("task"),
                        in.truth("first"),
                        in.reasons(),
                        in.text("group"),
                        in.truth("blind"),
                        in.instant("due"));
            case "QualitySampled" ->
                new CaseEvent.QualitySampled(
                        in.text("task"), in.text("group"), in.number("reviewProbability"), in.instant("due"));
            case "Reviewed" ->
                new CaseEvent.Reviewed(
                        in.text("task"),
                        in.label("label"),
                        in.text("reviewer"),
                        in.optionalTruth("agreed"),
                        in.truth("blind"),
                        in.optionalWhole("activeMs").map(Duration::ofMillis),
                        in.optionalFields("sample").map(BlindSample::of),
                        hidden.optionalText("note"));
            case "Acted" ->
                new CaseEvent.Acted(
                        in.text("decisionId"),
                        in.optionalText("supersedes"),
                        in.label("label"),
                        in.optionalLabel("modelLabel"),
                        in.optionalLabel("sentBefore"),
                        in.truth("byModel"),
                        in.text("target"),
                        in.text("receipt"),
                        in.optionalWhole("cycleMs").map(Duration::ofMillis).orElse(Duration.ZERO));
            case "Failed" -> new CaseEvent.Failed(in.text("stage"), in.text("problem"));
            case "SlaWarned" -> new CaseEvent.SlaWarned(in.text("task"), in.instant("due"));
            case "SlaBreached" -> new CaseEvent.SlaBreached(in.text("task"), in.instant("due"));
            case "VersionPut" -> new WorkflowEvent.VersionPut(in.whole("version"), in.text("documentSha256"));
            case "Activated" ->
                new WorkflowEvent.Activated(in.whole("version"), in.word("phase", Phase.class), in.threshold());
            case "Stopped" -> new WorkflowEvent.Stopped(in.text("reason"));
            case "Resumed" -> new WorkflowEvent.Resumed(in.text("reason"));
            case "Certified" -> new WorkflowEvent.Certified(WorkflowCertificate.of(in));
            case "NotCertified" ->
                new WorkflowEvent.NotCertified(
                        in.text("predictor"), in.whole("version"), in.whole("cases"), in.text("reason"));
            case "CertificateActivated" ->
                new WorkflowEvent.CertificateActivated(
                        CertificateInForce.of(in.fields("certificate")), in.word("phase", Phase.class));
            case "Alarmed" ->
                new WorkflowEvent.Alarmed(
                        in.whole("certificate"),
                        in.whole("samples"),
                        in.whole("errors"),
                        in.number("statistic"),
                        in.text("finding"));
            case "AuditCompared" ->
                new StackEvent.AuditCompared(
                        in.text("day"), in.whole("events"), in.whole("missing"), in.whole("altered"));
            default -> throw new UnknownEventVersion(type, schemaVersion);
        };
    }

    private static Outcome outcome(Fields in) {
        String outcome = in.text("outcome");
        return switch (outcome) {
            case "automate" ->
                new Outcome.Automate(
                        in.label("label"),
                        in.threshold().orElseThrow(() -> new IllegalArgumentException("field threshold is missing")),
                        in.truth("qualitySample"),
                        in.number("reviewProbability"));
            case "escalate" -> new Outcome.Escalate(in.reasons(), in.optionalNumber("blindProbability"));
            default -> throw new IllegalArgumentException("field outcome is neither automate nor escalate");
        };
    }
}
