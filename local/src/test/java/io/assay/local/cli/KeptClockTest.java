package io.assay.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.local.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptClockTest {

    @Test
    void clockOfTheNextStart_isNotBehindTheLast(@TempDir Path data) {
        VirtualClock last = new VirtualClock();
        last.advance(Duration.ofMinutes(11));
        KeptClock.in(data).keep(last);

        VirtualClock next = new VirtualClock();
        KeptClock.in(data).restore(next);

        assertThat(next.offset()).isEqualTo(last.offset());
    }

    @Test
    void firstStart_keepsTheTimeOfTheMachine(@TempDir Path data) {
        VirtualClock clock = new VirtualClock();
        KeptClock.in(data).restore(clock);

        assertThat(clock.offset()).isZero();
    }

    @Test
    void fileOfSomethingElse_isRefusedByName(@TempDir Path data) throws IOException {
        Files.writeString(data.resolve("clock-ahead"), "noon");

        assertThatThrownBy(() -> KeptClock.in(data).restore(new VirtualClock()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("clock-ahead");
    }
}
