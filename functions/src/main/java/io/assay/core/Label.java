package io.assay.core;

import java.util.regex.Pattern;

/**
 * One of a workflow's answers: lower-case letters, digits and hyphens, 1 to 64 characters.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if the value has another shape.
 */
public record Label(String value) implements Comparable<Label> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public Label {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a label (lower-case letters, digits, hyphens; 1 to 64 characters)");
        }
    }

    @Override
    public int compareTo(Label other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
