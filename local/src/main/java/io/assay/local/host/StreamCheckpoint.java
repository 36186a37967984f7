package io.assay.local.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far an event source has come in its stream, kept over a restart of the stack, as Lambda keeps it. Written when
 * everything read is done with: after a crash some records come again, none is skipped.
 */
final class StreamCheckpoint {

    private final Optional<Path> file;
    private Map<String, String> kept;

    /** @param file empty: nothing is kept */
    StreamCheckpoint(Optional<Path> file) {
        this.file = file;
        kept = file.filter(Files::exists).map(StreamCheckpoint::read).orElse(Map.of());
    }

    /** Last sequence number by shard; empty at the first start. */
    Map<String, String> positions() {
        return kept;
    }

    void keep(Map<String, String> positions) {
        if (file.isEmpty() || positions.equals(kept)) {
            return;
        }
        kept = Map.copyOf(positions);
        Path written = file.get().resolveSibling(file.get().getFileName() + ".new");
        try {
            Files.createDirectories(file.get().toAbsolutePath().getParent());
            Files.write(written, Json.bytes(kept));
            Files.move(written, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the position in a stream cannot be kept in " + file.get(), e);
        }
    }

    private static Map<String, String> read(Path file) {
        try {
            Map<String, String> positions = new HashMap<>();
            if (Json.parse(Files.readAllBytes(file)) instanceof Map<?, ?> map) {
                map.forEach((shard, sequence) -> positions.put(String.valueOf(shard), String.valueOf(sequence)));
            }
            return positions;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be read: delete it to read the stream from its start again", e);
        }
    }
}
