package io.assay.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EventPatternTest {

    private static final Map<String, Object> EVENT = Map.of(
            "eventName",
            "INSERT",
            "dynamodb",
            Map.of("NewImage", Map.of("type", Map.of("S", "Received"), "seq", Map.of("N", "1")), "SizeBytes", 12));

    @Test
    void eventThatMeetsEveryPart_matches() {
        assertThat(matches("{}")).isTrue();
        assertThat(matches("{\"eventName\":[\"INSERT\",\"MODIFY\"]}")).isTrue();
        assertThat(matches("{\"eventName\":[\"REMOVE\"]}")).isFalse();
        assertThat(matches("{\"dynamodb\":{\"SizeBytes\":[12.0]}}")).isTrue();
        assertThat(matches("{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"type\":{\"S\":[\"Acted\"]}}}}"))
                .isFalse();
    }

    @Test
    void rules_areThoseOfEventBridge() {
        assertThat(matches("{\"dynamodb\":{\"NewImage\":{\"type\":{\"S\":[{\"prefix\":\"Rec\"}]}}}}"))
                .isTrue();
        assertThat(matches("{\"dynamodb\":{\"NewImage\":{\"type\":{\"S\":[{\"suffix\":\"x\"}]}}}}"))
                .isFalse();
        assertThat(matches("{\"dynamodb\":{\"NewImage\":{\"gone\":{\"S\":[{\"exists\":false}]}}}}"))
                .isTrue();
        assertThat(matches("{\"dynamodb\":{\"NewImage\":{\"type\":{\"S\":[{\"exists\":true}]}}}}"))
                .isTrue();
        assertThat(matches("{\"eventName\":[{\"anything-but\":[\"REMOVE\"]}]}")).isTrue();
        assertThat(matches("{\"eventName\":[{\"anything-but\":\"INSERT\"}]}")).isFalse();
    }

    @Test
    void ruleThatIsNotKnown_isRefused() {
        assertThatThrownBy(() -> EventPattern.parse("{\"a\":[{\"cidr\":\"10.0.0.0/8\"}]}"))
                .hasMessageContaining("cidr");
        assertThatThrownBy(() -> EventPattern.parse("{\"a\":1}")).hasMessageContaining("a needs an object or a list");
        assertThatThrownBy(() -> EventPattern.parse("[]")).hasMessageContaining("JSON object");
    }

    private static boolean matches(String pattern) {
        return EventPattern.parse(pattern).matches(EVENT);
    }
}
