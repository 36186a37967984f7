package io.assay.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of a certificate evaluation needs: an answer of this predictor at or above the threshold may act alone.
 *
 * @param number        1, 2, 3 … in its workflow
 * @param predictor     whose answers it is about
 * @param threshold     least raw confidence, in [0, 1]
 * @param targetRisk    ε, error rate among the automated that it promises, in (0, 1)
 * @param delta         chance that the promise is wrong, in (0, 1)
 * @param excluded      labels that it leaves to people
 * @param qualitySample share of the automated cases that goes to blind review, in (0, 1]
 * @param expiresAt     from then on it holds no more
 */
public record CertificateInForce(
        int number,
        String predictor,
        double threshold,
        double targetRisk,
        double delta,
        Set<Label> excluded,
        double qualitySample,
        Instant expiresAt) {

    public CertificateInForce {
        excluded = Set.copyOf(excluded);
        if (!(qualitySample > 0 && qualitySample <= 1)) {
            throw new IllegalArgumentException("quality sample outside (0, 1]: " + qualitySample);
        }
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** As decisions name it. */
    public String id() {
        return Integer.toString(number);
    }

    public Threshold asThreshold() {
        return new Threshold(threshold, new Threshold.Basis.Certified(id(), predictor));
    }

    /** As {@link #of} reads it. */
    public Map<String, Object> clear() {
        return Map.of(
                "number",
                number,
                "predictor",
                predictor,
                "threshold",
                threshold,
                "targetRisk",
                targetRisk,
                "delta",
                delta,
                "excluded",
                excluded.stream().map(Label::value).sorted().toList(),
                "qualitySample",
                qualitySample,
                "expiresAt",
                expiresAt.toString());
    }

    /** @throws IllegalArgumentException naming a field that is missing or of another kind */
    public static CertificateInForce of(Fields in) {
        List<String> excluded = in.texts("excluded");
        return new CertificateInForce(
                in.whole("number"),
                in.text("predictor"),
                in.number("threshold"),
                in.number("targetRisk"),
                in.number("delta"),
                Set.copyOf(excluded.stream().map(Label::new).toList()),
                in.number("qualitySample"),
                in.instant("expiresAt"));
    }
}
