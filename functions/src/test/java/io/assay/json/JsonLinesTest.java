package io.assay.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class JsonLinesTest {
    private final JsonLines lines = new JsonLines();

    @Test
    void aRecord_isOneJsonObjectOnOneLine() {
        String line = lines.format(record(Level.INFO, "sent \"anew\"\nlater"));

        assertThat(line).endsWith("}\n").hasLineCount(1);
        assertThat(Json.object(line))
                .isEqualTo(Map.of(
                        "timestamp", "2026-11-24T12:00:00.123Z",
                        "level", "INFO",
                        "logger", "io.assay.test",
                        "message", "sent \"anew\"\nlater"));
    }

    @Test
    void levels_areThoseOfOurCode() {
        assertThat(Json.object(lines.format(record(Level.SEVERE, "m")))).containsEntry("level", "ERROR");
        assertThat(Json.object(lines.format(record(Level.WARNING, "m")))).containsEntry("level", "WARN");
        assertThat(Json.object(lines.format(record(Level.FINE, "m")))).containsEntry("level", "DEBUG");
    }

    @Test
    void whatIsKnownOfTheCase_isOnTheLine() {
        try (MDC.MDCCloseable ignored = MDC.putCloseable("caseId", "c-1")) {
            assertThat(Json.object(lines.format(record(Level.INFO, "m")))).containsEntry("caseId", "c-1");
        }
        assertThat(Json.object(lines.format(record(Level.INFO, "m")))).doesNotContainKey("caseId");
    }

    @Test
    void anException_comesWithItsCauseAndTrace() {
        LogRecord record = record(Level.WARNING, "failed");
        record.setThrown(new IllegalStateException("outer", new IllegalArgumentException("inner")));

        assertThat((String) Json.object(lines.format(record)).get("exception"))
                .contains("IllegalStateException: outer", "Caused by: java.lang.IllegalArgumentException: inner")
                .contains("JsonLinesTest");
    }

    private static LogRecord record(Level level, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName("io.assay.test");
        record.setInstant(Instant.parse("2026-11-24T12:00:00.123Z"));
        return record;
    }
}
