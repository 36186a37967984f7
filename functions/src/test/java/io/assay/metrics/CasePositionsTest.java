package io.assay.metrics;

import static io.assay.metrics.Lines.BILLING;
import static io.assay.metrics.Lines.NOON;
import static io.assay.metrics.Lines.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aws.CaseIndex;
import io.assay.core.CaseFile;
import io.assay.core.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class CasePositionsTest {

    @Test
    void caseThatCameAndWentInOneBatch_movesOnce() {
        List<Entry> entries = new Lines(1, NOON).automated().entries();

        assertThat(CasePositions.of(entries)).singleElement().satisfies(position -> {
            assertThat(position.state()).isEqualTo(CaseFile.State.ACTED);
            assertThat(position.seq()).isEqualTo(3);
            assertThat(position.received().map(CaseIndex.Received::at)).contains(NOON);
        });
    }

    @Test
    void answerOfTheModelAlone_movesNothing() {
        List<Entry> entries = new Lines(1, NOON).received().predicted(BILLING).entries();

        assertThat(CasePositions.of(entries.subList(1, 2))).isEmpty();
    }

    @Test
    void openTask_waits() {
        List<Entry> entries = new Lines(1, NOON).reviewed(OTHER).entries();

        assertThat(CasePositions.of(entries.subList(0, 3)))
                .extracting(CaseIndex.Position::state)
                .containsExactly(CaseFile.State.WAITING);
        assertThat(CasePositions.of(entries.subList(3, 4)))
                .extracting(CaseIndex.Position::state)
                .containsExactly(CaseFile.State.REVIEWED);
    }

    @Test
    void reviewOfAQualitySample_doesNotReopen() {
        List<Entry> entries = new Lines(1, NOON).automated().review(BILLING).entries();

        assertThat(CasePositions.of(entries))
                .extracting(CaseIndex.Position::state)
                .containsExactly(CaseFile.State.ACTED);
    }
}
