package io.assay.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleRuleTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:30Z");

    @Test
    void rate_countsFromItsStart() {
        assertThat(ScheduleRule.parse("rate(1 minute)").next(NOW)).isEqualTo("2026-11-24T12:01:30Z");
        assertThat(ScheduleRule.parse("rate(2 hours)").next(NOW)).isEqualTo("2026-11-24T14:00:30Z");
        assertThat(ScheduleRule.parse("rate(1 day)").next(NOW)).isEqualTo("2026-11-25T12:00:30Z");
    }

    @Test
    void cron_isAtItsTimeInUtc() {
        assertThat(ScheduleRule.parse("cron(30 2 * * ? *)").next(NOW)).isEqualTo("2026-11-25T02:30:00Z");
        assertThat(ScheduleRule.parse("cron(30 13 * * ? *)").next(NOW)).isEqualTo("2026-11-24T13:30:00Z");
        assertThat(ScheduleRule.parse("cron(0 * * * ? *)").next(NOW)).isEqualTo("2026-11-24T13:00:00Z");
    }

    @Test
    void expressionThatIsNotKnown_isRefused() {
        for (String expression :
                new String[] {"rate(0 minutes)", "cron(0 25 * * ? *)", "cron(0/5 * * * ? *)", "at(noon)"}) {
            assertThatThrownBy(() -> ScheduleRule.parse(expression)).hasMessageContaining(expression);
        }
    }
}
