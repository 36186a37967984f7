package io.assay.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CanonicalJson;
import io.assay.core.Fields;
import io.assay.local.VirtualClock;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code events/} and {@code events/bad/} through the host; one stack, each sample after the others. */
@SuppressWarnings("NullAway.Init") // set before all
class EventsIT {
    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");
    private static final Path BAD = Content.EVENTS.resolve("bad");

    private static List<Sample> good;
    private static List<Sample> bad;
    private static Host host;
    private static final Captured CAPTURED = new Captured();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        good = Sample.in(Content.EVENTS);
        bad = Sample.in(BAD);
        Clock shifted = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), START));
        host = new Host(LocalStack.start(
                Template.read(Path.of("..", "template.yaml"), LocalStack.PARAMETERS, "111122223333", "eu-central-1"),
                LocalStack.Options.inMemory().withClock(new VirtualClock(shifted))));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @TestFactory
    Stream<DynamicContainer> everyFile_getsWhatItSays() {
        return Stream.of(
                DynamicContainer.dynamicContainer("events", good.stream().map(sample -> test(sample, false))),
                DynamicContainer.dynamicContainer("events/bad", bad.stream().map(sample -> test(sample, true))));
    }

    @Test
    void tablesOfTheReadmes_nameEveryFileWithItsTitleAndAnswer() throws IOException {
        assertThat(rows(Content.EVENTS)).containsExactlyElementsOf(rows(good, sample -> sample.title()));
        assertThat(rows(BAD))
                .containsExactlyElementsOf(
                        rows(bad, sample -> sample.title() + " | " + Expectation.inWords(sample.expect())));
    }

    private static DynamicTest test(Sample sample, boolean isBad) {
        return DynamicTest.dynamicTest(sample.file(), () -> {
            Fields known = CAPTURED.fill(sample);
            for (String input : List.of("http", "queue", "function")) {
                known.optionalMap(input).map(CanonicalJson::text).ifPresent(Captured::requireFilled);
            }
            Outcome outcome = host.run(known);
            CAPTURED.take(known.optionalMap("capture").orElse(Map.of()), outcome.answer());
            Fields expect = CAPTURED.fill(sample).fields("expect");
            Captured.requireFilled(CanonicalJson.text(expect.map()));
            Expectation expectation = new Expectation(expect, outcome);
            expectation.check();
            for (var shown : expect.optionalMap("cases").orElse(Map.of()).entrySet()) {
                assertThat(Subset.difference(shown.getValue(), host.shown(shown.getKey())))
                        .as("case %s", shown.getKey())
                        .isEmpty();
            }
            if (isBad) {
                expectation.checkNothingElseChanged();
            }
        });
    }

    private static List<String> rows(List<Sample> samples, Function<Sample, String> rest) {
        return samples.stream()
                .map(sample -> "| `" + sample.file() + "` | " + rest.apply(sample) + " |")
                .toList();
    }

    /** The rows of a README's tables that name a numbered file. */
    private static List<String> rows(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("README.md")).stream()
                .filter(line -> line.matches("\\| `[0-9].*"))
                .toList();
    }
}
