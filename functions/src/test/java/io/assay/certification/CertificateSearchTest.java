package io.assay.certification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aws.Rollups;
import io.assay.core.Fields;
import io.assay.core.Workflow;
import io.assay.core.WorkflowCertificate;
import io.assay.core.calibration.CalibrationMap;
import io.assay.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateSearchTest {
    private static final Instant NOW = Reviews.START.plus(Duration.ofDays(1));
    private static final Volume VOLUME = new Volume(20_000, 0);

    private static Workflow workflow(Map<String, Object> policy, Map<String, Object> costs, Optional<Double> cap) {
        Map<String, Object> document = document();
        document.put("policy", merged(document, "policy", policy));
        document.put("costs", merged(document, "costs", costs));
        cap.ifPresent(value -> document.put(
                "labels",
                new Fields(document)
                        .list("labels").stream()
                                .map(label -> {
                                    Map<String, Object> changed = new HashMap<>(label.map());
                                    if (label.text("name").equals(Reviews.REFUND.value())) {
                                        changed.put("cap", value);
                                    }
                                    return changed;
                                })
                                .toList()));
        return Workflow.of(document, 4);
    }

    private static Map<String, Object> merged(Map<String, Object> document, String part, Map<String, Object> change) {
        Map<String, Object> all =
                new HashMap<>(new Fields(document).fields(part).map());
        all.putAll(change);
        return all;
    }

    private static Map<String, Object> document() {
        Path sample = Path.of("events", "workflows", "support-triage.json");
        Path root = Files.exists(sample) ? sample : Path.of("..").resolve(sample); // Maven runs tests in the module
        try {
            return new HashMap<>(Json.object(Files.readAllBytes(root)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CertificateSearch search(Workflow workflow, int look) {
        return new CertificateSearch(
                workflow,
                Reviews.PREDICTOR,
                workflow.policy().certifying().targetRisk().orElseThrow(),
                2,
                look,
                VOLUME);
    }

    private static CertificateSearch search() {
        return search(workflow(Map.of("targetRisk", 0.1), Map.of(), Optional.empty()), 1);
    }

    private static RandomReviews sample(Reviews reviews) {
        return RandomReviews.of(reviews.rows(), id -> Set.of());
    }

    private static WorkflowCertificate certificate(CertificateSearch search, Reviews reviews) {
        CertificateSearch.Finding finding = search.in(sample(reviews), NOW);
        assertThat(finding).isInstanceOf(CertificateSearch.Finding.Found.class);
        return ((CertificateSearch.Finding.Found) finding).certificate();
    }

    @Test
    void fourHundredGoodReviews_certifyAThresholdWithAllItRestsOn() {
        WorkflowCertificate certificate = certificate(search(), new Reviews().calibrated(400, 0.9, 7));

        assertThat(certificate.terms().number()).isEqualTo(2);
        assertThat(certificate.terms().predictor()).isEqualTo(Reviews.PREDICTOR);
        assertThat(certificate.terms().targetRisk()).isEqualTo(0.1);
        assertThat(certificate.terms().delta()).isEqualTo(0.05);
        assertThat(certificate.terms().qualitySample()).isEqualTo(0.05);
        assertThat(certificate.terms().expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(90)));
        assertThat(certificate.terms().threshold()).isBetween(0.0, 1.0);
        assertThat(certificate.version()).isEqualTo(4);
        assertThat(certificate.fitted() + certificate.cases()).isEqualTo(400);
        assertThat(certificate.fitted()).isBetween(90, 150);
        assertThat(certificate.coverage() * certificate.cases()).isEqualTo(certificate.accepted(), within());
        assertThat(certificate.errors()).isLessThan(certificate.accepted() / 10);
        assertThat(certificate.since()).isEqualTo(Reviews.START);
        assertThat(certificate.deltaSpent()).isEqualTo(0.025);
        assertThat(certificate.calibration()).isInstanceOf(CalibrationMap.Platt.class);
        assertThat(certificate.noise()).isEmpty();
        assertThat(certificate.noiseLimited()).isEmpty();
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    @Test
    void sameSample_givesTheSameCertificate() {
        Reviews reviews = new Reviews().calibrated(400, 0.9, 7);

        assertThat(certificate(search(), reviews)).isEqualTo(certificate(search(), reviews));
    }

    @Test
    void casesOfEqualInput_areInOnePart() {
        Reviews reviews = new Reviews().calibrated(400, 0.9, 7);
        for (int i = 0; i < 200; i++) {
            reviews.add(Reviews.BILLING, 0.95, true, 1, true, Optional.empty(), "the same");
        }
        WorkflowCertificate certificate = certificate(search(), reviews);
        WorkflowCertificate without = certificate(search(), new Reviews().calibrated(400, 0.9, 7));

        assertThat(List.of(certificate.fitted() - without.fitted(), certificate.cases() - without.cases()))
                .containsExactlyInAnyOrder(0, 200);
    }

    @Test
    void answersThatAreWrongTooOften_certifyNothing() {
        Reviews reviews = new Reviews();
        for (int i = 0; i < 400; i++) {
            reviews.add(0.9 + i / 10_000.0, i % 3 != 0);
        }

        assertThat(search().in(sample(reviews), NOW)).isInstanceOf(CertificateSearch.Finding.Nothing.class);
    }

    @Test
    void tooFewReviews_sayHowManyAreNeededAndAreNoTest() {
        CertificateSearch.Finding finding = search().in(sample(new Reviews().calibrated(30, 0.9, 7)), NOW);

        assertThat(finding)
                .isInstanceOfSatisfying(
                        CertificateSearch.Finding.TooFew.class,
                        few -> assertThat(few.reason())
                                .contains("at least 42 answers", "of 30 blind reviews", "cases in all"));
        assertThat(search().in(sample(new Reviews()), NOW)).isInstanceOf(CertificateSearch.Finding.TooFew.class);
    }

    @Test
    void eachFurtherLook_spendsASmallerShareOfDelta() {
        double spent = 0;
        for (int look = 1; look <= 1000; look++) {
            CertificateSearch search =
                    new CertificateSearch(search().workflow(), Reviews.PREDICTOR, 0.1, 1, look, VOLUME);
            if (look <= 3) {
                assertThat(certificate(search, new Reviews().calibrated(600, 0.9, 7))
                                .deltaSpent())
                        .isEqualTo(0.05 / (look * (look + 1)));
            }
            spent += 0.05 / ((double) look * (look + 1));
        }
        assertThat(spent).isLessThan(0.05);
    }

    @Test
    void labelAboveItsCap_isLeftToPeople() {
        Reviews reviews = new Reviews().calibrated(600, 0.9, 7);
        for (int i = 0; i < 200; i++) {
            reviews.add(Reviews.REFUND, 0.97, i % 4 != 0, 1, true, Optional.empty(), "refund " + i);
        }
        CertificateSearch search = search(workflow(Map.of("targetRisk", 0.1), Map.of(), Optional.of(0.15)), 1);

        assertThat(certificate(search, reviews).terms().excluded()).containsExactly(Reviews.REFUND);
        assertThat(certificate(search(), reviews).terms().excluded()).isEmpty();
    }

    @Test
    void casesThatARuleKeptBack_countButAreNeverAccepted() {
        Reviews reviews = new Reviews().calibrated(400, 0.9, 7);
        for (int i = 0; i < 400; i++) {
            reviews.add(1, false, 1, false, Optional.empty());
        }
        WorkflowCertificate certificate = certificate(search(), reviews);

        assertThat(certificate.coverage()).isLessThan(0.6);
        assertThat(certificate.errors()).isLessThan(certificate.accepted() / 10);
    }

    @Test
    void peopleCheaperThanAnyError_certifyNothing() {
        CertificateSearch search =
                search(workflow(Map.of("targetRisk", 0.1), Map.of("costOfError", "100000"), Optional.empty()), 1);

        assertThat(search.in(sample(new Reviews().calibrated(400, 0.9, 7)), NOW))
                .isInstanceOfSatisfying(
                        CertificateSearch.Finding.Nothing.class,
                        nothing -> assertThat(nothing.reason()).contains("a person for every case is cheaper"));
    }

    @Test
    void qualitySamples_certifyNothingBelowTheThresholdTheyWereDrawnAbove() {
        Reviews reviews = new Reviews();
        for (int i = 0; i < 600; i++) {
            reviews.add(0.85 + (i % 100) / 1000.0, i % 40 != 0, 0.05, true, Optional.of(Reviews.certified(0.8)));
        }
        WorkflowCertificate certificate = certificate(search(), reviews);

        assertThat(certificate.least()).isEqualTo(0.8);
        assertThat(certificate.terms().threshold()).isBetween(0.8, 0.86);
        assertThat(certificate.coverage()).isGreaterThan(0.95);
    }

    @Test
    void promisedDays_raiseTheShareOfQualitySamples() {
        Workflow workflow = workflow(
                Map.of("targetRisk", 0.1, "detectionDays", 1, "qualitySample", 0.01), Map.of(), Optional.empty());
        WorkflowCertificate certificate = certificate(search(workflow, 1), new Reviews().calibrated(400, 0.9, 7));

        assertThat(certificate.terms().qualitySample()).isBetween(0.1, 0.5);
        assertThat(certificate.noticedIn())
                .hasValueSatisfying(days -> assertThat(days).isEqualTo(1, within()));
    }

    @Test
    void volume_isCountedFromTheFirstDayThatHasAny() {
        LocalDate today = LocalDate.parse("2026-11-30");
        Rollups.Counts counts = new Rollups.Counts(
                Map.of("received", new BigDecimal(100), "automated", new BigDecimal(40)), new byte[0]);

        Volume volume =
                Volume.of(List.of(new Rollups.Day(today.minusDays(9), counts), new Rollups.Day(today, counts)), today);

        assertThat(volume.received()).isEqualTo(200 * 30.4 / 10, within());
        assertThat(volume.automated()).isEqualTo(80 * 30.4 / 10, within());
        assertThat(Volume.of(List.of(), today)).isEqualTo(new Volume(0, 0));
    }
}
