package io.assay.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class LabelExclusionTest {

    @Test
    void labelWhoseUpperErrorExceedsItsCap_isExcluded() {
        Map<String, ErrorCount> selected = Map.of(
                "good", new ErrorCount(0, 100), // upper error 2.95 %
                "few", new ErrorCount(0, 40), // 7.2 %: not known well enough
                "bad", new ErrorCount(9, 100),
                "free", new ErrorCount(50, 100));
        Map<String, Double> caps = Map.of("good", 0.05, "few", 0.05, "bad", 0.05, "unseen", 0.05);

        SortedMap<String, LabelExclusion> excluded = LabelExclusion.of(selected, caps);

        assertThat(excluded).containsOnlyKeys("bad", "few", "unseen");
        assertThat(Objects.requireNonNull(excluded.get("few")).upperError())
                .isCloseTo(1 - Math.pow(0.05, 1 / 40.0), within(1e-12));
        assertThat(excluded.get("unseen")).isEqualTo(new LabelExclusion(new ErrorCount(0, 0), 1, 0.05));
    }

    @Test
    void upperErrorAtItsCap_isAllowed() {
        double upper = ClopperPearson.upper(new ErrorCount(1, 50), 0.05);
        assertThat(LabelExclusion.of(Map.of("a", new ErrorCount(1, 50)), Map.of("a", upper)))
                .isEmpty();
        assertThat(LabelExclusion.of(Map.<String, ErrorCount>of(), Map.of("a", 1.0)))
                .isEmpty();
    }
}
