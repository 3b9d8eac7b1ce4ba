package org.takeup.chat;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** Chats in MongoDB. Whoever knows a webhook's address can write into the chat, so that it is sealed. */
final class HookStore {
    static final CollectionSpec HOOKS = CollectionSpec.named("chat_hooks").index("created");

    private final TenantCollection hooks;
    private final Workspace workspace;

    HookStore(Workspace workspace) {
        this.workspace = workspace;
        this.hooks = workspace.collection(HOOKS);
    }

    void add(String id, Service service, String name, String url, String by, Instant now) {
        byte[] secret = workspace.sealer().seal(url.getBytes(StandardCharsets.UTF_8), purpose(id));
        hooks.insert(
                id,
                new Document("service", service.name())
                        .append("name", name)
                        .append("host", String.valueOf(URI.create(url).getHost()))
                        .append("url", new Binary(secret))
                        .append("created", Date.from(now))
                        .append("createdBy", by)
                        .append("rest", Date.from(Instant.EPOCH))
                        .append("trouble", ""));
    }

    private static String purpose(String id) {
        return "chat-hook:" + id;
    }

    /** All, the oldest first. */
    List<ChatHook> all(int most) {
        return hooks.all()
                .sort(Sorts.ascending("created"))
                .limit(most)
                .map(HookStore::read)
                .into(new ArrayList<>());
    }

    Optional<ChatHook> find(String id) {
        return hooks.find(id).map(HookStore::read);
    }

    /** The webhook's address. */
    Optional<URI> address(String id) {
        return hooks.find(id)
                .map(found -> found.get("url", Binary.class))
                .map(kept -> workspace
                        .sealer()
                        .open(kept.getData(), purpose(id))
                        .orElseThrow(() -> new IllegalStateException("The address of chat " + id + " does not open")))
                .map(bytes -> URI.create(new String(bytes, StandardCharsets.UTF_8)));
    }

    boolean remove(String id) {
        return hooks.delete(id);
    }

    void arrived(String id, Instant now) {
        hooks.update(id, combine(set("arrived", Date.from(now)), set("trouble", "")));
    }

    /** Notes why a try did not arrive. @param rest until when nothing more is sent there */
    void failed(String id, String trouble, Instant rest) {
        hooks.update(id, combine(set("trouble", trouble), set("rest", Date.from(rest))));
    }

    private static ChatHook read(Document found) {
        return new ChatHook(
                TenantCollection.id(found),
                Service.valueOf(found.getString("service")),
                found.getString("name"),
                found.getString("host"),
                found.getDate("created").toInstant(),
                found.getString("createdBy"),
                Optional.ofNullable(found.getDate("arrived")).map(Date::toInstant),
                found.getDate("rest").toInstant(),
                found.getString("trouble"));
    }
}
