package io.assay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.assay.local.gateway.Faults;
import io.assay.local.template.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpApiHostTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final HttpClient client = HttpClient.newHttpClient();
    private final RSAKey key = newKey();
    private final HttpServer issuer = newServer();
    private final HttpApiHost api = newHost();

    @BeforeAll
    void startIssuer() {
        serve("/assay/.well-known/openid-configuration", "{\"jwks_uri\":\"" + issuerUri() + "/jwks\"}");
        serve("/assay/jwks", new JWKSet(key.toPublicJWK()).toString());
        issuer.start();
    }

    @AfterAll
    void stop() {
        api.close();
        issuer.stop(0);
        client.close();
    }

    @Test
    void request_becomesThePayloadOfVersion2() throws Exception {
        var response = send(
                "POST",
                "/workflows/my%20flow/cases?tag=a&tag=b&q=x%20y",
                "{\"n\":1}",
                token(c -> {}),
                r -> r.header("Content-Type", "application/json")
                        .header("X-Many", "1")
                        .header("X-Many", "2")
                        .header("Cookie", "a=1; b=2"));
        assertThat(response.statusCode()).isEqualTo(200);
        Map<?, ?> event = map(map(Json.parse(response.body().getBytes(StandardCharsets.UTF_8)))
                .get("event"));
        assertThat(event.get("version")).isEqualTo("2.0");
        assertThat(event.get("routeKey")).isEqualTo("POST /workflows/{workflow}/cases");
        assertThat(event.get("rawPath")).isEqualTo("/workflows/my flow/cases");
        assertThat(event.get("rawQueryString")).isEqualTo("tag=a&tag=b&q=x%20y");
        assertThat(event.get("queryStringParameters")).isEqualTo(Map.of("tag", "a,b", "q", "x y"));
        assertThat(event.get("pathParameters")).isEqualTo(Map.of("workflow", "my flow"));
        assertThat(event.get("cookies")).isEqualTo(List.of("a=1", "b=2"));
        assertThat(event.get("body")).isEqualTo("{\"n\":1}");
        assertThat(event.get("isBase64Encoded")).isEqualTo(false);
        assertThat(map(event.get("headers")).get("x-many")).isEqualTo("1,2");
        assertThat(map(event.get("headers")).containsKey("cookie")).isFalse();
        Map<?, ?> context = map(event.get("requestContext"));
        assertThat(context.get("accountId")).isEqualTo(Stacks.ACCOUNT);
        assertThat(context.get("stage")).isEqualTo("$default");
        assertThat(context.get("time")).isEqualTo("24/Nov/2026:12:00:00 +0000");
        assertThat(context.get("timeEpoch")).isEqualTo(NOW.toEpochMilli());
        assertThat(map(context.get("http")).get("method")).isEqualTo("POST");
    }

    @Test
    void claims_areStringsAsApiGatewayWritesThem() throws Exception {
        var response = send(
                "POST",
                "/workflows/w/cases",
                "",
                token(c -> c.claim("groups", List.of("a", "b")).claim("admin", true)),
                r -> {});
        Map<?, ?> event = map(map(Json.parse(response.body().getBytes(StandardCharsets.UTF_8)))
                .get("event"));
        Map<?, ?> jwt =
                map(map(map(event.get("requestContext")).get("authorizer")).get("jwt"));
        Map<?, ?> claims = map(jwt.get("claims"));
        assertThat(claims.get("groups")).isEqualTo("[a b]");
        assertThat(claims.get("admin")).isEqualTo("true");
        assertThat(claims.get("exp")).isEqualTo(Long.toString(NOW.getEpochSecond() + 60));
        assertThat(claims.get("aud")).isEqualTo("assay");
        assertThat(jwt.get("scopes")).isEqualTo(List.of("cases.write"));
    }

    @Test
    void routeWithoutScopes_givesScopesNull() throws Exception {
        var response = send("GET", "/cases/1", "", token(c -> {}), r -> {});
        Map<?, ?> event = map(map(Json.parse(response.body().getBytes(StandardCharsets.UTF_8)))
                .get("event"));
        Map<?, ?> jwt =
                map(map(map(event.get("requestContext")).get("authorizer")).get("jwt"));
        assertThat(jwt.containsKey("scopes")).isTrue();
        assertThat(jwt.get("scopes")).isNull();
    }

    @Test
    void badToken_isUnauthorized() throws Exception {
        List<Optional<String>> bad = new ArrayList<>();
        bad.add(Optional.empty());
        bad.add(Optional.of("nonsense"));
        bad.add(token(c -> c.expirationTime(Date.from(NOW))));
        bad.add(token(c -> c.notBeforeTime(Date.from(NOW.plusSeconds(5)))));
        bad.add(token(c -> c.issuer("https://elsewhere.example.com")));
        bad.add(token(c -> c.audience("other")));
        bad.add(token(c -> c.audience(List.of()).claim("client_id", "other")));
        bad.add(Optional.of(signed(newKey(), c -> {})));
        for (Optional<String> token : bad) {
            var response = send("GET", "/cases/1", "", token, r -> {});
            assertThat(response.statusCode()).as("%s", token).isEqualTo(401);
            assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        }
    }

    @Test
    void tokenOfCognito_isTakenByClientId() throws Exception {
        var token = token(c -> c.audience(List.of()).claim("client_id", "assay"));
        assertThat(send("GET", "/cases/1", "", token, r -> {}).statusCode()).isEqualTo(200);
    }

    @Test
    void tokenWithoutTheScope_isForbidden() throws Exception {
        var response =
                send("POST", "/workflows/w/cases", "", token(c -> c.claim("scope", "cases.read other")), r -> {});
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }

    @Test
    void answersOfApiGateway_haveItsOwnBodies() throws Exception {
        assertThat(send("GET", "/nowhere", "", token(c -> {}), r -> {}).body())
                .isEqualTo("{\"message\":\"Not Found\"}");
        assertThat(answerTo("throw")).isEqualTo("500 {\"message\":\"Internal Server Error\"}");
        assertThat(answerTo("odd")).isEqualTo("500 {\"message\":\"Internal Server Error\"}");
        assertThat(answerTo("sleep")).isEqualTo("503 {\"message\":\"Service Unavailable\"}");
        assertThat(answerTo("x".repeat(HttpApiHost.MAX_BODY_BYTES + 1)))
                .isEqualTo("413 {\"message\":\"Request Too Long\"}");
        api.throttle(1);
        assertThat(answerTo("plain")).isEqualTo("429 {\"message\":\"Too Many Requests\"}");
        assertThat(answerTo("plain")).isEqualTo("200 {\"plain\":true}");
    }

    @Test
    void headersAndCookiesOfTheAnswer_reachTheClient() throws Exception {
        var response = send("POST", "/open", "cookie", Optional.empty(), r -> r.header("Content-Type", "text/plain"));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("x-seen")).contains("yes");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    }

    @Test
    void form_comesInBase64() throws Exception {
        var response = send(
                "POST",
                "/open",
                "a=b",
                Optional.empty(),
                r -> r.header("Content-Type", "application/x-www-form-urlencoded"));
        Map<?, ?> event = map(map(Json.parse(response.body().getBytes(StandardCharsets.UTF_8)))
                .get("event"));
        assertThat(event.get("body")).isEqualTo("YT1i");
        assertThat(event.get("isBase64Encoded")).isEqualTo(true);
    }

    private String answerTo(String body) throws Exception {
        var response = send("POST", "/open", body, Optional.empty(), r -> r.header("Content-Type", "text/plain"));
        return response.statusCode() + " " + response.body();
    }

    private HttpResponse<String> send(
            String method, String path, String body, Optional<String> token, Consumer<HttpRequest.Builder> more)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.uri() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        more.accept(request);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Optional<String> token(Consumer<JWTClaimsSet.Builder> change) {
        return Optional.of(signed(key, change));
    }

    private String signed(RSAKey by, Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuerUri())
                .subject("alice")
                .audience("assay")
                .claim("scope", "cases.write cases.read")
                .expirationTime(Date.from(NOW.plusSeconds(60)));
        change.accept(claims);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(), claims.build());
        try {
            jwt.sign(new RSASSASigner(by));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    private HttpApiHost newHost() {
        Stack stack = Stacks.of(
                List.of(Stacks.function(
                        "Echo",
                        EchoHandler.class,
                        Duration.ofSeconds(2),
                        Stacks.route("POST", "/workflows/{workflow}/cases", "cases.write"),
                        Stacks.route("GET", "/cases/{id}"),
                        Stacks.openRoute("POST", "/open"))),
                List.of(),
                List.of());
        Functions functions = new Functions(stack, URI.create("http://localhost:1"), role -> role, clock);
        return new HttpApiHost(
                stack,
                stack.httpApis().getFirst(),
                functions,
                new Faults(1),
                name -> URI.create(issuerUri()),
                clock,
                0);
    }

    private String issuerUri() {
        return "http://localhost:" + issuer.getAddress().getPort() + "/assay";
    }

    private void serve(String path, String json) {
        issuer.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("k").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<?, ?>) Objects.requireNonNull(value);
    }
}
