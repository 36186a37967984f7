package io.assay.core;

import io.assay.core.calibration.CalibrationMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate with what it rests on. Never changed; a new sample makes a new one.
 *
 * @param terms       what it promises
 * @param version     of the workflow, whose policy asked for it
 * @param coverage    share of {@code cases} that it accepts, in [0, 1]
 * @param accepted    cases of the certifying part at or above the threshold
 * @param errors      wrong answers among them
 * @param cases       in the certifying part; where {@code least} is above 0, those at or above it
 * @param fitted      cases of the other part, on which labels were excluded and the calibration was fitted
 * @param least       confidence below which the sample holds no cases, for they had no chance to be reviewed blind; in
 *                    [0, 1]
 * @param rate        chance of each case to be in the sample, in (0, 1]
 * @param since       when its first case was reviewed
 * @param look        how often a sample of this predictor had been tested within the life of a certificate, this time
 *                    included; at least 1
 * @param deltaSpent  of δ on this look, in (0, 1)
 * @param calibration from raw confidence to the probability of being right
 * @param noticedIn   days in which a doubled error rate is noticed; empty: nothing is promised
 * @param noise       share of the reviews' labels that may be wrong, upper 95 % bound; empty: not known
 */
public record WorkflowCertificate(
        CertificateInForce terms,
        int version,
        double coverage,
        int accepted,
        int errors,
        int cases,
        int fitted,
        double least,
        double rate,
        Instant since,
        int look,
        double deltaSpent,
        CalibrationMap calibration,
        Optional<Double> noticedIn,
        Optional<Double> noise) {

    /** The labels may be wrong too often to tell the model's errors from the reviewers'. */
    public Optional<Boolean> noiseLimited() {
        return noise.map(upper -> upper > terms.targetRisk() / 2);
    }

    /** As {@link #of} reads it. */
    public Map<String, Object> clear() {
        return Fields.write()
                .put("terms", terms.clear())
                .put("version", version)
                .put("coverage", coverage)
                .put("accepted", accepted)
                .put("errors", errors)
                .put("cases", cases)
                .put("fitted", fitted)
                .put("least", least)
                .put("rate", rate)
                .put("since", since.toString())
                .put("look", look)
                .put("deltaSpent", deltaSpent)
                .put("calibration", calibration(calibration))
                .put("noticedIn", noticedIn)
                .put("noise", noise)
                .done();
    }

    /** @throws IllegalArgumentException naming a field that is missing or of another kind */
    public static WorkflowCertificate of(Fields in) {
        return new WorkflowCertificate(
                CertificateInForce.of(in.fields("terms")),
                in.whole("version"),
                in.number("coverage"),
                in.whole("accepted"),
                in.whole("errors"),
                in.whole("cases"),
                in.whole("fitted"),
                in.number("least"),
                in.number("rate"),
                in.instant("since"),
                in.whole("look"),
                in.number("deltaSpent"),
                calibration(in.fields("calibration")),
                in.optionalNumber("noticedIn"),
                in.optionalNumber("noise"));
    }

    private static Map<String, Object> calibration(CalibrationMap map) {
        return switch (map) {
            case CalibrationMap.Identity identity -> Map.of("kind", "identity");
            case CalibrationMap.Temperature(double inverse) -> Map.of("kind", "temperature", "inverse", inverse);
            case CalibrationMap.Platt(double slope, double intercept) ->
                Map.of("kind", "platt", "slope", slope, "intercept", intercept);
            case CalibrationMap.Isotonic(List<CalibrationMap.Isotonic.Knot> knots) ->
                Map.of(
                        "kind",
                        "isotonic",
                        "knots",
                        knots.stream()
                                .map(knot -> Map.of("raw", knot.raw(), "probability", knot.probability()))
                                .toList());
        };
    }

    private static CalibrationMap calibration(Fields in) {
        return switch (in.text("kind")) {
            case "identity" -> new CalibrationMap.Identity();
            case "temperature" -> new CalibrationMap.Temperature(in.number("inverse"));
            case "platt" -> new CalibrationMap.Platt(in.number("slope"), in.number("intercept"));
            case "isotonic" ->
                new CalibrationMap.Isotonic(in.list("knots").stream()
                        .map(knot -> new CalibrationMap.Isotonic.Knot(knot.number("raw"), knot.number("probability")))
                        .toList());
            default -> throw new IllegalArgumentException("field kind is no kind of calibration");
        };
    }
}
