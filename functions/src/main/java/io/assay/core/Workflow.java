package io.assay.core;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One version of a workflow: immutable. Made of a document that the registry has validated.
 *
 * @param owner           group that answers for the workflow
 * @param escalationOwner group that takes over what waits too long
 * @param inputSchema     JSON Schema 2020-12 of a case's input, with Assay's {@code x-} keywords
 * @param answerWithin    longest that 95 % of the model's answers should take; assessments use it
 * @param dataRegions     where the data may go; empty: anywhere
 */
public record Workflow(
        String name,
        int version,
        String title,
        String owner,
        String escalationOwner,
        Groups groups,
        Map<String, Object> inputSchema,
        List<LabelSpec> labels,
        ModelRoute model,
        Prompt prompt,
        Prices prices,
        Policy policy,
        List<OverrideRule> rules,
        Duration reviewWithin,
        Optional<Duration> answerWithin,
        Optional<Set<String>> dataRegions,
        Costs costs,
        Optional<Webhook> webhook) {

    /** Who may do what, by group. */
    public record Groups(Set<String> submit, Set<String> review, Set<String> lead, Set<String> administer) {}

    /** @param cap error rate that answers with the label may have, in (0, 1]; empty: no limit of its own */
    public record LabelSpec(Label label, String description, boolean critical, Optional<Double> cap) {}

    /**
     * The model that answers.
     *
     * @param id          Bedrock model id or inference profile
     * @param maxTokens   of an answer
     * @param temperature in [0, 1]
     * @param tools       false: the answer is asked for as plain JSON, for models that cannot take tools
     */
    public record ModelRoute(String id, int maxTokens, double temperature, boolean tools) {}

    /** Versioned data: {@code {{labels}}} and {@code {{case}}} are replaced. */
    public record Prompt(String version, String system, String user) {}

    /** A CEL expression over {@code input}, {@code prediction} and {@code workflow}; true sends the case to a person. */
    public record OverrideRule(String id, String description, String when) {}

    /** What people and errors cost; the verdict and the figures use them. */
    public record Costs(Currency currency, BigDecimal minutesPerReview, BigDecimal wagePerHour, Money costOfError) {}

    /**
     * Where decisions also go.
     *
     * @param secret name of the secret that signs
     */
    public record Webhook(URI url, String secret) {}

    private static final Pattern NAME = Pattern.compile("_?[a-z0-9][a-z0-9-]{0,63}");
    private static final String RESERVED = "_";

    /** True for a name that is the stack's own: callers can neither put nor use such a workflow, and nothing counts it. */
    public static boolean isReserved(String name) {
        return name.startsWith(RESERVED);
    }

    /** True for text that can name a workflow: lower-case letters, digits and hyphens, 1 to 64; one of ours has "_" before. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public Workflow {
        labels = List.copyOf(labels);
        rules = List.copyOf(rules);
    }

    /**
     * @param document as the registry validated it
     * @throws IllegalArgumentException naming a field that is missing or of another kind
     */
    public static Workflow of(Map<String, Object> document, int version) {
        Fields in = new Fields(document);
        Fields groups = in.fields("groups");
        Fields model = in.fields("model");
        Fields prompt = in.fields("prompt");
        Fields prices = in.fields("prices");
        Fields costs = in.fields("costs");
        List<LabelSpec> labels = in.list("labels").stream()
                .map(label -> new LabelSpec(
                        label.label("name"),
                        label.text("description"),
                        label.optionalTruth("critical").orElse(false),
                        label.optionalNumber("cap")))
                .toList();
        Currency currency = costs.currency("currency");
        return new Workflow(
                in.text("workflow"),
                version,
                in.text("title"),
                in.text("owner"),
                in.text("escalationOwner"),
                new Groups(
                        Set.copyOf(groups.texts("submit")),
                        Set.copyOf(groups.texts("review")),
                        Set.copyOf(groups.texts("lead")),
                        Set.copyOf(groups.texts("administer"))),
                in.fields("input").map(),
                labels,
                new ModelRoute(
                        model.text("id"),
                        model.whole("maxTokens"),
                        model.optionalNumber("temperature").orElse(0.0),
                        model.optionalTruth("tools").orElse(true)),
                new Prompt(prompt.text("version"), prompt.text("system"), prompt.text("user")),
                new Prices(
                        prices.parsed("date", "a date (ISO 8601)", LocalDate::parse),
                        prices.text("source"),
                        prices.currency("currency"),
                        prices.decimal("inputPerMillion"),
                        prices.decimal("outputPerMillion")),
                policy(in.fields("policy"), labels),
                in.fields("policy").list("rules").stream()
                        .map(rule -> new OverrideRule(rule.text("id"), rule.text("description"), rule.text("when")))
                        .toList(),
                in.fields("serviceLevels").parsed("reviewWithin", "a duration (ISO 8601)", Duration::parse),
                in.fields("serviceLevels").optionallyParsed("answerWithin", "a duration (ISO 8601)", Duration::parse),
                Optional.of(in.texts("dataRegions"))
                        .filter(regions -> !regions.isEmpty())
                        .map(Set::copyOf),
                new Costs(
                        currency,
                        costs.decimal("minutesPerReview"),
                        costs.decimal("wagePerHour"),
                        new Money(costs.decimal("costOfError"), currency)),
                in.optionalFields("action")
                        .flatMap(action -> action.optionalFields("webhook"))
                        .map(webhook ->
                                new Webhook(webhook.parsed("url", "a URL", URI::create), webhook.text("secret"))));
    }

    private static Policy policy(Fields policy, List<LabelSpec> labels) {
        return new Policy(
                policy.word("phase", Phase.class),
                policy.optionalFields("threshold")
                        .map(declared -> new Threshold(
                                declared.number("declared"), new Threshold.Basis.Declared(declared.text("by")))),
                policy.optionalNumber("qualitySample").orElse(0.0),
                labels.stream()
                        .filter(LabelSpec::critical)
                        .map(LabelSpec::label)
                        .collect(Collectors.toSet()),
                certifying(policy, labels));
    }

    private static Policy.Certifying certifying(Fields policy, List<LabelSpec> labels) {
        Map<Label, Double> caps = new HashMap<>();
        labels.forEach(spec -> spec.cap().ifPresent(cap -> caps.put(spec.label(), cap)));
        return new Policy.Certifying(
                policy.optionalNumber("targetRisk"),
                policy.optionalNumber("delta").orElse(Policy.Certifying.DELTA),
                policy.optionalNumber("detectionDays"),
                caps);
    }

    /** The group whose members review its cases; the first by name, so that it is the same everywhere. */
    public String reviewGroup() {
        return groups.review().stream().sorted().findFirst().orElse(owner);
    }

    /** Groups that may stop it: more than may change it, for a stop only makes things safer. */
    public Set<String> mayStop() {
        Set<String> all = new HashSet<>(groups.administer());
        all.addAll(groups.lead());
        all.add(owner);
        all.add(escalationOwner);
        return all;
    }

    /** Groups that may see it: every one that it names. */
    public Set<String> everybody() {
        Set<String> all = mayStop();
        all.addAll(groups.submit());
        all.addAll(groups.review());
        return all;
    }

    public boolean knows(Label label) {
        return labels.stream().anyMatch(spec -> spec.label().equals(label));
    }
}
