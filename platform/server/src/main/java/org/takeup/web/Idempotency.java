package org.takeup.web;

import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Json;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * A request that a program sends twice, because it did not hear the answer, is carried out once: whoever sends an {@code
 * Idempotency-Key} with a POST gets the first answer again for a day (IETF draft-ietf-httpapi-idempotency-key-header).
 * Answers are stored sealed with the tenant's key. Thread-safe.
 *
 * <p>If the node dies in the middle, nobody knows how far it came; the key is answered so until its day is over, and the
 * caller looks before it tries with a new key.
 */
public final class Idempotency {
    /** One document a key. */
    public static final CollectionSpec KEYS =
            CollectionSpec.named("idempotency").index("at");

    /** Routes whose answers hold a secret that is shown once. */
    private static final Set<String> SECRET =
            Set.of("token-make", "webhook-make", "webhook-secret", "my-calendar-make", "plan-calendar-make");

    private static final String HEADER = "idempotency-key";
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration UNDER_WAY = Duration.ofMinutes(2);
    private static final Duration SWEEP = Duration.ofHours(1);
    private static final int LONGEST_KEY = 128;
    private static final String PURPOSE = "idempotent-answer";

    private final ConcurrentHashMap<String, Instant> swept = new ConcurrentHashMap<>();

    /** The route's work. */
    interface Work {
        Reply run() throws Exception;
    }

    /** Runs the route, or answers as before if this is a repetition. */
    Reply once(Route route, Exchange exchange, Work work) throws Exception {
        Optional<String> key = exchange.header(HEADER);
        if (key.isEmpty() || !covers(route) || exchange.signedIn().isEmpty()) {
            return work.run();
        }
        if (key.get().isBlank() || key.get().length() > LONGEST_KEY) {
            throw Problem.invalid("Idempotency-Key", "Give 1 to " + LONGEST_KEY + " characters, best a random UUID.");
        }
        Workspace workspace = exchange.workspace();
        TenantCollection keys = workspace.collection(KEYS);
        sweep(workspace, keys);
        String id = sha256(List.of(exchange.caller().personId(), route.id(), key.get()));
        String request = sha256(List.of(
                new TreeMap<>(exchange.path()).toString(), new String(exchange.body(), StandardCharsets.UTF_8)));
        Date now = Date.from(workspace.clock().instant());
        if (!keys.insert(id, new Document("request", request).append("at", now))) {
            return again(workspace, keys.find(id).orElseThrow(Idempotency::underWay), id, request);
        }
        return first(workspace, keys, id, work);
    }

    /** Whether a key means something on this route: not where an answer holds what must be stored nowhere. */
    static boolean covers(Route route) {
        return route.realm() == Route.Realm.WORKSPACE
                && route.style() == Route.Style.API
                && route.method().equals(HttpMethod.POST)
                && route.body() instanceof Body.Json
                && !SECRET.contains(route.id());
    }

    private static Reply first(Workspace workspace, TenantCollection keys, String id, Work work) throws Exception {
        Reply reply;
        try {
            reply = work.run();
        } catch (Problem refused) {
            if (refused.status() < 500) {
                // Nothing was done; the same key may come with a better request.
                keys.delete(id);
            }
            throw refused;
        }
        byte[] body = reply.content() instanceof Reply.Content.Json json ? Json.write(json.value()) : new byte[0];
        keys.update(
                id,
                combine(
                        set("status", reply.status()),
                        set("body", new Binary(workspace.sealer().seal(body, PURPOSE + ":" + id)))));
        return reply;
    }

    private static Reply again(Workspace workspace, Document stored, String id, String request) {
        if (!stored.getString("request").equals(request)) {
            throw new Problem(
                    422,
                    "idempotency-key-reused",
                    "This Idempotency-Key came with another request before.",
                    "Use a new key for each new request.");
        }
        Integer status = stored.getInteger("status");
        if (status == null) {
            Instant begun = stored.getDate("at").toInstant();
            throw begun.plus(UNDER_WAY).isAfter(workspace.clock().instant()) ? underWay() : unknown();
        }
        byte[] body = workspace
                .sealer()
                .open(stored.get("body", Binary.class).getData(), PURPOSE + ":" + id)
                .orElseThrow(Idempotency::unknown);
        Reply reply = body.length == 0 ? Reply.empty() : Reply.bytes("application/json", body);
        return reply.withStatus(status).withHeader("idempotency-replayed", "true");
    }

    private static Problem underWay() {
        return new Problem(
                409,
                "idempotency-in-progress",
                "The first request with this key is still under way.",
                "Wait a moment and send it again.");
    }

    private static Problem unknown() {
        return new Problem(
                409,
                "idempotency-unknown",
                "The first request with this key was cut off; how far it came is unknown.",
                "Look whether it was carried out. If not, send it with a new key.");
    }

    private void sweep(Workspace workspace, TenantCollection keys) {
        Instant now = workspace.clock().instant();
        Instant last = swept.put(workspace.tenant().id(), now);
        if (last == null || last.plus(SWEEP).isBefore(now)) {
            keys.deleteAll(lt("at", Date.from(now.minus(KEPT))));
        } else {
            swept.put(workspace.tenant().id(), last);
        }
    }

    private static String sha256(List<String> parts) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Json.write(parts)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
