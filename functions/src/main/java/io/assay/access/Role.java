package io.assay.access;

import java.util.Locale;
import java.util.Set;

/** Roles of people and systems, and the scopes each brings: the one table. */
public enum Role {
    SUBMITTER,
    REVIEWER,
    LEAD,
    OPERATOR,
    AUDITOR,
    PRIVACY_OFFICER;

    public Set<Scope> scopes() {
        return switch (this) {
            case SUBMITTER -> Set.of(Scope.CASES_WRITE, Scope.CASES_READ);
            case REVIEWER -> Set.of(Scope.CASES_READ, Scope.REVIEWS);
            case LEAD -> Set.of(Scope.CASES_READ, Scope.REVIEWS, Scope.REVIEWS_LEAD);
            case OPERATOR -> Set.of(Scope.CASES_READ, Scope.WORKFLOWS_ADMIN);
            case AUDITOR -> Set.of(Scope.CASES_READ, Scope.AUDIT);
            case PRIVACY_OFFICER -> Set.of(Scope.CASES_READ, Scope.PERSONAL_REVEAL, Scope.PERSONAL_ERASE);
        };
    }

    /** For example {@code privacy-officer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
