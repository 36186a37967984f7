package io.assay.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.local.gateway.iam.Grant;
import io.assay.local.scenarios.Removals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Least privilege of the repository's template, both ways: the scenarios pass with its permissions, use every one of
 * them, and fail without any. {@code assay bench permissions} removes all, this a sample.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsIT {
    private static final int SAMPLE = 20;

    private Removals removals;

    /** Each scenario fails by itself if anything is refused. */
    @BeforeAll
    void play() throws InterruptedException {
        removals = Removals.start(name -> {});
    }

    @AfterAll
    void stop() {
        removals.close();
    }

    @Test
    void everyGrantOfTheTemplate_isUsed() {
        assertThat(removals.unused()).isEmpty();
    }

    @Test
    void sampledGrantRemoved_failsAScenarioByName() throws InterruptedException {
        long seed = Long.getLong("assay.seed", System.nanoTime());
        System.out.println("PermissionsIT: -Dassay.seed=" + seed + " takes the same grants away again");
        List<Grant> grants = new ArrayList<>(removals.grants());
        Collections.shuffle(grants, new Random(seed));
        for (Grant grant : grants.subList(0, SAMPLE)) {
            Removals.Removal removal = removals.without(grant);
            assertThat(removal.scenario())
                    .as("without %s of -Dassay.seed=%d: %s", grant, seed, removal.failure())
                    .isPresent();
            assertThat(removal.failure()).contains(grant.role()).containsIgnoringCase(grant.action());
        }
    }
}
