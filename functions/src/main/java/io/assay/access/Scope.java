package io.assay.access;

/** What a token allows; the HTTP API checks it on the route. */
public enum Scope {
    CASES_WRITE("cases.write"),
    CASES_READ("cases.read"),
    REVIEWS("reviews"),
    REVIEWS_LEAD("reviews.lead"),
    WORKFLOWS_ADMIN("workflows.admin"),
    AUDIT("audit"),
    PERSONAL_REVEAL("personal.reveal"),
    PERSONAL_ERASE("personal.erase");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As the token and the template spell it. */
    public String word() {
        return word;
    }
}
