package io.assay.local.assess.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.assess.Assessment;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The page is written as XML too, so that a strict parser finds a tag that is not closed. */
class AssessmentHtmlTest {

    private static Document parsed(String html) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(html)));
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new AssertionError(broken.getMessage() + "\n" + html, broken);
        }
    }

    private static List<Element> all(Document document, String tag) {
        NodeList nodes = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    static List<Assessment> ofEachVerdict() {
        return Assessments.ofEachVerdict();
    }

    @ParameterizedTest
    @MethodSource("ofEachVerdict")
    void everyVerdict_isWellFormed_scopeBeforeHeadline(Assessment assessment) {
        String html = AssessmentHtml.of(assessment);
        Document document = parsed(html);
        assertThat(all(document, "h1")).hasSize(1);
        assertThat(html.indexOf("A rehearsal on a stand-in model")).isPositive().isLessThan(html.indexOf("<h1>"));
        assertThat(document.getDocumentElement().getTextContent().replaceAll("[\\s\u00a0]+", " "))
                .contains(assessment.verdict().reason(), VerdictWords.headline(assessment.verdict()));
        assertThat(all(document, "main")).hasSize(1);
    }

    @Test
    void latestCases_areThereWhereTimesAreKnown() {
        Document document = parsed(AssessmentHtml.of(Assessments.driftedWithTime()));
        assertThat(all(document, "h3")).extracting(Element::getTextContent).contains("Tested on the latest cases");
        assertThat(document.getDocumentElement().getTextContent()).contains("it gets WORSE with time");
        assertThat(AssessmentHtml.of(Assessments.worthIt())).doesNotContain("Tested on the latest");
    }

    @ParameterizedTest
    @MethodSource("ofEachVerdict")
    void nothingIsLoaded_andNothingRuns(Assessment assessment) {
        String html = AssessmentHtml.of(assessment);
        assertThat(html)
                .doesNotContain("http", "url(", "@import", "<script", "<link", "<img", "<iframe")
                .doesNotContainPattern("\\son[a-z]+\\s*=");
    }

    @ParameterizedTest
    @MethodSource("ofEachVerdict")
    void readers_findNamesHeadersAndHeadingsInOrder(Assessment assessment) {
        Document document = parsed(AssessmentHtml.of(assessment));
        for (Element table : all(document, "table")) {
            assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
        }
        assertThat(all(document, "th")).allMatch(header -> header.hasAttribute("scope"));
        for (Element drawing : all(document, "svg")) {
            boolean hidden = drawing.getAttribute("aria-hidden").equals("true");
            boolean told = drawing.getAttribute("role").equals("img")
                    && drawing.getElementsByTagName("title").getLength() == 1
                    && drawing.getElementsByTagName("desc").getLength() == 1;
            assertThat(hidden || told).isTrue();
        }
        List<String> ids = all(document, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        for (Element named : all(document, "*")) {
            if (named.hasAttribute("aria-labelledby")) {
                assertThat(ids).contains(named.getAttribute("aria-labelledby").split(" "));
            }
        }
        int before = 0;
        for (Element element : all(document, "*")) {
            if (element.getTagName().matches("h[1-6]")) {
                int level = element.getTagName().charAt(1) - '0';
                assertThat(level).isLessThanOrEqualTo(before + 1);
                before = level;
            }
        }
    }

    @Test
    void textsOfTheUser_areEscaped() {
        String html = AssessmentHtml.of(Extremes.awkward(Extremes.HOSTILE));
        assertThat(html).doesNotContain("<script", "\u001b", "\u202e").contains("&lt;script&gt;alert");
        assertThat(parsed(html).getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void curvesOfManyAnswers_areThinned() {
        RiskCoverageChart chart = RiskCoverageChart.of(Assessments.worthIt()).orElseThrow();
        assertThat(chart.curves()).hasSize(3).allSatisfy(curve -> {
            long points = curve.path().chars().filter(c -> c == 'L').count() + 1;
            assertThat(points).isBetween(100L, RiskCoverageChart.POINTS + 1L);
        });
    }

    @Test
    void namesOfCurves_doNotCoverEachOther() {
        List<Plot.Curve> curves =
                RiskCoverageChart.of(Extremes.awkward("arm")).orElseThrow().curves();
        List<Double> places = curves.stream().map(Plot.Curve::nameY).sorted().toList();
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isGreaterThanOrEqualTo(16.9);
        }
    }

    @Test
    void moneyThatIsNotFinite_isNotDrawn() {
        Assessment from = Assessments.worthIt();
        Assessment.Money money = from.money().orElseThrow();
        Assessment odd = Assessments.changed(
                from,
                from.verdict(),
                from.recommended(),
                from.arms(),
                Optional.of(
                        new Assessment.Money(money.findings(), money.probabilityPays(), new double[] {0, Double.NaN})));
        assertThat(MoneyChart.of(odd)).isEmpty();
        assertThat(AssessmentHtml.of(odd)).doesNotContain("money-title");
    }

    @Test
    void ticks_areRoundNumbers() {
        assertThat(new Scale(0, 24, 0, 240).ticks(5, Figures::count))
                .extracting(Scale.Tick::text)
                .containsExactly("0", "5", "10", "15", "20");
        assertThat(new Scale(-13_000, 52_000, 100, 0).ticks(5, Figures::count))
                .extracting(Scale.Tick::text)
                .containsExactly("0", "20,000", "40,000");
    }
}
