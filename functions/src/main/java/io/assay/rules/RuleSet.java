package io.assay.rules;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.assay.core.RuleResult;
import io.assay.core.Workflow.OverrideRule;
import io.assay.schema.Pointer;
import io.assay.schema.Violation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The override rules of one workflow version, compiled once. Immutable and safe for threads.
 *
 * <p>A rule is a CEL expression that yields a bool and sees three names: {@code input}, the masked and normalised input
 * as a map; {@code prediction}, with {@code label} (string) and {@code confidence} (double); {@code workflow}, the
 * workflow's name. There are CEL's standard functions and macros, {@code matches} with RE2. Whole numbers of the input
 * are ints, others doubles, and the two compare; amounts are objects of strings, so a rule on one reads
 * {@code has(input.amount) && double(input.amount.amount) > 500.0}.
 *
 * <p>Evaluation is bounded: length and nesting of the expression, 10,000 iterations of all its macros together, patterns
 * that stand in the rule. A rule that cannot be evaluated (a field is missing, a type does not fit, a bound is hit) fires
 * and says why: it fails towards a person.
 */
public final class RuleSet {

    /** The most rules of one workflow. */
    public static final int MAX_RULES = 50;

    private static final Pointer RULES = Pointer.ROOT.field("policy").field("rules");

    private record Compiled(OverrideRule rule, CelRuntime.Program program) {}

    private final List<Compiled> rules;

    private RuleSet(List<Compiled> rules) {
        this.rules = rules;
    }

    /**
     * @throws IllegalArgumentException if {@link #problemsOf} finds something; names the first problem
     */
    public static RuleSet compile(List<OverrideRule> rules) {
        problemsOf(rules).stream().findFirst().ifPresent(first -> {
            throw new IllegalArgumentException(first.pointer() + " " + first.problem());
        });
        return new RuleSet(rules.stream()
                .map(rule -> new Compiled(rule, Expressions.program(rule.when())))
                .toList());
    }

    /** Everything that keeps rules from being compiled, with pointers such as {@code /policy/rules/0/when}. */
    public static List<Violation> problemsOf(List<OverrideRule> rules) {
        return problemsOf(rules, InputFields.ANY);
    }

    /** The same, and every rule that reads a field which the input can never have. */
    public static List<Violation> problemsOf(List<OverrideRule> rules, Map<String, Object> inputSchema) {
        return problemsOf(rules, InputFields.of(inputSchema));
    }

    private static List<Violation> problemsOf(List<OverrideRule> rules, InputFields fields) {
        if (rules.size() > MAX_RULES) {
            return List.of(Violation.at(RULES, "has more than %d rules".formatted(MAX_RULES)));
        }
        List<Violation> found = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            OverrideRule rule = rules.get(i);
            Pointer at = RULES.item(i);
            if (rule.id().isBlank()) {
                found.add(Violation.at(at.field("id"), "must not be blank"));
            } else if (!ids.add(rule.id())) {
                found.add(Violation.at(at.field("id"), "is the id of an earlier rule"));
            }
            Expressions.problemsOf(rule.when(), fields)
                    .forEach(problem -> found.add(Violation.at(at.field("when"), problem)));
        }
        return found;
    }

    /**
     * Looks at every rule.
     *
     * @param input      the case's masked, normalised input
     * @param prediction {@code label} and {@code confidence}
     * @param workflow   the workflow's name
     * @return one result a rule, in the order of the rules
     */
    public List<RuleResult> evaluate(Map<String, Object> input, Map<String, Object> prediction, String workflow) {
        Map<String, Object> variables =
                Map.of("input", value(input), "prediction", value(prediction), "workflow", workflow);
        return rules.stream().map(rule -> evaluate(rule, variables)).toList();
    }

    private static RuleResult evaluate(Compiled compiled, Map<String, Object> variables) {
        String id = compiled.rule().id();
        try {
            return compiled.program().eval(variables) instanceof Boolean fired
                    ? new RuleResult(id, fired, Optional.empty())
                    : new RuleResult(id, true, Optional.of("yielded something other than true or false"));
        } catch (CelEvaluationException e) {
            return new RuleResult(id, true, Optional.of(sentence(e)));
        } catch (RuntimeException e) { // whatever CEL's library stumbles over, a person can decide
            return new RuleResult(id, true, Optional.of("the rule could not be evaluated"));
        }
    }

    /** Says what went wrong without the value: CEL's own messages repeat what could not be converted. */
    private static String sentence(CelEvaluationException e) {
        return switch (e.getErrorCode()) {
            case ATTRIBUTE_NOT_FOUND -> "a field that the rule reads is missing";
            case INDEX_OUT_OF_BOUNDS -> "an element that the rule reads is missing";
            case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND ->
                "a value has a type that does not fit the rule";
            case BAD_FORMAT, INVALID_ARGUMENT -> "a value cannot be converted as the rule asks";
            case DIVIDE_BY_ZERO, NUMERIC_OVERFLOW -> "the rule's arithmetic has no result";
            case ITERATION_BUDGET_EXCEEDED -> "the rule takes too many steps";
            case DUPLICATE_ATTRIBUTE, INTERNAL_ERROR -> "the rule could not be evaluated";
        };
    }

    /** A JSON value as CEL knows it. */
    private static Object value(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case Integer number -> number.longValue();
            case BigDecimal number -> number.doubleValue();
            case BigInteger number -> number.doubleValue();
            case Map<?, ?> map -> {
                Map<String, Object> values = new LinkedHashMap<>();
                map.forEach((key, inner) -> values.put(String.valueOf(key), value(inner)));
                yield values;
            }
            case List<?> list -> list.stream().map(RuleSet::value).toList();
            default -> value;
        };
    }
}
