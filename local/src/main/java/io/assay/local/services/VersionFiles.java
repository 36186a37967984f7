package io.assay.local.services;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where a bucket's versions are kept. */
sealed interface VersionFiles {
    /** All that is kept, in no order. */
    List<ObjectVersion> load();

    /** Keeps a version and its content. */
    void save(ObjectVersion version, byte[] content);

    /** Keeps a change to a version's lock. */
    void update(ObjectVersion version);

    void remove(ObjectVersion version);

    byte[] content(ObjectVersion version);

    /** In memory. */
    record InMemory(Map<String, byte[]> contents) implements VersionFiles {
        InMemory() {
            this(new ConcurrentHashMap<>());
        }

        @Override
        public List<ObjectVersion> load() {
            return List.of();
        }

        @Override
        public void save(ObjectVersion version, byte[] content) {
            contents.put(name(version), content);
        }

        @Override
        public void update(ObjectVersion version) {
            // The version itself is held by the bucket.
        }

        @Override
        public void remove(ObjectVersion version) {
            contents.remove(name(version));
        }

        @Override
        public byte[] content(ObjectVersion version) {
            return contents.getOrDefault(name(version), new byte[0]);
        }

        private static String name(ObjectVersion version) {
            return version.sequence() + version.id();
        }
    }

    /**
     * In a directory that one can look into: version {@code V} of {@code a/b.json} is the file {@code a/b.json@V}, what
     * else is known of it is in {@code a/b.json@V.meta}. The latter makes it exist, and is written last.
     */
    record InDirectory(Path root) implements VersionFiles {
        private static final String META = ".meta";

        @Override
        public List<ObjectVersion> load() {
            try (var files = Files.walk(Files.createDirectories(root))) {
                return files.filter(file -> file.toString().endsWith(META))
                        .map(InDirectory::read)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void save(ObjectVersion version, byte[] content) {
            write(file(version, ""), content);
            update(version);
        }

        @Override
        public void update(ObjectVersion version) {
            try {
                write(file(version, META), JSON.std.asBytes(fields(version)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void remove(ObjectVersion version) {
            try {
                Files.deleteIfExists(file(version, META));
                Files.deleteIfExists(file(version, ""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public byte[] content(ObjectVersion version) {
            try {
                return Files.readAllBytes(file(version, ""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void write(Path file, byte[] bytes) {
            try {
                Files.createDirectories(file.resolveSibling("."));
                var draft = Files.write(file.resolveSibling(file.getFileName() + ".draft"), bytes);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** "@" is encoded in keys, so these names meet no other key's, nor its folders. */
        private Path file(ObjectVersion version, String suffix) {
            var segments = version.key().split("/", -1);
            var folder = root;
            for (int i = 0; i < segments.length - 1; i++) folder = folder.resolve(segment(segments[i]));
            return folder.resolve(segment(segments[segments.length - 1]) + "@" + version.id() + suffix);
        }

        private static String segment(String raw) {
            return switch (raw) {
                case "" -> "@";
                case ".", ".." -> raw.replace(".", "%2E");
                default -> URLEncoder.encode(raw, StandardCharsets.UTF_8);
            };
        }

        private static Map<String, Object> fields(ObjectVersion version) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("key", version.key());
            fields.put("versionId", version.id());
            fields.put("sequence", version.sequence());
            fields.put("lastModified", version.modified().toString());
            fields.put("deleteMarker", version.marker());
            fields.put("size", version.size());
            fields.put("etag", version.etag());
            fields.put("headers", version.headers());
            version.retention().ifPresent(retention -> {
                fields.put("retentionMode", retention.mode().name());
                fields.put("retainUntil", retention.until().toString());
            });
            version.legalHold().ifPresent(on -> fields.put("legalHold", on));
            return fields;
        }

        private static ObjectVersion read(Path file) {
            try {
                var fields = JSON.std.mapFrom(Files.readAllBytes(file));
                var headers = new LinkedHashMap<String, String>();
                ((Map<?, ?>) required(fields, "headers"))
                        .forEach((name, value) -> headers.put(name.toString(), value.toString()));
                return new ObjectVersion(
                        required(fields, "key").toString(),
                        required(fields, "versionId").toString(),
                        ((Number) required(fields, "sequence")).longValue(),
                        Instant.parse(required(fields, "lastModified").toString()),
                        (Boolean) required(fields, "deleteMarker"),
                        ((Number) required(fields, "size")).longValue(),
                        required(fields, "etag").toString(),
                        headers,
                        Optional.ofNullable(fields.get("retentionMode"))
                                .map(mode -> new Retention(
                                        Retention.Mode.valueOf(mode.toString()),
                                        Instant.parse(
                                                required(fields, "retainUntil").toString()))),
                        Optional.ofNullable((Boolean) fields.get("legalHold")));
            } catch (IOException | RuntimeException e) {
                throw new ServiceFailure(file + " is not what the local S3 wrote", e);
            }
        }

        private static Object required(Map<String, Object> fields, String name) {
            var value = fields.get(name);
            if (value == null) throw new IllegalArgumentException("no " + name);
            return value;
        }
    }
}
