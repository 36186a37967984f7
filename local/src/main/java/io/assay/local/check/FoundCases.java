package io.assay.local.check;

import io.assay.core.BrokenHistory;
import io.assay.core.CaseFile;
import io.assay.core.UnknownEventVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every case that the event log has, and what is wrong with its history. */
record FoundCases(Map<String, CaseFile> byId, Map<String, List<CaseFile>> byReference, List<String> broken) {

    /** @param known folded before; one whose entries are the same is not folded again */
    static FoundCases of(StoredEvents events, Map<List<StoredEvents.Stored>, CaseFile> known) {
        FoundCases found = new FoundCases(new TreeMap<>(), new HashMap<>(), new ArrayList<>());
        events.cases().forEach((id, entries) -> found.take(id, entries, known));
        return found;
    }

    private void take(String id, List<StoredEvents.Stored> entries, Map<List<StoredEvents.Stored>, CaseFile> known) {
        try {
            CaseFile file = known.get(entries);
            if (file == null) {
                broken.addAll(StoredEvents.badSeals("case " + id, entries));
                file = StoredEvents.fold(entries);
                known.put(entries, file);
            }
            CaseFile found = file;
            byId.put(id, file);
            file.received()
                    .reference()
                    .ifPresent(reference -> byReference
                            .computeIfAbsent(reference, one -> new ArrayList<>())
                            .add(found));
        } catch (BrokenHistory | UnknownEventVersion e) {
            broken.add("case " + id + ": its history is broken: " + e.getMessage());
        }
    }

    Collection<CaseFile> files() {
        return byId.values();
    }

    /** @param violations told what is wrong with it */
    Optional<CaseFile> of(Accepted accepted, List<String> violations) {
        List<CaseFile> found = byReference.getOrDefault(accepted.reference(), List.of());
        if (accepted.keyed() && found.size() > 1) {
            violations.add("reference " + accepted.reference() + ": one request became " + found.size() + " cases");
        }
        Optional<CaseFile> file = accepted.caseId()
                .map(id -> Optional.ofNullable(byId.get(id)))
                .orElseGet(() -> found.stream().findFirst());
        if (file.isEmpty()) {
            violations.add("reference " + accepted.reference() + ": it was accepted and there is no such case");
        }
        return file;
    }

    /** @param promised ids of the cases that were accepted */
    List<String> problems(Set<String> promised) {
        List<String> problems = new ArrayList<>(broken);
        byId.forEach((id, file) -> file.next()
                .ifPresent(stage -> problems.add("case " + id
                        + (promised.contains(id) ? ": it was accepted and" : ": nobody was told of it, but it")
                        + " stands still before " + stage.queueName() + ", its last event is "
                        + file.last().event().type())));
        return problems;
    }

    /** Cases that stand still and of which no sender was told: only the sweeper knows of them. */
    int untold(Set<String> promised) {
        return (int) byId.values().stream()
                .filter(file ->
                        file.next().isPresent() && !promised.contains(file.id().value()))
                .count();
    }
}
