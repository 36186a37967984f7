package io.assay.core.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {
    private static final Groups GROUPS = Groups.of(0, 0, 1, 2, 2, 2);
    private static final double[] VALUES = {1, 2, 3, 4, 5, 6};

    @Test
    void draws_dependOnTheSeedAlone() {
        GroupedRatio mean = GroupedRatio.mean(GROUPS, VALUES);
        double[] replicates = new ClusterBootstrap(GROUPS, 50, 4).replicates(mean);

        assertThat(new ClusterBootstrap(GROUPS, 50, 4).replicates(mean)).isEqualTo(replicates);
        assertThat(new ClusterBootstrap(GROUPS, 50, 5).replicates(mean)).isNotEqualTo(replicates);
        assertThat(Arrays.copyOf(new ClusterBootstrap(GROUPS, 80, 4).replicates(mean), 50))
                .isEqualTo(replicates);
    }

    @Test
    void armsOnTheSameBootstrap_arePaired() {
        ClusterBootstrap bootstrap = new ClusterBootstrap(GROUPS, 200, 4);
        double[] dearer = Arrays.stream(VALUES).map(value -> value + 0.5).toArray();
        double[] one = bootstrap.replicates(GroupedRatio.mean(GROUPS, VALUES));
        double[] other = bootstrap.replicates(GroupedRatio.mean(GROUPS, dearer));

        for (int draw = 0; draw < one.length; draw++) {
            assertThat(other[draw] - one[draw]).isCloseTo(0.5, within(1e-12));
        }
    }

    @Test
    void everyGroup_isDrawnAsOftenAsAnyOther() {
        ClusterBootstrap bootstrap = new ClusterBootstrap(GROUPS, 30_000, 1);
        long[] times = new long[3];
        for (int draw = 0; draw < bootstrap.draws(); draw++) {
            Resample resample = Resample.draw(GROUPS, bootstrap.random(draw));
            int drawn = 0;
            for (int group = 0; group < resample.groups(); group++) {
                times[group] += resample.times(group);
                drawn += resample.times(group);
            }
            assertThat(drawn).isEqualTo(3);
        }

        for (long count : times) {
            assertThat((double) count).isCloseTo(30_000, within(600.0));
        }
    }

    @Test
    void ratio_weighsGroupsByTheirRows() {
        GroupedRatio mean = GroupedRatio.mean(GROUPS, VALUES);

        assertThat(mean.estimate()).isCloseTo(3.5, within(1e-15));
        assertThat(mean.jackknife()).containsExactly(new double[] {18.0 / 4, 18.0 / 5, 6.0 / 3}, within(1e-15));
        assertThat(new ClusterBootstrap(GROUPS, 1, 1).jackknife(mean)).containsExactly(mean.jackknife(), within(1e-15));
    }

    @Test
    void weights_countARowAsManyTimes() {
        GroupedRatio weighted = GroupedRatio.weightedMean(GROUPS, VALUES, new double[] {1, 0, 0, 0, 0, 3});

        assertThat(weighted.estimate()).isCloseTo((1 + 18) / 4.0, within(1e-15));
        assertThat(weighted.jackknife()[0]).isEqualTo(6);
    }

    @Test
    void ratioWithNothingToDivideBy_isNotANumber() {
        GroupedRatio ratio = GroupedRatio.of(Groups.singletons(2), new double[] {0, 1}, new double[] {0, 2});

        assertThat(ratio.jackknife()[1]).isNaN();
        assertThat(new ClusterBootstrap(Groups.singletons(2), 100, 1).replicates(ratio))
                .contains(Double.NaN)
                .contains(0.5);
    }

    @Test
    void brokenInput_isRefused() {
        assertThatThrownBy(() -> new ClusterBootstrap(GROUPS, 0, 1)).hasMessage("a bootstrap has at least 1 draw: 0");
        assertThatThrownBy(() -> GroupedRatio.mean(GROUPS, new double[5])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GroupedRatio.weightedMean(GROUPS, VALUES, new double[5]))
                .hasMessage("6 values for 5 weights");
        assertThatThrownBy(() -> GroupedRatio.of(GROUPS, VALUES, new double[] {1, 1, 1, 1, 1, -1}))
                .hasMessage("negative weight: -1.0");
        assertThatThrownBy(() -> Resample.whole(3).sum(new double[2])).hasMessage("2 values for 3 groups");
    }
}
