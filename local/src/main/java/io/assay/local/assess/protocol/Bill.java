package io.assay.local.assess.protocol;

import io.assay.core.verdict.Asking;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.TokenCost;
import io.assay.core.verdict.TokenUsage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What tokens cost at the prices of one model. What has no known price is not counted, and named.
 *
 * @param prices   of the model that answers; empty: unknown
 * @param embedder prices of the model that embeds; empty: unknown
 */
public record Bill(Optional<ModelPrices> prices, Optional<ModelPrices> embedder) {
    /** Passes over a training file. */
    private static final int EPOCHS = 2;

    /** USD of one answer; what is unknown counts as 0 and is in {@link #missing}. */
    public double answer(TokenUsage usage) {
        return prices.map(known -> usd(cost(usage, known))).orElse(0.0);
    }

    /** USD of one training; unknown counts as 0. */
    public double training(double tokens) {
        return prices.map(known -> usd(TokenCost.ofTraining(tokens, EPOCHS, known)))
                .orElse(0.0);
    }

    /** USD a month for keeping one custom model; unknown counts as 0. */
    public double storage() {
        return prices.map(ModelPrices::storage).orElse(OptionalDouble.empty()).orElse(0);
    }

    /** Prices that such a use needs and nobody knows. */
    public Set<String> missing(TokenUsage usage, double trainingTokens) {
        Set<String> missing = new LinkedHashSet<>();
        prices.ifPresentOrElse(
                known -> {
                    missing.addAll(missing(cost(usage, known)));
                    missing.addAll(missing(TokenCost.ofTraining(trainingTokens, EPOCHS, known)));
                    if (trainingTokens > 0 && known.storage().isEmpty()) {
                        missing.add("storage of a custom model");
                    }
                },
                () -> missing.add("every price of the model"));
        return missing;
    }

    private TokenCost cost(TokenUsage usage, ModelPrices known) {
        return TokenCost.of(usage, Asking.once(), known, embedder);
    }

    private static double usd(TokenCost cost) {
        return cost instanceof TokenCost.Known(double usd) ? usd : 0;
    }

    private static List<String> missing(TokenCost cost) {
        return cost instanceof TokenCost.Unknown(List<String> missing) ? missing : List.of();
    }
}
