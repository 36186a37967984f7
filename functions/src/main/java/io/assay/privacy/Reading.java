package io.assay.privacy;

/** What became of one value that was to be normalised. */
sealed interface Reading {

    /**
     * @param value the normalised value
     */
    record Read(Object value) implements Reading {}

    /**
     * @param problem why it cannot be normalised, and how to write it; does not repeat the value
     */
    record Unreadable(String problem) implements Reading {}
}
