package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789ABCDEFGHJKMNPQR",
                "0123456789ABCDEFGHJKMNPQRST",
                "0123456789abcdefghjkmnpqrs",
                "I123456789ABCDEFGHJKMNPQRS",
                "L123456789ABCDEFGHJKMNPQRS",
                "O123456789ABCDEFGHJKMNPQRS",
                "U123456789ABCDEFGHJKMNPQRS",
                "0123456789ABCDEFGHJKMNPQRS\n",
                "workflow#support-triage---"
            })
    void otherShape_isRefused(String text) {
        assertThat(CaseId.looksLike(text)).isFalse();
        assertThatThrownBy(() -> new CaseId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Crockford");
    }

    @Test
    void id_isItsText() {
        assertThat(CaseId.looksLike(History.CASE)).isTrue();
        assertThat(new CaseId(History.CASE)).hasToString(History.CASE);
    }

    @Test
    void hash_givesItsFirst130Bits() {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) 0xff);
        assertThat(CaseId.ofHash(hash)).hasToString("Z".repeat(26));

        byte[] ordered = new byte[17];
        ordered[0] = 0b0000_1000; // 00001 000.. : the first five bits are 1
        ordered[16] = (byte) 0b0100_0000; // bits 129 and 130 are the last that count
        assertThat(CaseId.ofHash(ordered)).hasToString("1" + "0".repeat(24) + "1");
        ordered[16] = 0b0011_1111;
        assertThat(CaseId.ofHash(ordered)).hasToString("1" + "0".repeat(25));
    }

    @Test
    void shortHash_isRefused() {
        assertThatThrownBy(() -> CaseId.ofHash(new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a case id needs 130 bits, got 128");
    }

    @Test
    void idsOfUuids_sortByTheirTime() {
        CaseId earlier = CaseId.ofUuid(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
        CaseId later = CaseId.ofUuid(UUID.fromString("01890a5d-ac97-7000-8000-000000000000"));

        assertThat(earlier).hasToString("01H455VB4PEX5VSKNK084SN02Q");
        assertThat(earlier.value()).isLessThan(later.value());
        assertThat(CaseId.ofUuid(new UUID(-1, -1))).hasToString("7" + "Z".repeat(25));
        assertThat(CaseId.ofUuid(new UUID(0, 31))).hasToString("0".repeat(25) + "Z");
    }
}
