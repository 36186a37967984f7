package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Aws.Extension.class)
class RollupsIT {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private final String workflow = Aws.unique();
    private final Rollups rollups;

    RollupsIT(Aws aws) {
        rollups = new Rollups(aws.dynamoDb(), aws.table("MetricsTable"));
    }

    @Test
    void positionCountedMeanwhile_isNotCountedAgain() {
        assertThat(rollups.put(workflow, DAY, "s1", shard("1", "0007"), Optional.empty()))
                .isTrue();
        assertThat(rollups.put(workflow, DAY, "s1", shard("9", "0008"), Optional.empty()))
                .isFalse();
        assertThat(rollups.put(workflow, DAY, "s1", shard("2", "0008"), Optional.of("0007")))
                .isTrue();
        assertThat(rollups.put(workflow, DAY, "s1", shard("9", "0009"), Optional.of("0007")))
                .isFalse();

        Rollups.Shard counted = rollups.shard(workflow, DAY, "s1").orElseThrow();
        assertThat(counted.lastSequence()).isEqualTo("0008");
        assertThat(counted.counts().counts()).containsEntry("cases", new BigDecimal("2"));
        assertThat(counted.counts().cycles()).containsExactly(1, 2, 3);
    }

    @Test
    void days_holdEveryShardOfTheDaysAskedFor() {
        rollups.put(workflow, DAY.minusDays(1), "s1", shard("1", "1"), Optional.empty());
        rollups.put(workflow, DAY, "s2", shard("2", "1"), Optional.empty());
        rollups.put(workflow, DAY, "s1", shard("3", "1"), Optional.empty());
        rollups.put(workflow, DAY.plusDays(1), "s1", shard("4", "1"), Optional.empty());

        assertThat(rollups.days(workflow, DAY.minusDays(1), DAY))
                .extracting(day -> day.day() + " " + day.counts().counts().get("cases"))
                .containsExactly(DAY.minusDays(1) + " 1", DAY + " 3", DAY + " 2");
    }

    private static Rollups.Shard shard(String cases, String lastSequence) {
        return new Rollups.Shard(
                new Rollups.Counts(Map.of("cases", new BigDecimal(cases)), new byte[] {1, 2, 3}), lastSequence);
    }
}
