package io.assay.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedUploadTest {
    @Test
    void signedChunksAndTrailers_areTakenApart() {
        var lines = String.join(
                "\r\n",
                "4;chunk-signature=ab",
                "a\r\nb",
                "1;chunk-signature=cd",
                "c",
                "0;chunk-signature=ef",
                "X-Amz-Checksum-CRC32: AAAAAA==",
                "",
                "");
        var upload = ChunkedUpload.decode(bytes(lines));

        assertThat(upload.content()).isEqualTo(bytes("a\r\nbc"));
        assertThat(upload.trailers()).containsEntry("x-amz-checksum-crc32", "AAAAAA==");
    }

    @Test
    void emptyUpload_isOneChunkOfNothing() {
        assertThat(ChunkedUpload.decode(bytes("0\r\n\r\n")).content()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5\r\nab",
                "2\r\nabc\r\n0\r\n\r\n",
                "-1\r\n\r\n",
                "g\r\n",
                "1\r\na\r\n",
                "0\r\ntrailer\r\n\r\n"
            })
    void brokenChunks_areRefused(String body) {
        assertThatThrownBy(() -> ChunkedUpload.decode(bytes(body)))
                .isInstanceOfSatisfying(
                        S3Failure.class, e -> assertThat(e.code()).isEqualTo("IncompleteBody"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
