package io.assay.local.assess.bedrock;

import io.assay.core.CanonicalJson;
import io.assay.core.Hashes;
import io.assay.core.ModelAnswer;
import io.assay.core.ModelCall;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.files.InputProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Asks a model many questions: what was answered before is taken from disk, some are asked at a time, a model that
 * throttles is left alone for a while, and nothing is asked that the budget does not hold.
 */
final class Questions {
    private static final int AT_A_TIME = 8;
    private static final int TRIES = 10;
    private static final long LONGEST_WAIT = 30_000;

    private final Function<ModelCall, ModelAnswer> model;
    private final AnswerFile kept;
    private final Ledger ledger;
    private final Duration firstWait;

    /** @param firstWait at most so long until the second try; twice as long until each further one */
    Questions(Function<ModelCall, ModelAnswer> model, AnswerFile kept, Ledger ledger, Duration firstWait) {
        this.model = model;
        this.kept = kept;
        this.ledger = ledger;
        this.firstWait = firstWait;
    }

    /**
     * How one arm asks.
     *
     * @param read    label and confidence of an answer; its usage is that of the call
     * @param address the call as it is sent, where that is known only now; what is kept goes by the call itself
     */
    record Way(
            ModelPrices prices,
            BiFunction<ModelAnswer.Answered, TokenUsage, Reply> read,
            UnaryOperator<ModelCall> address) {}

    /**
     * One reply a call, in their order.
     *
     * @throws InputProblem          if the budget is spent or the model refuses
     * @throws IllegalStateException if the model could not be reached, or this thread was interrupted
     */
    List<Reply> ask(List<ModelCall> calls, Way way) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<Reply>> asked = new ArrayList<>();
            for (ModelCall call : calls) {
                asked.add(threads.submit(() -> one(call, way)));
            }
            try {
                List<Reply> replies = new ArrayList<>();
                for (Future<Reply> reply : asked) {
                    replies.add(reply.get());
                }
                return replies;
            } catch (ExecutionException e) {
                // what is under way is paid for and kept; the rest is not asked
                asked.forEach(reply -> reply.cancel(false));
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException("a question could not be asked", e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the model answered", e);
            }
        }
    }

    private Reply one(ModelCall call, Way way) {
        String key = key(call);
        return kept.find(key).orElseGet(() -> {
            double ahead = Tokens.ahead(call, way.prices());
            ledger.reserve(ahead);
            double cost = 0;
            try {
                ModelAnswer.Answered answer = answered(way.address().apply(call));
                Reply reply = way.read().apply(answer, usage(answer));
                cost = Tokens.usd(reply.usage(), way.prices());
                kept.keep(key, reply);
                return reply;
            } finally {
                ledger.settle(ahead, cost);
            }
        });
    }

    /** The same question is the same to the last byte. */
    private static String key(ModelCall call) {
        return Hashes.sha256Hex(CanonicalJson.bytes(Map.of(
                "model",
                call.modelId(),
                "system",
                call.system(),
                "examples",
                call.examples().stream()
                        .map(example -> List.of(example.user(), example.answer()))
                        .toList(),
                "user",
                call.user(),
                "tool",
                call.tool().<Object>map(ModelCall.Tool::schema).orElse(false),
                "maxTokens",
                call.maxTokens(),
                "temperature",
                call.temperature())));
    }

    /** Bedrock's input tokens do not count what the cache had or keeps; here they do. */
    private static TokenUsage usage(ModelAnswer.Answered answer) {
        int read = answer.cached().read();
        int written = answer.cached().written();
        return new TokenUsage(
                answer.usage().inputTokens() + (double) read + written,
                read,
                written,
                answer.usage().outputTokens(),
                0);
    }

    private ModelAnswer.Answered answered(ModelCall call) {
        String last = "";
        for (int tried = 0; tried < TRIES; tried++) {
            switch (model.apply(call)) {
                case ModelAnswer.Answered answer -> {
                    return answer;
                }
                case ModelAnswer.Refused(String detail) ->
                    throw InputProblem.of(
                            "--bedrock",
                            call.modelId() + " refused a question: " + detail,
                            "check that the account has this model in this region, or name another with --arms");
                case ModelAnswer.Unavailable(ModelAnswer.Cause cause, String detail) -> {
                    last = cause + " (" + detail + ")";
                    pause(tried);
                }
            }
        }
        throw new IllegalStateException(call.modelId() + " did not answer in " + TRIES + " tries, at last: " + last
                + "; run this again later: what was answered is kept");
    }

    /** Between nothing and twice the last wait, so that many do not come back at once. */
    private void pause(int tried) {
        long most = Math.min(LONGEST_WAIT, firstWait.toMillis() << tried);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(most + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model was left alone", e);
        }
    }
}
