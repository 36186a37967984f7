package io.assay.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.assay.local.template.TemplateDocument.Kind;
import io.assay.local.template.TemplateDocument.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateDocumentTest {
    private final TemplateDocument sample = TemplateDocument.load(Samples.good(), "sample.yaml");

    private static Stack read(String yaml) {
        return Template.of(yaml, "changed", Map.of(), "123456789012", "eu-central-1");
    }

    private List<String> paths(Kind kind) {
        return sample.parts().stream()
                .filter(part -> part.kind() == kind)
                .map(Part::toString)
                .toList();
    }

    @Test
    void parts_areListedInOrder() {
        assertThat(paths(Kind.RESOURCE)).startsWith("Resources.Api", "Resources.ApiLogs", "Resources.Intake");
        assertThat(paths(Kind.ROUTE))
                .containsExactly(
                        "Resources.Intake.Properties.Events.Submit", "Resources.Intake.Properties.Events.Document");
        assertThat(paths(Kind.EVENT_SOURCE))
                .hasSize(5)
                .first()
                .isEqualTo("Resources.Inference.Properties.Events.Messages");
        assertThat(paths(Kind.VARIABLE))
                .startsWith("Globals.Function.Environment.Variables.CASES_TABLE")
                .contains("Resources.Intake.Properties.Environment.Variables.INFERENCE_QUEUE");
        assertThat(sample.parts())
                .contains(new Part(Kind.RESOURCE, "AWS::DynamoDB::Table", List.of("Resources", "Cases")));
    }

    @Test
    void eachRouteSourceAndVariable_canBeLeftOut() {
        Stack whole = read(Samples.good());
        for (Part part : sample.parts()) {
            boolean withoutEffect =
                    Set.of("Never", "ABSENT").contains(part.path().getLast());
            if (part.kind() == Kind.RESOURCE || withoutEffect) {
                continue;
            }
            assertThat(read(sample.without(part))).as(part.toString()).isNotEqualTo(whole);
        }
    }

    @Test
    void referredResourceLeftOut_isAnError() {
        Part queue = new Part(Kind.RESOURCE, "", List.of("Resources", "InferenceQueue"));
        assertThat(catchThrowable(() -> read(sample.without(queue))))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("there is no resource 'InferenceQueue'");
    }

    @Test
    void absentPart_isAnError() {
        Part gone = new Part(Kind.RESOURCE, "", List.of("Resources", "Gone"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sample.without(gone))
                .withMessage("sample.yaml has no Resources.Gone");
    }
}
