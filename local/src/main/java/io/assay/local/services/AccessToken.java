package io.assay.local.services;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An access token as Cognito makes them: {@code client_id} and no {@code aud}, scopes in one string, groups in an
 * array. What it lets one change beyond that is what a test of the authorizer needs.
 *
 * @param lifetime of the token from now; negative for one that has expired
 * @param audience empty as Cognito has it
 */
public record AccessToken(
        String subject,
        String client,
        List<String> scopes,
        List<String> groups,
        Duration lifetime,
        URI issuer,
        Optional<String> audience,
        Clock clock,
        RSAKey key) {

    public AccessToken {
        scopes = List.copyOf(scopes);
        groups = List.copyOf(groups);
    }

    static AccessToken of(String subject, URI issuer, Clock clock, RSAKey key) {
        return new AccessToken(
                subject, "assay", List.of(), List.of(), Duration.ofHours(1), issuer, Optional.empty(), clock, key);
    }

    public AccessToken client(String id) {
        return new AccessToken(subject, id, scopes, groups, lifetime, issuer, audience, clock, key);
    }

    public AccessToken scopes(List<String> all) {
        return new AccessToken(subject, client, all, groups, lifetime, issuer, audience, clock, key);
    }

    public AccessToken groups(List<String> all) {
        return new AccessToken(subject, client, scopes, all, lifetime, issuer, audience, clock, key);
    }

    public AccessToken lifetime(Duration fromNow) {
        return new AccessToken(subject, client, scopes, groups, fromNow, issuer, audience, clock, key);
    }

    public AccessToken issuer(URI other) {
        return new AccessToken(subject, client, scopes, groups, lifetime, other, audience, clock, key);
    }

    public AccessToken audience(String name) {
        return new AccessToken(subject, client, scopes, groups, lifetime, issuer, Optional.of(name), clock, key);
    }

    /** The token as it goes after {@code Bearer}. */
    public String signed() {
        // An expired one was issued an hour before its end, as a real one would have been.
        var now = clock.instant();
        var expires = now.plus(lifetime);
        var issued = lifetime.isNegative() ? expires.minus(Duration.ofHours(1)) : now;
        var claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .issuer(issuer.toString())
                .issueTime(Date.from(issued))
                .expirationTime(Date.from(expires))
                .jwtID(UUID.randomUUID().toString())
                .claim("client_id", client)
                .claim("token_use", "access")
                .claim("scope", String.join(" ", scopes))
                .claim("username", subject);
        if (!groups.isEmpty()) claims.claim("cognito:groups", groups);
        audience.ifPresent(claims::audience);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new ServiceFailure("the token of " + subject + " cannot be signed", e);
        }
        return token.serialize();
    }

    /** The same token with a signature that does not fit. */
    public String forged() {
        var token = signed();
        int first = token.lastIndexOf('.') + 1;
        return token.substring(0, first) + (token.charAt(first) == 'A' ? 'B' : 'A') + token.substring(first + 1);
    }
}
