package io.assay.local.check;

import io.assay.access.Role;
import io.assay.access.Scope;
import io.assay.core.CanonicalJson;
import io.assay.core.CaseFile;
import io.assay.core.Fields;
import io.assay.core.Workflow;
import io.assay.json.Json;
import io.assay.local.host.LocalStack;
import io.assay.metrics.Figures;
import io.assay.metrics.Rollup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether the figures that the API shows are those of a recount from the event log. */
final class FiguresCheck implements AutoCloseable {
    private static final String CLIENT = "assay";

    private final LocalStack stack;
    private final List<Workflow> workflows;
    private final HttpClient http = HttpClient.newHttpClient();
    /** Events of each workflow when its figures were right: they need no other look until there are more. */
    private final Map<String, Integer> right = new HashMap<>();

    FiguresCheck(LocalStack stack, List<Workflow> workflows) {
        this.stack = stack;
        this.workflows = List.copyOf(workflows);
    }

    /** @param files of all workflows */
    List<String> problems(Collection<CaseFile> files) {
        return workflows.stream()
                .flatMap(workflow ->
                        problems(
                                workflow,
                                files.stream()
                                        .filter(file -> file.workflow().equals(workflow.name()))
                                        .toList())
                                .stream())
                .toList();
    }

    private List<String> problems(Workflow workflow, List<CaseFile> files) {
        int events = files.stream().mapToInt(file -> file.history().size()).sum();
        if (events == right.getOrDefault(workflow.name(), 0)) {
            return List.of();
        }
        LocalDate first = files.stream()
                .map(file -> file.receivedAt().atZone(ZoneOffset.UTC).toLocalDate())
                .min(LocalDate::compareTo)
                .orElseThrow();
        Fields shown = shown(workflow, first);
        Map<String, Object> told = shown.optionalMap("total").orElseThrow();
        Rollup recount = new Rollup();
        files.forEach(file -> file.history().forEach(recount::count));
        Map<String, Object> counted = Figures.of(recount, workflow.costs()).json();
        List<String> problems = new ArrayList<>();
        Map<String, Object> all = new TreeMap<>(told);
        all.putAll(counted);
        all.keySet().forEach(name -> {
            String shows = text(told, name);
            String says = text(counted, name);
            if (!shows.equals(says)) {
                problems.add("metrics of " + workflow.name() + ": " + name + " is " + shows
                        + ", a recount of the event log says " + says);
            }
        });
        long open = files.stream()
                .filter(file -> file.state() != CaseFile.State.ACTED)
                .count();
        int indexed = shown.fields("open").whole("cases");
        if (indexed != open) {
            problems.add("case index of " + workflow.name() + ": it has " + indexed + " open cases, the event log has "
                    + open);
        }
        if (problems.isEmpty()) {
            right.put(workflow.name(), events);
        }
        return problems;
    }

    private static String text(Map<String, Object> figures, String name) {
        return figures.containsKey(name) ? CanonicalJson.text(Map.of("", figures.get(name))) : "not told";
    }

    private Fields shown(Workflow workflow, LocalDate from) {
        String token = stack.token(
                "checker",
                CLIENT,
                Role.OPERATOR.scopes().stream().map(Scope::word).collect(Collectors.toSet()),
                workflow.groups().administer());
        LocalDate today = stack.clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
        URI uri = URI.create(stack.api() + "/workflows/" + workflow.name() + "/metrics?from=" + from + "&to=" + today);
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "the metrics were answered " + answer.statusCode() + ": " + answer.body());
            }
            return new Fields(Json.object(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the metrics were asked for", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
