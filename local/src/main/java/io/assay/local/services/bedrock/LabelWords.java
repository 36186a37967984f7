package io.assay.local.services.bedrock;

import java.util.regex.Pattern;

/** A label's name as words. */
public final class LabelWords {
    private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");
    private static final Pattern JOINT = Pattern.compile("[_.-]+");

    private LabelWords() {}

    /** {@code account_access} and {@code accountAccess} read "account access". */
    public static String of(String name) {
        String apart = HUMP.matcher(name).replaceAll("$1 $2");
        return JOINT.matcher(apart).replaceAll(" ").strip();
    }
}
