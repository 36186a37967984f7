package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Wiring;
import io.assay.core.Fields;
import io.assay.local.host.LocalStack;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import io.assay.local.template.TemplateDocument;
import io.assay.local.template.TemplateDocument.Part;
import io.assay.local.template.TemplateException;
import io.assay.registry.OpenApi;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What the template must hold, each as a test of its own; and the proof that the tests miss nothing: without any one
 * queue, table, route, variable or event source at least one of them fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateMutationIT {
    private static final Set<String> STORES = Set.of("AWS::SQS::Queue", "AWS::DynamoDB::Table");
    /** Queues whose consumer is the user's own, or a person. */
    private static final Set<String> LEAVING = Set.of("DecisionsQueue", "QuarantineQueue", "CanaryQueue");

    private static final String CALLED_BY_CODEDEPLOY = "CanaryFunction";

    /** What they do has to happen because time passes, whatever else calls them. */
    private static final Set<String> BY_THE_CLOCK =
            Set.of("SweeperFunction", "AuditCompareFunction", "CertificationFunction");

    private final Stack whole = Pipeline.template();
    /** By handler and variables: what nothing changed need not be started again for each part that is left out. */
    private final Map<String, Boolean> started = new HashMap<>();

    private LocalStack running;

    @BeforeAll
    void start() {
        running = LocalStack.start(whole, LocalStack.Options.inMemory());
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void everyRoute_isOneOfTheOpenApiDocument() {
        assertThat(routesAtOdds(whole)).isEmpty();
    }

    @Test
    void everyFunction_isCalledBySomething() {
        assertThat(uncalledFunctions(whole)).isEmpty();
    }

    @Test
    void whatGoesByTheClock_hasASchedule() {
        assertThat(unscheduledFunctions(whole)).isEmpty();
    }

    @Test
    void everyQueue_isConsumedOrLeavesThePipeline() {
        assertThat(unconsumedQueues(whole)).isEmpty();
    }

    @Test
    void everyFunction_startsWithTheVariablesItIsGiven() {
        assertThat(functionsThatDoNotStart(whole)).isEmpty();
    }

    @Test
    void everyFunction_runsWithTheMeasuredFlags() {
        assertThat(functionsWithoutFlags(whole)).isEmpty();
    }

    @Test
    void withoutAnyOnePart_oneOfTheseTestsFails() {
        TemplateDocument document = TemplateDocument.load(Pipeline.text("template.yaml"), "template.yaml");
        Map<String, String> noticedBy = new TreeMap<>();
        for (Part part : document.parts()) {
            boolean counts = switch (part.kind()) {
                case RESOURCE -> STORES.contains(part.type());
                case ROUTE, VARIABLE, EVENT_SOURCE -> true;
                case OUTPUT -> false;
            };
            if (counts) {
                noticedBy.put(part.toString(), noticedBy(document.without(part)));
            }
        }
        noticedBy.forEach((part, check) -> System.out.println(part + " → " + check));
        assertThat(noticedBy).hasSizeGreaterThan(100);
        assertThat(noticedBy)
                .allSatisfy((part, check) -> assertThat(check).as(part).isNotEmpty());
    }

    /** The test that fails for this template; empty when none does. */
    private String noticedBy(String template) {
        Stack stack;
        try {
            stack = Template.of(template, "template.yaml", whole.parameters(), whole.account(), whole.region());
        } catch (TemplateException unreadable) {
            return "the template cannot be read";
        }
        return checks(stack).entrySet().stream()
                .filter(check -> !check.getValue().get().isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** By the name of its test what each check finds; the cheap ones first. */
    private Map<String, Supplier<Collection<String>>> checks(Stack stack) {
        Map<String, Supplier<Collection<String>>> checks = new LinkedHashMap<>();
        checks.put("everyRoute_isOneOfTheOpenApiDocument", () -> routesAtOdds(stack));
        checks.put("everyFunction_isCalledBySomething", () -> uncalledFunctions(stack));
        checks.put("whatGoesByTheClock_hasASchedule", () -> unscheduledFunctions(stack));
        checks.put("everyQueue_isConsumedOrLeavesThePipeline", () -> unconsumedQueues(stack));
        checks.put("everyFunction_runsWithTheMeasuredFlags", () -> functionsWithoutFlags(stack));
        checks.put("everyFunction_startsWithTheVariablesItIsGiven", () -> functionsThatDoNotStart(stack));
        return checks;
    }

    private static Set<String> routesAtOdds(Stack stack) {
        Set<String> routes = stack.functions().stream()
                .flatMap(function -> function.sources().stream())
                .filter(Stack.EventSource.Route.class::isInstance)
                .map(Stack.EventSource.Route.class::cast)
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> odd = new TreeSet<>();
        for (Map.Entry<?, ?> path : paths().entrySet()) {
            for (Object method : ((Map<?, ?>) path.getValue()).keySet()) {
                String word = String.valueOf(method).toUpperCase(Locale.ROOT);
                if (!word.equals("PARAMETERS") && !routes.remove(word + " " + path.getKey())) {
                    odd.add(word + " " + path.getKey());
                }
            }
        }
        odd.addAll(routes);
        return odd;
    }

    private static Map<?, ?> paths() {
        return new Fields(OpenApi.document()).optionalMap("paths").orElseThrow();
    }

    private static List<String> uncalledFunctions(Stack stack) {
        return stack.functions().stream()
                .filter(function -> function.sources().isEmpty() && !CALLED_BY_CODEDEPLOY.equals(function.logicalId()))
                .map(Stack.Function::logicalId)
                .toList();
    }

    private static List<String> unscheduledFunctions(Stack stack) {
        return stack.functions().stream()
                .filter(function -> BY_THE_CLOCK.contains(function.logicalId()))
                .filter(function -> function.sources().stream().noneMatch(Stack.EventSource.Schedule.class::isInstance))
                .map(Stack.Function::logicalId)
                .toList();
    }

    private static List<String> unconsumedQueues(Stack stack) {
        Set<String> consumed = stack.functions().stream()
                .flatMap(function -> function.sources().stream())
                .filter(Stack.EventSource.QueueSource.class::isInstance)
                .map(source -> ((Stack.EventSource.QueueSource) source).queueArn())
                .collect(Collectors.toSet());
        stack.queues().forEach(queue -> queue.redrive().ifPresent(redrive -> consumed.add(redrive.deadLetterArn())));
        return stack.queues().stream()
                .filter(queue -> !consumed.contains(queue.arn()) && !LEAVING.contains(queue.logicalId()))
                .map(Stack.Queue::logicalId)
                .toList();
    }

    private static List<String> functionsWithoutFlags(Stack stack) {
        return stack.functions().stream()
                .filter(function -> !function.environment()
                        .getOrDefault("JAVA_TOOL_OPTIONS", "")
                        .contains("-XX:+UseSerialGC"))
                .map(Stack.Function::logicalId)
                .toList();
    }

    private List<String> functionsThatDoNotStart(Stack stack) {
        return stack.functions().stream()
                .filter(function -> !started.computeIfAbsent(
                        function.handler() + new TreeMap<>(function.environment()), key -> starts(function)))
                .map(Stack.Function::logicalId)
                .toList();
    }

    private boolean starts(Stack.Function function) {
        Map<String, String> variables = new HashMap<>(function.environment());
        variables.put("AWS_REGION", whole.region());
        variables.put("AWS_ACCESS_KEY_ID", running.gateway().identities().accessKeyOf(function.role()));
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_ENDPOINT_URL", running.gateway().uri().toString());
        String handler = function.handler().substring(0, function.handler().indexOf("::"));
        try {
            ScopedValue.where(Wiring.SURROUNDINGS, new Wiring.Surroundings(variables, running.clock()))
                    .call(() -> Class.forName(handler).getConstructor().newInstance());
            return true;
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).hasMessageContaining("environment variable");
            return false;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
