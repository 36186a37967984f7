package io.assay.local.assess.files;

import static io.assay.local.assess.files.InputProblem.quoted;

import io.assay.core.verdict.Estimate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An input as a flag gives it: {@code N}, {@code LOW..HIGH} (the middle is likely) or {@code LOW..LIKELY..HIGH}. */
public final class EstimateText {
    private static final String NUMBER = "(" + NumberText.PATTERN + ")";
    private static final Pattern SHAPE = Pattern.compile(NUMBER + "(?:\\.\\." + NUMBER + ")?(?:\\.\\." + NUMBER + ")?");

    private EstimateText() {}

    /**
     * @param flag for messages, for example {@code --volume}
     * @throws InputProblem if the text has another shape, or its numbers do not ascend
     */
    public static Estimate parse(String flag, String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw InputProblem.of(
                    flag,
                    quoted(text) + " is no number or range",
                    "write 20000, 15000..30000 or 15000..20000..30000, with a decimal point and no other sign");
        }
        double low = Double.parseDouble(matcher.group(1));
        @Nullable String second = matcher.group(2);
        @Nullable String third = matcher.group(3);
        double high = third != null ? Double.parseDouble(third) : second != null ? Double.parseDouble(second) : low;
        double likely = third != null && second != null ? Double.parseDouble(second) : low + (high - low) / 2;
        if (!Double.isFinite(high) || !(low <= likely && likely <= high)) {
            throw InputProblem.of(flag, quoted(text) + " does not ascend", "write the lowest number first");
        }
        return new Estimate(low, likely, high, Estimate.Source.GIVEN);
    }
}
