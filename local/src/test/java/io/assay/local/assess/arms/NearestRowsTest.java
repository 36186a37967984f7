package io.assay.local.assess.arms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.local.services.bedrock.Embeddings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestRowsTest {

    @Test
    void nearest_areThoseThatComparingOneByOneFinds() {
        float[][] vectors = Generated.vectors(1500, 21, new Random(7));
        int[] index = Generated.range(700, 1500);
        int[] rows = Generated.range(0, 700);

        NearestRows.Found[] found = new NearestRows(vectors, index, 10).of(rows);

        for (int row : rows) {
            double[] cosines = Arrays.stream(index)
                    .mapToDouble(other -> Embeddings.cosine(vectors[row], vectors[other]))
                    .boxed()
                    .sorted(Comparator.reverseOrder())
                    .mapToDouble(Double::doubleValue)
                    .limit(10)
                    .toArray();
            for (int i = 0; i < 10; i++) {
                assertThat((double) found[row].cosines()[i]).isCloseTo(cosines[i], within(1e-5));
                assertThat(Embeddings.cosine(vectors[row], vectors[found[row].rows()[i]]))
                        .isCloseTo(cosines[i], within(1e-5));
            }
            assertThat(Arrays.stream(found[row].rows()).distinct()).hasSize(10);
        }
    }

    @Test
    void equallyNearRows_comeInTheirOrder() {
        float[] same = {1, 0};
        float[][] vectors = {same, {0, 1}, same, same, {0, 1}, same};

        NearestRows.Found found = new NearestRows(vectors, new int[] {1, 2, 3, 4, 5}, 4).of(new int[] {0})[0];

        assertThat(found.rows()).containsExactly(2, 3, 5, 1);
    }

    @Test
    void indexSmallerThanK_isFoundWhole() {
        float[][] vectors = Generated.vectors(4, 8, new Random(1));

        assertThat(new NearestRows(vectors, new int[] {1, 3}, 10).of(new int[] {0})[0].rows())
                .containsExactlyInAnyOrder(1, 3);
    }
}
