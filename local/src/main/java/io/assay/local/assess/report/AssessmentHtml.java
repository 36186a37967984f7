package io.assay.local.assess.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.assay.local.assess.ArmFindings;
import io.assay.local.assess.Assessment;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** An assessment as one HTML file that loads nothing: styles and drawings are in it, and it runs no script. */
public final class AssessmentHtml {
    private static final String TEMPLATE = "assessment.ftlh";
    private static final Configuration CONFIGURATION = configuration();

    private AssessmentHtml() {}

    /** Every text of the user's is escaped. */
    public static String of(Assessment assessment) {
        StringWriter html = new StringWriter();
        try {
            CONFIGURATION.getTemplate(TEMPLATE).process(model(assessment), html);
        } catch (IOException | TemplateException broken) {
            throw new IllegalStateException("the report's template is broken: " + broken.getMessage(), broken);
        }
        return Figures.clean(html.toString()).replace(" %", "\u00a0%"); // no line begins with it
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(AssessmentHtml.class, "");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setNumberFormat("c");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        return configuration;
    }

    private static Map<String, Object> model(Assessment assessment) {
        Map<String, Object> model = new HashMap<>();
        model.put("first", FirstScreen.of(assessment));
        model.put("largest", FirstScreen.LARGEST);
        model.put("file", assessment.file());
        model.put("date", Figures.day(assessment.date()));
        model.put("seed", Long.toString(assessment.seed()));
        model.put("openings", VerdictWords.openings(assessment.openings()));
        model.put("errors", VerdictWords.errors(assessment.targetRisk()));
        model.put("delta", Figures.percent(assessment.delta()));
        model.put("arms", ArmRow.of(assessment));
        RiskCoverageChart.of(assessment).ifPresent(chart -> model.put("risk", chart));
        model.put("reliability", ReliabilityChart.of(assessment));
        MoneyChart.of(assessment).ifPresent(chart -> model.put("money", chart));
        assessment.money().ifPresent(money -> putMoney(model, money));
        assessment.comparison().ifPresent(comparison -> model.put("comparison", VerdictWords.compared(comparison)));
        assessment
                .latestFifth()
                .ifPresent(latest -> model.put("latest", VerdictWords.latestFifth(latest, assessment.targetRisk())));
        model.put("confusions", confusions(assessment.arms()));
        model.put("excluded", excluded(assessment.arms()));
        model.put(
                "needs",
                assessment.verdict().needs().stream().map(VerdictWords::need).toList());
        model.put("inputs", inputs(assessment));
        model.put("assumptions", assessment.assumptions());
        return model;
    }

    private static void putMoney(Map<String, Object> model, Assessment.Money money) {
        model.put("months", money.findings().months());
        model.put("alternative", money.findings().alternative());
        model.put("tuned", money.findings().tuned());
        model.put("probabilityPays", Figures.percent(money.probabilityPays()));
        model.put("inputsShare", Figures.percent(money.findings().inputsShare()));
    }

    private static List<List<String>> confusions(List<ArmFindings> arms) {
        return rows(
                arms,
                answering -> answering.worst().stream()
                        .map(confusion ->
                                List.of(confusion.right(), confusion.answered(), Figures.count(confusion.times())))
                        .toList());
    }

    private static List<List<String>> excluded(List<ArmFindings> arms) {
        return rows(
                arms,
                answering -> answering.excluded().stream()
                        .map(excluded -> List.of(excluded.label(), excluded.why()))
                        .toList());
    }

    /** Rows of each arm that answers, its name before them. */
    private static List<List<String>> rows(
            List<ArmFindings> arms, Function<ArmFindings.Answering, List<List<String>>> ofArm) {
        return arms.stream()
                .flatMap(arm -> arm.answering().stream()
                        .flatMap(answering -> ofArm.apply(answering).stream())
                        .map(cells -> Stream.concat(Stream.of(arm.name()), cells.stream())
                                .toList()))
                .toList();
    }

    private static List<List<String>> inputs(Assessment assessment) {
        return assessment.inputs().estimates().entrySet().stream()
                .map(entry -> List.of(
                        entry.getKey().text(),
                        InputWords.meaning(entry.getKey().quantity()),
                        InputWords.range(entry.getKey().quantity(), entry.getValue()),
                        entry.getValue().source().word()))
                .toList();
    }
}
