package io.assay.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayCheckTest {
    private static final String FIRST = line(1, "2026-03-01T23:59:59Z", "a");
    private static final String SECOND = line(2, "2026-03-02T00:00:00Z", "a");

    private final DayCheck check = check(0, 1);

    @Test
    void sameLines_agree_howeverOftenTheyAreInTheLog() {
        check.logged("b1", FIRST);
        check.logged("b2", FIRST);
        check.stored("c", List.of(FIRST, SECOND));

        assertThat(check.findings()).isEmpty();
        assertThat(check.events()).isEqualTo(1);
        assertThat(check.pending()).isEmpty();
    }

    @Test
    void entryThatTheLogLacks_isMissing() {
        check.stored("c", List.of(FIRST));

        assertThat(check.findings())
                .containsExactly(new DayCheck.Finding(DayCheck.Kind.MISSING, "c", 1, "not in the audit log"));
    }

    @Test
    void otherBytes_areAltered() {
        check.logged("b1", line(1, "2026-03-01T23:59:59Z", "x"));
        check.stored("c", List.of(FIRST));

        assertThat(check.count(DayCheck.Kind.ALTERED)).isEqualTo(1);
        assertThat(check.count(DayCheck.Kind.MISSING)).isZero();
    }

    @Test
    void twoVersionsInTheLog_areAltered() {
        check.logged("b1", FIRST);
        check.logged("b2", line(1, "2026-03-01T23:59:59Z", "x"));

        assertThat(check.findings())
                .singleElement()
                .satisfies(found -> assertThat(found.detail()).contains("two versions"));
    }

    @Test
    void entryThatTheTableLacks_isAltered() {
        check.logged("b1", FIRST);

        assertThat(check.pending()).containsExactly("c");
        check.stored("c", List.of());
        assertThat(check.findings()).extracting(DayCheck.Finding::detail).containsExactly("not in the table");
    }

    @Test
    void lineThatCannotBeRead_namesItsBundle() {
        check.logged("b1", "{\"stream\":");
        check.logged("b2", "{\"stream\":\"c\",\"seq\":1,\"at\":\"noon\"}");

        assertThat(check.findings()).extracting(DayCheck.Finding::stream).containsExactly("b1", "b2");
    }

    @Test
    void passes_shareTheStreamsAmongThem() {
        DayCheck even = check(0, 2);
        DayCheck odd = check(1, 2);
        even.logged("b", FIRST);
        odd.logged("b", FIRST);

        assertThat(even.pending().size() + odd.pending().size()).isEqualTo(1);
    }

    private static DayCheck check(int part, int parts) {
        return new DayCheck(LocalDate.parse("2026-03-01"), new DayCheck.Share(part, parts));
    }

    private static String line(int seq, String at, String data) {
        return "{\"at\":\"" + at + "\",\"data\":\"" + data + "\",\"seq\":" + seq + ",\"stream\":\"c\"}";
    }
}
