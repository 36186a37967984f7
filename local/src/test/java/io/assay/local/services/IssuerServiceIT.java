package io.assay.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.assay.local.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IssuerServiceIT {
    private static VirtualClock clock;
    private static IssuerService service;

    @BeforeAll
    static void start() {
        clock = new VirtualClock();
        service = IssuerService.start(clock, 0);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void discovery_namesTheIssuerOfTheTokens() throws Exception {
        var found = JSON.std.mapFrom(get(URI.create(service.issuer() + "/.well-known/openid-configuration")));

        assertThat(found).containsEntry("issuer", service.issuer().toString());
        assertThat(service.issuer().getHost()).isEqualTo("localhost");
    }

    @Test
    void token_looksLikeCognitos_andItsSignatureFitsThePublishedKey() throws Exception {
        clock.advance(Duration.ofDays(1));
        var token = SignedJWT.parse(service.accessToken("alice")
                .client("client-1")
                .scopes(List.of("cases.write", "cases.read"))
                .groups(List.of("tier1"))
                .lifetime(Duration.ofMinutes(5))
                .signed());

        var claims = token.getJWTClaimsSet();
        assertThat(claims.getClaims())
                .containsEntry("sub", "alice")
                .containsEntry("client_id", "client-1")
                .containsEntry("scope", "cases.write cases.read")
                .containsEntry("cognito:groups", List.of("tier1"))
                .containsEntry("token_use", "access")
                .containsEntry("iss", service.issuer().toString())
                .doesNotContainKey("aud");
        assertThat(claims.getExpirationTime()).isAfter(Date.from(clock.instant()));
        assertThat(fits(token)).isTrue();
    }

    @Test
    void variants_areWrongInOneThingEach() throws Exception {
        var good = service.accessToken("alice");

        assertThat(fits(SignedJWT.parse(good.forged()))).isFalse();
        assertThat(SignedJWT.parse(good.lifetime(Duration.ofSeconds(-1)).signed())
                        .getJWTClaimsSet()
                        .getExpirationTime())
                .isBefore(Date.from(clock.instant()));
        assertThat(SignedJWT.parse(good.audience("other").signed())
                        .getJWTClaimsSet()
                        .getAudience())
                .containsExactly("other");
        assertThat(SignedJWT.parse(
                                good.issuer(URI.create("http://localhost/else")).signed())
                        .getJWTClaimsSet()
                        .getIssuer())
                .isEqualTo("http://localhost/else");
    }

    private static boolean fits(SignedJWT token) throws Exception {
        var key = JWKSet.parse(get(URI.create(service.issuer() + "/jwks")))
                .getKeyByKeyId(token.getHeader().getKeyID());
        return token.verify(new RSASSAVerifier(key.toRSAKey()));
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
