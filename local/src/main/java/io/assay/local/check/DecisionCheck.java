package io.assay.local.check;

import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.Entry;
import io.assay.core.Fields;
import io.assay.core.Outcome;
import io.assay.core.ReviewTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a case was decided once: one decision in force, each that went out carries one decision id and is in the
 * history, and one that replaces another says so.
 */
final class DecisionCheck {
    private final CaseFile file;
    private final List<String> conflicts = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    /** @param sent messages of the decisions queue about this case, in any order, some of them repeated */
    DecisionCheck(CaseFile file, List<Fields> sent) {
        this.file = file;
        Set<String> acted = history();
        sent(sent, acted);
    }

    /** Why the case is decided twice; empty: it is not. */
    List<String> conflicts() {
        return conflicts;
    }

    /** What else must not be. */
    List<String> others() {
        return others;
    }

    /** @return ids of the decisions that went out, as the history tells */
    private Set<String> history() {
        Set<String> acted = new TreeSet<>();
        Optional<String> made = Optional.empty();
        Optional<String> before = Optional.empty();
        boolean inForce = false;
        int predictions = 0;
        Optional<Outcome> outcome = Optional.empty();
        for (Entry entry : file.history()) {
            String id = file.id() + "." + entry.seq();
            switch (entry.event()) {
                case CaseEvent.Predicted predicted when predicted.role() == CaseEvent.Role.CHAMPION -> predictions++;
                case CaseEvent.Decided decided -> {
                    boolean automates = decided.outcome() instanceof Outcome.Automate;
                    if (automates && inForce) {
                        conflicts.add(about("seq " + entry.seq() + " decides again while a decision is in force"));
                    }
                    if (outcome.isPresent() && automates == outcome.get() instanceof Outcome.Automate) {
                        others.add(about("it was evaluated twice with the same outcome, again at seq " + entry.seq()));
                    }
                    outcome = Optional.of(decided.outcome());
                    inForce = automates;
                    if (automates) {
                        before = made;
                        made = Optional.of(id);
                    }
                }
                case CaseEvent.Reviewed reviewed
                when !isSample(reviewed.task()) -> {
                    before = made;
                    made = Optional.of(id);
                    inForce = true;
                }
                case CaseEvent.Acted out -> {
                    if (!acted.add(out.decisionId())) {
                        conflicts.add(about("decision " + out.decisionId() + " was appended as gone out twice"));
                    }
                    if (!made.equals(Optional.of(out.decisionId()))) {
                        conflicts.add(about("seq " + entry.seq() + " says that decision " + out.decisionId()
                                + " went out, which was not in force"));
                    }
                    if (!before.equals(out.supersedes())) {
                        conflicts.add(about("decision " + out.decisionId() + " supersedes "
                                + out.supersedes().orElse("nothing") + " and follows "
                                + before.orElse("nothing")));
                    }
                }
                default -> {}
            }
        }
        if (predictions > 1) {
            others.add(about("the model's answer was appended " + predictions + " times"));
        }
        return acted;
    }

    private void sent(List<Fields> sent, Set<String> acted) {
        Map<String, String> labels = new HashMap<>();
        Map<String, Optional<String>> replaced = new HashMap<>();
        for (Fields message : sent) {
            String id = message.text("decisionId");
            String label = message.text("label");
            String known = labels.putIfAbsent(id, label);
            if (known != null && !known.equals(label)) {
                conflicts.add(about("decision " + id + " went out as " + known + " and as " + label));
            }
            replaced.put(id, message.optionalText("supersedes"));
        }
        Set<String> heads = new HashSet<>(labels.keySet());
        replaced.values().forEach(one -> one.ifPresent(heads::remove));
        if (heads.size() > 1) {
            conflicts.add(about("decisions " + new TreeSet<>(heads) + " went out and none replaces the other"));
        }
        Set<String> unknown = new TreeSet<>(labels.keySet());
        unknown.removeAll(acted);
        if (!unknown.isEmpty()) {
            others.add(about("decision " + unknown + " went out and the history does not say so"));
        }
        Set<String> missing = new TreeSet<>(acted);
        missing.removeAll(labels.keySet());
        if (!missing.isEmpty()) {
            others.add(about("decision " + missing + " went out by its history, and no queue has seen it"));
        }
    }

    private boolean isSample(String task) {
        return file.task(task).map(ReviewTask::qualitySample).orElse(false);
    }

    private String about(String problem) {
        return "case " + file.id() + ": " + problem;
    }
}
