package io.assay.metrics;

import static io.assay.metrics.Lines.BILLING;
import static io.assay.metrics.Lines.NOON;
import static io.assay.metrics.Lines.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseEvent;
import io.assay.core.Money;
import io.assay.core.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RollupTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Workflow.Costs COSTS = costs("USD");

    @Test
    void eachEvent_countsWhatItSays() {
        Figures figures = Figures.of(
                Rollup.of(lines(
                        new Lines(1, NOON).automated(),
                        new Lines(2, NOON).reviewed(BILLING),
                        new Lines(3, NOON).reviewed(OTHER),
                        new Lines(4, NOON).received().add(new CaseEvent.Failed("inference", "gone")))),
                COSTS);

        assertThat(figures.received()).isEqualTo(4);
        assertThat(figures.automated()).isEqualTo(1);
        assertThat(figures.escalated()).isEqualTo(2);
        assertThat(figures.agreed()).isEqualTo(1);
        assertThat(figures.overridden()).isEqualTo(1);
        assertThat(figures.acted()).isEqualTo(3);
        assertThat(figures.failed()).isEqualTo(1);
        assertThat(figures.inputTokens()).isEqualTo(300);
        assertThat(figures.modelCost()).containsExactly(Money.of("0.00003", "USD"));
        assertThat(figures.reviewMinutes()).isEqualByComparingTo("1");
        assertThat(figures.escalationRate()).hasValue(0.5);
        assertThat(figures.firstPassQuality()).hasValue(0.666667);
    }

    @Test
    void costPerTask_isModelsCostAndReviewersWage() {
        Rollup rollup = Rollup.of(lines(new Lines(1, NOON).reviewed(BILLING), new Lines(2, NOON).automated()));

        // half a minute at 36 an hour is 0.30; two cases
        assertThat(Figures.of(rollup, COSTS).costPerTask()).contains(Money.of("0.15001", "USD"));
        assertThat(Figures.of(rollup, costs("EUR")).costPerTask()).isEmpty();
        assertThat(Figures.of(new Rollup(), COSTS).costPerTask()).isEmpty();
    }

    @Test
    void reviewWithoutTimeWorked_countsTheMinutesThatTheWorkflowStates() {
        Rollup rollup = Rollup.of(lines(
                new Lines(1, NOON).reviewed(BILLING),
                new Lines(2, NOON).received().review(OTHER, Optional.empty()),
                new Lines(3, NOON).received().review(OTHER, Optional.of(Duration.ZERO))));
        Figures figures = Figures.of(rollup, COSTS);

        assertThat(figures.timedReviews()).isEqualTo(2);
        assertThat(figures.untimedReviews()).isEqualTo(1);
        // half a minute reported, none reported, one stated
        assertThat(figures.reviewMinutes()).isEqualByComparingTo("1.5");
        assertThat(figures.costPerTask()).contains(Money.of("0.90001", "USD"));
    }

    @Test
    void line_countsOnceHoweverOftenItComes() {
        List<String> lines = new Lines(1, NOON).reviewed(OTHER).lines();

        assertThat(json(Rollup.of(Collections.nCopies(2, lines).stream().flatMap(List::stream))))
                .isEqualTo(json(Rollup.of(lines.stream())));
    }

    @Test
    void secondTaskOfACase_isNoSecondEscalation() {
        Lines twice = new Lines(1, NOON).reviewed(BILLING);
        twice.add(new CaseEvent.Escalated(twice.caseId() + ".2", false, List.of(), "agents", false, NOON));

        assertThat(Rollup.of(lines(twice)).get(Count.ESCALATED)).isEqualTo(1);
    }

    @Test
    void correction_takesFirstPassBackAndIsNoSecondCompletion() {
        Lines corrected = new Lines(1, NOON).automated().acted(OTHER, false);
        Rollup rollup = Rollup.of(lines(corrected));

        assertThat(rollup.get(Count.ACTED)).isEqualTo(1);
        assertThat(rollup.get(Count.AUTOMATED)).isEqualTo(1);
        assertThat(rollup.get(Count.FIRST_PASS)).isZero();
        assertThat(Rollup.of(lines(corrected.acted(BILLING, false))).get(Count.FIRST_PASS))
                .isEqualTo(1);
    }

    @Test
    void partsAddedInAnyOrder_areTheWhole() {
        List<Rollup> parts = new ArrayList<>();
        List<Lines> cases = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Instant at = NOON.plusSeconds(i);
            Lines one = i % 3 == 0 ? new Lines(i, at).reviewed(OTHER) : new Lines(i, at).automated();
            cases.add(one);
            parts.add(Rollup.of(one.lines().stream()));
        }
        Rollup whole = Rollup.of(lines(cases.toArray(Lines[]::new)));

        for (long seed = 1; seed <= 5; seed++) {
            Collections.shuffle(parts, new Random(seed));
            Rollup sum = new Rollup();
            parts.forEach(part -> sum.add(Rollup.of(part.stored(), part.cycles().encoded())));
            assertThat(json(sum)).as("seed " + seed).isEqualTo(json(whole));
        }
    }

    @Test
    void quantiles_areWithinOnePercent() {
        Cycles cycles = new Cycles();
        for (int seconds = 1; seconds <= 1000; seconds++) {
            cycles.add(seconds);
        }

        assertThat(cycles.quantile(0.5).orElseThrow()).isBetween(495.0, 506.0);
        assertThat(cycles.quantile(0.99).orElseThrow()).isBetween(980.0, 1000.0);
        assertThat(new Cycles().quantile(0.5)).isEmpty();
    }

    @Test
    void modelCost_isSummedExactly() {
        Rollup rollup = new Rollup();
        Lines many = new Lines(1, NOON).received();
        for (int i = 0; i < 10_000; i++) {
            many.predicted(BILLING);
        }
        many.entries().forEach(rollup::count);

        assertThat(rollup.modelCost().get(USD)).isEqualTo(Money.of("0.10000", "USD"));
    }

    private static Object json(Rollup rollup) {
        return Figures.of(rollup, COSTS).json();
    }

    private static Stream<String> lines(Lines... cases) {
        return Stream.of(cases).flatMap(one -> one.lines().stream());
    }

    private static Workflow.Costs costs(String currency) {
        return new Workflow.Costs(
                Currency.getInstance(currency), BigDecimal.ONE, new BigDecimal("36"), Money.of("1", currency));
    }
}
