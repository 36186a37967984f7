package io.assay.local.assess.files;

import static io.assay.local.assess.files.InputProblem.quoted;

import io.assay.core.verdict.Estimate;
import io.assay.core.verdict.Inputs;
import io.assay.core.verdict.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an assessment takes from a workflow's definition, the document that the registry takes. {@code labels} are needed;
 * what else the document holds is not looked at, for the registry checks it.
 *
 * @param file          for messages
 * @param definitions   what each label means, in the document's order
 * @param critical      labels that always go to a person
 * @param caps          greatest selective error of a label, in (0, 1], where there is one
 * @param targetRisk    ε, in (0, 1)
 * @param qualitySample share of the automated cases that people look at, in [0, 1]
 * @param detectionDays in which a doubled risk must be noticed
 * @param regions       where the data may go; empty: anywhere
 * @param answerWithin  longest that 95 % of the answers may take
 * @param costs         of people and errors
 */
public record WorkflowFile(
        Path file,
        Map<String, String> definitions,
        Set<String> critical,
        Map<String, Double> caps,
        OptionalDouble targetRisk,
        OptionalDouble qualitySample,
        OptionalDouble detectionDays,
        Optional<Set<String>> regions,
        Optional<Duration> answerWithin,
        Optional<Costs> costs) {

    /**
     * What people and errors cost, each empty where the document does not say.
     *
     * @param currency code of ISO 4217
     */
    public record Costs(
            String currency, OptionalDouble minutesPerReview, OptionalDouble wagePerHour, OptionalDouble costOfError) {}

    private static final String USD = "USD";
    private static final double MOST = 1e12;
    private static final double LONGEST_DAYS = 3_650;
    private static final int LEAST_LABELS = 2;

    public WorkflowFile {
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        critical = Set.copyOf(critical);
        caps = Map.copyOf(caps);
        regions = regions.map(Set::copyOf);
    }

    /** @throws InputProblem with a JSON Pointer, if a field that is looked at is missing or wrong */
    public static WorkflowFile read(Path file) {
        JsonPart document = JsonPart.read(file);
        JsonPart labels = document.field("labels");
        Map<String, String> definitions = new LinkedHashMap<>();
        Set<String> critical = new TreeSet<>();
        Map<String, Double> caps = new LinkedHashMap<>();
        for (JsonPart label : labels.items()) {
            String name = label.field("name").text();
            if (definitions.put(name, label.field("description").text()) != null) {
                throw label.field("name").problem("is the name of an earlier label", "give each label its own");
            }
            if (label.field("critical").truth(false)) {
                critical.add(name);
            }
            label.field("cap").optionalNumber(Double.MIN_VALUE, 1).ifPresent(cap -> caps.put(name, cap));
        }
        if (definitions.size() < LEAST_LABELS) {
            throw labels.problem("holds fewer than two labels", "give the document of a workflow, with its labels");
        }
        JsonPart policy = document.field("policy");
        return new WorkflowFile(
                file,
                definitions,
                critical,
                caps,
                policy.field("targetRisk").optionalNumber(Double.MIN_VALUE, Math.nextDown(1.0)),
                policy.field("qualitySample").optionalNumber(0, 1),
                policy.field("detectionDays").optionalNumber(Double.MIN_VALUE, LONGEST_DAYS),
                regions(document.field("dataRegions")),
                document.field("serviceLevels").field("answerWithin").optionallyParsed(Duration::parse, "PT2S"),
                costs(document.field("costs")));
    }

    private static Optional<Set<String>> regions(JsonPart regions) {
        if (!regions.present()) {
            return Optional.empty();
        }
        Set<String> names = new TreeSet<>();
        regions.items().forEach(region -> names.add(region.text()));
        if (names.isEmpty()) {
            throw regions.problem("names no region", "name one, or leave the field out: the data may then go anywhere");
        }
        return Optional.of(names);
    }

    private static Optional<Costs> costs(JsonPart costs) {
        return costs.present()
                ? Optional.of(new Costs(
                        costs.field("currency").text(),
                        costs.field("minutesPerReview").optionalNumber(0, MOST),
                        costs.field("wagePerHour").optionalNumber(0, MOST),
                        costs.field("costOfError").optionalNumber(0, MOST)))
                : Optional.empty();
    }

    /**
     * These inputs with what the workflow says of them, as points that the user gave. Costs in another currency than USD are
     * passed over.
     */
    public Inputs over(Inputs base) {
        Inputs inputs = put(base, Quantity.QUALITY_SAMPLE, qualitySample);
        inputs = put(inputs, Quantity.DETECTION_DAYS, detectionDays);
        if (!costsAreReckoned()) {
            return inputs;
        }
        Costs usd = costs.orElseThrow();
        for (Quantity minutes :
                List.of(Quantity.MINUTES_FROM_SCRATCH, Quantity.MINUTES_ESCALATED, Quantity.MINUTES_BLIND)) {
            inputs = put(inputs, minutes, usd.minutesPerReview());
        }
        inputs = put(inputs, Quantity.WAGE, usd.wagePerHour());
        return put(inputs, Quantity.ERROR_COST, usd.costOfError());
    }

    /** False if there are no costs, or none in USD. */
    public boolean costsAreReckoned() {
        return costs.filter(given -> given.currency().equals(USD)).isPresent();
    }

    private static Inputs put(Inputs inputs, Quantity quantity, OptionalDouble value) {
        return value.isPresent()
                ? inputs.with(quantity, Estimate.point(value.getAsDouble(), Estimate.Source.GIVEN))
                : inputs;
    }

    /**
     * @param labels of the cases
     * @throws InputProblem naming a label that the workflow lacks
     */
    public void requireLabels(List<String> labels) {
        for (String label : labels) {
            if (!definitions.containsKey(label)) {
                throw InputProblem.in(
                        file,
                        "has no label " + quoted(label) + ", which cases have",
                        "add it, or write the cases' labels as the workflow does");
            }
        }
    }
}
