package io.assay.core;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a workflow version says about deciding.
 *
 * @param phase         autonomy that activating this version brings
 * @param threshold     declared by the owner; empty: only a certificate can bring one
 * @param qualitySample share of the automated cases that also goes to blind review, in pilot the share of all cases that
 *                      is decided blind, in [0, 1]
 * @param critical      labels that always go to a person
 */
public record Policy(
        Phase phase, Optional<Threshold> threshold, double qualitySample, Set<Label> critical, Certifying certifying) {

    /**
     * What a certificate has to promise.
     *
     * @param targetRisk    error rate among the automated, in (0, 1); empty: nothing can be certified
     * @param delta         chance that a certificate is wrong, in (0, 1)
     * @param detectionDays in which a doubled error rate must be noticed, more than 0; empty: nothing is promised
     * @param caps          error rate that a label may have, in (0, 1]
     */
    public record Certifying(
            Optional<Double> targetRisk, double delta, Optional<Double> detectionDays, Map<Label, Double> caps) {
        /** Where a workflow states none. */
        static final double DELTA = 0.05;

        public Certifying {
            caps = Map.copyOf(caps);
        }

        public static final Certifying NOTHING = new Certifying(Optional.empty(), DELTA, Optional.empty(), Map.of());
    }

    public Policy {
        critical = Set.copyOf(critical);
        if (!(qualitySample >= 0 && qualitySample <= 1)) {
            throw new IllegalArgumentException("quality sample outside [0, 1]: " + qualitySample);
        }
    }

    /** Of a workflow that certifies nothing. */
    public Policy(Phase phase, Optional<Threshold> threshold, double qualitySample, Set<Label> critical) {
        this(phase, threshold, qualitySample, critical, Certifying.NOTHING);
    }

    public boolean critical(Label label) {
        return critical.contains(label);
    }
}
