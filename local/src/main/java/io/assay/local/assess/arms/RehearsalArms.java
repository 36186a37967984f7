package io.assay.local.assess.arms;

import io.assay.local.assess.ReviewedCases;
import io.assay.local.services.bedrock.LabelWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The arms of a rehearsal: the methods of the local endpoint, asked in bulk. */
public final class RehearsalArms {
    private RehearsalArms() {}

    /**
     * Label names, label definitions where given, retrieval, tuned.
     *
     * @param definitions what a label means; a label without one stands by its name
     */
    public static List<AnsweringArm> of(
            ReviewedCases cases, Optional<Map<String, String>> definitions, TextVectors vectors) {
        List<String> labels = cases.labels();
        List<String> names = labels.stream().map(LabelWords::of).toList();
        List<String> defined = labels.stream()
                .map(label -> defined(label, definitions.orElse(Map.of())))
                .toList();
        List<String> texts = new ArrayList<>(cases.texts());
        texts.add(EmbeddedCases.INSTRUCTION);
        texts.addAll(labels);
        texts.addAll(names);
        texts.addAll(defined);
        Map<String, Embedded> embedded = vectors.of(texts);
        EmbeddedCases ready = new EmbeddedCases(
                vectors(cases.texts(), embedded),
                tokens(cases.texts(), embedded),
                cases.right(),
                labels,
                tokens(labels, embedded),
                tokens(List.of(EmbeddedCases.INSTRUCTION), embedded)[0]);
        List<AnsweringArm> arms = new ArrayList<>();
        arms.add(new LabelTexts(ready, "label-names", vectors(names, embedded), ready.listed()));
        if (definitions.isPresent()) {
            // a prompt lists labels as they are spelled; only what is said of them beyond their words comes on top
            int more = sum(tokens(defined, embedded)) - sum(tokens(names, embedded));
            arms.add(new LabelTexts(ready, "label-definitions", vectors(defined, embedded), ready.listed() + more));
        }
        arms.add(new Retrieval(ready));
        arms.add(new TrainedHead(ready));
        return List.copyOf(arms);
    }

    private static String defined(String label, Map<String, String> definitions) {
        String definition = definitions.get(label);
        return definition == null ? LabelWords.of(label) : LabelWords.of(label) + ": " + definition;
    }

    private static float[][] vectors(List<String> texts, Map<String, Embedded> embedded) {
        return texts.stream().map(text -> of(text, embedded).vector()).toArray(float[][]::new);
    }

    private static int[] tokens(List<String> texts, Map<String, Embedded> embedded) {
        return texts.stream().mapToInt(text -> of(text, embedded).tokens()).toArray();
    }

    private static int sum(int[] tokens) {
        return Arrays.stream(tokens).sum();
    }

    private static Embedded of(String text, Map<String, Embedded> embedded) {
        return Objects.requireNonNull(embedded.get(text), "a text was not embedded");
    }
}
