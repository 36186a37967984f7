package io.assay.local.cli;

import io.assay.core.resampling.Groups;
import io.assay.core.resampling.Parts;
import io.assay.core.resampling.Shares;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.ModelPrices;
import io.assay.core.verdict.PriceTable;
import io.assay.local.assess.ReviewedCases;
import io.assay.local.assess.arms.AnsweringArm;
import io.assay.local.assess.bedrock.BedrockArms;
import io.assay.local.assess.bedrock.Forecast;
import io.assay.local.assess.files.ArmsFile;
import io.assay.local.assess.files.InputProblem;
import io.assay.local.assess.files.PricesFile;
import io.assay.local.assess.files.WorkflowFile;
import io.assay.local.assess.protocol.Bill;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks Bedrock, once a person has seen what it may cost and has said how much may be spent. */
final class OnBedrock implements AutoCloseable {
    private final BedrockArms arms;
    private final AssessProgress progress;
    private final Thread hook;

    OnBedrock(
            Assessing.Given given,
            Path kept,
            ReviewedCases cases,
            Groups groups,
            Optional<WorkflowFile> workflow,
            PricesFile prices,
            AssessProgress progress,
            LocalDate today) {
        this.progress = progress;
        BedrockFlags flags = given.bedrock();
        String region = given.region().orElseThrow();
        Optional<Set<String>> allowed = workflow.flatMap(WorkflowFile::regions);
        if (allowed.isPresent() && !allowed.get().contains(region)) {
            throw InputProblem.of(
                    "--region",
                    "the workflow's data may not go to " + region,
                    "give one of " + String.join(", ", allowed.get()));
        }
        ArmsFile file = flags.armsFile(workflow.isPresent());
        PriceTable table = prices.table();
        BedrockArms.Run run = new BedrockArms.Run(
                cases,
                groups,
                workflow.map(WorkflowFile::definitions),
                file,
                table,
                flags.reach(region),
                volume(given),
                flags.kept(kept),
                flags.site(),
                flags.firstWait(),
                today);
        arms = new BedrockArms(run, flags.budget().orElse(0.0), progress::say);
        hook = new Thread(arms::close, "deployments go down");
        Forecast forecast =
                arms.forecast(Parts.folds(groups, Shares.STANDARD, given.seed()).getFirst());
        forecast.text().forEach(progress::say);
        requireBudget(flags.budget(), forecast);
        // Ctrl-C too takes down what was deployed.
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void requireBudget(Optional<Double> budget, Forecast forecast) {
        String needed = "%.2f".formatted(forecast.budget());
        if (budget.isEmpty()) {
            throw InputProblem.of(
                    "--budget", "nothing was asked yet: it may cost USD " + needed, "say --budget " + needed);
        }
        if (budget.get() < forecast.usd()) {
            throw InputProblem.of(
                    "--budget",
                    "nothing was asked: it may cost USD " + needed + ", more than the USD " + budget.get() + " given",
                    "say --budget " + needed + ", or name fewer arms with --arms");
        }
    }

    private static double volume(Assessing.Given given) {
        Inputs inputs = given.inputs().over(Inputs.reference(List.of()));
        return inputs.likely().volume();
    }

    List<AnsweringArm> arms() {
        return arms.arms();
    }

    /** What each arm's answers cost. */
    Map<String, Bill> bills(Optional<ModelPrices> embedder) {
        Map<String, Bill> bills = new LinkedHashMap<>();
        arms.pricesByArm().forEach((name, prices) -> bills.put(name, new Bill(Optional.of(prices), embedder)));
        return bills;
    }

    @Override
    public void close() {
        arms.close();
        progress.say("Spent, as far as prices are known: USD %.4f".formatted(arms.spent()));
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
