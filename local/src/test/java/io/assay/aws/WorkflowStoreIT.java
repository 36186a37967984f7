package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.Actor;
import io.assay.core.Entry;
import io.assay.core.Standing;
import io.assay.core.WorkflowEvent;
import io.assay.privacy.PassThroughSealer;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Aws.Extension.class)
class WorkflowStoreIT {
    private final String workflow = Aws.unique();
    private final CaseStore events;
    private final WorkflowStore store;

    WorkflowStoreIT(Aws aws) {
        String cases = aws.table("CasesTable");
        events = new CaseStore(aws.dynamoDb(), cases, new PassThroughSealer(), Clock.systemUTC());
        store = new WorkflowStore(aws.dynamoDb(), aws.table("WorkflowsTable"), cases, Clock.systemUTC());
    }

    @Test
    void changeWhoseEventIsNotAppended_didNotHappen() {
        WorkflowEvent put = new WorkflowEvent.VersionPut(1, "0".repeat(64));
        WorkflowEvent stop = new WorkflowEvent.Stopped("in doubt");
        Map<String, Object> document = Map.of("name", workflow);

        assertThat(store.append(
                        entry(put),
                        workflow,
                        Standing.NONE.after(1, put),
                        Optional.of(new WorkflowStore.NewVersion(1, document))))
                .isTrue();
        assertThat(store.append(entry(stop), workflow, Standing.NONE.after(1, stop), Optional.empty()))
                .isFalse();

        assertThat(store.currentStanding(workflow).stopped()).isEmpty();
        assertThat(store.document(workflow, 1)).hasValue(document);
        assertThat(store.names()).contains(workflow);
        assertThat(events.history(WorkflowEvent.stream(workflow)))
                .extracting(Entry::event)
                .containsExactly(put);
    }

    /** The history's first. */
    private Entry entry(WorkflowEvent event) {
        return events.next(
                WorkflowEvent.stream(workflow), Optional.empty(), Actor.person("olga"), Optional.of(workflow), event);
    }
}
