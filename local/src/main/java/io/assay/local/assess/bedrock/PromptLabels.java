package io.assay.local.assess.bedrock;

import io.assay.core.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The label set as the pipeline spells it: lower case, hyphens; what cannot be spelled so, or would be another's, gets its
 * number.
 *
 * @param names by place in the label set
 */
record PromptLabels(List<Label> names) {
    private static final int LONGEST = 60;

    static PromptLabels of(List<String> labels) {
        List<Label> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int place = 0; place < labels.size(); place++) {
            String spelled = labels.get(place)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "-")
                    .replaceAll("^-+|-+$", "");
            if (spelled.length() > LONGEST) {
                spelled = spelled.substring(0, LONGEST);
            }
            if (spelled.isEmpty() || !taken.add(spelled)) {
                spelled = "label-" + (place + 1);
                taken.add(spelled);
            }
            names.add(new Label(spelled));
        }
        return new PromptLabels(List.copyOf(names));
    }

    /** Its place; −1: none of the set. */
    int place(String name) {
        for (int place = 0; place < names.size(); place++) {
            if (names.get(place).value().equals(name)) {
                return place;
            }
        }
        return -1;
    }

    String name(int place) {
        return names.get(place).value();
    }
}
