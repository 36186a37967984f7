package io.assay.local.services;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that a request may carry and an object keeps. */
enum S3Checksum {
    CRC32,
    CRC32C,
    CRC64NVME,
    SHA1,
    SHA256;

    // The reflected polynomial of CRC-64/NVME (NVM Express 2.0, "64b CRC").
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    /** The header, or trailer, that carries it. */
    String header() {
        return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /** The checksum in base64, as the header has it. */
    String of(byte[] content) {
        return Base64.getEncoder()
                .encodeToString(
                        switch (this) {
                            case CRC32 -> crc(new CRC32(), content);
                            case CRC32C -> crc(new CRC32C(), content);
                            case CRC64NVME -> nvme(content);
                            case SHA1 -> digest("SHA-1", content);
                            case SHA256 -> digest("SHA-256", content);
                        });
    }

    /** The digest of an algorithm that every JDK has. */
    static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] crc(Checksum crc, byte[] content) {
        crc.update(content);
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }

    private static byte[] nvme(byte[] content) {
        long crc = ~0L;
        for (byte b : content) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
        }
        return ByteBuffer.allocate(8).putLong(~crc).array();
    }
}
