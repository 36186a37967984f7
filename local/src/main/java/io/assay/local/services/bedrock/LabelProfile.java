package io.assay.local.services.bedrock;

import java.util.List;

/**
 * What a request says about one label.
 *
 * @param name         the label as the answer must spell it
 * @param descriptions whole descriptions, in the request's order; may be empty
 * @param phrases      the parts of the descriptions that stand between {@code ;} or {@code |}; may be empty
 * @param examples     texts that earlier turns of the conversation gave this label; may be empty
 */
record LabelProfile(String name, List<String> descriptions, List<String> phrases, List<String> examples) {
    LabelProfile {
        descriptions = List.copyOf(descriptions);
        phrases = List.copyOf(phrases);
        examples = List.copyOf(examples);
    }

    String words() {
        return LabelWords.of(name);
    }
}
