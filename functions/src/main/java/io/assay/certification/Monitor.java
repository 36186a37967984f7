package io.assay.certification;

import io.assay.aws.BlindSamples.Row;
import io.assay.core.CertificateInForce;
import io.assay.core.Threshold;
import io.assay.core.WorkflowEvent;
import io.assay.core.statistics.ShiryaevRoberts;
import java.util.List;
import java.util.Locale;

/**
 * What the quality samples of a certificate say of its promise: the fold of all of them, from the first. Nothing is kept
 * between two looks, so nothing can be counted twice, or forgotten.
 *
 * @param samples results so far, up to the alarm if there is one
 * @param errors  wrong answers among them
 */
record Monitor(CertificateInForce certificate, ShiryaevRoberts detector, int samples, int errors) {
    /** One over the average number of samples until a false alarm. */
    private static final double ALPHA = 1e-3;

    static ShiryaevRoberts start(double targetRisk) {
        return ShiryaevRoberts.start(targetRisk, ALPHA);
    }

    /** @param rows of the certificate's predictor, in the order of the reviews; those of other thresholds are passed over */
    static Monitor of(CertificateInForce certificate, List<Row> rows) {
        Monitor monitor = new Monitor(certificate, start(certificate.targetRisk()), 0, 0);
        for (Row row : rows) {
            if (!monitor.detector.alarm() && isOf(certificate, row)) {
                monitor = monitor.after(row);
            }
        }
        return monitor;
    }

    private static boolean isOf(CertificateInForce certificate, Row row) {
        return row.sample()
                .above()
                .filter(above -> above.basis() instanceof Threshold.Basis.Certified certified
                        && certified.certificate().equals(certificate.id()))
                .isPresent();
    }

    private Monitor after(Row row) {
        // No case has less of a chance than the certificate says; a version's policy may give it more.
        double weight = Math.min(1, certificate.qualitySample() / row.sample().probability());
        return new Monitor(
                certificate, detector.after(!row.right(), weight), samples + 1, errors + (row.right() ? 0 : 1));
    }

    boolean alarm() {
        return detector.alarm();
    }

    double limit() {
        return 1 / detector.alpha();
    }

    WorkflowEvent.Alarmed event() {
        return new WorkflowEvent.Alarmed(
                certificate.number(),
                samples,
                errors,
                detector.statistic(),
                "The promise of certificate " + certificate.number() + ", at most "
                        + percent(certificate.targetRisk()) + " errors, is not kept: of " + samples
                        + " automated cases looked at, " + errors + " were wrong. The certificate is void; people"
                        + " decide again");
    }

    /** For example {@code 2.5 %}. */
    static String percent(double share) {
        double percent = share * 100;
        String format = Math.abs(percent - Math.rint(percent)) < 1e-9 ? "%.0f %%" : "%.1f %%";
        return String.format(Locale.ROOT, format, percent);
    }
}
