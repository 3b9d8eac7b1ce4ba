package org.takeup.plugin.leaflet;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.Store;

/** The leaflets of the packages that are stored, beside them, so that showing one reads no package. Thread-safe. */
public final class Leaflets {
    private final MongoCollection<Document> leaflets;

    public Leaflets(Store store) {
        this.leaflets = store.control("plugin_leaflets");
    }

    /** Keeps the leaflet of a package, in the place of one of the same version. @param digest of the package */
    public void put(Leaflet leaflet, String digest) {
        String id = id(leaflet.manifest().plugin(), leaflet.manifest().version());
        leaflets.replaceOne(
                eq(id), LeafletDocument.write(leaflet, digest).append("_id", id), new ReplaceOptions().upsert(true));
    }

    /** The leaflet of exactly this package. */
    public Optional<Leaflet> find(String plugin, String version, String digest) {
        return Optional.ofNullable(leaflets.find(eq(id(plugin, version))).first())
                .filter(found -> found.getString("digest").equals(digest))
                .map(LeafletDocument::read);
    }

    public void remove(String plugin, String version) {
        leaflets.deleteOne(eq(id(plugin, version)));
    }

    /** Neither ids nor versions can hold an @. */
    private static String id(String plugin, String version) {
        return plugin + "@" + version;
    }
}
