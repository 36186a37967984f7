package io.assay.local.cli;

import io.assay.access.Role;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What somebody needs to call a running stack. */
final class Guide {
    private final Site site;

    Guide(Site site) {
        this.site = site;
    }

    Map<String, Object> json() {
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens().forEach(tokens::put);
        return Map.of(
                "api", site.stack().api().toString(),
                "aws", site.stack().gateway().uri().toString(),
                "workflow", site.workflow().name(),
                "version", site.workflow().version(),
                "tokens", tokens);
    }

    String text() {
        String api = site.stack().api().toString().replaceAll("/$", "");
        String name = site.workflow().name();
        String group = site.workflow().reviewGroup();
        StringBuilder text = new StringBuilder();
        text.append("The stack is up. Ctrl-C ends it.\n\n");
        text.append("  HTTP API  ")
                .append(api)
                .append("   (its description: ")
                .append(api)
                .append("/openapi.json)\n");
        text.append("  AWS calls ").append(site.stack().gateway().uri()).append("   (what the functions call)\n");
        text.append("  workflow  ")
                .append(name)
                .append(", version ")
                .append(site.workflow().version());
        text.append("\n\nA token for each role, good for twelve hours and on this machine only:\n\n");
        tokens().forEach((role, token) -> text.append("  export ")
                .append(variable(role))
                .append('=')
                .append(token)
                .append('\n'));
        text.append("\nWith these set:\n");
        example(
                text,
                "send a case",
                "SUBMITTER",
                api + "/workflows/" + name + "/cases",
                "-H 'Content-Type: application/json' -d '{\"reference\":\"mine-1\",\"input\":" + exampleInput() + "}'");
        example(text, "look at it (with the caseId of the answer)", "SUBMITTER", api + "/cases/CASE_ID", "");
        example(text, "what waits for a reviewer", "REVIEWER", api + "/reviews?group=" + group, "");
        example(text, "take a task, then decide it", "REVIEWER", api + "/reviews/TASK_ID/claim", "-X POST");
        example(
                text,
                "",
                "REVIEWER",
                api + "/reviews/TASK_ID/decision",
                "-H 'Content-Type: application/json' -d '{\"label\":\""
                        + site.workflow().labels().getFirst().label() + "\"}'");
        example(text, "the figures", "OPERATOR", api + "/workflows/" + name + "/metrics", "");
        example(
                text,
                "let nothing be decided alone any more",
                "OPERATOR",
                api + "/workflows/" + name + "/stop",
                "-H 'Content-Type: application/json' -d '{\"reason\":\"trying it\"}'");
        return text.toString();
    }

    private static void example(StringBuilder text, String what, String role, String url, String more) {
        if (!what.isEmpty()) {
            text.append("\n  # ").append(what).append('\n');
        }
        text.append("  curl -s -H \"Authorization: Bearer $")
                .append(variable(role))
                .append("\" ");
        if (!more.isEmpty()) {
            text.append(more).append(' ');
        }
        text.append('\'').append(url).append("'\n");
    }

    /** Something of the right shape where the schema is the sample's; else for the reader to fill in. */
    private String exampleInput() {
        return site.workflow().name().equals("support-triage")
                ? "{\"message\":\"Where is my parcel? It should have been here on Monday.\",\"channel\":\"web\"}"
                : "{…}";
    }

    private Map<String, String> tokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        Arrays.stream(Role.values()).forEach(role -> tokens.put(role.word(), site.token(role, "local-" + role.word())));
        return tokens;
    }

    private static String variable(String role) {
        return role.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
