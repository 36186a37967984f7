package io.assay.core.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final Groups GROUPS = Groups.of(0, 1, 0, 2, 1, 0);

    @Test
    void rowsAreCountedInTheirGroups() {
        assertThat(GROUPS.rows()).isEqualTo(6);
        assertThat(GROUPS.count()).isEqualTo(3);
        assertThat(GROUPS.size(0)).isEqualTo(3);
        assertThat(GROUPS.groupOf(4)).isEqualTo(1);
        assertThat(GROUPS.members()).isDeepEqualTo(new int[][] {{0, 2, 5}, {1, 4}, {3}});
        assertThat(GROUPS.sums(new double[] {1, 2, 4, 8, 16, 32})).containsExactly(37, 18, 8);
    }

    @Test
    void singletons_areGroupsOfOneRow() {
        assertThat(Groups.singletons(3).members()).isDeepEqualTo(new int[][] {{0}, {1}, {2}});
    }

    @Test
    void numbersThatAreNoGroups_areRefused() {
        assertThatThrownBy(Groups::of).hasMessage("no rows");
        assertThatThrownBy(() -> Groups.of(0, 2)).hasMessage("group 1 has no rows");
        assertThatThrownBy(() -> Groups.of(0, -1)).hasMessage("negative group: -1");
        assertThatThrownBy(() -> GROUPS.sums(new double[5])).hasMessage("5 values for 6 rows");
    }
}
