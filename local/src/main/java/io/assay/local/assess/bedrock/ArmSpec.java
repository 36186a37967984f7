package io.assay.local.assess.bedrock;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * An arm as a file of arms describes it.
 *
 * @param model    Bedrock model id or inference profile; of a tuned arm, its base
 * @param examples shown with each question, or all in a cached beginning; 0 where the method shows none
 */
public record ArmSpec(String name, Method method, String model, int examples) {

    /** How it answers. */
    public enum Method {
        LABEL_NAMES,
        LABEL_DEFINITIONS,
        RETRIEVAL,
        MANY_SHOT,
        EMBEDDING_HEAD,
        TUNED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Method> of(String word) {
            return Arrays.stream(values())
                    .filter(method -> method.word().equals(word))
                    .findFirst();
        }

        public boolean showsExamples() {
            return this == RETRIEVAL || this == MANY_SHOT;
        }
    }
}
