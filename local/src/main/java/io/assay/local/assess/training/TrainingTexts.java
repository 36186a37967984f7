package io.assay.local.assess.training;

import io.assay.core.resampling.Groups;
import io.assay.core.resampling.NearDuplicates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What two training files have in common. */
public final class TrainingTexts {
    private TrainingTexts() {}

    /**
     * Groups of near-duplicates over both files.
     *
     * @param heldOut lines of a file that must not be learned
     */
    public static TrainingLint.HeldOut heldOut(List<String> lines, List<String> heldOut, TrainingRules rules) {
        List<String> texts = new ArrayList<>();
        texts.addAll(questions(lines, rules));
        texts.addAll(questions(heldOut, rules));
        Groups groups = NearDuplicates.group(texts);
        List<Integer> groupOf = new ArrayList<>();
        Set<Integer> outside = new HashSet<>();
        for (int row = 0; row < texts.size(); row++) {
            if (row < lines.size()) {
                groupOf.add(groups.groupOf(row));
            } else if (!texts.get(row).isBlank()) {
                outside.add(groups.groupOf(row));
            }
        }
        return new TrainingLint.HeldOut(groupOf, outside);
    }

    private static List<String> questions(List<String> lines, TrainingRules rules) {
        return lines.stream()
                .map(line -> Conversation.read(1, line, rules).question())
                .toList();
    }
}
