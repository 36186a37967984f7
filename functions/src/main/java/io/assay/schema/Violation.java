package io.assay.schema;

/**
 * One thing wrong with what a caller sent, told so that the caller can mend it.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); empty for the whole document
 * @param problem what is wrong, as a sentence; never repeats the value, which may be personal
 */
public record Violation(String pointer, String problem) {

    public static Violation at(Pointer pointer, String problem) {
        return new Violation(pointer.text(), problem);
    }
}
