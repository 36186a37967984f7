package io.assay.core.verdict;

import java.util.Locale;

/** What answered, and so what a verdict is about. */
public enum VerdictScope {
    /** The local stand-in: no evidence about Bedrock. */
    REHEARSAL("rehearsal on a stand-in model, no evidence about Bedrock"),
    BEDROCK("answered by Bedrock"),
    ANSWERS("for the answers given");

    private final String phrase;

    VerdictScope(String phrase) {
        this.phrase = phrase;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a reason begins. */
    public String phrase() {
        return phrase;
    }
}
