package io.assay.local.check;

import io.assay.aws.AuditBucket;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the audit log holds the event log: every line, byte for byte, and nothing else. */
final class AuditCheck {
    private final AuditBucket bucket;
    /** Bundles that were read: an object under lock does not change. */
    private final Set<String> read = new HashSet<>();

    private final Map<String, String> logged = new HashMap<>();
    private final List<String> twoVersions = new ArrayList<>();

    AuditCheck(AuditBucket bucket) {
        this.bucket = bucket;
    }

    List<String> problems(StoredEvents events) {
        bucket.bundles(AuditBucket.EVENTS)
                .filter(bundle -> read.add(bundle.key()))
                .forEach(bundle -> bucket.lines(bundle).forEach(this::logged));
        List<String> problems = new ArrayList<>(twoVersions);
        Set<String> unknown = new HashSet<>(logged.keySet());
        events.streams()
                .forEach((stream, entries) -> entries.forEach(entry -> {
                    String place = place(stream, entry.seq());
                    unknown.remove(place);
                    String line = logged.get(place);
                    if (line == null) {
                        problems.add("audit log: it lacks " + place);
                    } else if (!line.equals(entry.line())) {
                        problems.add("audit log: it has other bytes for " + place);
                    }
                }));
        unknown.forEach(place -> problems.add("audit log: it has " + place + ", which the event log lacks"));
        return problems;
    }

    private void logged(String line) {
        Fields in = new Fields(Json.object(line));
        String place = place(in.text("stream"), in.whole("seq"));
        String before = logged.putIfAbsent(place, line);
        if (before != null && !before.equals(line)) {
            twoVersions.add("audit log: it has two versions of " + place);
        }
    }

    private static String place(String stream, int seq) {
        return stream + " seq " + seq;
    }
}
