package io.assay.certification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aws.BlindSamples.Row;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomReviewsTest {

    private static RandomReviews of(Reviews reviews) {
        return RandomReviews.of(reviews.rows(), id -> Set.of(Reviews.REFUND));
    }

    @Test
    void reviewsOfEveryCase_areTakenAsTheyAre() {
        RandomReviews sample =
                of(new Reviews().add(0.2, false).add(0.9, true).add(0.8, true, 1, false, Optional.empty()));

        assertThat(sample.rows()).hasSize(3);
        assertThat(sample.rate()).isEqualTo(1);
        assertThat(sample.least()).isZero();
        assertThat(sample.onlyAutomated()).isFalse();
    }

    @Test
    void fewReviewsWithASmallChance_areLeftOutRatherThanThinningTheRest() {
        Reviews reviews = new Reviews().calibrated(400, 0.5, 1);
        for (int i = 0; i < 10; i++) {
            reviews.add(0.9, true, 0.2, true, Optional.empty());
        }

        assertThat(of(reviews).rows()).hasSize(400);
        assertThat(of(reviews).rate()).isEqualTo(1);
    }

    @Test
    void manyQualitySamples_countWithThinnedReviewsAboveTheirThreshold() {
        Reviews reviews = new Reviews().calibrated(200, 0, 1);
        for (int i = 0; i < 600; i++) {
            reviews.add(0.9, true, 0.1, true, Optional.of(Reviews.certified(0.8)));
        }
        RandomReviews sample = of(reviews);

        assertThat(sample.rate()).isEqualTo(0.1);
        assertThat(sample.least()).isEqualTo(0.8);
        assertThat(sample.uncovered()).containsExactly(Reviews.REFUND);
        assertThat(sample.onlyAutomated()).isTrue();
        assertThat(sample.rows())
                .allSatisfy(row -> assertThat(row.sample().confidence().value()).isGreaterThanOrEqualTo(0.8));
        // all 600, and a tenth of the forty or so above 0.8
        assertThat(sample.rows().size()).isBetween(600, 615);
    }

    @Test
    void rowOnceKept_isKeptWhenMoreCome() {
        Reviews reviews = new Reviews().calibrated(100, 0.8, 1);
        for (int i = 0; i < 200; i++) {
            reviews.add(0.9, true, 0.5, true, Optional.of(Reviews.certified(0.8)));
        }
        RandomReviews before = of(reviews);
        reviews.add(0.9, true, 0.5, true, Optional.of(Reviews.certified(0.8)));

        assertThat(of(reviews).rows()).startsWith(before.rows().toArray(new Row[0]));
    }

    @Test
    void noReview_isAnEmptySample() {
        assertThat(of(new Reviews()).rows()).isEmpty();
    }
}
