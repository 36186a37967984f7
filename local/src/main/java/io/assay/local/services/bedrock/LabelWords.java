package io.assay.local.services.bedrock;

/** A label's name as words. */
public final class LabelWords {
    private LabelWords() {}

    /** {@code account_access} and {@code accountAccess} read "account access". */
    public static String of(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2")
                .replaceAll("[_.-]+", " ")
                .strip();
    }
}
