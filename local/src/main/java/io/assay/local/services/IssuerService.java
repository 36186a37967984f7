package io.assay.local.services;

import com.nimbusds.jose.jwk.RSAKey;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * An OpenID Connect issuer with discovery and keys over HTTP, in Cognito's place. Its keys are the fixed ones of the
 * library, so a token is worth nothing but on this machine.
 */
public final class IssuerService implements AutoCloseable {
    private static final String NAME = "assay";
    // Held, for java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger START_AND_STOP = Logger.getLogger("mockwebserver3.MockWebServer");

    private final MockOAuth2Server server;
    private final Clock clock;
    private final RSAKey key;
    private final URI endpoint;

    private IssuerService(MockOAuth2Server server, Clock clock, RSAKey key, URI endpoint) {
        this.server = server;
        this.clock = clock;
        this.key = key;
        this.endpoint = endpoint;
    }

    /**
     * Starts it on the name {@code localhost}.
     *
     * @param clock for the times in tokens
     * @param port  0 for any free one
     * @throws ServiceFailure if the port is taken
     */
    public static IssuerService start(Clock clock, int port) {
        START_AND_STOP.setLevel(Level.WARNING);
        var keys = new KeyProvider();
        var server = new MockOAuth2Server(
                new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(keys, clock::instant), Set.of()));
        try {
            server.start(InetAddress.getLoopbackAddress(), port);
        } catch (RuntimeException e) {
            throw new ServiceFailure("the issuer did not start on port " + port, e);
        }
        var endpoint = URI.create("http://localhost:" + server.baseUrl().port());
        return new IssuerService(server, clock, keys.signingKey(NAME).toRSAKey(), endpoint);
    }

    /** Where it answers. */
    public URI endpoint() {
        return endpoint;
    }

    /** The {@code iss} of its tokens; discovery is at {@code /.well-known/openid-configuration} below it. */
    public URI issuer() {
        return endpoint.resolve("/" + NAME);
    }

    /** An access token to fill in and sign: an hour long, without scopes and groups. */
    public AccessToken accessToken(String subject) {
        return AccessToken.of(subject, issuer(), clock, key);
    }

    @Override
    public void close() {
        server.shutdown();
    }
}
