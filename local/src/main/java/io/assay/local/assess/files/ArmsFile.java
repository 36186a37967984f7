package io.assay.local.assess.files;

import io.assay.local.assess.bedrock.ArmSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Arms for Bedrock: {@code {"embedder": id, "arms": [{"name", "method", "model", "examples"}]}}. {@code method} is one of
 * label-names, label-definitions, retrieval, many-shot, embedding-head, tuned; {@code examples} goes with retrieval and
 * many-shot alone, {@code model} with all but embedding-head.
 *
 * @param embedder model that embeds for retrieval, embedding-head and the confidence of tuned
 */
public record ArmsFile(String source, String embedder, List<ArmSpec> arms) {
    private static final String SHIPPED = "the arms that come with Assay";
    private static final int MOST_EXAMPLES = 1_000;

    public ArmsFile {
        arms = List.copyOf(arms);
    }

    /** @throws InputProblem with a JSON Pointer, if an arm is not as described or there twice */
    public static ArmsFile read(Path file) {
        return of(file.toString(), JsonPart.read(file));
    }

    public static ArmsFile shipped() {
        return of(SHIPPED, JsonPart.shipped("arms.json", SHIPPED));
    }

    /** The same arms but those that answer so. */
    public ArmsFile without(ArmSpec.Method method) {
        return new ArmsFile(
                source,
                embedder,
                arms.stream().filter(arm -> arm.method() != method).toList());
    }

    private static ArmsFile of(String source, JsonPart document) {
        document.requireOnly(Set.of("embedder", "arms", "note"));
        List<ArmSpec> arms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonPart row : document.field("arms").items()) {
            ArmSpec arm = arm(row);
            if (!names.add(arm.name()) || arm.name().equals("people")) {
                throw row.field("name").problem("is taken", "give each arm a name of its own");
            }
            arms.add(arm);
        }
        if (arms.isEmpty()) {
            throw document.field("arms").problem("names no arm", "write at least one");
        }
        return new ArmsFile(source, document.field("embedder").text(), arms);
    }

    private static ArmSpec arm(JsonPart row) {
        row.requireOnly(Set.of("name", "method", "model", "examples"));
        ArmSpec.Method method = row.field("method")
                .parsed(
                        word -> ArmSpec.Method.of(word).orElseThrow(() -> new IllegalArgumentException(word)),
                        "label-names, label-definitions, retrieval, many-shot, embedding-head or tuned");
        return new ArmSpec(
                row.field("name").text(),
                method,
                method == ArmSpec.Method.EMBEDDING_HEAD
                        ? ""
                        : row.field("model").text(),
                method.showsExamples() ? (int) row.field("examples").whole(1, MOST_EXAMPLES) : 0);
    }
}
