package io.assay.audit;

import io.assay.json.MalformedJson;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds one day's lines of the audit log against the table's. Pure; first the log's lines are {@linkplain #logged told},
 * then the table's, stream by stream.
 */
final class DayCheck {
    /** Findings kept to be told one by one; the rest is only counted. */
    private static final int KEPT = 1000;

    private final LocalDate day;
    private final Share share;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<String, Map<Integer, String>> logged = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int events;

    /** How log and table differ. */
    enum Kind {
        /** The table has the entry, the log does not. */
        MISSING,
        /** Other bytes in the log, two versions there, a line that cannot be read, or an entry that the table lacks. */
        ALTERED
    }

    /** @param stream the bundle's key for a line that cannot be read, whose {@code seq} is then 0 */
    record Finding(Kind kind, String stream, int seq, String detail) {}

    /** The part of all streams that one pass looks at, so that memory stays bounded. */
    record Share(int part, int parts) {
        boolean holds(String stream) {
            return Math.floorMod(stream.hashCode(), parts) == part;
        }
    }

    DayCheck(LocalDate day, Share share) {
        this.day = day;
        this.share = share;
    }

    Share share() {
        return share;
    }

    /** A line of a bundle; a repeated one is told again without harm, one of another day is none of ours. */
    void logged(String bundle, String text) {
        AuditLine line;
        try {
            line = AuditLine.of(text);
        } catch (MalformedJson | IllegalArgumentException | DateTimeException e) {
            if (share.part() == 0) {
                found(new Finding(Kind.ALTERED, bundle, 0, "a line of this bundle cannot be read"));
            }
            return;
        }
        if (!isOfTheDay(line) || !share.holds(line.stream())) {
            return;
        }
        String before =
                logged.computeIfAbsent(line.stream(), stream -> new HashMap<>()).putIfAbsent(line.seq(), line.hash());
        if (before != null && !before.equals(line.hash())) {
            found(new Finding(Kind.ALTERED, line.stream(), line.seq(), "the audit log holds two versions of it"));
        }
    }

    /** Streams that the log speaks of and the table was not yet looked at for. */
    Set<String> pending() {
        return Set.copyOf(logged.keySet());
    }

    /** A whole history as the table has it. */
    void stored(String stream, List<String> lines) {
        Map<Integer, String> inLog = new HashMap<>(logged.getOrDefault(stream, Map.of()));
        logged.remove(stream);
        for (String text : lines) {
            AuditLine line = AuditLine.of(text);
            if (isOfTheDay(line)) {
                events++;
                String hash = inLog.remove(line.seq());
                if (hash == null) {
                    found(new Finding(Kind.MISSING, stream, line.seq(), "not in the audit log"));
                } else if (!hash.equals(line.hash())) {
                    found(new Finding(Kind.ALTERED, stream, line.seq(), "other bytes in the audit log"));
                }
            }
        }
        inLog.keySet().forEach(seq -> found(new Finding(Kind.ALTERED, stream, seq, "not in the table")));
    }

    /** Entries of the day in the table. */
    int events() {
        return events;
    }

    /** How many findings of that kind there are. */
    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** The first {@value #KEPT} findings. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void found(Finding finding) {
        counts.merge(finding.kind(), 1, Integer::sum);
        if (findings.size() < KEPT) {
            findings.add(finding);
        }
    }

    private boolean isOfTheDay(AuditLine line) {
        return line.at().atZone(ZoneOffset.UTC).toLocalDate().equals(day);
    }
}
