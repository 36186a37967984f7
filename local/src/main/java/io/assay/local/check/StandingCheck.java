package io.assay.local.check;

import io.assay.aws.WorkflowStore;
import io.assay.core.Fields;
import io.assay.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Whether what is in force for each workflow is what its last event left. */
final class StandingCheck {
    private static final String STREAM = "workflow#";

    private final WorkflowStore workflows;

    StandingCheck(WorkflowStore workflows) {
        this.workflows = workflows;
    }

    List<String> problems(StoredEvents events) {
        List<String> problems = new ArrayList<>();
        events.streams().forEach((stream, entries) -> {
            if (!stream.startsWith(STREAM)) return;
            int inForce =
                    workflows.currentStanding(stream.substring(STREAM.length())).seq();
            int last = entries.getLast().seq();
            if (inForce != last) {
                problems.add(stream + ": what is in force is of seq " + inForce + ", the history ends at " + last);
            }
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).seq() != i + 1) problems.add(stream + ": seq " + (i + 1) + " is missing");
            }
            String before = "";
            for (StoredEvents.Stored entry : entries) {
                Fields line = new Fields(Json.object(entry.line()));
                if (!line.text("type").equals("VersionPut")) continue;
                String document = line.fields("data").text("documentSha256");
                if (document.equals(before)) problems.add(stream + ": the same document was put twice in a row");
                before = document;
            }
        });
        return problems;
    }
}
