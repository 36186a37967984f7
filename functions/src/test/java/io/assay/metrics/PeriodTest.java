package io.assay.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.http.Problem;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-31");

    @Test
    void withoutParameters_lastSevenDaysWithToday() {
        assertThat(Period.of(Map.of(), TODAY)).isEqualTo(new Period(LocalDate.parse("2026-03-25"), TODAY));
    }

    @Test
    void ninetyTwoDays_areTheMost() {
        assertThat(Period.of(Map.of("from", "2025-12-30"), TODAY).from()).isEqualTo("2025-12-30");
        assertThatThrownBy(() -> Period.of(Map.of("from", "2025-12-29"), TODAY))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("at most 92");
    }

    @ParameterizedTest
    @CsvSource({"from,yesterday,YYYY-MM-DD", "to,2026-02-30,YYYY-MM-DD", "from,2026-04-01,swap"})
    void badParameter_saysWhatToSend(String name, String value, String hint) {
        assertThatThrownBy(() -> Period.of(Map.of(name, value), TODAY))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400))
                .hasMessageContaining(hint);
    }

    @Test
    void ageEqualToALimit_isOfTheNextBucket() {
        var now = Lines.NOON;

        assertThat(OpenAges.of(List.of(now, now.minus(Duration.ofHours(1)), now.minus(Duration.ofDays(40))), now))
                .containsExactly(
                        Map.of("underHours", 1L, "cases", 1L),
                        Map.of("underHours", 4L, "cases", 1L),
                        Map.of("underHours", 24L, "cases", 0L),
                        Map.of("underHours", 72L, "cases", 0L),
                        Map.of("underHours", 168L, "cases", 0L),
                        Map.of("cases", 1L));
    }
}
