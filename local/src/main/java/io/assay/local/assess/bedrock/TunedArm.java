package io.assay.local.assess.bedrock;

import io.assay.core.ModelAnswer;
import io.assay.core.ModelCall;
import io.assay.core.verdict.Arm;
import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.ArmAnswer;
import io.assay.local.assess.arms.Neighbours;
import io.assay.local.assess.files.InputProblem;
import io.assay.local.assess.training.Finding;
import io.assay.local.assess.training.TrainingLint;
import io.assay.local.assess.training.TrainingRecord;
import io.assay.local.assess.training.TrainingRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A model tuned on the training part, deployed on demand and asked with the prompt that it was trained on. It answers with
 * a label alone, so its confidence is what the nearest training rows say of that label.
 */
final class TunedArm implements AnsweringArm {
    private static final int NEIGHBOURS = 10;

    private final ArmSpec spec;
    private final Prompting prompting;
    private final PromptArm.Shared shared;
    private final Training training;

    /**
     * How it is trained.
     *
     * @param groupOf the group of near-duplicates of each reviewed case
     * @param warned  told each warning of the lint
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Training(TuningJobs jobs, TrainingRules rules, Ledger ledger, int[] groupOf, Warned warned) {}

    /** Told what the lint found that does not stop a job. */
    interface Warned {
        void about(String what);
    }

    TunedArm(ArmSpec spec, Prompting prompting, PromptArm.Shared shared, Training training) {
        this.spec = spec;
        this.prompting = prompting;
        this.shared = shared;
        this.training = training;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public Arm.Kind kind() {
        return Arm.Kind.TUNED;
    }

    @Override
    public String answeredBy() {
        return spec.model() + ", tuned";
    }

    @Override
    public List<String> confidenceSources() {
        return Neighbours.SOURCES;
    }

    /** @throws InputProblem if the training file has an error */
    @Override
    public Fitted fit(int[] train) {
        String file = file(train);
        lint(file, train);
        String name = TuningJobs.name(spec.model(), file);
        Supplier<String> deployment = deployment(name, file);
        Neighbours neighbours = shared.nearest().get().neighbours(train, NEIGHBOURS);
        double tokens = Tokens.of(file);
        return new Fitted() {
            @Override
            public ArmAnswer[] answer(int[] rows) {
                return answers(rows, name, deployment, neighbours.of(rows));
            }

            @Override
            public double trainingTokens() {
                return tokens;
            }
        };
    }

    /** The training file for these rows. */
    String file(int[] train) {
        return Arrays.stream(train)
                .mapToObj(row -> {
                    ModelCall serving = prompting.labelAlone(spec.model(), row);
                    return new TrainingRecord(
                                    serving.system(),
                                    serving.user(),
                                    prompting.right(row).value())
                            .line();
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A call as it will be asked: to estimate what it costs. */
    ModelCall like(int row) {
        return prompting.labelAlone(spec.model(), row);
    }

    /** USD of training; the price must be known, or no budget could be kept. */
    double trainingUsd(String file) {
        return Tokens.of(file)
                * TuningJobs.EPOCHS
                * Tokens.known(shared.prices(), shared.prices().training(), "training")
                / 1e6;
    }

    private void lint(String file, int[] train) {
        Set<Integer> own =
                Arrays.stream(train).mapToObj(row -> training.groupOf()[row]).collect(Collectors.toSet());
        Set<Integer> rowsOfTrain = Arrays.stream(train).boxed().collect(Collectors.toSet());
        Set<Integer> heldOut = IntStream.range(0, training.groupOf().length)
                .filter(row -> !rowsOfTrain.contains(row))
                .mapToObj(row -> training.groupOf()[row])
                .collect(Collectors.toCollection(HashSet::new));
        heldOut.retainAll(own);
        List<Finding> findings = TrainingLint.findings(
                file.lines().toList(),
                training.rules(),
                new TrainingLint.Surroundings(
                        prompting.labels().names().stream()
                                .map(Object::toString)
                                .collect(Collectors.toSet()),
                        Optional.of(shown(train)),
                        Optional.of(new TrainingLint.HeldOut(
                                Arrays.stream(train)
                                        .mapToObj(row -> training.groupOf()[row])
                                        .toList(),
                                heldOut)),
                        false));
        findings.stream()
                .filter(finding -> !finding.stops())
                .forEach(finding -> training.warned().about("training file, " + finding.text()));
        List<Finding> errors = findings.stream().filter(Finding::stops).toList();
        if (!errors.isEmpty()) {
            throw InputProblem.of(
                    "the training file of " + spec.name(),
                    errors.size() + " errors, the first: " + errors.getFirst().text(),
                    "nothing was sent; mend the cases, or leave the arm out with --arms");
        }
    }

    private List<TrainingLint.Shown> shown(int[] train) {
        return Arrays.stream(train)
                .mapToObj(row -> prompting.labelAlone(spec.model(), row))
                .map(call -> new TrainingLint.Shown(call.system(), call.user()))
                .toList();
    }

    /** Trained and deployed when it is first asked, which it is not where every answer is kept. */
    private Supplier<String> deployment(String name, String file) {
        return new Supplier<>() {
            private String arn = "";

            @Override
            public synchronized String get() {
                if (arn.isEmpty()) {
                    double usd = training.jobs().isTrained(name) ? 0 : trainingUsd(file);
                    training.ledger().reserve(usd);
                    try {
                        arn = training.jobs().deploy(spec.model(), file);
                    } finally {
                        // a job that this run no longer waits for is billed all the same
                        training.ledger().settle(usd, usd);
                    }
                }
                return arn;
            }
        };
    }

    private ArmAnswer[] answers(int[] rows, String name, Supplier<String> deployment, List<Neighbours.Near> near) {
        List<ModelCall> calls = Arrays.stream(rows)
                .mapToObj(row -> prompting.labelAlone(name, row))
                .toList();
        List<Reply> replies = shared.questions()
                .ask(
                        calls,
                        new Questions.Way(shared.prices(), TunedArm::read, call -> addressed(call, deployment.get())));
        List<ArmAnswer> answers = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            Reply reply = replies.get(i);
            int label = prompting.labels().place(reply.label());
            double[] confidences = label == ArmAnswer.OFF_SCHEMA
                    ? new double[Neighbours.SOURCES.size()]
                    : near.get(i).confidences(label);
            TokenUsage usage = new TokenUsage(
                    reply.usage().input(),
                    0,
                    0,
                    reply.usage().output(),
                    shared.nearest().get().tokens(rows[i]));
            answers.add(new ArmAnswer(label, confidences, usage));
        }
        return answers.toArray(ArmAnswer[]::new);
    }

    private static ModelCall addressed(ModelCall call, String arn) {
        return new ModelCall(arn, call.system(), call.user(), call.tool(), call.maxTokens(), call.temperature());
    }

    private static Reply read(ModelAnswer.Answered answer, TokenUsage usage) {
        return new Reply(answer.text().orElse("").strip(), 0, usage);
    }
}
