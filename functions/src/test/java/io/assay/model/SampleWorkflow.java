package io.assay.model;

import io.assay.core.Workflow;
import java.util.List;
import java.util.Map;

/** A small workflow document for tests. */
final class SampleWorkflow {

    private SampleWorkflow() {}

    static Workflow withTools(boolean tools) {
        return Workflow.of(document(tools), 1);
    }

    static Map<String, Object> document(boolean tools) {
        return Map.ofEntries(
                Map.entry("workflow", "refunds"),
                Map.entry("title", "Refunds"),
                Map.entry("owner", "ops"),
                Map.entry("escalationOwner", "leads"),
                Map.entry(
                        "groups",
                        Map.of(
                                "submit", List.of("shop"),
                                "review", List.of("agents"),
                                "lead", List.of("leads"),
                                "administer", List.of("admins"))),
                Map.entry("input", Map.of("type", "object")),
                Map.entry(
                        "labels",
                        List.of(
                                Map.of("name", "pay", "description", "Pay it back", "critical", false),
                                Map.of("name", "refuse", "description", "Do not pay", "critical", true))),
                Map.entry("model", Map.of("id", "m", "maxTokens", 100, "temperature", 0, "tools", tools)),
                Map.entry(
                        "prompt",
                        Map.of("version", "1", "system", "Choose:\n{{labels}}", "user", "The case:\n{{case}}")),
                Map.entry(
                        "prices",
                        Map.of(
                                "date", "2026-11-01",
                                "source", "https://example.com",
                                "currency", "USD",
                                "inputPerMillion", "0.035",
                                "outputPerMillion", "0.14")),
                Map.entry("policy", Map.of("phase", "expand", "rules", List.of())),
                Map.entry("serviceLevels", Map.of("reviewWithin", "PT4H")),
                Map.entry(
                        "costs",
                        Map.of(
                                "currency", "USD",
                                "minutesPerReview", "3",
                                "wagePerHour", "40",
                                "costOfError", "10")));
    }
}
