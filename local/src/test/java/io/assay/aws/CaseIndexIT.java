package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CaseFile.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Aws.Extension.class)
class CaseIndexIT {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private final String workflow = Aws.unique();
    private final CaseIndex index;

    CaseIndexIT(Aws aws) {
        index = new CaseIndex(aws.dynamoDb(), aws.table("MetricsTable"));
    }

    @Test
    void olderNews_changesNothing() {
        String id = Aws.unique();
        assertThat(index.move(position(id, 3, State.ACTED, received(NOON)))).isTrue();
        assertThat(index.move(position(id, 1, State.RECEIVED, received(NOON)))).isFalse();

        assertThat(index.openSince(workflow)).isEmpty();
    }

    @Test
    void openCases_areListedUntilTheyEnd() {
        String open = Aws.unique();
        String ended = Aws.unique();
        index.move(position(open, 1, State.RECEIVED, received(NOON)));
        index.move(position(ended, 1, State.RECEIVED, received(NOON.minusSeconds(60))));
        index.move(position(ended, 3, State.ACTED, Optional.empty()));

        assertThat(index.openSince(workflow)).containsExactly(NOON);
        assertThat(index.received(workflow, DAY, NOON)).containsExactlyInAnyOrder(open, ended);
        assertThat(index.received(workflow, DAY, NOON.plusSeconds(2))).containsExactly(ended);
    }

    private CaseIndex.Position position(String id, int seq, State state, Optional<CaseIndex.Received> received) {
        return new CaseIndex.Position(id, seq, workflow, state, NOON.plusSeconds(seq), received);
    }

    private static Optional<CaseIndex.Received> received(Instant at) {
        return Optional.of(new CaseIndex.Received(at, Optional.of("order 7")));
    }
}
