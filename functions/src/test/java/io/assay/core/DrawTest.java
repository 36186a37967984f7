package io.assay.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawTest {
    private static final CaseId ID = new CaseId(History.CASE);

    @Test
    void lot_isFixedByTheCaseUnderTheSecret() {
        byte[] secret = History.utf8("a secret");
        Draw draw = new Draw(secret);
        double lot = draw.of(ID);
        secret[0] = 0;

        assertThat(lot).isBetween(0.0, 1.0);
        assertThat(draw.of(ID)).as("the secret is copied").isEqualTo(lot);
        assertThat(new Draw(History.utf8("another")).of(ID)).isNotEqualTo(lot);
    }
}
