package io.assay.local.coldstart;

import io.assay.local.coldstart.RuntimeApi.Word;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One function of the template in its own process, as one execution environment of Lambda: its own variables and nothing
 * else of ours, one core, its memory as heap.
 */
final class FunctionProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    /** Of the memory, what Lambda leaves to the heap. */
    private static final double HEAP_SHARE = 0.85;

    private final RuntimeApi api;
    private final Process process;
    private final Path log;
    private Cost reached = Cost.NONE;

    /** One call. */
    record Call(String answer, Cost cost) {}

    /** The template's variables and the identity that come by environment. */
    record Setting(boolean snapStart, boolean templatesFlags, boolean oneCore) {}

    private final long began = System.nanoTime();

    private FunctionProcess(RuntimeApi api, Process process, Path log) {
        this.api = api;
        this.process = process;
        this.log = log;
    }

    /** @param variables all that the function knows, as the local host gives them to it */
    static FunctionProcess start(
            Artefact artefact, Stack.Function function, Map<String, String> variables, Setting setting)
            throws IOException {
        RuntimeApi api = new RuntimeApi(
                "arn:aws:lambda:local:" + function.name(), variables.getOrDefault("AWS_ACCESS_KEY_ID", ""));
        try {
            Path log = Files.createTempFile(artefact.directory(), function.logicalId() + "-", ".log");
            List<String> command = new ArrayList<>();
            if (setting.oneCore()) {
                command.addAll(List.of("taskset", "-c", "0"));
            }
            command.addAll(artefact.command(java(), (int) (function.memoryMb() * HEAP_SHARE)));
            command.add(function.handler());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(artefact.task().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            Map<String, String> environment = new HashMap<>(variables);
            environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
            environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", setting.snapStart() ? "snap-start" : "on-demand");
            environment.put("LAMBDA_TASK_ROOT", artefact.task().toString());
            environment.put("TZ", ":UTC");
            environment.put("LANG", "en_US.UTF-8");
            if (setting.snapStart()) {
                environment.remove("AWS_ACCESS_KEY_ID");
                environment.remove("AWS_SECRET_ACCESS_KEY");
                environment.put(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + api.address() + RuntimeApi.CREDENTIALS);
            }
            if (!setting.templatesFlags()) {
                environment.remove("JAVA_TOOL_OPTIONS");
            }
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new FunctionProcess(api, builder.start(), log);
        } catch (IOException e) {
            api.close();
            throw e;
        }
    }

    /** Whether processes can be held to one core here. */
    static boolean canPin() throws InterruptedException {
        try {
            return new ProcessBuilder("taskset", "-c", "0", "true").start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Waits until it is initialised. */
    Cost initialised() throws InterruptedException {
        expect(Word.Next.class);
        return step();
    }

    /** Waits until its hooks before the snapshot have run, then restores it. */
    Cost primed() throws InterruptedException {
        expect(Word.Restore.class);
        Cost primed = step();
        if (printed().contains("not primed")) {
            throw new IllegalStateException("the function was not primed; it printed:\n" + printed());
        }
        api.reply(new byte[0]);
        expect(Word.Next.class);
        step();
        return primed;
    }

    /** Until the process waits for its next event. @throws IllegalStateException if the function failed */
    Call invoke(byte[] event) throws InterruptedException {
        step();
        api.reply(event);
        Word.Answer answer = expect(Word.Answer.class);
        expect(Word.Next.class);
        return new Call(answer.body(), step());
    }

    /** Everything it has printed. */
    String printed() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    private Cost step() {
        Cost now = new Cost(
                process.info().totalCpuDuration().orElse(Duration.ZERO), Duration.ofNanos(System.nanoTime() - began));
        Cost step = now.since(reached);
        reached = now;
        return step;
    }

    private <W extends Word> W expect(Class<W> type) throws InterruptedException {
        @Nullable Word word = null;
        for (int second = 0; word == null && second < PATIENCE_SECONDS; second++) {
            word = api.words().poll(1, TimeUnit.SECONDS);
            if (word == null && !process.isAlive()) {
                break;
            }
        }
        if (!type.isInstance(word)) {
            throw new IllegalStateException("the function's process said "
                    + (word == null ? "nothing" : word)
                    + " where " + type.getSimpleName() + " was to come; it printed:\n" + printed());
        }
        return type.cast(word);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }
}
