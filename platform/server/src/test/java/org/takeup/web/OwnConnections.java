package org.takeup.web;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.chat.Chats;
import org.takeup.delivery.Eventually;
import org.takeup.http.Route;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.webhook.Receiver;
import org.takeup.webhook.Webhooks;
import org.takeup.workspace.picture.Pictures;

/** Tokens, webhooks, chats, exports and the logo: what the workspace shows to other systems; and publishers. */
final class OwnConnections implements OwnArea {
    /** Takes every webhook, so that each delivery comes to rest. */
    static final Receiver RECEIVER = Receiver.start();

    private final Desk desk;
    private final String slug;
    private final Runnable awaitRest;

    /** @param awaitRest returns once nothing is under way to another system */
    OwnConnections(Desk desk, Runnable awaitRest) {
        this.desk = desk;
        this.slug = desk.slug();
        this.awaitRest = awaitRest;
    }

    @Override
    public void make(Map<String, String> ids) {
        ids.put("token", token());
        webhook(ids);
        chat(ids);
        ids.put("export", export());
        ids.put("hash", logo());
    }

    @Override
    public void renew(Route route, Map<String, String> fresh) {
        String path = route.path();
        if (path.contains("logo")) {
            fresh.put("hash", logo());
        }
        if (path.contains("{webhook}")) {
            webhook(fresh);
        }
        if (path.contains("/chats")) {
            chat(fresh);
        }
        if (path.contains("{chatMessage}")) {
            awaitRest.run();
            // As if the service had refused it.
            collection(Chats.COLLECTIONS.getLast()).upsert(fresh.get("chatMessage"), Updates.set("state", "FAILED"));
        }
        if (path.contains("{export}")) {
            fresh.put("export", export());
            awaitRest.run();
        }
        if (path.contains("{token}")) {
            fresh.put("token", token());
        }
        if (path.equals("/settings") || path.equals("/api/v1/settings")) {
            fresh.put("version", String.valueOf(currentRevision()));
        }
        if (path.contains("/publishers")) {
            publisher(fresh);
        }
    }

    private TenantCollection collection(CollectionSpec spec) {
        return desk.workspace().collection(spec);
    }

    private long currentRevision() {
        return desk.platform()
                .platform()
                .tenants()
                .bySlug(slug)
                .orElseThrow()
                .tenant()
                .revision();
    }

    private String logo() {
        return Pictures.logo(desk.platform().platform().logos(), desk.workspace());
    }

    /** A publisher for one call, and what makes another. */
    private void publisher(Map<String, String> fresh) {
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        String key = newKey().text();
        desk.platform().platform().pluginRuntime().publishers().approve(id, "Partner", false, key, null);
        fresh.put("publisher", id);
        fresh.put("key", PublisherKey.read(key).fingerprint());
        fresh.put("newPublisher", id + "-new");
        fresh.put("publicKey", newKey().text());
    }

    private static PublisherKey newKey() {
        return new PublisherKey(PackageSigner.newKeys().getPublic());
    }

    /** A webhook and its trial. A workspace may have a few only, so that the first stays and later ones go again. */
    private void webhook(Map<String, String> into) {
        // In the product's way, so that no trial is left that nobody sends any more.
        eachAfter(
                Webhooks.COLLECTIONS.getFirst(),
                Optional.ofNullable(into.get("webhook")),
                later -> desk.api("DELETE", "/webhooks/" + later, Map.of(), 1));
        Map<String, Object> wanted =
                Map.of("url", RECEIVER.url(), "note", "Webhook of " + slug, "events", List.of("plan.approved"));
        String webhook = desk.api("POST", "/webhooks", wanted, 1)
                .path("webhook")
                .path("id")
                .asText();
        into.put("webhook", webhook);
        String path = "/webhooks/" + webhook + "/ping";
        into.put(
                "delivery", desk.api("POST", path, Map.of(), 1).path("delivery").asText());
        into.put("version", "1");
    }

    /** A chat and its trial. A workspace may have a few only, so that the first stays and later ones go again. */
    private void chat(Map<String, String> into) {
        awaitSent();
        CollectionSpec chats = Chats.COLLECTIONS.getFirst();
        eachAfter(
                chats,
                Optional.ofNullable(into.get("chat")),
                later -> desk.form("/chats/" + later + "/removal", Map.of()));
        String name = "Chat " + UUID.randomUUID() + " of " + slug;
        HttpResponse<String> added =
                desk.form("/chats", Map.of("service", "TEAMS", "name", name, "url", RECEIVER.url()));
        if (added.statusCode() != 303) {
            throw new AssertionError(added.body());
        }
        String id = only(chats, Filters.and(Filters.gt("created", new Date(0)), Filters.eq("name", name)));
        into.put("chat", id);
        desk.form("/chats/" + id + "/trial", Map.of());
        var asked = Filters.and(Filters.eq("hook", id), Filters.in("state", "QUEUED", "SENDING", "SENT"));
        String message = only(Chats.COLLECTIONS.getLast(), asked);
        into.put("chatMessage", message);
        Eventually.holds("the trial is sent", Desk.SOON, () -> isSent(message));
    }

    private boolean isSent(String message) {
        String state = collection(Chats.COLLECTIONS.getLast())
                .find(message)
                .map(found -> found.getString("state"))
                .orElse("");
        return !List.of("QUEUED", "SENDING").contains(state);
    }

    /** A job that begins while another one sends would wait for the end of its lease, and rest with it. */
    private void awaitSent() {
        var sending = Filters.and(Filters.eq("state", "SENDING"), Filters.gt("due", new Date(0)));
        Eventually.holds(
                "no message to a chat is being sent",
                Desk.SOON,
                () -> collection(Chats.COLLECTIONS.getLast()).find(sending).first() == null);
    }

    /** Takes each that was added later than the first one, if there is a first one yet. */
    private void eachAfter(CollectionSpec collection, Optional<String> first, Consumer<String> take) {
        first.flatMap(id -> collection(collection).find(id)).ifPresent(found -> {
            var later = Filters.gt("created", found.getDate("created"));
            collection(collection)
                    .find(later)
                    .map(TenantCollection::id)
                    .into(new ArrayList<>())
                    .forEach(take);
        });
    }

    private String only(CollectionSpec collection, Bson filter) {
        Document found = collection(collection).find(filter).first();
        return TenantCollection.id(Optional.ofNullable(found).orElseThrow());
    }

    private String export() {
        return desk.api("POST", "/exports", Map.of(), 1)
                .path("export")
                .path("id")
                .asText();
    }

    private String token() {
        return desk.api("POST", "/tokens", Map.of("name", "Token of " + slug, "scopes", List.of("people:read")), 1)
                .path("token")
                .path("id")
                .asText();
    }
}
