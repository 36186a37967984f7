package io.assay.core;

import java.util.Optional;
import java.util.Set;

/**
 * What a workflow version says about deciding.
 *
 * @param phase         autonomy that activating this version brings
 * @param threshold     declared by the owner; empty: only a certificate can bring one
 * @param qualitySample share of the automated cases that also goes to blind review, in [0, 1]
 * @param critical      labels that always go to a person
 */
public record Policy(Phase phase, Optional<Threshold> threshold, double qualitySample, Set<Label> critical) {
    public Policy {
        critical = Set.copyOf(critical);
        if (!(qualitySample >= 0 && qualitySample <= 1)) {
            throw new IllegalArgumentException("quality sample outside [0, 1]: " + qualitySample);
        }
    }

    public boolean critical(Label label) {
        return critical.contains(label);
    }
}
