package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.VirtualClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Aws.Extension.class)
class BreakerIT {
    private final String model = Aws.unique();
    private final VirtualClock clock = new VirtualClock();
    private final Aws aws;

    BreakerIT(Aws aws) {
        this.aws = aws;
    }

    @Test
    void manyFailuresInAMinute_openItForEverybodyForAWhile() {
        Breaker mine = breaker();
        assertThat(mine.failed(model)).isFalse();
        assertThat(breaker().pause(model)).isEmpty();

        assertThat(IntStream.range(0, 100).anyMatch(failure -> mine.failed(model)))
                .isTrue();

        assertThat(breaker().pause(model)).isPresent();
        clock.advance(Duration.ofHours(1));
        assertThat(breaker().pause(model)).isEmpty();
        assertThat(mine.failed(model)).isFalse();
    }

    @Test
    void errorsAmongManyAnswers_openNothingAndAreNoTrouble() {
        Breaker breaker = breaker();
        breaker.answered(model);
        for (int call = 1; call <= 1_000; call++) {
            if (call % 20 == 0) {
                assertThat(breaker.failed(model)).isFalse();
            } else {
                breaker.answered(model);
            }
        }
        assertThat(breaker.pause(model)).isEmpty();
        assertThat(breaker.lastTrouble(model)).isEmpty();
    }

    @Test
    void modelThatStopsAnswering_opensItOnceFailuresMakeUpHalf() {
        Breaker breaker = breaker();
        IntStream.range(0, 1_000).forEach(call -> breaker.answered(model));
        int needed = 1;
        while (!breaker.failed(model)) {
            needed++;
        }
        assertThat(needed).isEqualTo(RecentCalls.WINDOW / 2 - 1 + Breaker.LIMIT);
        assertThat(breaker.lastTrouble(model)).isPresent();
    }

    /** As an instance of its own. */
    private Breaker breaker() {
        return new Breaker(aws.dynamoDb(), aws.table("WorkflowsTable"), clock);
    }
}
