package io.assay.core.verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** t_i: what the tokens of one answer cost. Unknown when one price that it takes is unknown. */
public sealed interface TokenCost {

    record Known(double usd) implements TokenCost {}

    /** @param missing the prices that are not known, for example {@code cache read of amazon.nova-micro-v1:0 in eu-west-1} */
    record Unknown(List<String> missing) implements TokenCost {
        public Unknown {
            missing = List.copyOf(missing);
        }
    }

    /**
     * t_i = (1 + retry) k tier [p_in (n_in − n_cr − n_cw) + p_cr n_cr + p_cw n_cw + p_out n_out] / 10⁶ + p_emb n_emb / 10⁶
     * (the verdict's specification, section 4).
     *
     * @param usage    of one call
     * @param embedder prices of the model that embeds; empty: not known or not used
     */
    static TokenCost of(TokenUsage usage, Asking asking, ModelPrices prices, Optional<ModelPrices> embedder) {
        String of = " of " + prices.model() + " in " + prices.region();
        TokenBill bill = new TokenBill();
        bill.add("input" + of, prices.tokens().input(), usage.input() - usage.cacheRead() - usage.cacheWrite());
        bill.add("cache read" + of, prices.tokens().cacheRead(), usage.cacheRead());
        bill.add("cache write" + of, prices.tokens().cacheWrite(), usage.cacheWrite());
        bill.add("output" + of, prices.tokens().output(), usage.output());
        bill.scale((1 + asking.retry()) * asking.calls());
        switch (asking.tier()) {
            case STANDARD -> {}
            case BATCH -> bill.scale("batch factor" + of, prices.batchFactor());
            case FLEX -> bill.scale("flex factor" + of, prices.flexFactor());
        }
        bill.add(
                "input of the embedding model",
                embedder.map(model -> model.tokens().input()).orElse(OptionalDouble.empty()),
                usage.embedding());
        return bill.cost();
    }

    /**
     * Price of one training: tokens · epochs · p_train / 10⁶.
     *
     * @param tokens of the training file
     */
    static TokenCost ofTraining(double tokens, int epochs, ModelPrices prices) {
        TokenBill bill = new TokenBill();
        bill.add("training of " + prices.model() + " in " + prices.region(), prices.training(), tokens * epochs);
        return bill.cost();
    }
}
