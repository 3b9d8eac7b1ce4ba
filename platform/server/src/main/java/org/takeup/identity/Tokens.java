package org.takeup.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Decides which tokens count: signature first, then issuer, audience, times and what each kind must and must not say.
 * Thread-safe; waits for the identity provider only when its keys are not known yet.
 */
final class Tokens {
    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private static final Duration LOGOUT_AGE = Duration.ofMinutes(5);
    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final Provider provider;
    private final Clock clock;

    Tokens(Provider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** OpenID Connect Core 1.0, 3.1.3.7. @throws BadToken saying what does not fit */
    Claims idToken(String raw, String nonce) {
        Claims claims = signed(raw).claims();
        String client = provider.settings().clientId();
        require(claims.texts("aud").contains(client), "audience");
        require(
                claims.text("azp")
                        .map(client::equals)
                        .orElse(claims.texts("aud").size() == 1),
                "authorized party");
        require(claims.text("typ").map("ID"::equals).orElse(true), "not an ID token");
        require(claims.required("nonce").equals(nonce), "nonce");
        requireCurrent(claims);
        claims.required("sub");
        return claims;
    }

    /** An access token for the API. ID tokens, refresh tokens and logout tokens are none. @throws BadToken as above */
    Claims accessToken(String raw) {
        SignedToken token = signed(raw);
        Claims claims = token.claims();
        boolean access = claims.text("typ").map("Bearer"::equals).orElse("at+jwt".equals(token.type()));
        require(access && !claims.has("nonce") && !claims.has("events"), "not an access token");
        Set<String> audience = claims.texts("aud");
        require(provider.settings().apiAudiences().stream().anyMatch(audience::contains), "audience");
        requireCurrent(claims);
        claims.required("sub");
        return claims;
    }

    /** OpenID Connect Back-Channel Logout 1.0, 2.6, but for {@code jti}, which is the caller's. @throws BadToken as above */
    Claims logoutToken(String raw) {
        SignedToken token = signed(raw);
        Claims claims = token.claims();
        require(!token.type().equals("at+jwt"), "not a logout token");
        require(claims.texts("aud").contains(provider.settings().clientId()), "audience");
        require(claims.isEvent(LOGOUT_EVENT), "no logout event");
        require(!claims.has("nonce"), "has a nonce");
        require(claims.text("sid").isPresent() || claims.text("sub").isPresent(), "names nobody");
        claims.required("jti");
        Instant issued = claims.instant("iat").orElseThrow(() -> new BadToken("no iat"));
        require(issued.isAfter(clock.instant().minus(LOGOUT_AGE)), "old");
        require(claims.instant("exp").map(this::isAhead).orElse(true), "expired");
        requireIssuedInThePast(claims);
        return claims;
    }

    /** Until when a logout token could be played again. */
    Instant logoutTokenForgotten() {
        return clock.instant().plus(LOGOUT_AGE).plus(LEEWAY);
    }

    private SignedToken signed(String raw) {
        SignedToken token = provider.verified(raw);
        require(
                token.claims()
                        .required("iss")
                        .equals(provider.settings().issuer().toString()),
                "issuer");
        return token;
    }

    private void requireCurrent(Claims claims) {
        require(claims.instant("exp").map(this::isAhead).orElse(false), "expired");
        require(claims.instant("iat").isPresent(), "no iat");
        requireIssuedInThePast(claims);
    }

    private void requireIssuedInThePast(Claims claims) {
        Instant latest = clock.instant().plus(LEEWAY);
        require(claims.instant("iat").map(latest::isAfter).orElse(true), "issued in the future");
        require(claims.instant("nbf").map(latest::isAfter).orElse(true), "not valid yet");
    }

    private boolean isAhead(Instant expiry) {
        return expiry.plus(LEEWAY).isAfter(clock.instant());
    }

    private static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new BadToken(otherwise);
        }
    }
}
