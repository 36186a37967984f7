package io.assay.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.RuleResult;
import io.assay.core.Workflow.OverrideRule;
import io.assay.schema.Violation;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {

    private static final Map<String, Object> PREDICTION = Map.of("label", "refund", "confidence", 0.7);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "double(input.amount.amount) > 500.0                             | true",
                "has(input.amount) && double(input.amount.amount) > 5000.0       | false",
                "double(input.amount.amount) > 500                               | true",
                "input.count > 2                                                 | true",
                "input.count > 2.5                                               | true",
                "input.count == 3                                                | true",
                "input.ratio > 2                                                 | true",
                "input.ratio > 2.4 && input.ratio < 2.6                          | true",
                "input.urgent                                                    | true",
                "input.note == null                                              | true",
                "has(input.absent) && input.absent == 'x'                        | false",
                "has(input.note)                                                 | true",
                "input.tags.exists(t, t == 'vip')                                | true",
                "input.tags.all(t, t.startsWith('v'))                            | false",
                "'vip' in input.tags                                             | true",
                "input.text.contains('refund')                                   | true",
                "input.text.matches('(?i)REFUND')                                | true",
                "matches(input.text, '^refund')                                  | false",
                "size(input.text) < 10                                           | false",
                "prediction.confidence < 0.8 && prediction.label == 'refund'     | true",
                "prediction.label in ['complaint', 'legal']                      | false",
                "workflow == 'support-triage'                                    | true",
                "input.email == '[EMAIL_1]'                                      | true",
            })
    void rule_seesInputPredictionAndWorkflow(String when, boolean fires) {
        assertThat(evaluate(when)).isEqualTo(new RuleResult("r", fires, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "input.absent == 'x'                                     | a field that the rule reads is missing",
                "input.amount.absent.deeper == 'x'                       | a field that the rule reads is missing",
                "input.text.inner == 'x'                                 | a field that the rule reads is missing",
                "input.tags[9] == 'x'                                    | an element that the rule reads is missing",
                "input.text > 3                                          | a value has a type that does not fit the rule",
                "double(input.text) > 3.0                                | a value cannot be converted as the rule asks",
                "input.count / 0 > 1                                     | the rule's arithmetic has no result",
                "input.count + 9223372036854775807 > 1                   | the rule's arithmetic has no result",
                "input.many.all(x, input.many.all(y, x + y >= 0))        | the rule takes too many steps",
                "input.text                                              | yielded something other than true or false",
            })
    void ruleThatCannotBeEvaluated_firesAndSaysWhyWithoutTheValue(String when, String error) {
        assertThat(evaluate(when)).isEqualTo(new RuleResult("r", true, Optional.of(error)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 1                                            | line 1, column 3: expected type 'bool'",
                "inptu.text == 'x'                                | line 1, column 1: undeclared reference to 'inptu'",
                "workflow > 3                                     | line 1, column 10: found no matching overload",
                "input.text ==                                    | line 1, column 14: mismatched input",
                "prediction.labl == 'x'                           | prediction has no field labl",
                "input.text.matches(input.pattern)                | must be written in the rule",
                "input.text.matches('(')                          | is not an RE2 regular expression",
                "input.text.matches('((a{999}){999}){999}')       | repeats too much",
                "unknown(input.text)                              | undeclared reference to 'unknown'",
            })
    void unusableRule_isToldWithPointerLineAndColumn(String when, String problem) {
        assertThat(RuleSet.problemsOf(List.of(new OverrideRule("ok", "", "true"), new OverrideRule("r", "", when))))
                .isNotEmpty()
                .allSatisfy(violation -> assertThat(violation.pointer()).isEqualTo("/policy/rules/1/when"))
                .anySatisfy(violation -> assertThat(violation.problem()).contains(problem));
    }

    @Test
    void ruleOnAFieldOutsideTheSchema_isRefusedByName_unlessTheSchemaIsOpen() {
        List<OverrideRule> misspelt = List.of(new OverrideRule("r", "", "has(input.amuont) && input.text == 'x'"));
        Map<String, Object> properties = Map.of("text", Map.of("type", "string"), "amount", Map.of("type", "string"));

        assertThat(RuleSet.problemsOf(misspelt, Map.of("properties", properties)))
                .containsExactly(new Violation(
                        "/policy/rules/0/when", "input has no field amuont by the input schema, only amount, text"));
        assertThat(RuleSet.problemsOf(misspelt, Map.of("properties", properties, "additionalProperties", true)))
                .isEmpty();
        assertThat(RuleSet.problemsOf(
                        List.of(new OverrideRule("r", "", "input.amount.amuont == '1' && prediction.label == 'x'")),
                        Map.of("properties", properties)))
                .isEmpty();
    }

    @Test
    void problemOnASecondLine_isToldThere() {
        assertThat(RuleSet.problemsOf(List.of(new OverrideRule("r", "", "true &&\n  foo"))))
                .singleElement()
                .satisfies(v -> assertThat(v.problem()).startsWith("line 2, column 3:"));
    }

    @Test
    void lengthNestingAndNumberOfRules_areBounded() {
        String nested = "(".repeat(200) + "true" + ")".repeat(200);
        String wide = String.join(" && ", Collections.nCopies(200, "true"));
        assertThat(RuleSet.problemsOf(List.of(new OverrideRule("r", "", nested))))
                .extracting(Violation::problem)
                .anySatisfy(problem -> assertThat(problem).contains("recursion limit"));
        assertThat(RuleSet.problemsOf(List.of(new OverrideRule("r", "", wide)))).isEmpty();
        assertThat(RuleSet.problemsOf(List.of(new OverrideRule("r", "", wide + " ".repeat(2_000)))))
                .containsExactly(new Violation("/policy/rules/0/when", "is longer than 2000 characters"));
        assertThat(RuleSet.problemsOf(IntStream.rangeClosed(0, RuleSet.MAX_RULES)
                        .mapToObj(i -> new OverrideRule("r" + i, "", "true"))
                        .toList()))
                .containsExactly(new Violation("/policy/rules", "has more than 50 rules"));
    }

    @Test
    void blankAndRepeatedIds_areRefused() {
        assertThat(RuleSet.problemsOf(List.of(
                        new OverrideRule("a", "", "true"),
                        new OverrideRule(" ", "", "true"),
                        new OverrideRule("a", "", "true"))))
                .containsExactly(
                        new Violation("/policy/rules/1/id", "must not be blank"),
                        new Violation("/policy/rules/2/id", "is the id of an earlier rule"));
    }

    @Test
    void compile_refusesWhatProblemsOfFinds() {
        assertThatThrownBy(() -> RuleSet.compile(List.of(new OverrideRule("r", "", "1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/policy/rules/0/when");
    }

    @Test
    void everyRule_isLookedAtInOrder() {
        RuleSet rules = RuleSet.compile(List.of(
                new OverrideRule("a", "", "true"),
                new OverrideRule("b", "", "input.absent"),
                new OverrideRule("c", "", "false")));

        assertThat(rules.evaluate(input(), PREDICTION, "w"))
                .extracting(RuleResult::id, RuleResult::fired)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", true),
                        org.assertj.core.groups.Tuple.tuple("b", true),
                        org.assertj.core.groups.Tuple.tuple("c", false));
    }

    @Test
    void oneRuleSet_servesManyThreads() throws ExecutionException, InterruptedException {
        RuleSet rules = RuleSet.compile(List.of(new OverrideRule("r", "", "input.n % 2 == 0")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = IntStream.range(0, 200)
                    .mapToObj(n -> threads.submit(() -> rules.evaluate(Map.of("n", n), PREDICTION, "w")
                            .getFirst()
                            .fired()))
                    .toList();
            for (int n = 0; n < answers.size(); n++) {
                assertThat(answers.get(n).get()).isEqualTo(n % 2 == 0);
            }
        }
    }

    private static RuleResult evaluate(String when) {
        return RuleSet.compile(List.of(new OverrideRule("r", "a rule", when)))
                .evaluate(input(), PREDICTION, "support-triage")
                .getFirst();
    }

    private static Map<String, Object> input() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("amount", Map.of("amount", "612.50", "currency", "EUR"));
        input.put("count", 3);
        input.put("ratio", new BigDecimal("2.5"));
        input.put("urgent", true);
        input.put("note", null);
        input.put("tags", List.of("new", "vip"));
        input.put("text", "I want a refund");
        input.put("email", "[EMAIL_1]");
        input.put("many", Stream.iterate(0, i -> i + 1).limit(200).toList());
        return input;
    }
}
