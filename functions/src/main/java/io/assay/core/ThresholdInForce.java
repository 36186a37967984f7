package io.assay.core;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What of the standing holds for one case: a certificate while it lasts, and for its predictor only; without one the
 * threshold that the case's own version declares, for another version's was meant for another model or prompt. A
 * certificate that does not hold is not replaced by what was declared before it.
 *
 * @param threshold     empty: nothing may act alone
 * @param detail        why there is none, or what it rests on
 * @param excluded      labels that the certificate leaves to people
 * @param qualitySample share of the automated cases that goes to blind review, in [0, 1]
 */
record ThresholdInForce(
        Optional<Threshold> threshold, String detail, Set<Label> excluded, double qualitySample, boolean certified) {

    /** @param predictor what answered; empty: nothing did */
    static ThresholdInForce of(Policy policy, Standing standing, Optional<String> predictor, Instant now) {
        if (standing.certificate().isEmpty()) {
            Optional<Threshold> declared = standing.threshold().flatMap(inForce -> policy.threshold());
            return new ThresholdInForce(
                    declared,
                    declared.map(t -> t.basis().wording()).orElse("No threshold is in force for this predictor"),
                    Set.of(),
                    policy.qualitySample(),
                    false);
        }
        CertificateInForce certificate = standing.certificate().get();
        if (predictor.filter(certificate.predictor()::equals).isEmpty()) {
            return none(
                    "The certificate " + certificate.number() + " is for another predictor than the one that answered",
                    policy);
        }
        if (certificate.expired(now)) {
            return none("The certificate " + certificate.number() + " expired at " + certificate.expiresAt(), policy);
        }
        Threshold threshold = certificate.asThreshold();
        return new ThresholdInForce(
                Optional.of(threshold),
                threshold.basis().wording(),
                certificate.excluded(),
                Math.max(policy.qualitySample(), certificate.qualitySample()),
                true);
    }

    private static ThresholdInForce none(String detail, Policy policy) {
        return new ThresholdInForce(Optional.empty(), detail, Set.of(), policy.qualitySample(), false);
    }
}
