package io.assay.local.cli;

import io.assay.aws.AuditBucket;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.Entry;
import io.assay.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the audit bucket alone tells. Folding a case checks that each line carries the hash of the one before.
 *
 * @param objects of the bucket
 * @param records lines about cases, each counted once
 * @param cases   by id; inputs and notes are not in the log, only their hashes
 */
record AuditLog(long objects, long records, Map<String, CaseFile> cases) {

    /** @throws io.assay.core.BrokenHistory if a case's lines do not follow each other */
    static AuditLog read(AuditBucket bucket) {
        long objects = bucket.bundles(AuditBucket.EVENTS).count();
        // Bundles may overlap and come in any order.
        Map<String, Map<Integer, Entry>> streams = new LinkedHashMap<>();
        bucket.lines(AuditBucket.EVENTS).forEach(line -> {
            Entry entry = Entry.stored(line, Json.object(line), null, Map.of());
            if (CaseId.looksLike(entry.stream())) {
                streams.computeIfAbsent(entry.stream(), id -> new TreeMap<>()).put(entry.seq(), entry);
            }
        });
        Map<String, CaseFile> cases = new LinkedHashMap<>();
        streams.forEach((id, entries) -> cases.put(id, CaseFile.of(new ArrayList<>(entries.values()))));
        return new AuditLog(
                objects, streams.values().stream().mapToLong(Map::size).sum(), cases);
    }

    List<CaseFile> files() {
        return List.copyOf(cases.values());
    }
}
