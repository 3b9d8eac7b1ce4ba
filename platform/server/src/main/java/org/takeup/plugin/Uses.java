package org.takeup.plugin;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.takeup.store.Store;

/**
 * What tenants have chosen, told to the platform: versions that somebody has pinned must stay loaded, and the operator
 * sees who uses a plugin. The choice itself is the workspace's own document; this is its shadow. Thread-safe.
 */
final class Uses {
    private static final String PINNED = "pinned";

    private final MongoCollection<Document> uses;

    Uses(Store store) {
        this.uses = store.control("plugin_uses");
    }

    static void createIndexes(Store store) {
        store.control("plugin_uses").createIndex(Indexes.ascending("plugin"));
    }

    /**
     * A tenant's choice.
     *
     * @param tenant id
     * @param enabled what its admin has chosen; empty if what its file says counts
     */
    record Use(String tenant, Optional<Boolean> enabled, Follow follow) {}

    void note(String plugin, Use use) {
        String id = use.tenant() + "/" + plugin;
        var document = new Document("_id", id)
                .append("plugin", plugin)
                .append("tenant", use.tenant())
                .append("follow", use.follow().word());
        use.enabled().ifPresent(enabled -> document.append("enabled", enabled));
        use.follow().pinned().ifPresent(version -> document.append(PINNED, version));
        uses.replaceOne(eq(id), document, new ReplaceOptions().upsert(true));
    }

    /** Forgets all choices of a tenant. */
    void forget(String tenant) {
        // Ids begin with the tenant's, which has a fixed length; "0" comes right after "/".
        uses.deleteMany(and(gt("_id", tenant + "/"), lt("_id", tenant + "0")));
    }

    /** All choices about a plugin. */
    List<Use> of(String plugin) {
        return uses.find(eq("plugin", plugin)).map(Uses::read).into(new ArrayList<>());
    }

    /** The versions of a plugin that somebody has pinned. */
    Set<String> pinned(String plugin) {
        var versions = new HashSet<String>();
        of(plugin).forEach(use -> use.follow().pinned().ifPresent(versions::add));
        return versions;
    }

    private static Use read(Document document) {
        return new Use(
                document.getString("tenant"),
                Optional.ofNullable(document.getBoolean("enabled")),
                Follow.of(document.getString("follow")).orElse(Follow.STABLE));
    }
}
