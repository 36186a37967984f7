package io.assay.local.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of the accepted cases.
 *
 * @param accepted     by the stack
 * @param ended        of these: a decision went out and nobody is asked any more
 * @param waiting      of these: a person has to decide
 * @param deadLettered messages in dead-letter queues
 * @param lost         of the accepted: neither ended nor waiting
 * @param decidedTwice cases with two decisions of which neither replaces the other
 * @param untold       cases that stand still and whose sender had no answer: the sweeper will move them
 * @param violations   a sentence for each thing that must not be
 */
public record Report(
        int accepted,
        int ended,
        int waiting,
        int deadLettered,
        int lost,
        int decidedTwice,
        int untold,
        List<String> violations) {
    public Report {
        violations = List.copyOf(violations);
    }

    public Map<String, Object> json() {
        return new TreeMap<>(Map.of(
                "cases", accepted,
                "final", ended,
                "waiting", waiting,
                "deadLettered", deadLettered,
                "lost", lost,
                "decidedTwice", decidedTwice));
    }
}
