package io.assay.local.services;

import io.assay.local.template.Stack;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One bucket: every key with its versions, newest first. A check that a caller hands in runs under the same lock as the
 * change that it guards.
 */
final class VersionStore {
    /** The order of keys in listings: of their UTF-8 bytes. */
    static final Comparator<String> KEY_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
    private static final int ID_LENGTH = 32;

    private final Stack.Bucket bucket;
    private final Clock clock;
    private final VersionFiles files;
    private final SecureRandom random = new SecureRandom();
    private final NavigableMap<String, List<ObjectVersion>> keys = new TreeMap<>(KEY_ORDER);
    private long sequence;

    VersionStore(Stack.Bucket bucket, Clock clock, VersionFiles files) {
        this.bucket = bucket;
        this.clock = clock;
        this.files = files;
        files.load().stream()
                .sorted(Comparator.comparingLong(ObjectVersion::sequence))
                .forEach(version -> {
                    sequence = version.sequence();
                    keys.computeIfAbsent(version.key(), key -> new ArrayList<>())
                            .addFirst(version);
                });
    }

    boolean versioned() {
        // Object Lock is not to be had without versions.
        return bucket.versioned() || bucket.objectLock().isPresent();
    }

    Optional<Stack.ObjectLock> objectLock() {
        return bucket.objectLock();
    }

    /** The newest version, which may be a delete marker. */
    synchronized Optional<ObjectVersion> newest(String key) {
        return versions(key).stream().findFirst();
    }

    synchronized Optional<ObjectVersion> version(String key, String id) {
        return versions(key).stream().filter(v -> v.id().equals(id)).findFirst();
    }

    byte[] content(ObjectVersion version) {
        return files.content(version);
    }

    /**
     * Adds an object.
     *
     * @param check sees the newest version and throws to refuse
     */
    synchronized ObjectVersion put(
            String key,
            byte[] content,
            String etag,
            Map<String, String> headers,
            Optional<Retention> retention,
            Optional<Boolean> legalHold,
            Consumer<Optional<ObjectVersion>> check) {
        check.accept(newest(key));
        return add(
                new ObjectVersion(
                        key,
                        nextId(),
                        ++sequence,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        false,
                        content.length,
                        etag,
                        headers,
                        retention,
                        legalHold),
                content);
    }

    /** Puts a delete marker on a key, or in a bucket without versions takes the object away; then it is empty. */
    synchronized Optional<ObjectVersion> delete(String key) {
        if (!versioned()) {
            List.copyOf(versions(key)).forEach(this::drop);
            return Optional.empty();
        }
        var marker = new ObjectVersion(
                key,
                nextId(),
                ++sequence,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                true,
                0,
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty());
        return Optional.of(add(marker, new byte[0]));
    }

    /** Takes one version away for good, if it is there and {@code check} does not throw. */
    synchronized Optional<ObjectVersion> remove(String key, String id, Consumer<ObjectVersion> check) {
        var version = version(key, id);
        version.ifPresent(check);
        version.ifPresent(this::drop);
        return version;
    }

    /** Changes a version's lock; what {@code change} throws refuses it. */
    synchronized void update(ObjectVersion version, UnaryOperator<ObjectVersion> change) {
        versions(version.key()).replaceAll(present -> {
            if (!present.id().equals(version.id())) return present;
            var changed = change.apply(present);
            files.update(changed);
            return changed;
        });
    }

    /** Every version whose key starts with {@code prefix} and is not before {@code from}, in listing order. */
    synchronized List<ObjectVersion> list(String prefix, String from) {
        var start = KEY_ORDER.compare(prefix, from) > 0 ? prefix : from;
        return keys.tailMap(start, true).values().stream()
                .flatMap(List::stream)
                .takeWhile(version -> version.key().startsWith(prefix))
                .toList();
    }

    private List<ObjectVersion> versions(String key) {
        return keys.getOrDefault(key, new ArrayList<>());
    }

    private ObjectVersion add(ObjectVersion version, byte[] content) {
        var before = versioned() ? List.<ObjectVersion>of() : List.copyOf(versions(version.key()));
        before.forEach(this::drop);
        files.save(version, content);
        keys.computeIfAbsent(version.key(), key -> new ArrayList<>()).addFirst(version);
        return version;
    }

    private void drop(ObjectVersion version) {
        files.remove(version);
        versions(version.key()).remove(version);
        if (versions(version.key()).isEmpty()) keys.remove(version.key());
    }

    private String nextId() {
        if (!versioned()) return "null";
        return random.ints(ID_LENGTH, 0, ID_LETTERS.length())
                .mapToObj(i -> String.valueOf(ID_LETTERS.charAt(i)))
                .collect(Collectors.joining());
    }
}
