package io.assay.local.assess.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.local.assess.bedrock.ArmSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmsFileTest {
    @TempDir
    Path folder;

    @Test
    void shippedArms_areOfEveryMethod() {
        assertThat(ArmsFile.shipped().arms()).extracting(ArmSpec::method).contains(ArmSpec.Method.values());
        assertThat(ArmsFile.shipped().without(ArmSpec.Method.TUNED).arms())
                .extracting(ArmSpec::method)
                .doesNotContain(ArmSpec.Method.TUNED)
                .contains(ArmSpec.Method.RETRIEVAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'a','method':'guess','model':'m'} | /arms/0/method",
                "{'name':'a','method':'retrieval','model':'m'} | /arms/0/examples",
                "{'name':'a','method':'tuned'} | /arms/0/model",
                "{'name':'people','method':'tuned','model':'m'} | /arms/0/name",
                "{'name':'a','method':'tuned','model':'m','k':3} | /arms/0/k",
                "{'name':'a','method':'embedding-head'},{'name':'a','method':'embedding-head'} | /arms/1/name",
                "'' | /arms"
            },
            quoteCharacter = '~')
    void brokenArms_areToldWithTheirPlace(String arms, String place) throws IOException {
        String list = arms.equals("''") ? "" : arms;
        Path file = Files.writeString(
                folder.resolve("arms.json"), ("{'embedder':'e','arms':[" + list + "]}").replace('\'', '"'));

        assertThatThrownBy(() -> ArmsFile.read(file))
                .isInstanceOf(InputProblem.class)
                .hasMessageContaining(place)
                .hasMessageContaining(";");
    }
}
