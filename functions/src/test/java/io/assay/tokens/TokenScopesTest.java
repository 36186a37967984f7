package io.assay.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.Fields;
import io.assay.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenScopesTest {
    private static final String EVERYTHING =
            "[\"openid\",\"assay/cases.read\",\"assay/reviews\",\"assay/workflows.admin\",\"assay/personal.reveal\"]";

    @Test
    void scopesBeyondTheRoles_areTakenOut() throws IOException {
        assertThat(suppressed("[\"reviewer\",\"support-agents\"]"))
                .containsExactly("assay/personal.reveal", "assay/workflows.admin");
    }

    @Test
    void severalRoles_bringTheScopesOfEach() throws IOException {
        assertThat(suppressed("[\"operator\",\"privacy-officer\"]")).containsExactly("assay/reviews");
    }

    @Test
    void personWithoutARole_hasNoScopeOfOurs() throws IOException {
        assertThat(suppressed("[\"support-admins\"]"))
                .containsExactly("assay/cases.read", "assay/personal.reveal", "assay/reviews", "assay/workflows.admin");
    }

    private static List<String> suppressed(String groups) throws IOException {
        String event =
                "{\"version\":\"2\",\"triggerSource\":\"TokenGeneration_HostedAuth\",\"request\":{\"userAttributes\":"
                        + "{\"sub\":\"1\"},\"groupConfiguration\":{\"groupsToOverride\":" + groups
                        + ",\"iamRolesToOverride\":[]},\"scopes\":" + EVERYTHING
                        + "},\"response\":{\"claimsAndScopeOverrideDetails\":null}}";
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        TokenScopes.run(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer);
        Fields out = new Fields(Json.object(answer.toString(StandardCharsets.UTF_8)));
        assertThat(out.text("version")).isEqualTo("2");
        return out.fields("response")
                .fields("claimsAndScopeOverrideDetails")
                .fields("accessTokenGeneration")
                .texts("scopesToSuppress");
    }
}
