package io.assay.local.coldstart;

import io.assay.core.Fields;
import io.assay.json.Json;
import io.assay.local.VirtualClock;
import io.assay.local.coldstart.FunctionProcess.Call;
import io.assay.local.coldstart.FunctionProcess.Setting;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures what a function's first call costs, each start in a process of its own. */
public final class ColdStart implements AutoCloseable {
    /** Tasks of the past: longer ago than the sample workflow gives people to review, so that the sweeper has work. */
    private static final Duration EARLIER = Duration.ofHours(5);

    private final LocalStack stack;
    private final Artefact artefact;
    private final Scenes scenes;
    private final boolean oneCore;

    /** How a function is started. */
    public enum Way {
        /** The JVM's own flags. */
        DEFAULT(false, false),
        /** Those of the template. */
        TEMPLATE(false, true),
        /** Those, and what SnapStart would restore: initialised and primed. */
        PRIMED(true, true);

        private final boolean snapStart;
        private final boolean templatesFlags;

        Way(boolean snapStart, boolean templatesFlags) {
            this.snapStart = snapStart;
            this.templatesFlags = templatesFlags;
        }
    }

    /**
     * One start.
     *
     * @param init until it waits for events; with {@link Way#PRIMED} the priming too
     * @param last empty if the first call was the only one
     */
    public record Run(Cost init, Cost first, Optional<Cost> last) {}

    private ColdStart(LocalStack stack, Artefact artefact, Scenes scenes, boolean oneCore) {
        this.stack = stack;
        this.artefact = artefact;
        this.scenes = scenes;
        this.oneCore = oneCore;
    }

    /**
     * @param zip      the artefact
     * @param workflow document of the sample workflow
     * @throws IOException if the artefact cannot be unpacked
     */
    public static ColdStart start(Stack template, Path zip, String workflow) throws IOException, InterruptedException {
        Artefact artefact = Artefact.unpack(zip);
        VirtualClock clock = new VirtualClock(Clock.offset(Clock.systemUTC(), EARLIER.negated()));
        LocalStack stack =
                LocalStack.start(template, LocalStack.Options.inMemory().withClock(clock));
        return new ColdStart(stack, artefact, new Scenes(stack, Json.object(workflow)), FunctionProcess.canPin());
    }

    /** Whether each process is held to one core. */
    public boolean oneCore() {
        return oneCore;
    }

    /** Functions in the order of the template, but the sweeper first: it would sweep what the others leave. */
    public List<Stack.Function> functions() {
        List<Stack.Function> functions = new ArrayList<>(stack.stack().functions());
        functions.sort((a, b) -> Boolean.compare(
                b.logicalId().equals("SweeperFunction"), a.logicalId().equals("SweeperFunction")));
        return functions;
    }

    /**
     * Starts a function once, with its case in the state in which it would meet it.
     *
     * @param calls at least 1
     * @return empty if nobody knows what to call it with
     * @throws IllegalStateException if it fails, or was to be primed and was not
     */
    public Optional<Run> run(Stack.Function function, Way way, int calls) throws IOException, InterruptedException {
        Optional<List<byte[]>> events = scenes.events(function.logicalId(), calls);
        return events.isEmpty() ? Optional.empty() : Optional.of(run(function, way, events.get()));
    }

    private Run run(Stack.Function function, Way way, List<byte[]> events) throws IOException, InterruptedException {
        Setting setting = new Setting(way.snapStart, way.templatesFlags, oneCore);
        Map<String, String> variables =
                stack.functions().get(function.logicalId()).variables();
        try (FunctionProcess process = FunctionProcess.start(artefact, function, variables, setting)) {
            Cost init = setting.snapStart() ? process.primed() : process.initialised();
            Cost first = called(process, events.getFirst());
            Optional<Cost> last = Optional.empty();
            for (byte[] event : events.subList(1, events.size())) {
                last = Optional.of(called(process, event));
            }
            return new Run(init, first, last);
        }
    }

    /** The stack that the functions' processes work on. */
    public LocalStack stack() {
        return stack;
    }

    /** Writes what functions are primed with. @return the files */
    public List<Path> recordPriming(Path directory) throws IOException {
        return PrimingSamples.write(stack, scenes, directory);
    }

    private static Cost called(FunctionProcess process, byte[] event) throws InterruptedException {
        Call call = process.invoke(event);
        if (!succeeded(call.answer())) {
            throw new IllegalStateException(
                    "the function answered " + call.answer() + "; it printed:\n" + process.printed());
        }
        return call.cost();
    }

    private static boolean succeeded(String answer) {
        if (answer.isEmpty()) {
            return true;
        }
        Fields said = new Fields(Json.object(answer));
        return said.optionalWhole("statusCode").orElse(200L) < 300
                && said.list("batchItemFailures").isEmpty();
    }

    @Override
    public void close() throws IOException {
        stack.close();
        artefact.close();
    }
}
