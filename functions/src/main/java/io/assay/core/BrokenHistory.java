package io.assay.core;

/** A history that cannot be one: a gap, another order, or a wrong {@code prev}. */
public final class BrokenHistory extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenHistory(String message) {
        super(message);
    }
}
