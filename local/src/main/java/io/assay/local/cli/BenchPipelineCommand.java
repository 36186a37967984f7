package io.assay.local.cli;

import io.assay.local.bench.Bill;
import io.assay.local.bench.Measuring;
import io.assay.local.bench.Usage;
import io.assay.local.gateway.Service;
import io.assay.local.host.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay bench pipeline}: throughput, latency, CPU, AWS requests and the bill of automated cases. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description = "Sends cases of 1 KiB that the model decides alone through the whole pipeline, as fast as this "
                + "machine takes them and then one a second, and tells what they take and what AWS would bill.")
final class BenchPipelineCommand implements Callable<Integer> {
    private static final Duration REST = Duration.ofMinutes(5);
    /** More instances at once would wait for each other here, and that waiting would be billed. */
    private static final Map<String, String> TWO_CORES = Map.of("QueueConcurrency", "2");

    private static final int TENTHS = 10;
    private static final double MILLIS = 1e6;

    private final Terminal terminal;

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Cases that are counted; at least 100. Default: ${DEFAULT-VALUE}.")
    private int cases;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Cases before, not counted. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--slow",
            paramLabel = "N",
            defaultValue = "60",
            description = "Cases sent one a second. Default: ${DEFAULT-VALUE}.")
    private int slow;

    @Option(
            names = "--growth",
            description = "One long run in ten windows instead: whether cases get dearer with time.")
    private boolean growth;

    @Option(names = "--json", description = "The figures as one JSON object on standard output.")
    private boolean json;

    BenchPipelineCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (cases < 100) {
            throw new BadInput("--cases is " + cases + "; give at least 100");
        }
        Path root = Stand.root();
        Path log = Stand.divertLogs("bench", terminal);
        Path sample = root.resolve("events/workflows/support-triage.json");
        try (Site site = Site.start(
                        root,
                        TWO_CORES,
                        LocalStack.Options.inMemory().withBatchingWindows(),
                        BenchCases.workflow(sample),
                        sample);
                BenchLoad load = new BenchLoad(site);
                Measuring measuring = new Measuring(site.stack(), log)) {
            warmUp(site, load, measuring);
            Map<String, Object> figures = growth ? growing(load, measuring) : steady(site, load, measuring);
            if (json) {
                terminal.print(figures);
            } else {
                terminal.print(lines("", figures));
            }
            return 0;
        }
    }

    private void warmUp(Site site, BenchLoad load, Measuring measuring) throws InterruptedException {
        if (warmUp > 0) {
            terminal.say("Warming up with " + warmUp + " cases …");
            watched(measuring, () -> load.saturate(warmUp));
            site.stack().awaitIdle(REST);
        }
    }

    private Map<String, Object> steady(Site site, BenchLoad load, Measuring measuring) throws InterruptedException {
        terminal.say("Sending " + cases + " cases as fast as they are taken …");
        Measuring.Mark start = measuring.mark();
        BenchLoad.Ran ran = watched(measuring, () -> load.saturate(cases));
        site.stack().awaitIdle(REST);
        Usage full = measuring.between(start, measuring.mark());
        terminal.say("Sending " + slow + " cases, one a second …");
        Measuring.Mark slowStart = measuring.mark();
        BenchLoad.Ran paced = watched(measuring, () -> load.paced(slow, Duration.ofSeconds(1)));
        site.stack().awaitIdle(REST);
        Usage trickle = measuring.between(slowStart, measuring.mark());

        Map<String, Double> bill = Bill.perMillion(full, cases);
        Map<String, Double> slowBill = Bill.perMillion(trickle, slow);
        Map<String, Object> figures = new TreeMap<>();
        figures.put("cases", cases);
        figures.put("final", ran.millis().length);
        figures.put("casesPerSecond", rounded(ran.millis().length / seconds(ran.took())));
        figures.put("p50Ms", rounded(ran.quantile(0.5)));
        figures.put("p99Ms", rounded(ran.quantile(0.99)));
        figures.put("p50MsAtOnePerSecond", rounded(paced.quantile(0.5)));
        figures.put("p99MsAtOnePerSecond", rounded(paced.quantile(0.99)));
        figures.put("ownCpuMsPerCase", rounded(full.own().toNanos() / MILLIS / cases));
        figures.put("emulatorCpuMsPerCase", rounded(full.all().minus(full.own()).toNanos() / MILLIS / cases));
        figures.put("requestsPerAutomatedCase", rounded(full.requests(key -> true) / (double) cases));
        figures.put("requestsByService", byService(full));
        figures.put("requestsByOperation", perCase(full.requestsByOperation(), cases));
        figures.put("requestsByRole", perCase(full.requestsByRole(), cases));
        figures.put("requestsByOperationAtOnePerSecond", perCase(trickle.requestsByOperation(), slow));
        figures.put("usdPerMillionAutomated", rounded(Bill.total(bill)));
        figures.put("usdPerMillionAtOnePerSecond", rounded(Bill.total(slowBill)));
        figures.put("billPerMillion", roundedAll(bill));
        figures.put("billPerMillionAtOnePerSecond", roundedAll(slowBill));
        figures.put(
                "modelWaitUsdPerMillionPer100Ms",
                rounded(Bill.waitingPer100Ms(full.function("InferenceFunction"), cases)));
        figures.put("functions", functions(full, cases));
        figures.put("functionsAtOnePerSecond", functions(trickle, slow));
        figures.put("peakRssMb", peakRssMb());
        return figures;
    }

    private Map<String, Object> growing(BenchLoad load, Measuring measuring) throws InterruptedException {
        List<Map<String, Object>> windows = new ArrayList<>();
        int each = cases / TENTHS;
        for (int i = 0; i < TENTHS; i++) {
            Measuring.Mark start = measuring.mark();
            BenchLoad.Ran ran = watched(measuring, () -> load.saturate(each));
            Usage used = measuring.between(start, measuring.mark());
            Map<String, Object> window = new TreeMap<>();
            window.put("casesPerSecond", rounded(each / seconds(ran.took())));
            window.put("ownCpuMsPerCase", rounded(used.own().toNanos() / MILLIS / each));
            window.put("requestsPerCase", rounded(used.requests(key -> true) / (double) each));
            window.put("peakRssMb", peakRssMb());
            windows.add(window);
            terminal.say((i + 1) + "0 %: " + window);
        }
        return Map.of("cases", each * TENTHS, "windows", windows);
    }

    private interface Work {
        BenchLoad.Ran run() throws InterruptedException;
    }

    /** Looks at the CPU time of carriers before they end. */
    private static BenchLoad.Ran watched(Measuring measuring, Work work) throws InterruptedException {
        try (Repeating looking = new Repeating("cpu", () -> {
            measuring.look();
            return false;
        })) {
            BenchLoad.Ran ran = work.run();
            looking.check();
            return ran;
        }
    }

    private static Map<String, Object> byService(Usage usage) {
        Map<String, Object> sums = new TreeMap<>();
        for (Service service : Service.values()) {
            sums.put(service.signingName(), usage.requests(key -> key.service() == service));
        }
        return sums;
    }

    private static Map<String, Object> perCase(Map<String, Long> sums, int cases) {
        Map<String, Object> each = new TreeMap<>();
        sums.forEach((name, sum) -> each.put(name, rounded(sum / (double) cases)));
        return each;
    }

    private static Map<String, Object> functions(Usage usage, int cases) {
        Map<String, Object> functions = new TreeMap<>();
        usage.functions().forEach((name, invoked) -> {
            if (invoked.times() > 0) {
                functions.put(
                        name,
                        Map.of(
                                "invocationsPerCase", rounded(invoked.times() / (double) cases),
                                "billedMs", rounded(invoked.billed() / (double) invoked.times())));
            }
        });
        return functions;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static Map<String, Object> roundedAll(Map<String, Double> figures) {
        Map<String, Object> rounded = new LinkedHashMap<>();
        figures.forEach((name, figure) -> rounded.put(name, rounded(figure)));
        return rounded;
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1000) / 1000.0;
    }

    private static long peakRssMb() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nested figures, one a line. */
    private static String lines(String indent, Map<?, ?> figures) {
        StringBuilder text = new StringBuilder();
        figures.forEach((name, figure) -> {
            switch (figure) {
                case Map<?, ?> nested ->
                    text.append(indent).append(name).append('\n').append(lines(indent + "  ", nested));
                default -> text.append(String.format(Locale.ROOT, "%s%-36s %s%n", indent, name, figure));
            }
        });
        return text.toString();
    }
}
