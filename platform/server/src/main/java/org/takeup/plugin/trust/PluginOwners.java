package org.takeup.plugin.trust;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.pf4j.DefaultVersionManager;
import org.pf4j.VersionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.store.Store;

/**
 * Which publisher a plugin's id belongs to, and the highest version that was ever installed: kept when the plugin is
 * removed, so that nobody takes over the id and no old version comes back unnoticed. Thread-safe.
 */
public final class PluginOwners {
    private static final Logger LOG = LoggerFactory.getLogger(PluginOwners.class);
    private static final VersionManager VERSIONS = new DefaultVersionManager();

    private final MongoCollection<Document> owners;

    public PluginOwners(Store store) {
        this.owners = store.control("plugin_owners");
    }

    /**
     * Whether this publisher may install this version; changes nothing.
     *
     * @param older whether the operator wants it though it is older than the highest one
     * @throws BadPackage if the id is another publisher's, or the version is older
     */
    public void check(Manifest manifest, Standing standing, boolean older) {
        Document owner = owner(manifest.plugin());
        if (owner == null) {
            return;
        }
        String publisher = owner.getString("publisher");
        if (!publisher.isEmpty() && !publisher.equals(standing.publisher())) {
            throw new BadPackage(
                    "the plugin " + manifest.plugin() + " belongs to the publisher " + publisher
                            + ", and this package comes from "
                            + (standing.signed() ? standing.publisher() : "nobody"),
                    "Get the package from " + publisher + ", or give the plugin an id of its own.");
        }
        String highest = owner.getString("highest");
        if (!older && isOlder(manifest.version(), highest)) {
            throw new BadPackage(
                    manifest.plugin() + " " + manifest.version() + " is older than " + highest
                            + ", which was installed here before",
                    "An older version may have known faults. If you want it, upload it with 'Allow an older version'.");
        }
    }

    /** Binds the id to this publisher, after {@link #check}. @throws BadPackage if another node just gave it away */
    public void claim(Manifest manifest, Standing standing) {
        Document owner = owner(manifest.plugin());
        if (owner == null) {
            insert(manifest, standing);
            return;
        }
        String highest = owner.getString("highest");
        boolean older = isOlder(manifest.version(), highest);
        if (older) {
            LOG.warn(
                    "Plugin {} {} is installed though {} was installed before",
                    manifest.plugin(),
                    manifest.version(),
                    highest);
        }
        owners.updateOne(
                and(eq(manifest.plugin()), eq("highest", highest)),
                combine(set("highest", older ? highest : manifest.version()), set("publisher", standing.publisher())));
    }

    private void insert(Manifest manifest, Standing standing) {
        try {
            owners.insertOne(new Document("_id", manifest.plugin())
                    .append("publisher", standing.publisher())
                    .append("highest", manifest.version()));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            check(manifest, standing, true);
        }
    }

    private @Nullable Document owner(String plugin) {
        return owners.find(eq(plugin)).first();
    }

    private static boolean isOlder(String version, String highest) {
        return VERSIONS.compareVersions(version, highest) < 0;
    }
}
