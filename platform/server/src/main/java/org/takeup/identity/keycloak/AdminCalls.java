package org.takeup.identity.keycloak;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of the admin API of one realm, with a token of the platform's own client. Every call waits {@link #PATIENCE} at
 * most. Bodies hold secrets, so neither bodies nor answers are logged. Thread-safe; blocks, for virtual threads.
 */
final class AdminCalls {
    private static final Logger LOG = LoggerFactory.getLogger(AdminCalls.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 200;

    private final WebClient web;
    private final KeycloakAdmin.Settings settings;
    private final Clock clock;
    private volatile @Nullable Token token;

    private record Token(String value, Instant until) {}

    /** @param location of what was made */
    record Answer(int status, Buffer body, String location) {
        JsonObject object() {
            return parsed(() -> body.toJsonObject());
        }

        JsonArray array() {
            return parsed(() -> body.toJsonArray());
        }

        /** The last part of {@link #location}: the id of what was made. */
        String madeId() {
            return location.substring(location.lastIndexOf('/') + 1);
        }

        private static <T> T parsed(java.util.function.Supplier<T> read) {
            try {
                return read.get();
            } catch (DecodeException | ClassCastException e) {
                // A proxy's page, most likely.
                LOG.warn("Keycloak's admin API answers no JSON");
                throw new KeycloakAway();
            }
        }
    }

    AdminCalls(Vertx vertx, KeycloakAdmin.Settings settings, Clock clock) {
        this.web = WebClient.create(
                vertx, new WebClientOptions().setConnectTimeout(2_000).setFollowRedirects(false));
        this.settings = settings;
        this.clock = clock;
    }

    String realm() {
        return settings.realm();
    }

    /** What is there, or nothing if nothing is. */
    Optional<Answer> find(String path, Map<String, String> query) {
        Answer answer = send(HttpMethod.GET, path, query, null);
        return answer.status() == 404 ? Optional.empty() : Optional.of(answer);
    }

    Answer get(String path, Map<String, String> query) {
        return existing(send(HttpMethod.GET, path, query, null), path);
    }

    Answer post(String path, Object body) {
        return existing(send(HttpMethod.POST, path, Map.of(), body), path);
    }

    Answer put(String path, Object body) {
        return existing(send(HttpMethod.PUT, path, Map.of(), body), path);
    }

    Answer put(String path, Map<String, String> query, Object body) {
        return existing(send(HttpMethod.PUT, path, query, body), path);
    }

    /** @return whether there was something to delete */
    boolean delete(String path) {
        return send(HttpMethod.DELETE, path, Map.of(), null).status() != 404;
    }

    private static Answer existing(Answer answer, String path) {
        if (answer.status() == 404) {
            LOG.warn("Keycloak's admin API has nothing at {}", path);
            throw new KeycloakRefused(
                    KeycloakRefused.Reason.MISSING,
                    "The sign-in service does not have what should be changed.",
                    "Somebody may have removed it there. Begin again, or ask the operator of this platform.");
        }
        return answer;
    }

    /** What the server says of itself, beside any realm. */
    JsonObject serverInfo() {
        String path = "/admin/serverinfo";
        return existing(sendTo(HttpMethod.GET, path, Map.of(), null), path).object();
    }

    private Answer send(HttpMethod method, String path, Map<String, String> query, @Nullable Object body) {
        return sendTo(method, "/admin/realms/" + settings.realm() + path, query, body);
    }

    private Answer sendTo(HttpMethod method, String path, Map<String, String> query, @Nullable Object body) {
        HttpResponse<Buffer> response = exchange(method, path, query, body);
        if (response.statusCode() == 401) {
            // Keycloak was restarted or has ended our session: once more with a token of now.
            token = null;
            response = exchange(method, path, query, body);
        }
        return checked(method, path, response);
    }

    private HttpResponse<Buffer> exchange(
            HttpMethod method, String path, Map<String, String> query, @Nullable Object body) {
        HttpRequest<Buffer> request =
                web.requestAbs(method, settings.url() + path).bearerTokenAuthentication(token());
        query.forEach(request::addQueryParam);
        return switch (body) {
            case null -> await(request.timeout(PATIENCE.toMillis()).send());
            case JsonObject object -> await(request.timeout(PATIENCE.toMillis()).sendJsonObject(object));
            default -> await(request.timeout(PATIENCE.toMillis()).sendJson(body));
        };
    }

    private static Answer checked(HttpMethod method, String path, HttpResponse<Buffer> response) {
        int status = response.statusCode();
        Buffer body = response.body() == null ? Buffer.buffer() : response.body();
        if (status < 300 || status == 404) {
            return new Answer(
                    status,
                    body,
                    Optional.ofNullable(response.getHeader("location")).orElse(""));
        }
        LOG.warn("Keycloak's admin API answers {} to {} {}", status, method, path);
        if (status >= 500) {
            throw new KeycloakAway();
        }
        throw refused(status, reason(body));
    }

    private static KeycloakRefused refused(int status, String reason) {
        return switch (status) {
            case 401, 403 -> noRights();
            case 409 ->
                new KeycloakRefused(
                        KeycloakRefused.Reason.TAKEN,
                        "The sign-in service has something of that name already.",
                        reason.isEmpty() ? "Choose another name." : "It says: " + reason);
            default ->
                new KeycloakRefused(
                        KeycloakRefused.Reason.INVALID,
                        "The sign-in service does not take these values.",
                        reason.isEmpty() ? "It does not say why." : "It says: " + reason);
        };
    }

    private static KeycloakRefused noRights() {
        return new KeycloakRefused(
                KeycloakRefused.Reason.RIGHTS,
                "The platform may not change the sign-in service.",
                "The operator must give the service account of Takeup's admin client the roles that platform/README.md"
                        + " names, and check TAKEUP_KEYCLOAK_CLIENT_ID and TAKEUP_KEYCLOAK_CLIENT_SECRET.");
    }

    private static String reason(Buffer body) {
        try {
            JsonObject said = body.toJsonObject();
            String reason =
                    said.getString("errorMessage", said.getString("error_description", said.getString("error", "")));
            return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        } catch (DecodeException | ClassCastException e) {
            return "";
        }
    }

    private String token() {
        Token now = token;
        if (now != null && now.until().isAfter(clock.instant())) {
            return now.value();
        }
        Token fresh = newToken();
        token = fresh;
        return fresh.value();
    }

    private Token newToken() {
        var form = io.vertx.core.MultiMap.caseInsensitiveMultiMap()
                .add("grant_type", "client_credentials")
                .add("client_id", settings.clientId())
                .add("client_secret", settings.clientSecret());
        HttpResponse<Buffer> response =
                await(web.postAbs(settings.url() + "/realms/" + settings.realm() + "/protocol/openid-connect/token")
                        .timeout(PATIENCE.toMillis())
                        .sendForm(form));
        if (response.statusCode() == 400 || response.statusCode() == 401) {
            LOG.warn("Keycloak does not take the platform's admin client {}", settings.clientId());
            throw noRights();
        }
        if (response.statusCode() != 200) {
            LOG.warn("Keycloak's token endpoint answers {}", response.statusCode());
            throw new KeycloakAway();
        }
        JsonObject body = new Answer(200, response.body(), "").object();
        Duration life = Duration.ofSeconds(body.getLong("expires_in", 60L));
        return new Token(
                body.getString("access_token"), clock.instant().plus(life).minus(BEFORE_EXPIRY));
    }

    private HttpResponse<Buffer> await(io.vertx.core.Future<HttpResponse<Buffer>> sent) {
        try {
            return sent.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "Keycloak at {} cannot be reached: {}",
                    settings.url(),
                    e.getClass().getSimpleName());
            throw new KeycloakAway();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeycloakAway();
        }
    }
}
