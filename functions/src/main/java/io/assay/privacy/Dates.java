package io.assay.privacy;

import io.assay.privacy.Reading.Read;
import io.assay.privacy.Reading.Unreadable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Dates to ISO 8601: {@code 2026-11-03}, or with a time {@code 2026-11-03T10:15:00Z}.
 *
 * <p>Read are ISO 8601 dates and date-times, RFC 1123 ({@code Tue, 3 Nov 2026 10:15:00 GMT}), {@code 3.11.2026},
 * {@code 03/11/2026} and {@code 3 November 2026} or {@code 3 Nov 2026} (English months). Numbers between slashes are
 * day, month, year, always; a second number above 12 is refused rather than guessed to be American.
 */
final class Dates {

    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            pattern("d.M.uuuu"),
            pattern("d/M/uuuu"),
            pattern("d MMM uuuu"),
            pattern("d MMMM uuuu"));

    private static final List<DateTimeFormatter> SPELLINGS = Stream.of(
                    "dd.MM.uuuu", "d.M.uuuu", "dd/MM/uuuu", "d/M/uuuu", "d MMM uuuu", "d MMMM uuuu")
            .map(Dates::pattern)
            .toList();

    private Dates() {}

    static Reading read(String text) {
        Stream<Optional<String>> days =
                DAYS.stream().map(format -> parse(text, format, LocalDate::from).map(LocalDate::toString));
        Stream<Optional<String>> times = Stream.of(
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME)
                .map(format ->
                        parse(text, format, OffsetDateTime::from).map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format));
        Stream<Optional<String>> local = Stream.of(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .map(format -> parse(text, format, LocalDateTime::from).map(format::format));
        return Stream.of(days, times, local)
                .flatMap(readings -> readings)
                .flatMap(Optional::stream)
                .findFirst()
                .<Reading>map(Read::new)
                .orElseGet(() -> new Unreadable(
                        "is not a date that can be read: write it as 2026-11-03 (day before month in 03/11/2026)"));
    }

    /** The ways in which people write a day, given as ISO 8601; empty for anything else. */
    static List<String> spellings(String iso) {
        return parse(iso, DateTimeFormatter.ISO_LOCAL_DATE, LocalDate::from).stream()
                .flatMap(day -> SPELLINGS.stream().map(spelling -> spelling.format(day)))
                .distinct()
                .toList();
    }

    private static <T> Optional<T> parse(String text, DateTimeFormatter format, TemporalQuery<T> query) {
        try {
            return Optional.of(format.parse(text, query));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter pattern(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
