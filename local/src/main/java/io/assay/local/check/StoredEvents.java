package io.assay.local.check;

import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.Entry;
import io.assay.core.EventVersions;
import io.assay.core.Fields;
import io.assay.core.Hashes;
import io.assay.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The whole event log as the table has it.
 *
 * @param streams each history by its name, in order of seq
 */
record StoredEvents(Map<String, List<Stored>> streams) {
    /** What is checked may be of any release. */
    static final EventVersions ANY = new EventVersions(Integer.MAX_VALUE, 1);

    /**
     * One item.
     *
     * @param sealed hash of the sealed part's bytes, in hex; empty: there is none
     */
    record Stored(int seq, String line, Optional<String> sealed) {}

    static StoredEvents read(DynamoDbClient dynamoDb, String table) {
        Map<String, TreeMap<Integer, Stored>> found = new HashMap<>();
        dynamoDb.scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> {
                    Stored stored = stored(item);
                    found.computeIfAbsent(text(item, "caseId"), stream -> new TreeMap<>())
                            .put(stored.seq(), stored);
                });
        Map<String, List<Stored>> streams = new TreeMap<>();
        found.forEach((stream, entries) -> streams.put(stream, List.copyOf(entries.values())));
        return new StoredEvents(streams);
    }

    /** The cases' histories; folding one checks that each line carries the hash of the one before. */
    Map<String, List<Stored>> cases() {
        Map<String, List<Stored>> cases = new TreeMap<>();
        streams.forEach((stream, entries) -> {
            if (CaseId.looksLike(stream)) cases.put(stream, entries);
        });
        return cases;
    }

    Stream<String> lines() {
        return streams.values().stream().flatMap(List::stream).map(Stored::line);
    }

    /** @throws io.assay.core.BrokenHistory if the lines do not follow each other */
    static CaseFile fold(List<Stored> entries) {
        List<Entry> history = new ArrayList<>();
        for (Stored stored : entries) {
            history.add(Entry.stored(stored.line(), Json.object(stored.line()), null, Map.of(), ANY));
        }
        return CaseFile.of(history);
    }

    /** What is wrong with the hashes of the sealed parts. */
    static List<String> badSeals(String stream, List<Stored> entries) {
        List<String> bad = new ArrayList<>();
        for (Stored stored : entries) {
            Optional<String> told = new Fields(Json.object(stored.line())).optionalText("sealed");
            if (!told.equals(stored.sealed())) {
                bad.add(stream + " seq " + stored.seq() + ": the line tells another hash of the sealed part than its"
                        + " bytes have");
            }
        }
        return bad;
    }

    private static Stored stored(Map<String, AttributeValue> item) {
        @Nullable AttributeValue sealed = item.get("sealed");
        return new Stored(
                Integer.parseInt(Objects.requireNonNull(item.get("seq")).n()),
                text(item, "line"),
                sealed == null
                        ? Optional.empty()
                        : Optional.of(Hashes.sha256Hex(sealed.b().asByteArray())));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name).s();
    }
}
