package io.assay.local.assess.bedrock;

import io.assay.core.verdict.Arm;
import io.assay.local.assess.arms.AnsweringArm;
import java.util.List;

/** A head trained here on Bedrock's embeddings, which are asked for when it is fitted. */
record HeadArm(String name, String embedder, PromptArm.Index index) implements AnsweringArm {

    @Override
    public Arm.Kind kind() {
        return Arm.Kind.EMBEDDING_HEAD;
    }

    @Override
    public String answeredBy() {
        return "head trained here on " + embedder;
    }

    @Override
    public List<String> confidenceSources() {
        return List.of("topk", "margin");
    }

    @Override
    public Fitted fit(int[] train) {
        return index.get().head(train);
    }
}
