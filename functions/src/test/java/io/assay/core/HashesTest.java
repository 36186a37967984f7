package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashesTest {
    private static final byte[] JEFE = History.utf8("Jefe");

    @Test
    void sha256_isThatOfFips180() {
        assertThat(Hashes.sha256Hex(History.utf8("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Hashes.sha256Hex(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    /** Keys and data of RFC 4231, cases 1 and 2; each part led by its length, computed with Python's hmac. */
    @Test
    void hmac_isThatOfRfc2104OverPartsLedByTheirLength() {
        assertThat(hex(HexFormat.of().parseHex("0b".repeat(20)), "Hi There"))
                .isEqualTo("81182aa010c3396205222646065346ea715849c82bf430c07d288a5e875a5777");
        assertThat(hex(JEFE, "what do ya want for nothing?"))
                .isEqualTo("f9a7f5b9c4118c0f397a50b3a495f455c6666f75f95db0d20b32f7e7c995ee77");
        assertThat(hex(JEFE)).isEqualTo("923598ca6d64af2a5dba79dcd021a8a0fe5c5f557519adaaf0ad532d4506dd30");
        assertThat(hex(JEFE, "a", "b€"))
                .as("lengths count bytes")
                .isEqualTo("97aee32edd9aebdfd54dc2ae0e4555c78ba2c928834532a39cd38257d9fcd10f");
    }

    /** RFC 4231, case 2. */
    @Test
    void hmacOfOneMessage_isThatOfRfc2104() {
        assertThat(HexFormat.of().formatHex(Hashes.hmac(JEFE, History.utf8("what do ya want for nothing?"))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void partsCutElsewhere_giveAnotherHash() {
        assertThat(hex(JEFE, "ab", "c")).isNotEqualTo(hex(JEFE, "a", "bc")).isNotEqualTo(hex(JEFE, "abc"));
        assertThat(hex(JEFE, "a1:b")).isNotEqualTo(hex(JEFE, "a", "b"));
    }

    @Test
    void emptyKey_isRefused() {
        assertThatThrownBy(() -> Hashes.hmac(new byte[0], "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fraction_isUniformIn0To1WithoutThe1() {
        assertThat(Hashes.fraction(new byte[32])).isZero();
        assertThat(Hashes.fraction(HexFormat.of().parseHex("ff".repeat(32))))
                .isLessThan(1)
                .isEqualTo(1 - 0x1p-53);
        assertThat(Hashes.fraction(HexFormat.of().parseHex("8000000000000000"))).isEqualTo(0.5);
        assertThat(Hashes.fraction(HexFormat.of().parseHex("00000000000007ff"))).isZero();

        double sum = 0;
        for (int i = 0; i < 2_000; i++) {
            sum += Hashes.fraction(Hashes.hmac(JEFE, Integer.toString(i)));
        }
        assertThat(sum / 2_000).isBetween(0.47, 0.53); // four standard errors
    }

    private static String hex(byte[] key, String... parts) {
        return HexFormat.of().formatHex(Hashes.hmac(key, parts));
    }
}
