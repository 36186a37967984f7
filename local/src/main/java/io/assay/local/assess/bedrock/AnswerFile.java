package io.assay.local.assess.bedrock;

import io.assay.core.CanonicalJson;
import io.assay.core.verdict.TokenUsage;
import io.assay.json.Json;
import io.assay.json.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers on disk, so that a run that breaks off goes on where it was and nothing is paid twice: a line an answer, with the
 * SHA-256 of what was asked. It holds no text of a case. A line that was cut off is passed over.
 */
final class AnswerFile {
    private final Path file;
    private final Map<String, Reply> kept = new ConcurrentHashMap<>();

    /** @param directory of the file, made if missing */
    AnswerFile(Path directory) {
        file = directory.resolve("answers.jsonl");
        try {
            Files.createDirectories(directory);
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(this::read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("answers cannot be kept in " + directory, e);
        }
    }

    Optional<Reply> find(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    synchronized void keep(String key, Reply reply) {
        kept.put(key, reply);
        TokenUsage usage = reply.usage();
        String line = CanonicalJson.text(Map.of(
                "key",
                key,
                "label",
                reply.label(),
                "confidence",
                reply.confidence(),
                "tokens",
                List.of(usage.input(), usage.cacheRead(), usage.cacheWrite(), usage.output())));
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("an answer cannot be kept in " + file, e);
        }
    }

    private void read(String line) {
        try {
            Map<String, Object> fields = Json.object(line);
            if (fields.get("key") instanceof String key
                    && fields.get("label") instanceof String label
                    && fields.get("confidence") instanceof Number confidence
                    && fields.get("tokens") instanceof List<?> tokens
                    && tokens.size() == 4) {
                double[] counts = tokens.stream()
                        .mapToDouble(count -> ((Number) count).doubleValue())
                        .toArray();
                kept.put(
                        key,
                        new Reply(
                                label,
                                confidence.doubleValue(),
                                new TokenUsage(counts[0], counts[1], counts[2], counts[3], 0)));
            }
        } catch (MalformedJson cutOff) {
            // asked again
        }
    }
}
