package io.assay.core;

import java.math.BigInteger;
import java.util.UUID;

/**
 * Names one case: 26 characters of Crockford's base32, 130 bits.
 *
 * <p>Constructing throws {@link IllegalArgumentException} if the value has another shape.
 */
public record CaseId(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 26;
    private static final int BITS = 130;

    public CaseId {
        if (!looksLike(value)) {
            throw new IllegalArgumentException("not a case id (26 characters of Crockford base32)");
        }
    }

    /**
     * The id made of the first 130 bits of a keyed hash, so that a repeated request meets its own case.
     *
     * @throws IllegalArgumentException if there are fewer than 17 bytes
     */
    public static CaseId ofHash(byte[] hash) {
        if (hash.length < 17) {
            throw new IllegalArgumentException("a case id needs 130 bits, got " + hash.length * 8);
        }
        return new CaseId(encode(new BigInteger(1, hash).shiftRight(hash.length * 8 - BITS)));
    }

    /** The id of a case without an idempotency key: a UUID (version 7, so ids sort by time), led by two zero bits. */
    public static CaseId ofUuid(UUID uuid) {
        return new CaseId(encode(new BigInteger(uuid.toString().replace("-", ""), 16)));
    }

    /** True for text that has the shape of a case id. */
    public static boolean looksLike(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String encode(BigInteger bits) {
        char[] out = new char[LENGTH];
        BigInteger rest = bits;
        for (int i = out.length - 1; i >= 0; i--) {
            out[i] = ALPHABET.charAt(rest.intValue() & 31);
            rest = rest.shiftRight(5);
        }
        return new String(out);
    }

    @Override
    public String toString() {
        return value;
    }
}
