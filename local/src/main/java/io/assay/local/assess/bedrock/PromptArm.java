package io.assay.local.assess.bedrock;

import io.assay.core.CaseEvent;
import io.assay.core.Confidence;
import io.assay.core.ModelAnswer;
import io.assay.core.ModelCall;
import io.assay.core.Workflow;
import io.assay.core.verdict.Arm;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.ArmAnswer;
import io.assay.local.assess.arms.EmbeddedArms;
import io.assay.local.assess.arms.Neighbours;
import io.assay.model.Answers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/**
 * A model that is asked with the pipeline's prompt: labels by name or definition, alone, behind the nearest decided cases,
 * or behind many that are the same for every question. Confidences are {@code verbalised}, what the model states, and with
 * retrieval those of the neighbours.
 */
final class PromptArm implements AnsweringArm {
    private static final String VERBALISED = "verbalised";

    private final ArmSpec spec;
    private final Prompting prompting;
    private final Workflow workflow;
    private final Shared shared;

    /**
     * What the arms of a run have in common.
     *
     * @param volume  cases a month, for what a cached beginning will cost
     * @param nearest made when it is first needed, for it is billed
     */
    record Shared(Questions questions, ModelPrices prices, double volume, Index nearest) {}

    /** Embeddings of all cases. */
    interface Index {
        EmbeddedArms get();
    }

    PromptArm(ArmSpec spec, Prompting prompting, Shared shared) {
        this.spec = spec;
        this.prompting = prompting;
        this.shared = shared;
        workflow = prompting.workflow(spec.model(), spec.method() == ArmSpec.Method.LABEL_DEFINITIONS);
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public Arm.Kind kind() {
        return spec.method() == ArmSpec.Method.RETRIEVAL ? Arm.Kind.RETRIEVAL : Arm.Kind.PROMPT;
    }

    @Override
    public String answeredBy() {
        return spec.model();
    }

    @Override
    public List<String> confidenceSources() {
        List<String> sources = new ArrayList<>(List.of(VERBALISED));
        if (spec.method() == ArmSpec.Method.RETRIEVAL) {
            sources.addAll(Neighbours.SOURCES);
        }
        return sources;
    }

    @Override
    public Fitted fit(int[] train) {
        return switch (spec.method()) {
            case RETRIEVAL -> {
                Neighbours neighbours = shared.nearest().get().neighbours(train, spec.examples());
                yield rows -> retrieving(rows, neighbours.of(rows));
            }
            case MANY_SHOT -> {
                List<ModelCall.Example> shown = examples(inTurn(train, spec.examples()));
                yield rows -> asked(
                        rows,
                        plain(rows).stream()
                                .map(call -> call.showing(shown, true))
                                .toList());
            }
            case LABEL_NAMES, LABEL_DEFINITIONS -> rows -> asked(rows, plain(rows));
            case EMBEDDING_HEAD, TUNED -> throw new IllegalStateException("no prompt arm: " + spec.method());
        };
    }

    /** A call as it will be asked, with any rows as examples: to estimate what it costs. */
    ModelCall like(int row, int[] train) {
        ModelCall call = prompting.call(workflow, row);
        return spec.method().showsExamples() ? call.showing(examples(inTurn(train, spec.examples())), false) : call;
    }

    private List<ModelCall> plain(int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> prompting.call(workflow, row))
                .toList();
    }

    private List<ModelCall.Example> examples(int[] rows) {
        return Arrays.stream(rows)
                .mapToObj(row -> prompting.example(workflow, row))
                .toList();
    }

    /** Rows of every label in turn, so that a few examples show as many labels as they can. */
    private int[] inTurn(int[] train, int count) {
        Map<String, List<Integer>> byLabel = new LinkedHashMap<>();
        for (int row : train) {
            byLabel.computeIfAbsent(prompting.right(row).value(), label -> new ArrayList<>())
                    .add(row);
        }
        List<Integer> chosen = new ArrayList<>();
        for (int turn = 0; chosen.size() < Math.min(count, train.length); turn++) {
            for (List<Integer> rows : byLabel.values()) {
                if (turn < rows.size() && chosen.size() < count) {
                    chosen.add(rows.get(turn));
                }
            }
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private ArmAnswer[] asked(int[] rows, List<ModelCall> calls) {
        List<Reply> replies = ask(calls);
        ArmAnswer[] answers = new ArmAnswer[rows.length];
        Arrays.setAll(answers, i -> {
            Reply reply = replies.get(i);
            int label = prompting.labels().place(reply.label());
            return new ArmAnswer(label, new double[] {reply.confidence()}, served(reply.usage()));
        });
        return answers;
    }

    private ArmAnswer[] retrieving(int[] rows, List<Neighbours.Near> near) {
        List<ModelCall> calls = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            calls.add(prompting
                    .call(workflow, rows[i])
                    .showing(examples(near.get(i).rows()), false));
        }
        List<Reply> replies = ask(calls);
        ArmAnswer[] answers = new ArmAnswer[rows.length];
        Arrays.setAll(answers, i -> {
            Reply reply = replies.get(i);
            int label = prompting.labels().place(reply.label());
            double[] borneOut = label == ArmAnswer.OFF_SCHEMA
                    ? new double[Neighbours.SOURCES.size()]
                    : near.get(i).confidences(label);
            TokenUsage usage = reply.usage();
            return new ArmAnswer(
                    label,
                    DoubleStream.concat(DoubleStream.of(reply.confidence()), Arrays.stream(borneOut))
                            .toArray(),
                    new TokenUsage(
                            usage.input(),
                            usage.cacheRead(),
                            usage.cacheWrite(),
                            usage.output(),
                            shared.nearest().get().tokens(rows[i])));
        });
        return answers;
    }

    private List<Reply> ask(List<ModelCall> calls) {
        return shared.questions().ask(calls, new Questions.Way(shared.prices(), this::read, UnaryOperator.identity()));
    }

    private Reply read(ModelAnswer.Answered answer, TokenUsage usage) {
        CaseEvent.Predicted predicted = Answers.predicted(workflow, answer);
        Optional<Confidence> confidence = predicted.confidence();
        return new Reply(
                predicted.label().map(Object::toString).orElse(""),
                confidence.map(Confidence::value).orElse(0.0),
                usage);
    }

    /**
     * What a call costs when it serves: questions then come seldom, not one upon the other as here, so the cache is
     * forecast. Where a cache's price is not known nothing is cached.
     */
    private TokenUsage served(TokenUsage measured) {
        TokenUsage plain = TokenUsage.plain(measured.input(), measured.output());
        boolean priced = shared.prices().tokens().cacheRead().isPresent()
                && shared.prices().tokens().cacheWrite().isPresent();
        double prefix = measured.cacheRead() + measured.cacheWrite();
        return priced && prefix > 0
                ? plain.cached(prefix, shared.volume(), shared.prices().cache())
                : plain;
    }
}
