package io.assay.local.cli;

import io.assay.core.resampling.Groups;
import io.assay.core.resampling.NearDuplicates;
import io.assay.core.resampling.Parts;
import io.assay.core.resampling.Shares;
import io.assay.core.verdict.Arm;
import io.assay.core.verdict.Availability;
import io.assay.core.verdict.ErrorCosts;
import io.assay.core.verdict.Estimate;
import io.assay.core.verdict.Input;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.Quantity;
import io.assay.core.verdict.TunableBase;
import io.assay.core.verdict.VerdictScope;
import io.assay.local.assess.Assessment;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.arms.RehearsalArms;
import io.assay.local.assess.arms.TextVectors;
import io.assay.local.assess.files.BasesFile;
import io.assay.local.assess.files.CostsFile;
import io.assay.local.assess.files.GivenAnswersFile;
import io.assay.local.assess.files.GivenInputs;
import io.assay.local.assess.files.PricesFile;
import io.assay.local.assess.files.ReviewedCasesFile;
import io.assay.local.assess.files.WorkflowFile;
import io.assay.local.assess.protocol.Bill;
import io.assay.local.assess.protocol.Protocol;
import io.assay.local.assess.protocol.Question;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** From what the user gave to an assessment. */
final class Assessing {
    private static final String DEFAULT_MODEL = "amazon.nova-micro-v1:0";
    private static final String DEFAULT_REGION = "us-east-1";
    private static final String EMBEDDER = "amazon.titan-embed-text-v2:0";
    private static final double DEFAULT_RISK = 0.05;
    private static final double DAYS_A_MONTH = 30.4;
    /** Shares of the time that embedding takes, and all up to the money. */
    private static final double EMBEDDED = 0.4;

    private static final double ANSWERED = 0.9;

    /** Of the command line. */
    record Given(
            Path file,
            Optional<Path> answers,
            Optional<Path> workflow,
            GivenInputs inputs,
            Optional<Path> costs,
            Optional<Double> risk,
            double delta,
            Optional<Path> prices,
            boolean stalePrices,
            Optional<String> region,
            ReviewedCasesFile.Named columns,
            BedrockFlags bedrock,
            long seed) {}

    private final Given given;
    private final Path kept;
    private final AssessProgress progress;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    /** @param kept folder of what is kept from one assessment to the next */
    Assessing(Given given, Path kept, AssessProgress progress) {
        this.given = given;
        this.kept = kept;
        this.progress = progress;
    }

    Assessment run() {
        progress.at(0, "reading");
        ReviewedCases cases = ReviewedCasesFile.read(given.file(), given.columns());
        Optional<WorkflowFile> workflow = given.workflow().map(WorkflowFile::read);
        workflow.ifPresent(document -> document.requireLabels(cases.labels()));
        PricesFile prices =
                given.prices().map(file -> PricesFile.read(file, today)).orElseGet(() -> PricesFile.shipped(today));
        Tuned tuned = tuned(cases, workflow, prices);
        ModelPrices.Freshness freshness = prices.freshness(tuned.used(), today, given.stalePrices());
        Groups groups = NearDuplicates.group(cases.texts());
        ReviewedCasesFile.requireGroups(given.file(), groups.count());

        if (!given.bedrock().asked()) {
            return assess(new Read(cases, workflow, prices, tuned, freshness, groups), arms(cases, workflow), Map.of());
        }
        try (OnBedrock bedrock = new OnBedrock(given, kept, cases, groups, workflow, prices, progress, today)) {
            return assess(
                    new Read(cases, workflow, prices, tuned, freshness, groups),
                    bedrock.arms(),
                    bedrock.bills(tuned.embedder()));
        }
    }

    /** What the user gave, read. */
    private record Read(
            ReviewedCases cases,
            Optional<WorkflowFile> workflow,
            PricesFile prices,
            Tuned tuned,
            ModelPrices.Freshness freshness,
            Groups groups) {}

    private Assessment assess(Read read, List<AnsweringArm> arms, Map<String, Bill> bills) {
        ReviewedCases cases = read.cases();
        Optional<WorkflowFile> workflow = read.workflow();
        Tuned tuned = read.tuned();
        Inputs inputs = inputs(arms, workflow);
        double risk = given.risk()
                .orElseGet(() -> workflow.map(WorkflowFile::targetRisk)
                        .orElse(OptionalDouble.empty())
                        .orElse(DEFAULT_RISK));
        Question question = new Question(
                cases,
                read.groups(),
                arms,
                scope(),
                risk,
                given.delta(),
                inputs,
                costs(cases, inputs),
                caps(cases, workflow),
                tuned.bases(),
                tuned.monthsToEndOfLife(today),
                new Bill(tuned.prices(), tuned.embedder()),
                bills,
                given.bedrock().asked() ? 1 : Parts.FOLDS,
                given.seed());
        // Counted before the test part is opened: an assessment that breaks off has opened it all the same.
        int openings = new Openings(kept).opened(given.file(), today);
        Protocol.Found found = Protocol.run(question, this::step);
        return new Assessment(
                String.valueOf(given.file().getFileName()),
                today,
                given.seed(),
                openings,
                scope(),
                cases.rows().size(),
                read.groups().count(),
                cases.labels().size(),
                found.selection(),
                risk,
                given.delta(),
                found.verdict(),
                found.recommended(),
                found.arms(),
                found.comparison(),
                found.money(),
                found.latestFifth(),
                found.labelNoise(),
                inputs,
                tuned.pricesUsed(read.prices().name(), read.freshness() != ModelPrices.Freshness.FRESH),
                new Assumptions(question, found, workflow, tuned.model()).all());
    }

    private VerdictScope scope() {
        if (given.answers().isPresent()) {
            return VerdictScope.ANSWERS;
        }
        return given.bedrock().asked() && !given.bedrock().standsIn() ? VerdictScope.BEDROCK : VerdictScope.REHEARSAL;
    }

    private void step(String what, double share) {
        progress.at(EMBEDDED + (ANSWERED - EMBEDDED) * share, what);
    }

    private List<AnsweringArm> arms(ReviewedCases cases, Optional<WorkflowFile> workflow) {
        if (given.answers().isPresent()) {
            return GivenAnswersFile.read(given.answers().get(), cases);
        }
        TextVectors vectors = new TextVectors(
                kept.resolve("embeddings"),
                (done, of) -> progress.at(EMBEDDED * done / of, "embedding " + of + " texts"));
        return RehearsalArms.of(cases, workflow.map(WorkflowFile::definitions), vectors);
    }

    private Inputs inputs(List<AnsweringArm> arms, Optional<WorkflowFile> workflow) {
        List<String> tuned = arms.stream()
                .filter(arm -> arm.kind() == Arm.Kind.TUNED)
                .map(AnsweringArm::name)
                .toList();
        Inputs base = Inputs.reference(tuned);
        Inputs stated = workflow.map(document -> document.over(base)).orElse(base);
        return given.inputs().over(stated);
    }

    /** Where errors differ in cost, the cost of an error is that of the reference, which the others are told in. */
    private ErrorCosts costs(ReviewedCases cases, Inputs inputs) {
        double unit = inputs.of(Input.of(Quantity.ERROR_COST))
                .map(Estimate::likely)
                .filter(cost -> cost > 0)
                .orElse(1.0);
        return given.costs()
                .map(file -> CostsFile.read(file, cases.labels(), unit))
                .orElseGet(() -> ErrorCosts.uniform(cases.labels().size()));
    }

    /** A critical label is allowed no error at all, so that people decide it. */
    private static Map<Integer, Double> caps(ReviewedCases cases, Optional<WorkflowFile> workflow) {
        Map<Integer, Double> caps = new HashMap<>();
        workflow.ifPresent(document -> {
            for (int label = 0; label < cases.labels().size(); label++) {
                String name = cases.labels().get(label);
                Double cap = document.critical().contains(name)
                        ? Double.valueOf(0)
                        : document.caps().get(name);
                if (cap != null) {
                    caps.put(label, cap);
                }
            }
        });
        return caps;
    }

    /**
     * What could be tuned, and at what prices.
     *
     * @param base that is tuned: the first that can be
     */
    private record Tuned(
            List<Availability> bases,
            Optional<TunableBase> base,
            String model,
            String region,
            Optional<ModelPrices> prices,
            Optional<ModelPrices> embedder) {

        List<ModelPrices> used() {
            return Stream.concat(prices.stream(), embedder.stream()).toList();
        }

        OptionalDouble monthsToEndOfLife(LocalDate today) {
            return base.flatMap(TunableBase::endOfLife)
                    .map(end -> OptionalDouble.of(ChronoUnit.DAYS.between(today, end) / DAYS_A_MONTH))
                    .orElse(OptionalDouble.empty());
        }

        Assessment.PricesUsed pricesUsed(String file, boolean old) {
            return new Assessment.PricesUsed(
                    file, model, region, used().stream().map(ModelPrices::date).min(LocalDate::compareTo), old);
        }
    }

    private Tuned tuned(ReviewedCases cases, Optional<WorkflowFile> workflow, PricesFile prices) {
        Optional<Set<String>> allowed = given.region().map(Set::of).or(() -> workflow.flatMap(WorkflowFile::regions));
        Availability.Demand demand = new Availability.Demand(
                today,
                allowed,
                Math.round(cases.rows().size() * Shares.STANDARD.train()),
                workflow.flatMap(WorkflowFile::answerWithin));
        List<Availability> bases = new ArrayList<>();
        for (TunableBase base : BasesFile.shipped(today)) {
            bases.add(Availability.of(base, demand));
        }
        Optional<String> chosen = given.bedrock().tunes();
        bases.removeIf(base -> chosen.isPresent() && !base.base().model().equals(chosen.get()));
        Optional<TunableBase> base = bases.stream()
                .filter(Availability.Available.class::isInstance)
                .map(Availability::base)
                .findFirst();
        String model = base.map(TunableBase::model).orElse(DEFAULT_MODEL);
        String region = base.map(TunableBase::region).or(given::region).orElse(DEFAULT_REGION);
        return new Tuned(
                bases,
                base,
                model,
                region,
                prices.table().of(model, region),
                prices.table().of(EMBEDDER, region));
    }
}
