package io.assay.core;

/**
 * Tokens of one model call.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if a count is negative.
 */
public record Usage(int inputTokens, int outputTokens) {

    public Usage {
        if (inputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException("negative token count");
        }
    }
}
