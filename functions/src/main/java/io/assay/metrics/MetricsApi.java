package io.assay.metrics;

import io.assay.aws.CaseIndex;
import io.assay.aws.Rollups;
import io.assay.aws.WorkflowStore;
import io.assay.core.Workflow;
import io.assay.http.HttpAnswer;
import io.assay.http.HttpRequest;
import io.assay.http.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Figures of a workflow by HTTP: in all, day by day, and the cases that are open. */
public final class MetricsApi {
    private final Rollups rollups;
    private final CaseIndex index;
    private final WorkflowStore workflows;
    private final Clock clock;

    public MetricsApi(Rollups rollups, CaseIndex index, WorkflowStore workflows, Clock clock) {
        this.rollups = rollups;
        this.index = index;
        this.workflows = workflows;
        this.clock = clock;
    }

    /** {@code GET /workflows/{workflow}/metrics?from=&to=}: 200; 400 for a bad period; 404 to who is in none of its groups. */
    public HttpAnswer show(HttpRequest request) {
        String name = request.pathParameter("workflow");
        Workflow workflow = workflows
                .active(name)
                .filter(known -> request.requireCaller().inAnyOf(known.everybody()))
                .orElseThrow(() -> Problem.at(
                        404,
                        "unknown-workflow",
                        Problem.In.PATH,
                        "workflow",
                        "There is no such workflow that you may see"));
        Period period = Period.of(request.query(), LocalDate.now(clock.withZone(ZoneOffset.UTC)));
        Rollup total = new Rollup();
        Map<LocalDate, Rollup> days = new TreeMap<>();
        for (Rollups.Day shard : rollups.days(name, period.from(), period.to())) {
            Rollup counts = Rollup.of(shard.counts().counts(), shard.counts().cycles());
            total.add(counts);
            days.computeIfAbsent(shard.day(), day -> new Rollup()).add(counts);
        }
        List<Map<String, Object>> perDay = new ArrayList<>();
        days.forEach((day, counts) -> {
            Map<String, Object> figures =
                    new LinkedHashMap<>(Figures.of(counts, workflow.costs()).json());
            figures.put("day", day.toString());
            perDay.add(figures);
        });
        List<Instant> open = index.openSince(name);
        return HttpAnswer.json(
                200,
                Map.of(
                        "workflow", name,
                        "from", period.from().toString(),
                        "to", period.to().toString(),
                        "total", Figures.of(total, workflow.costs()).json(),
                        "days", perDay,
                        "open", Map.of("cases", open.size(), "byAge", OpenAges.of(open, clock.instant()))));
    }
}
