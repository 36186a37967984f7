package io.assay.local.assess.arms;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Embedded texts on disk: a header that names format and model, the number of texts, each text's key, tokens and vector,
 * and a checksum. A file of another format or model, or a damaged one, counts as empty.
 */
final class VectorFile {
    private static final String FORMAT = "assay embeddings 1, ";

    private final Path file;
    private final String header;
    private final int dimensions;

    /** @param model names the model and its version */
    VectorFile(Path file, String model, int dimensions) {
        this.file = file;
        this.header = FORMAT + model;
        this.dimensions = dimensions;
    }

    /** What is kept, by key, in the order in which it was written. */
    Map<TextKey, Embedded> read() throws IOException {
        CRC32C checksum = new CRC32C();
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), checksum))) {
            if (!in.readUTF().equals(header)) return Map.of();
            int count = in.readInt();
            if (count < 0 || (long) count * recordBytes() > Files.size(file)) return Map.of();
            Map<TextKey, Embedded> found = new LinkedHashMap<>();
            byte[] bytes = new byte[recordBytes()];
            for (int i = 0; i < count; i++) {
                in.readFully(bytes);
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                TextKey key = TextKey.read(buffer);
                int tokens = buffer.getInt();
                float[] vector = new float[dimensions];
                buffer.asFloatBuffer().get(vector);
                found.put(key, new Embedded(vector, tokens));
            }
            long sum = checksum.getValue();
            return in.readLong() == sum ? found : Map.of();
        } catch (NoSuchFileException | EOFException | UTFDataFormatException e) {
            return Map.of();
        }
    }

    /** Replaces what is kept; a reader sees the old or the new, never a part. */
    void write(Map<TextKey, Embedded> entries) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, "embeddings", ".part");
        try {
            CRC32C checksum = new CRC32C();
            try (DataOutputStream out = new DataOutputStream(new CheckedOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16), checksum))) {
                out.writeUTF(header);
                out.writeInt(entries.size());
                for (Map.Entry<TextKey, Embedded> entry : entries.entrySet()) {
                    ByteBuffer buffer = ByteBuffer.allocate(recordBytes());
                    entry.getKey().write(buffer);
                    buffer.putInt(entry.getValue().tokens());
                    buffer.asFloatBuffer().put(entry.getValue().vector());
                    out.write(buffer.array());
                }
                out.writeLong(checksum.getValue());
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private int recordBytes() {
        return TextKey.BYTES + Integer.BYTES + dimensions * Float.BYTES;
    }
}
