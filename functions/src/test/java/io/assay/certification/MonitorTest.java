package io.assay.certification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.CertificateInForce;
import io.assay.core.Threshold;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private static final CertificateInForce CERTIFICATE = new CertificateInForce(
            1, Reviews.PREDICTOR, 0.8, 0.1, 0.05, Set.of(), 0.2, Reviews.START.plus(CertificateSearch.LIFE));

    private static void add(Reviews reviews, int count, boolean right, Threshold above) {
        for (int i = 0; i < count; i++) {
            reviews.add(0.9, right, 0.2, true, Optional.of(above));
        }
    }

    @Test
    void promiseThatIsKept_ringsNoAlarm() {
        Reviews reviews = new Reviews();
        for (int i = 0; i < 50; i++) {
            add(reviews, 1, false, Reviews.certified(0.8));
            add(reviews, 19, true, Reviews.certified(0.8));
        }
        Monitor monitor = Monitor.of(CERTIFICATE, reviews.rows());

        assertThat(monitor.alarm()).isFalse();
        assertThat(monitor.samples()).isEqualTo(1000);
        assertThat(monitor.errors()).isEqualTo(50);
    }

    @Test
    void shiftAfterGoodSamples_ringsWithinTensAndTellsWhatWasSeen() {
        Reviews reviews = new Reviews();
        add(reviews, 500, true, Reviews.certified(0.8));
        for (int i = 0; i < 40; i++) {
            add(reviews, 1, i % 2 == 0, Reviews.certified(0.8));
        }
        Monitor monitor = Monitor.of(CERTIFICATE, reviews.rows());

        assertThat(monitor.alarm()).isTrue();
        assertThat(monitor.samples()).isBetween(505, 535);
        assertThat(monitor.event().finding())
                .startsWith("The promise of certificate 1, at most 10 % errors, is not kept: of " + monitor.samples()
                        + " automated cases looked at, " + monitor.errors() + " were wrong.");
        assertThat(monitor.event().statistic()).isGreaterThanOrEqualTo(monitor.limit());
    }

    @Test
    void reviewsOfOtherThresholds_arePassedOver() {
        Reviews reviews = new Reviews().add(0.9, false);
        add(reviews, 100, false, new Threshold(0.8, new Threshold.Basis.Declared("owners")));
        add(reviews, 100, false, new Threshold(0.8, new Threshold.Basis.Certified("2", Reviews.PREDICTOR)));

        assertThat(Monitor.of(CERTIFICATE, reviews.rows()).samples()).isZero();
    }

    @Test
    void caseThatAPolicyMadeLikelier_weighsLess() {
        Reviews usual = new Reviews().add(0.9, false, 0.2, true, Optional.of(Reviews.certified(0.8)));
        Reviews likelier = new Reviews().add(0.9, false, 0.4, true, Optional.of(Reviews.certified(0.8)));

        assertThat(Monitor.of(CERTIFICATE, likelier.rows()).detector().statistic())
                .isLessThan(Monitor.of(CERTIFICATE, usual.rows()).detector().statistic());
    }
}
