package io.assay.core;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history: an event with its place in it.
 *
 * <p>{@link #line()} is the RFC 8785 form of the clear part with the hash of the sealed part: what the table stores,
 * what the audit log holds, and what the next entry's {@code prev} hashes.
 */
public final class Entry {
    /** The partition of the stack's own history. */
    public static final String STACK = "stack";

    private final String stream;
    private final int seq;
    private final Instant at;
    private final Actor actor;
    private final Optional<String> workflow;
    private final Event event;
    private final Optional<String> previousHash;
    private final String line;
    private final byte @Nullable [] sealed;

    private Entry(
            String stream,
            int seq,
            Instant at,
            Actor actor,
            Optional<String> workflow,
            Event event,
            Optional<String> previousHash,
            String line,
            byte @Nullable [] sealed) {
        this.stream = stream;
        this.seq = seq;
        this.at = at;
        this.actor = actor;
        this.workflow = workflow;
        this.event = event;
        this.previousHash = previousHash;
        this.line = line;
        this.sealed = sealed;
    }

    /**
     * The entry that follows {@code previous}.
     *
     * @param previous empty for the first of its stream
     * @param at       kept to the millisecond
     */
    public static Entry next(
            String stream,
            Optional<Entry> previous,
            Instant at,
            Actor actor,
            Optional<String> workflow,
            Event event,
            Sealer sealer) {
        return next(stream, previous, at, actor, workflow, event, sealer, EventVersions.CURRENT);
    }

    /** As {@link #next(String, Optional, Instant, Actor, Optional, Event, Sealer)}, by a release that knows these versions. */
    public static Entry next(
            String stream,
            Optional<Entry> previous,
            Instant at,
            Actor actor,
            Optional<String> workflow,
            Event event,
            Sealer sealer,
            EventVersions versions) {
        int seq = previous.map(Entry::seq).orElse(0) + 1;
        Optional<String> previousHash = previous.map(Entry::hash);
        Instant time = Instant.ofEpochMilli(at.toEpochMilli());
        Map<String, Object> secret = event.sealed();
        byte[] sealed = secret.isEmpty() ? null : sealer.seal(stream, seq, CanonicalJson.bytes(secret));
        Map<String, Object> clear = Fields.write()
                .put("stream", stream)
                .put("seq", seq)
                .put("at", time.toString())
                .put("actor", Map.of("kind", Fields.word(actor.kind()), "id", actor.id()))
                .put("workflow", workflow)
                .put("type", event.type())
                .put("v", versions.written())
                .put("prev", previousHash)
                .put("sealed", sealed == null ? null : Hashes.sha256Hex(sealed))
                .put("data", event.clear())
                .done();
        return new Entry(stream, seq, time, actor, workflow, event, previousHash, CanonicalJson.text(clear), sealed);
    }

    /**
     * An entry as stored.
     *
     * @param line   its canonical JSON
     * @param parsed the same, parsed
     * @param opened the sealed part, opened and parsed; empty when there is none
     * @throws UnknownEventVersion      if a newer release wrote it
     * @throws IllegalArgumentException if a field is missing or of another kind
     */
    public static Entry stored(
            String line, Map<String, Object> parsed, byte @Nullable [] sealed, Map<String, Object> opened) {
        return stored(line, parsed, sealed, opened, EventVersions.CURRENT);
    }

    /** As {@link #stored(String, Map, byte[], Map)}, by a release that knows these versions. */
    public static Entry stored(
            String line,
            Map<String, Object> parsed,
            byte @Nullable [] sealed,
            Map<String, Object> opened,
            EventVersions versions) {
        Fields in = new Fields(parsed);
        Fields actor = in.fields("actor");
        return new Entry(
                in.text("stream"),
                in.whole("seq"),
                in.instant("at"),
                new Actor(actor.word("kind", Actor.Kind.class), actor.text("id")),
                in.optionalText("workflow"),
                EventCodec.decode(
                        in.text("type"), in.whole("v"), in.fields("data").map(), opened, versions),
                in.optionalText("prev"),
                line,
                sealed);
    }

    /** Case id, {@code workflow#name} or {@code stack}. */
    public String stream() {
        return stream;
    }

    /** 1, 2, 3 … */
    public int seq() {
        return seq;
    }

    public Instant at() {
        return at;
    }

    public Actor actor() {
        return actor;
    }

    /** Whose case it is; empty for the stack's own events. */
    public Optional<String> workflow() {
        return workflow;
    }

    public Event event() {
        return event;
    }

    /** Hash of the entry before it, as the line says; empty for the first. */
    public Optional<String> previousHash() {
        return previousHash;
    }

    public String line() {
        return line;
    }

    /** The sealed part as stored, not to be changed; null when the event has none, or it was forgotten. */
    public byte @Nullable [] sealed() {
        return sealed;
    }

    /** SHA-256 of the line, in hex. */
    public String hash() {
        return Hashes.sha256Hex(line.getBytes(StandardCharsets.UTF_8));
    }
}
