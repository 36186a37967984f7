package io.assay.local.assess.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A moment as text: ISO 8601 date or date and time, with a blank for the T and UTC where no offset stands, or seconds since
 * 1970 in 9 to 11 digits. Fewer digits might as well be a date without hyphens, more are milliseconds.
 */
final class MomentText {
    static final String SHAPE = "2026-11-30, 2026-11-30T09:15:00Z or seconds since 1970";

    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}");
    private static final List<Function<String, Instant>> READERS = List.of(
            Instant::parse,
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    private MomentText() {}

    /** Seconds since 1970; empty if it is no such text. */
    static OptionalLong seconds(String text) {
        if (SECONDS.matcher(text).matches()) {
            return OptionalLong.of(Long.parseLong(text));
        }
        String joined = text.replace(' ', 'T');
        return READERS.stream()
                .map(reader -> read(reader, joined))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong read(Function<String, Instant> reader, String text) {
        try {
            return OptionalLong.of(reader.apply(text).getEpochSecond());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }
}
