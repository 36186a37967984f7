package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.core.ModelAnswer;
import io.assay.core.ModelCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelRuntimeTest {
    private static final ModelCall CALL = new ModelCall("a-model", "system", "user", Optional.empty(), 100, 0);

    @Test
    void aModelThatSaysNothing_hasTimedOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(ask(silent.getLocalPort())).isEqualTo(ModelAnswer.Cause.TIMED_OUT);
        }
    }

    @Test
    void aModelThatNobodyReaches_isUnavailable() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThat(ask(port)).isEqualTo(ModelAnswer.Cause.UNAVAILABLE);
    }

    private static ModelAnswer.Cause ask(int port) {
        Clients clients = new Clients(
                "eu-central-1",
                Optional.of(new Clients.Endpoint(URI.create("http://127.0.0.1:" + port), "assay", "assay")));
        ModelAnswer answer = new ModelRuntime(clients.bedrock(Duration.ofMillis(200))).ask(CALL);
        return ((ModelAnswer.Unavailable) answer).cause();
    }
}
