package io.assay.certification;

import static io.assay.core.statistics.QualitySample.DAYS_A_MONTH;

import io.assay.aws.Rollups;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Cases a month, as the last days have it. */
record Volume(double received, double automated) {
    /** Looked back. */
    static final int DAYS = 30;

    /** @param days of the last {@value #DAYS}; the first on which there was anything begins the time that is counted */
    static Volume of(List<Rollups.Day> days, LocalDate today) {
        return days.stream()
                .map(Rollups.Day::day)
                .min(LocalDate::compareTo)
                .map(first -> {
                    double months = (ChronoUnit.DAYS.between(first, today) + 1) / DAYS_A_MONTH;
                    return new Volume(sum(days, "received") / months, sum(days, "automated") / months);
                })
                .orElse(new Volume(0, 0));
    }

    private static double sum(List<Rollups.Day> days, String name) {
        return days.stream()
                .map(day -> day.counts().counts().getOrDefault(name, BigDecimal.ZERO))
                .mapToDouble(BigDecimal::doubleValue)
                .sum();
    }
}
