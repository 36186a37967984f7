package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamBatchTest {
    private static final String RECORD = """
            {"eventID":"e1","eventName":"%s","dynamodb":{"SequenceNumber":"700",
             "Keys":{"caseId":{"S":"c"},"seq":{"N":"1"}},"NewImage":{"line":{"S":"{\\"seq\\":1}"},"sealed":{"B":"AAAA"}}}}
            """;

    @Test
    void insertion_isAPositionWithItsLineAsStored() throws IOException {
        StreamBatch batch = batch("{\"Records\":[" + RECORD.formatted("INSERT") + "],\"shardId\":\"s-1\"}");

        assertThat(batch.shard()).contains("s-1");
        assertThat(batch.positions())
                .containsExactly(new StreamBatch.Position("e1", "0".repeat(37) + "700", "{\"seq\":1}"));
    }

    @Test
    void changeAndRemoval_areNoPositions() throws IOException {
        String removal = "{\"eventID\":\"e2\",\"eventName\":\"REMOVE\",\"dynamodb\":{\"SequenceNumber\":\"701\"}}";

        assertThat(batch("{\"Records\":[" + RECORD.formatted("MODIFY") + "," + removal + "]}")
                        .positions())
                .isEmpty();
    }

    @Test
    void endOfAWindow_hasNoPositions() throws IOException {
        assertThat(batch("{\"Records\":[],\"shardId\":\"s-1\",\"isFinalInvokeForWindow\":true,\"state\":{}}")
                        .positions())
                .isEmpty();
    }

    @Test
    void insertionWithoutLine_isRefused() {
        assertThatThrownBy(() ->
                        batch("{\"Records\":[" + RECORD.formatted("INSERT").replace("line", "text") + "]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line");
    }

    @Test
    void answer_hasAStateForTheWindow() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        StreamBatch.answer(answer);

        assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo("{\"batchItemFailures\":[],\"state\":{}}");
    }

    private static StreamBatch batch(String event) throws IOException {
        return StreamBatch.of(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }
}
