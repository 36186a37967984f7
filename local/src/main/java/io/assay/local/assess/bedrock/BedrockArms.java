package io.assay.local.assess.bedrock;

import io.assay.aws.ModelRuntime;
import io.assay.core.resampling.Groups;
import io.assay.core.resampling.Part;
import io.assay.core.resampling.Parts;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.PriceTable;
import io.assay.core.verdict.TokenUsage;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.EmbeddedArms;
import io.assay.local.assess.arms.TextVectors;
import io.assay.local.assess.files.ArmsFile;
import io.assay.local.assess.files.InputProblem;
import io.assay.local.assess.files.TrainingRulesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The arms of a run on Bedrock: first what they may cost, then they themselves; closed, it takes down what it deployed. */
public final class BedrockArms implements AutoCloseable {
    private static final double SECONDS_A_CALL = 1.5;
    private static final double AT_A_TIME = 8;
    private static final double TUNING_HOURS = 2;
    private static final double SECONDS_AN_HOUR = 3600;
    private static final double LABEL_TOKENS = 20;
    /** Embedded to learn how long the model's vectors are. */
    private static final String PROBE = "a";

    /** Rows whose prompts are measured for the forecast. */
    private static final int MEASURED = 200;

    private final Run run;
    private final Told told;
    private final Prompting prompting;
    private final Ledger ledger;
    private final Questions questions;
    private final Optional<TuningJobs> jobs;
    private @Nullable EmbeddedArms index;

    /**
     * One run.
     *
     * @param definitions what a label means; empty: nobody says
     * @param volume      cases a month
     * @param kept        folder of what is kept from one run to the next
     * @param site        where tuning jobs find their file; empty: nothing can be tuned
     * @param firstWait   until a throttled model is asked again
     */
    public record Run(
            ReviewedCases cases,
            Groups groups,
            Optional<Map<String, String>> definitions,
            ArmsFile arms,
            PriceTable prices,
            Reach reach,
            double volume,
            Path kept,
            Optional<TuningSite> site,
            Duration firstWait,
            LocalDate today) {}

    /**
     * Where tuning jobs find their file.
     *
     * @param role ARN of the role that Bedrock takes to read and write in the bucket
     * @param look how often a job is looked at
     */
    public record TuningSite(String bucket, String role, Duration look) {}

    /** Told what is being done, and what a person should know. */
    public interface Told {
        void about(String what);
    }

    /** @param budget USD */
    public BedrockArms(Run run, double budget, Told told) {
        this.run = run;
        this.told = told;
        prompting = new Prompting(run.cases(), run.definitions().orElse(Map.of()));
        ledger = new Ledger(budget);
        ModelRuntime models = run.reach().models();
        questions = new Questions(models::ask, new AnswerFile(run.kept().resolve("answers")), ledger, run.firstWait());
        jobs = run.site()
                .map(site -> new TuningJobs(
                        run.reach().control(),
                        run.reach().files(),
                        new TuningJobs.Site(site.bucket(), site.role(), site.look()),
                        told::about));
        run.arms().arms().forEach(this::require);
    }

    private void require(ArmSpec arm) {
        if (arm.method() == ArmSpec.Method.TUNED && jobs.isEmpty()) {
            throw InputProblem.of(
                    run.arms().source(),
                    "the arm '" + arm.name() + "' is tuned, and nothing says where its training file may be put",
                    "give --training-bucket and --training-role, or leave the arm out with --arms");
        }
        if (arm.method() == ArmSpec.Method.LABEL_DEFINITIONS
                && run.definitions().isEmpty()) {
            throw InputProblem.of(
                    run.arms().source(),
                    "the arm '" + arm.name() + "' needs label definitions",
                    "give them with --workflow, or leave the arm out");
        }
    }

    /** USD so far. */
    public double spent() {
        return ledger.spent();
    }

    public List<AnsweringArm> arms() {
        return run.arms().arms().stream().map(this::arm).toList();
    }

    private AnsweringArm arm(ArmSpec spec) {
        return switch (spec.method()) {
            case LABEL_NAMES, LABEL_DEFINITIONS, RETRIEVAL, MANY_SHOT ->
                new PromptArm(spec, prompting, shared(spec.model()));
            case EMBEDDING_HEAD -> new HeadArm(spec.name(), run.arms().embedder(), this::index);
            case TUNED -> tuned(spec);
        };
    }

    private TunedArm tuned(ArmSpec spec) {
        int[] groupOf = IntStream.range(0, run.groups().rows())
                .map(run.groups()::groupOf)
                .toArray();
        return new TunedArm(
                spec,
                prompting,
                shared(spec.model()),
                new TunedArm.Training(
                        jobs.orElseThrow(),
                        TrainingRulesFile.of(spec.model(), run.arms().source(), run.today()),
                        ledger,
                        groupOf,
                        told::about));
    }

    private PromptArm.Shared shared(String model) {
        return new PromptArm.Shared(questions, prices(model), run.volume(), this::index);
    }

    private ModelPrices prices(String model) {
        return run.prices()
                .of(model, run.reach().region())
                .orElseThrow(() -> InputProblem.of(
                        "--prices",
                        "no price of " + model + " in " + run.reach().region() + " is known, so no budget can be kept",
                        "give it in a file with --prices, or name other models with --arms"));
    }

    /** Embedded when it is first needed: it is billed. */
    private synchronized EmbeddedArms index() {
        EmbeddedArms made = index;
        if (made == null) {
            String model = run.arms().embedder();
            ModelPrices prices = prices(model);
            BedrockEmbedder embedder = new BedrockEmbedder(run.reach().runtime(), model, prices, ledger);
            TextVectors vectors = new TextVectors(
                    run.kept().resolve("embeddings"),
                    (done, of) -> told.about("embedding " + of + " texts"),
                    model + " in " + run.reach().region(),
                    embedder.apply(PROBE).vector().length,
                    () -> embedder);
            made = EmbeddedArms.of(run.cases(), vectors);
            index = made;
        }
        return made;
    }

    /**
     * What a run may come to. Asks nothing.
     *
     * @param parts of the one fit
     */
    public Forecast forecast(Parts parts) {
        int[] train = parts.rows(Part.TRAIN);
        int[] asked = IntStream.range(0, run.cases().rows().size())
                .filter(row -> parts.ofRow(row) != Part.TRAIN)
                .toArray();
        List<Forecast.Line> lines = new ArrayList<>();
        for (ArmSpec spec : run.arms().arms()) {
            line(spec, train, asked).ifPresent(lines::add);
        }
        if (run.arms().arms().stream().anyMatch(BedrockArms::embeds)) {
            double tokens = run.cases().texts().stream().mapToDouble(Tokens::of).sum();
            int texts = run.cases().rows().size();
            lines.add(new Forecast.Line(
                    "embeddings",
                    texts,
                    tokens,
                    0,
                    hours(texts),
                    Tokens.usd(TokenUsage.plain(tokens, 0), prices(run.arms().embedder()))));
        }
        return new Forecast(lines);
    }

    private static boolean embeds(ArmSpec spec) {
        return switch (spec.method()) {
            case RETRIEVAL, EMBEDDING_HEAD, TUNED -> true;
            case LABEL_NAMES, LABEL_DEFINITIONS, MANY_SHOT -> false;
        };
    }

    private Optional<Forecast.Line> line(ArmSpec spec, int[] train, int[] asked) {
        return switch (spec.method()) {
            case EMBEDDING_HEAD -> Optional.empty(); // what it costs are the embeddings
            case TUNED -> {
                TunedArm arm = tuned(spec);
                String file = arm.file(train);
                yield Optional.of(line(spec, asked, row -> Tokens.of(arm.like(row)), LABEL_TOKENS)
                        .with(TUNING_HOURS, arm.trainingUsd(file)));
            }
            case LABEL_NAMES, LABEL_DEFINITIONS, RETRIEVAL, MANY_SHOT -> {
                PromptArm arm = new PromptArm(spec, prompting, shared(spec.model()));
                yield Optional.of(line(spec, asked, row -> Tokens.of(arm.like(row, train)), Tokens.ANSWER));
            }
        };
    }

    private Forecast.Line line(ArmSpec spec, int[] asked, IntToDoubleFunction tokens, double output) {
        int step = Math.max(1, asked.length / MEASURED);
        double mean = IntStream.iterate(0, place -> place < asked.length, place -> place + step)
                .mapToDouble(place -> tokens.applyAsDouble(asked[place]))
                .average()
                .orElse(0);
        double in = mean * asked.length;
        double out = output * asked.length;
        return new Forecast.Line(
                spec.name(),
                asked.length,
                in,
                out,
                hours(asked.length),
                Tokens.usd(TokenUsage.plain(in, out), prices(spec.model())));
    }

    private static double hours(int calls) {
        return calls * SECONDS_A_CALL / AT_A_TIME / SECONDS_AN_HOUR;
    }

    /** Prices of every model that is asked, by arm. */
    public Map<String, ModelPrices> pricesByArm() {
        Map<String, ModelPrices> prices = new LinkedHashMap<>();
        for (ArmSpec spec : run.arms().arms()) {
            String model = spec.model().isEmpty() ? run.arms().embedder() : spec.model();
            prices.put(spec.name(), prices(model));
        }
        return prices;
    }

    @Override
    public void close() {
        jobs.ifPresent(TuningJobs::close);
    }
}
