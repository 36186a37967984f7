package io.assay.local.assess.bedrock;

import io.assay.core.CanonicalJson;
import io.assay.core.ModelCall;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.files.InputProblem;
import java.util.OptionalDouble;

/** Tokens and their cost before anything is asked: on the high side, for English has about four letters a token. */
final class Tokens {
    private static final double LETTERS_A_TOKEN = 3;

    /** A label, a confidence and a sentence, in a tool's frame. */
    static final double ANSWER = 120;

    private static final double MILLION = 1e6;

    private Tokens() {}

    static double of(String text) {
        return Math.ceil(text.length() / LETTERS_A_TOKEN);
    }

    static double of(ModelCall call) {
        double tokens = of(call.system()) + of(call.user());
        for (ModelCall.Example example : call.examples()) {
            tokens += of(example.user()) + of(example.answer());
        }
        return tokens
                + call.tool()
                        .map(tool -> of(CanonicalJson.text(tool.schema())) + of(tool.description()))
                        .orElse(0.0);
    }

    /** USD of an answer that is still to come, as if nothing were cached. */
    static double ahead(ModelCall call, ModelPrices prices) {
        return usd(TokenUsage.plain(of(call), ANSWER), prices);
    }

    /**
     * USD for the budget. What the cache costs counts as input where its price is not known.
     *
     * @throws InputProblem if the price of input or output is not known
     */
    static double usd(TokenUsage usage, ModelPrices prices) {
        double input = known(prices, prices.tokens().input(), "input");
        double fresh = usage.input() - usage.cacheRead() - usage.cacheWrite();
        double usd = fresh * input
                + usage.cacheRead() * prices.tokens().cacheRead().orElse(input)
                + usage.cacheWrite() * prices.tokens().cacheWrite().orElse(input);
        if (usage.output() > 0) {
            usd += usage.output() * known(prices, prices.tokens().output(), "output");
        }
        return usd / MILLION;
    }

    static double known(ModelPrices prices, OptionalDouble price, String what) {
        return price.orElseThrow(() -> InputProblem.of(
                "--prices",
                "the price of " + what + " of " + prices.model() + " in " + prices.region()
                        + " is not known, so no budget can be kept",
                "give it in a file with --prices, or leave the arm out with --arms"));
    }
}
