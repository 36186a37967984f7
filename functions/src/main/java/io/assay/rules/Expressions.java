package io.assay.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.parser.Operator;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.assay.schema.LinearPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compiles the expressions of rules within bounds. */
final class Expressions {

    private static final int MAX_NESTING = 32;
    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_ITERATIONS = 10_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_NESTING)
            .maxParseErrorRecoveryLimit(10)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("input", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("prediction", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("workflow", SimpleType.STRING)
            .setResultType(SimpleType.BOOL)
            .build();

    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private static final Set<String> PREDICTION = Set.of("label", "confidence");

    private Expressions() {}

    /** What keeps an expression from being a rule, with line and column from 1 where there is one; empty when nothing. */
    static List<String> problemsOf(String expression, InputFields fields) {
        if (expression.codePointCount(0, expression.length()) > MAX_LENGTH) {
            return List.of("is longer than %d characters".formatted(MAX_LENGTH));
        }
        CelValidationResult checked = COMPILER.compile(expression);
        if (checked.hasError()) {
            return checked.getErrors().stream().map(Expressions::sentence).toList();
        }
        try {
            return CelNavigableAst.fromAst(checked.getAst())
                    .getRoot()
                    .allNodes()
                    .flatMap(node -> problemOf(node.expr(), fields).stream())
                    .toList();
        } catch (CelValidationException e) {
            return List.of("cannot be compiled: " + e.getMessage());
        }
    }

    /**
     * @param expression one in which {@link #problemsOf} finds nothing
     */
    static CelRuntime.Program program(String expression) {
        try {
            CelAbstractSyntaxTree checked = COMPILER.compile(expression).getAst();
            return RUNTIME.createProgram(checked);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException("rule cannot be compiled: " + e.getMessage(), e);
        }
    }

    private static String sentence(CelIssue issue) {
        return "line %d, column %d: %s"
                .formatted(
                        issue.getSourceLocation().getLine(),
                        issue.getSourceLocation().getColumn() + 1,
                        issue.getMessage());
    }

    private static Optional<String> problemOf(CelExpr expression, InputFields fields) {
        return switch (expression.getKind()) {
            case CALL -> patternProblem(expression.call()).or(() -> indexProblem(expression.call(), fields));
            case SELECT -> selectProblem(expression.select(), fields);
            case NOT_SET, CONSTANT, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
        };
    }

    /** A pattern from the case could be made to compile for ever, so it has to stand in the rule. */
    private static Optional<String> patternProblem(CelExpr.CelCall call) {
        if (!call.function().equals("matches")) {
            return Optional.empty();
        }
        CelExpr pattern = call.args().getLast();
        if (pattern.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return Optional.of("the pattern of matches must be written in the rule, not taken from a value");
        }
        return LinearPattern.problemOf(pattern.constant().stringValue())
                .map(problem -> "the pattern of matches " + problem);
    }

    private static Optional<String> selectProblem(CelExpr.CelSelect select, InputFields fields) {
        if (names(select.operand(), "input")) {
            return fields.problemOf(select.field());
        }
        return names(select.operand(), "prediction") && !PREDICTION.contains(select.field())
                ? Optional.of("prediction has no field %s, only label and confidence".formatted(select.field()))
                : Optional.empty();
    }

    /** A field of the input in brackets, its name written in the rule. */
    private static Optional<String> indexProblem(CelExpr.CelCall call, InputFields fields) {
        boolean named = call.function().equals(Operator.INDEX.getFunction())
                && names(call.args().getFirst(), "input")
                && call.args().getLast().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && call.args().getLast().constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return named ? fields.problemOf(call.args().getLast().constant().stringValue()) : Optional.empty();
    }

    private static boolean names(CelExpr expression, String variable) {
        return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
                && expression.ident().name().equals(variable);
    }
}
