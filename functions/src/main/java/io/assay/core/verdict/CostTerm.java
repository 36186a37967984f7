package io.assay.core.verdict;

/** What money goes for. The terms of an arm add up to its present cost. */
public enum CostTerm {
    TOKENS("model tokens"),
    ERRORS("errors of automated answers"),
    QUALITY_SAMPLE("blind quality samples"),
    REVIEW("people's time for cases"),
    PEOPLE_ERRORS("people's errors"),
    HOSTING("hosting"),
    MODEL_STORAGE("storage of custom models"),
    VECTOR_STORE("vector store"),
    UPKEEP("upkeep"),
    EVALUATION_LABELS("evaluation labels"),
    BUILD("building"),
    VALIDATION("validation and approval"),
    EXTRA_LABELS("extra labels"),
    TRAINING("training"),
    EVALUATION_RUNS("evaluation runs"),
    SHADOW("shadow operation"),
    RETRAINING("retraining");

    private final String word;

    CostTerm(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
