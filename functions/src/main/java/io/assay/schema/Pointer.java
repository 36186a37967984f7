package io.assay.schema;

/**
 * A JSON Pointer (RFC 6901) that grows from the root.
 *
 * @param text the pointer; empty for the whole document
 */
public record Pointer(String text) {

    public static final Pointer ROOT = new Pointer("");

    public Pointer field(String name) {
        return new Pointer(text + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /**
     * @param index position in an array, from 0
     */
    public Pointer item(int index) {
        return new Pointer(text + "/" + index);
    }
}
