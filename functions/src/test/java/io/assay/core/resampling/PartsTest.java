package io.assay.core.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 20261201})
    void fiveFolds_testEveryGroupExactlyOnce(long seed) {
        Groups groups = someGroups(seed);
        List<Parts> folds = Parts.folds(groups, Shares.STANDARD, seed);

        assertThat(folds).hasSize(5);
        for (int group = 0; group < groups.count(); group++) {
            int asked = group;
            assertThat(folds.stream().filter(parts -> parts.ofGroup(asked) == Part.TEST))
                    .as("group %s, seed %s", group, seed)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261201})
    void noRowIsDropped_andNoGroupIsSplit(long seed) {
        Groups groups = someGroups(seed);
        for (Parts parts : Parts.folds(groups, Shares.STANDARD, seed)) {
            int[] all = Arrays.stream(Part.values())
                    .flatMapToInt(part -> Arrays.stream(parts.rows(part)))
                    .sorted()
                    .toArray();

            assertThat(all).isEqualTo(IntStream.range(0, groups.rows()).toArray());
            for (int row = 0; row < groups.rows(); row++) {
                assertThat(parts.ofRow(row)).isEqualTo(parts.ofGroup(groups.groupOf(row)));
            }
        }
    }

    @Test
    void partsHaveTheirShares_upToAGroup() {
        Groups groups = Groups.singletons(10_000);
        for (Parts parts : Parts.folds(groups, Shares.STANDARD, 3)) {
            assertThat(parts.rows(Part.TRAIN).length).isCloseTo(4_500, within(1));
            assertThat(parts.rows(Part.FIT).length).isCloseTo(1_000, within(1));
            assertThat(parts.rows(Part.SELECT).length).isCloseTo(1_000, within(1));
            assertThat(parts.rows(Part.CERTIFY).length).isCloseTo(1_500, within(1));
            assertThat(parts.rows(Part.TEST).length).isEqualTo(2_000);
        }
    }

    @Test
    void seedDecides_andNothingElse() {
        Groups groups = Groups.singletons(200);
        int[] tested = Parts.random(groups, Shares.STANDARD, 7).rows(Part.TEST);

        assertThat(Parts.random(groups, Shares.STANDARD, 7).rows(Part.TEST)).isEqualTo(tested);
        assertThat(Parts.folds(groups, Shares.STANDARD, 7).getFirst().rows(Part.TEST))
                .isEqualTo(tested);
        assertThat(Parts.random(groups, Shares.STANDARD, 8).rows(Part.TEST)).isNotEqualTo(tested);
    }

    @Test
    void fewerGroupsThanParts_areStillEachTestedOnce() {
        Groups groups = Groups.of(0, 0, 0, 1, 2, 2);

        assertThat(Parts.folds(groups, Shares.STANDARD, 1).stream()
                        .mapToInt(parts -> parts.rows(Part.TEST).length)
                        .sum())
                .isEqualTo(6);
    }

    @Test
    void byTime_theLatestGroupsAreTested() {
        SplittableRandom random = new SplittableRandom(9);
        Groups groups = someGroups(9);
        long[] times = random.longs(groups.rows(), 0, 1_000_000).toArray();
        Parts parts = Parts.byTime(groups, times, Shares.STANDARD);

        long earliestTested = Arrays.stream(groups.members())
                .filter(rows -> parts.ofRow(rows[0]) == Part.TEST)
                .mapToLong(rows -> latest(rows, times))
                .min()
                .orElseThrow();
        for (Part part : List.of(Part.TRAIN, Part.FIT, Part.SELECT, Part.CERTIFY)) {
            assertThat(latest(parts.rows(part), times)).isLessThanOrEqualTo(earliestTested);
        }
        assertThat(latest(parts.rows(Part.TRAIN), times)).isLessThanOrEqualTo(latest(parts.rows(Part.CERTIFY), times));
        assertThatThrownBy(() -> Parts.byTime(groups, new long[1], Shares.STANDARD))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sharesThatDoNotFit_areRefused() {
        assertThatThrownBy(() -> new Shares(0.5, 0.1, 0.1, 0.1, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shares(0.6, 0, 0.1, 0.1, 0.2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Shares(Double.NaN, 0.1, 0.1, 0.1, 0.1))
                .isInstanceOf(IllegalArgumentException.class);
        Shares quarter = new Shares(0.4, 0.1, 0.1, 0.15, 0.25);
        assertThat(Parts.random(Groups.singletons(100), quarter, 1).rows(Part.TEST))
                .hasSize(25);
        assertThatThrownBy(() -> Parts.folds(Groups.singletons(100), quarter, 1))
                .hasMessage("five folds test a fifth each, not 0.25");
    }

    private static long latest(int[] rows, long[] times) {
        return Arrays.stream(rows).mapToLong(row -> times[row]).max().orElse(Long.MIN_VALUE);
    }

    /** Up to 300 groups of up to 12 rows. */
    private static Groups someGroups(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Groups.of(IntStream.range(0, 1 + random.nextInt(300))
                .flatMap(group -> IntStream.generate(() -> group).limit(1 + random.nextInt(12)))
                .toArray());
    }
}
