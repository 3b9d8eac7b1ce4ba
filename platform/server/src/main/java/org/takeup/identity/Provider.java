package org.takeup.identity;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity provider, Keycloak, as this relying party sees it. Found when it is first needed and looked for again
 * until it answers, so the platform starts without it. Every method waits {@link #PATIENCE} at most and then throws the
 * problem {@code sign-in-unavailable}. Thread-safe; for virtual threads.
 */
public final class Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final Duration PATIENCE = Duration.ofMillis(2_700);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration HEARD_LATELY = Duration.ofSeconds(1);
    private static final Duration KEYS_FRESH = Duration.ofHours(1);
    /** The longest that a key which the provider has withdrawn can go on signing while the provider cannot be asked. */
    private static final Duration KEYS_USABLE = Sessions.LIFE;

    private static final Duration BETWEEN_KEY_READS = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Settings settings;
    private final Clock clock;
    private final WebClient web;
    private final ReentrantLock finding = new ReentrantLock();
    private volatile @Nullable Found found;
    private volatile Instant failedAt = Instant.MIN;
    private volatile Instant heardAt = Instant.EPOCH;

    /**
     * This relying party at the provider.
     *
     * @param issuer exactly as tokens name it
     * @param apiAudiences one of these must be in the audience of an access token
     */
    public record Settings(URI issuer, String clientId, String clientSecret, Set<String> apiAudiences) {
        public Settings {
            apiAudiences = Set.copyOf(apiAudiences);
        }
    }

    private record Found(Metadata metadata, OAuth2Auth client, KeySet keys) {}

    /** The provider knows no such code, or not for this client, verifier and address. */
    static final class CodeRefused extends Exception {
        private static final long serialVersionUID = 1;

        CodeRefused() {
            super("The identity provider refused the code", null, false, false);
        }
    }

    public Provider(Vertx vertx, Settings settings, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.web = WebClient.create(
                vertx, new WebClientOptions().setConnectTimeout(1_000).setFollowRedirects(false));
    }

    Settings settings() {
        return settings;
    }

    Metadata metadata() {
        return found(Deadline.in(PATIENCE)).metadata();
    }

    /** Where the browser goes to sign in. Makes sure that somebody is there: a browser's own error page helps nobody. */
    String authorizeUrl(OAuth2AuthorizationURL request) {
        return answering().client().authorizeURL(request);
    }

    /** Where the browser goes to sign out, if somebody is there. */
    String endSessionUrl() {
        return answering().metadata().endSession();
    }

    /** The ID token for a code, not yet checked. @throws CodeRefused if the provider does not take the code */
    String exchange(String code, String verifier, String redirectUri) throws CodeRefused {
        Deadline deadline = Deadline.in(PATIENCE);
        var credentials = new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(code)
                .setCodeVerifier(verifier)
                .setRedirectUri(redirectUri);
        try {
            User user = deadline.await(found(deadline).client().authenticate(credentials));
            String idToken = user.principal().getString("id_token");
            if (idToken == null) {
                throw new CodeRefused();
            }
            return idToken;
        } catch (TimeoutException e) {
            throw away("does not answer in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                throw away("cannot be reached");
            }
            LOG.info("The identity provider refused a code: {}", e.getMessage());
            throw new CodeRefused();
        }
    }

    /** The token taken apart, once one of the provider's keys is known to have signed it. @throws BadToken if none did */
    SignedToken verified(String raw) {
        SignedToken token = SignedToken.parse(raw);
        keysFor(token.kid()).verify(token);
        return token;
    }

    private KeySet keysFor(String kid) {
        Deadline deadline = Deadline.in(PATIENCE);
        Found now = found(deadline);
        Duration age = Duration.between(now.keys().read(), clock.instant());
        if (now.keys().has(kid)) {
            return age.compareTo(KEYS_FRESH) > 0 ? renewed(now, age, deadline) : now.keys();
        }
        // A key we do not know may be new; strangers must not make us ask for each of their tokens.
        return age.compareTo(BETWEEN_KEY_READS) > 0 ? reread(now, deadline) : now.keys();
    }

    /** Newer keys, or while the provider is away those that we have: tokens go on for as long as sessions do. */
    private KeySet renewed(Found now, Duration age, Deadline deadline) {
        try {
            return reread(now, deadline);
        } catch (IdentityProblems.ProviderAway away) {
            if (age.compareTo(KEYS_USABLE) > 0) {
                throw away;
            }
            return now.keys();
        }
    }

    private KeySet reread(Found old, Deadline deadline) {
        return guarded(deadline, () -> {
                    Found newest = found;
                    // Whoever waited for somebody else's look need not look again.
                    return newest != null
                                    && newest.keys().read().isAfter(old.keys().read())
                            ? newest
                            : new Found(old.metadata(), old.client(), readKeys(old.metadata(), deadline));
                })
                .keys();
    }

    private Found found(Deadline deadline) {
        Found now = found;
        return now != null ? now : guarded(deadline, () -> find(deadline));
    }

    /** As found, but the provider has answered within the last second. */
    private Found answering() {
        Deadline deadline = Deadline.in(PATIENCE);
        Found now = found(deadline);
        if (heardLately()) {
            return now;
        }
        return guarded(deadline, () -> {
            Found newest = found == null ? now : found;
            return heardLately() ? newest : new Found(readMetadata(deadline), newest.client(), newest.keys());
        });
    }

    private boolean heardLately() {
        return heardAt.plus(HEARD_LATELY).isAfter(clock.instant());
    }

    private interface Search {
        Found run() throws ExecutionException, TimeoutException;
    }

    private Found guarded(Deadline deadline, Search search) {
        requirePauseIsOver();
        try {
            if (!finding.tryLock(deadline.millisLeft(), TimeUnit.MILLISECONDS)) {
                throw IdentityProblems.providerAway();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw IdentityProblems.providerAway();
        }
        try {
            requirePauseIsOver();
            Found fresh = search.run();
            found = fresh;
            heardAt = clock.instant();
            return fresh;
        } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
            failedAt = clock.instant();
            throw away(e instanceof IllegalArgumentException ? String.valueOf(e.getMessage()) : "cannot be read");
        } finally {
            finding.unlock();
        }
    }

    private void requirePauseIsOver() {
        if (failedAt.plus(PAUSE_AFTER_FAILURE).isAfter(clock.instant())) {
            throw IdentityProblems.providerAway();
        }
    }

    private Found find(Deadline deadline) throws ExecutionException, TimeoutException {
        Found now = found;
        if (now != null) {
            return now;
        }
        Metadata metadata = readMetadata(deadline);
        LOG.info("Signing in at {}", settings.issuer());
        return new Found(metadata, client(metadata), readKeys(metadata, deadline));
    }

    private Metadata readMetadata(Deadline deadline) throws ExecutionException, TimeoutException {
        String issuer = settings.issuer().toString();
        return Metadata.read(issuer, get(issuer + "/.well-known/openid-configuration", deadline));
    }

    private OAuth2Auth client(Metadata metadata) {
        // Only the protocol is left to this client; tokens are checked in Tokens, where each rule can be seen.
        return OAuth2Auth.create(
                vertx,
                new OAuth2Options()
                        .setClientId(settings.clientId())
                        .setClientSecret(settings.clientSecret())
                        .setSite(metadata.issuer())
                        .setAuthorizationPath(metadata.authorization())
                        .setTokenPath(metadata.token())
                        .setHttpClientOptions(new HttpClientOptions().setConnectTimeout(1_000)));
    }

    private KeySet readKeys(Metadata metadata, Deadline deadline) throws ExecutionException, TimeoutException {
        return KeySet.read(vertx, get(metadata.keys(), deadline), clock.instant());
    }

    private JsonObject get(String url, Deadline deadline) throws ExecutionException, TimeoutException {
        var answer =
                deadline.await(web.getAbs(url).timeout(deadline.millisLeft()).send());
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException(url + " answers " + answer.statusCode());
        }
        try {
            JsonObject body = answer.bodyAsJsonObject();
            if (body != null) {
                return body;
            }
        } catch (DecodeException e) {
            // A proxy's page, most likely.
        }
        throw new IllegalArgumentException(url + " answers no JSON object");
    }

    private IdentityProblems.ProviderAway away(String how) {
        LOG.warn("The identity provider {} {}", settings.issuer(), how);
        return IdentityProblems.providerAway();
    }
}
