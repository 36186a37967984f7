package io.assay.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.core.Hashes;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {
    private static final String HOST = "hooks.example.com";
    private static final URI URL = URI.create("https://" + HOST + "/assay?team=1");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    private static final String BODY = "{\"decisionId\":\"X.3\"}";

    private HttpsReceiver receiver;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        receiver = new HttpsReceiver(folder, HOST);
    }

    @AfterAll
    void stop() {
        receiver.close();
    }

    @BeforeEach
    void well() {
        receiver.received.clear();
        receiver.status.set(204);
    }

    private Webhook webhook(String... addresses) {
        return new Webhook(
                Set.of(HOST, "other.example.com"),
                host -> resolved(addresses),
                receiver.sockets(),
                receiver.tls(),
                CLOCK);
    }

    private static List<InetAddress> resolved(String... addresses) {
        return Arrays.stream(addresses)
                .map(address -> {
                    try {
                        return InetAddress.getByName(address);
                    } catch (UnknownHostException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    @Test
    void decision_arrivesSignedOverTimeAndBody() {
        assertThat(webhook("1.1.1.1").post(URL, BODY, "X.3", "s3cret")).isEqualTo(204);

        HttpsReceiver.Received request = receiver.received.element();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/assay?team=1");
        assertThat(request.body()).isEqualTo(BODY);
        assertThat(request.headers().get("Idempotency-key")).containsExactly("X.3");
        long time = CLOCK.instant().getEpochSecond();
        String mac = HexFormat.of()
                .formatHex(Hashes.hmac(
                        "s3cret".getBytes(StandardCharsets.UTF_8),
                        (time + "." + BODY).getBytes(StandardCharsets.UTF_8)));
        assertThat(request.headers().get("Assay-signature")).containsExactly("t=" + time + ",v1=" + mac);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00:ec2::254"})
    void addressThatIsNotPublic_isRefusedBeforeConnecting(String address) {
        assertThatThrownBy(() -> webhook("1.1.1.1", address).post(URL, BODY, "X.3", "s3cret"))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining("not public");
        assertThat(receiver.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.com/a",
                "https://hooks.example.com:8443/a",
                "https://user@hooks.example.com/a",
                "https://elsewhere.example.com/a",
                "https://hooks.example.com.evil.test/a",
                "https:///a"
            })
    void urlOffTheRules_isRefusedBeforeConnecting(String url) {
        assertThatThrownBy(() -> webhook("1.1.1.1").post(URI.create(url), BODY, "X.3", "s3cret"))
                .isInstanceOf(WebhookRefused.class);
        assertThat(receiver.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 500})
    void answerWithoutSuccess_isRefusedAndNoRedirectFollowed(int status) {
        receiver.status.set(status);

        assertThatThrownBy(() -> webhook("1.1.1.1").post(URL, BODY, "X.3", "s3cret"))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining(Integer.toString(status));
        assertThat(receiver.received).hasSize(1);
    }

    @Test
    void certificateOfAnotherHost_isRefused() {
        assertThatThrownBy(
                        () -> webhook("1.1.1.1").post(URI.create("https://other.example.com/a"), BODY, "X.3", "s3cret"))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining("SSLHandshakeException");
        assertThat(receiver.received).isEmpty();
    }
}
