package io.assay.metrics;

import io.assay.aws.CaseIndex;
import io.assay.core.CaseEvent;
import io.assay.core.CaseFile;
import io.assay.core.CaseId;
import io.assay.core.Entry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch says about where its cases stand: one position a case. Events that neither hand a case to a person nor
 * end it say nothing new to those who look for open cases, so they write nothing.
 */
final class CasePositions {

    private CasePositions() {}

    /** @param entries in the order of each case */
    static Collection<CaseIndex.Position> of(List<Entry> entries) {
        Map<String, CaseIndex.Position> positions = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.event() instanceof CaseEvent event && CaseId.looksLike(entry.stream())) {
                Optional<CaseIndex.Position> before = Optional.ofNullable(positions.get(entry.stream()));
                state(event)
                        .filter(state -> !(state == CaseFile.State.REVIEWED && isFinal(before)))
                        .ifPresent(state -> positions.put(entry.stream(), position(entry, event, state, before)));
            }
        }
        return positions.values();
    }

    private static Optional<CaseFile.State> state(CaseEvent event) {
        return switch (event) {
            case CaseEvent.Received received -> Optional.of(CaseFile.State.RECEIVED);
            case CaseEvent.Escalated escalated -> Optional.of(CaseFile.State.WAITING);
            case CaseEvent.Reviewed reviewed -> Optional.of(CaseFile.State.REVIEWED);
            case CaseEvent.Failed failed -> Optional.of(CaseFile.State.ESCALATED);
            case CaseEvent.Acted acted -> Optional.of(CaseFile.State.ACTED);
            case CaseEvent.Predicted predicted -> Optional.empty();
            case CaseEvent.Decided decided -> Optional.empty();
            case CaseEvent.QualitySampled sampled -> Optional.empty();
            case CaseEvent.SlaWarned warned -> Optional.empty();
            case CaseEvent.SlaBreached breached -> Optional.empty();
        };
    }

    /** A review after that looked at a quality sample. */
    private static boolean isFinal(Optional<CaseIndex.Position> position) {
        return position.filter(last -> last.state() == CaseFile.State.ACTED).isPresent();
    }

    private static CaseIndex.Position position(
            Entry entry, CaseEvent event, CaseFile.State state, Optional<CaseIndex.Position> before) {
        Optional<CaseIndex.Received> received = event instanceof CaseEvent.Received first
                ? Optional.of(new CaseIndex.Received(entry.at(), first.reference()))
                : before.flatMap(CaseIndex.Position::received);
        return new CaseIndex.Position(
                entry.stream(), entry.seq(), entry.workflow().orElseThrow(), state, entry.at(), received);
    }
}
