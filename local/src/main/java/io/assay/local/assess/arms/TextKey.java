package io.assay.local.assess.arms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a text in UTF-8: what is kept about a text must not hold it. */
record TextKey(long first, long second, long third, long fourth) {
    static final int BYTES = 32;

    static TextKey of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return read(ByteBuffer.wrap(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static TextKey read(ByteBuffer buffer) {
        return new TextKey(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    void write(ByteBuffer buffer) {
        buffer.putLong(first).putLong(second).putLong(third).putLong(fourth);
    }
}
