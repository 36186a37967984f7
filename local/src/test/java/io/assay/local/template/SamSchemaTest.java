package io.assay.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The project's template, intrinsics in their long form, against the SAM specification's own schema. */
class SamSchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(JSON.readTree(Samples.text("sam.schema.json")));

    private List<Error> errors(String yaml) {
        Problems problems = new Problems("template.yaml");
        Value root = TemplateDocument.load(yaml, "template.yaml").value(problems);
        problems.throwIfAny();
        return schema.validate(JSON.<JsonNode>valueToTree(root.plain()));
    }

    @Test
    void projectTemplate_meetsTheSamSchema() {
        assertThat(errors(ProjectTemplate.text())).isEmpty();
    }

    @Test
    void sample_meetsTheSamSchema() {
        assertThat(errors(Samples.good())).isEmpty();
    }

    @Test
    void unknownSamProperty_isFound() {
        assertThat(errors(Samples.good().replace("AutoPublishAlias: live", "AutoPublishAlais: live")))
                .isNotEmpty();
    }
}
