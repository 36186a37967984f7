package io.assay.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.Fields;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what came of a sample with what its file expects, and with what is promised of every answer. */
final class Expectation {
    private static final String TYPE = "urn:assay:problem:";
    private static final Set<String> KNOWN =
            Set.of("status", "body", "answer", "cases", "events", "messages", "objects");
    /** Frames of a stack trace, and names of classes with their package. */
    private static final Pattern LEAK = Pattern.compile(
            "\\bat [\\w.$/]+\\(|\\.java\\b|\\b(?:java|javax|jdk|sun|com|org|dev|io|tools|software)\\.[a-z]\\w*\\.|Exception\\b");

    private final Fields expect;
    private final Outcome outcome;

    Expectation(Fields expect, Outcome outcome) {
        this.expect = expect;
        this.outcome = outcome;
    }

    void check() {
        assertThat(KNOWN).containsAll(expect.map().keySet());
        outcome.http().ifPresent(this::checkHttp);
        same(expect.map().get("answer"), expect.map().containsKey("answer") ? outcome.answer() : null);
        sameInAnyOrder("events", list("events"), outcome.events());
        sameInAnyOrder("objects", list("objects"), outcome.objects());
        Map<?, ?> messages = expect.optionalMap("messages").orElse(Map.of());
        Stream.concat(messages.keySet().stream(), outcome.messages().keySet().stream())
                .map(String::valueOf)
                .distinct()
                .forEach(queue -> sameInAnyOrder(
                        queue,
                        messages.get(queue) instanceof List<?> wanted ? wanted : List.of(),
                        outcome.messages().getOrDefault(queue, List.of())));
        outcome.messages().values().stream()
                .flatMap(List::stream)
                .filter(Map.class::isInstance)
                .forEach(message -> assertThat(String.valueOf(message)).doesNotContainPattern(LEAK));
    }

    /** Nothing but what the file names: no event, no task, no figure, no object. */
    void checkNothingElseChanged() {
        assertThat(outcome.changed()).as("a table or a bucket has changed").isFalse();
    }

    private void checkHttp(Outcome.Http http) {
        assertThat(http.status()).as(http.text()).isEqualTo(expect.whole("status"));
        same(expect.map().get("body"), outcome.answer());
        if (http.status() < 400) {
            assertThat(http.contentType()).isEqualTo("application/json");
            return;
        }
        assertThat(http.text()).doesNotContainPattern(LEAK);
        Fields answer = new Fields(objectOf(outcome.answer()));
        if (answer.map().containsKey("type")) {
            checkProblem(http, answer);
        } else {
            assertThat(http.contentType()).isEqualTo("application/json");
            assertThat(answer.map()).as("API Gateway's own body").containsOnlyKeys("message");
        }
    }

    /** RFC 9457; what is wrong with a request has its place in it. */
    private static void checkProblem(Outcome.Http http, Fields problem) {
        assertThat(http.contentType()).isEqualTo("application/problem+json");
        assertThat(problem.text("type")).startsWith(TYPE);
        assertThat(problem.whole("status")).isEqualTo(http.status());
        assertThat(problem.text("title")).isNotBlank();
        assertThat(problem.text("detail")).isNotBlank();
        assertThat(problem.text("instance")).startsWith("urn:assay:request:");
        assertThat(problem.list("errors")).isNotEmpty().allSatisfy(error -> {
            assertThat(error.text("in")).isIn("body", "path", "query", "header");
            assertThat(error.text("pointer")).matches("(/.+)?");
        });
    }

    private List<?> list(String name) {
        return expect.map().get(name) instanceof List<?> list ? list : List.of();
    }

    private static void same(@Nullable Object expected, @Nullable Object actual) {
        if (expected != null) {
            assertThat(Subset.difference(expected, actual))
                    .as(String.valueOf(actual))
                    .isEmpty();
        }
    }

    private static void sameInAnyOrder(String what, List<?> expected, List<?> actual) {
        assertThat(Subset.differenceInAnyOrder(expected, actual)).as(what).isEmpty();
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private static Map<String, Object> objectOf(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    /** The answer as the tables of {@code events/bad/README.md} write it. */
    static String inWords(Fields expect) {
        if (expect.map().containsKey("status")) {
            String status = String.valueOf(expect.whole("status"));
            Fields body = expect.fields("body");
            return body.optionalText("message")
                    .map(message -> status + " `" + message + "`")
                    .or(() -> body.optionalText("type").map(type -> status + " " + problem(body, "the body")))
                    .orElse(status + ", a problem for each case");
        }
        Fields messages = expect.fields("messages");
        return messages.map().containsKey("QuarantineQueue")
                ? "quarantined, "
                        + problem(messages.list("QuarantineQueue").getFirst().fields("reason"), "the message")
                : "dead letter in `" + String.join("", messages.map().keySet()) + "`";
    }

    private static String place(Fields error, String whole) {
        String in = error.optionalText("in").orElse("body");
        String pointer = error.text("pointer");
        if (in.equals("body")) {
            return pointer.isEmpty() ? whole : "`" + pointer + "`";
        }
        return in + " `" + pointer + "`";
    }

    private static String problem(Fields problem, String whole) {
        String code = "`" + problem.text("type").substring(TYPE.length()) + "`";
        return code + " at "
                + String.join(
                        ", ",
                        problem.list("errors").stream()
                                .map(error -> place(error, whole))
                                .toList());
    }
}
