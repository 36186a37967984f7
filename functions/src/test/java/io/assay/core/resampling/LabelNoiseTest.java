package io.assay.core.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LabelNoiseTest {

    @Test
    void doubleReview_isSolvedForTheNoise() {
        LabelNoise noise = LabelNoise.fromDoubleReview(1_000, 95, 0.95);

        assertThat(2 * noise.rate() * (1 - noise.rate())).isCloseTo(0.095, within(1e-15));
        assertThat(noise.rate()).isCloseTo(0.05, within(1e-12));
        assertThat(noise.interval().lower()).isBetween(0.035, 0.045);
        assertThat(noise.interval().upper()).isBetween(0.055, 0.065);
        assertThat(noise.source()).isEqualTo(LabelNoise.Source.DOUBLE_REVIEW);
    }

    @Test
    void moreConflictsThanAgreement_isNoiseOfOneHalf() {
        assertThat(LabelNoise.fromDoubleReview(10, 9, 0.95).rate()).isEqualTo(0.5);
    }

    @Test
    void conflictsAreCountedOverAllPairsOfAGroup() {
        Groups groups = Groups.of(0, 0, 0, 1, 1, 2);
        LabelNoise noise = LabelNoise.fromNearDuplicates(groups, new int[] {7, 7, 8, 1, 1, 9}, 100, 0.95, 1)
                .orElseThrow();

        assertThat(noise.pairs()).isEqualTo(4);
        assertThat(noise.conflicts()).isEqualTo(2);
        assertThat(noise.rate()).isCloseTo(0.5, within(1e-15));
        assertThat(noise.interval().upper()).isEqualTo(0.5);
        assertThat(noise.source()).isEqualTo(LabelNoise.Source.NEAR_DUPLICATES);
    }

    @Test
    void withoutAConflict_theUpperEndIsNotZero() {
        int[] groupOf = IntStream.range(0, 200).map(row -> row / 2).toArray();
        LabelNoise noise = LabelNoise.fromNearDuplicates(Groups.of(groupOf), new int[200], 100, 0.95, 1)
                .orElseThrow();

        assertThat(noise.rate()).isZero();
        assertThat(noise.interval().lower()).isZero();
        assertThat(noise.interval().upper()).isBetween(0.015, 0.02);
    }

    @Test
    void withoutNearDuplicates_nothingIsKnown() {
        assertThat(LabelNoise.fromNearDuplicates(Groups.singletons(5), new int[5], 100, 0.95, 1))
                .isEmpty();
    }

    /** Groups of 2 to 4 rows of one true label of 20; each label is wrong with probability 0.05. */
    @Tag("long")
    @Test
    void interval_holdsTheTrueNoise() {
        SplittableRandom random = new SplittableRandom(21);
        int[] groupOf = IntStream.range(0, 300)
                .flatMap(group -> IntStream.generate(() -> group).limit(2 + group % 3))
                .toArray();
        Groups groups = Groups.of(groupOf);
        int held = 0;
        for (int run = 0; run < 1_000; run++) {
            int[] labels = Arrays.stream(groupOf)
                    .map(group -> random.nextDouble() < 0.05 ? 1 + random.nextInt(20) : 0)
                    .toArray();
            LabelNoise noise = LabelNoise.fromNearDuplicates(groups, labels, 300, 0.95, run)
                    .orElseThrow();
            held += noise.interval().contains(0.05) ? 1 : 0;
        }

        assertThat(held).isBetween(930, 970);
    }

    @Test
    void brokenInput_isRefused() {
        assertThatThrownBy(() -> LabelNoise.fromDoubleReview(0, 0, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelNoise.fromDoubleReview(3, 4, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelNoise.fromDoubleReview(3, -1, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LabelNoise.fromNearDuplicates(Groups.singletons(5), new int[4], 100, 0.95, 1))
                .hasMessage("4 labels for 5 rows");
    }
}
