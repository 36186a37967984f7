package io.assay.local.services.bedrock;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;

/** A generator a request, fixed by seed, body and how often that body has come before. Thread-safe. */
final class Dice {
    private static final int REMEMBERED_BODIES = 100_000;

    private final long seed;
    private final Map<String, Integer> seen = new Lru<>(REMEMBERED_BODIES);

    Dice(long seed) {
        this.seed = seed;
    }

    SplittableRandom roll(byte[] body) {
        byte[] digest = sha256(body);
        int before;
        synchronized (seen) {
            before = seen.merge(HexFormat.of().formatHex(digest), 1, Integer::sum);
        }
        byte[] mixed = sha256(ByteBuffer.allocate(digest.length + Long.BYTES + Integer.BYTES)
                .put(digest)
                .putLong(seed)
                .putInt(before)
                .array());
        return new SplittableRandom(ByteBuffer.wrap(mixed).getLong());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
