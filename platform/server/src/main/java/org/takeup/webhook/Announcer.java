package org.takeup.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.takeup.event.Event;
import org.takeup.http.Json;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/** Makes deliveries of events, and sees to it that somebody sends them. Thread-safe; calls block on the store. */
final class Announcer {
    /** The kind of the jobs that send; the payload has the endpoint and the number of the run. */
    static final String JOB = "webhook";

    private static final Duration SWEEP = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantJobs jobs;
    private final ConcurrentHashMap<String, Instant> swept = new ConcurrentHashMap<>();

    Announcer(TenantJobs jobs) {
        this.jobs = jobs;
    }

    /** Has everybody told who wants to hear of it. Nothing happens if it was told before. */
    void heard(Workspace workspace, Event event) {
        List<Endpoint> wanting = new EndpointStore(workspace)
                .all(Webhooks.MOST).stream()
                        .filter(each -> each.wants(event.kind()))
                        .toList();
        if (wanting.isEmpty()) {
            return;
        }
        sweep(workspace);
        String message = messageId(workspace, event);
        wanting.forEach(endpoint -> enqueue(workspace, endpoint, message, event));
    }

    private void enqueue(Workspace workspace, Endpoint endpoint, String message, Event event) {
        Instant now = workspace.clock().instant();
        String id = deliveryId(message, endpoint);
        byte[] body = body(event, now);
        if (new DeliveryStore(workspace)
                .add(id, endpoint.id(), message, event.kind().type(), now, body)) {
            wake(workspace, endpoint.id(), now);
        }
    }

    /** Has a run look for deliveries now, unless one does anyway. */
    void wake(Workspace workspace, String endpoint, Instant now) {
        new EndpointStore(workspace)
                .wake(endpoint, now)
                .ifPresent(
                        turn -> jobs.add(workspace, JOB, new Document("endpoint", endpoint).append("turn", turn), now));
    }

    /** The same for an event that is told twice. */
    private static String messageId(Workspace workspace, Event event) {
        String known = event.once()
                .map(once -> digest(workspace.tenant().id() + "/" + event.kind() + "/" + once))
                .orElseGet(Announcer::random);
        return "msg_" + known;
    }

    private static byte[] body(Event event, Instant now) {
        Map<String, Object> data = new TreeMap<>(event.ids());
        if (!event.people().isEmpty()) {
            data.put("people", event.people());
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("type", event.kind().type());
        body.put("timestamp", now);
        body.put("data", data);
        return Json.write(body);
    }

    private void sweep(Workspace workspace) {
        Instant now = workspace.clock().instant();
        Instant last = swept.get(workspace.tenant().id());
        if (last == null || last.plus(SWEEP).isBefore(now)) {
            swept.put(workspace.tenant().id(), now);
            new DeliveryStore(workspace).forgetOlder(now.minus(Webhooks.KEPT));
        }
    }

    /** Sends a trial, whatever events the endpoint wants. @return its delivery */
    String ping(Workspace workspace, Endpoint endpoint) {
        Event event = Event.of(Event.Kind.PING, Map.of("webhook", endpoint.id()));
        String message = messageId(workspace, event);
        enqueue(workspace, endpoint, message, event);
        return deliveryId(message, endpoint);
    }

    private static String deliveryId(String message, Endpoint endpoint) {
        return digest(message + "/" + endpoint.id());
    }

    static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
