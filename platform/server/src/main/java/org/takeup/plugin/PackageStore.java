package org.takeup.plugin;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.plugin.leaflet.Leaflet;
import org.takeup.plugin.leaflet.Leaflets;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.plugin.packaging.PackageSignature;
import org.takeup.plugin.packaging.PackageZip;
import org.takeup.store.Store;

/**
 * Packages in the control database, where every node finds them. The bytes are written first, in parts of 1 MB; the
 * package exists from the moment that its one document is there.
 */
final class PackageStore {
    private static final int CHUNK = 1024 * 1024;

    private final MongoCollection<Document> packages;
    private final MongoCollection<Document> chunks;
    private final Leaflets leaflets;
    private final Clock clock;

    PackageStore(Store store, Clock clock) {
        this.packages = store.control("plugin_packages");
        this.chunks = store.control("plugin_chunks");
        this.leaflets = new Leaflets(store);
        this.clock = clock;
    }

    /** Where a package came from. */
    enum Origin {
        FOLDER,
        UPLOAD
    }

    /**
     * A package as it is stored.
     *
     * @param digest SHA-256 of its bytes, in hex
     * @param signature as its bytes have it; those are what is verified before it is loaded
     * @param anew how often an operator had it loaded anew
     */
    record Stored(
            String plugin,
            String version,
            String digest,
            long bytes,
            Origin origin,
            Instant added,
            Optional<PackageSignature> signature,
            long anew) {}

    List<Stored> all() {
        return packages.find().map(PackageStore::stored).into(new ArrayList<>());
    }

    Optional<Stored> find(String plugin, String version) {
        return Optional.ofNullable(packages.find(eq(id(plugin, version))).first())
                .map(PackageStore::stored);
    }

    /** The versions of a plugin, newest first. */
    List<String> versions(String plugin) {
        return all().stream()
                .filter(stored -> stored.plugin().equals(plugin))
                .map(Stored::version)
                .sorted(Versions.OLDEST_FIRST.reversed())
                .toList();
    }

    /** Stores a new package. @return false, changing nothing, if this version is there already */
    boolean add(PackageZip zip, Origin origin) {
        writeChunks(zip);
        try {
            packages.insertOne(document(zip, origin));
            leaflets.put(Leaflet.of(zip), zip.digest());
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** Stores a package in the place of one with the same version. */
    void put(PackageZip zip, Origin origin) {
        writeChunks(zip);
        Document document = document(zip, origin);
        packages.replaceOne(eq(document.getString("_id")), document, new ReplaceOptions().upsert(true));
        leaflets.put(Leaflet.of(zip), zip.digest());
    }

    /** Asks every node to load it anew. @return whether it is there */
    boolean askAnew(Stored stored) {
        var same = and(eq(id(stored.plugin(), stored.version())), eq("digest", stored.digest()));
        return packages.updateOne(same, Updates.inc("anew", 1L)).getMatchedCount() == 1;
    }

    /** @return whether it was there */
    boolean remove(Stored stored) {
        boolean removed =
                packages.deleteOne(eq(id(stored.plugin(), stored.version()))).getDeletedCount() == 1;
        leaflets.remove(stored.plugin(), stored.version());
        IntStream.range(0, parts(stored.bytes())).forEach(n -> chunks.deleteOne(eq(chunkId(stored.digest(), n))));
        return removed;
    }

    /** The package's bytes, exactly those that were stored. @throws PackageRejected if they are damaged or gone */
    byte[] bytes(Stored stored) {
        var out = new ByteArrayOutputStream((int) stored.bytes());
        for (int n = 0; n < parts(stored.bytes()); n++) {
            Document chunk = chunks.find(eq(chunkId(stored.digest(), n))).first();
            if (chunk == null) {
                throw damaged(stored);
            }
            out.writeBytes(chunk.get("data", Binary.class).getData());
        }
        byte[] bytes = out.toByteArray();
        if (!PackageZip.sha256(bytes).equals(stored.digest())) {
            throw damaged(stored);
        }
        return bytes;
    }

    /** What the package says about itself to people; empty if it is damaged or was made for another platform. */
    Optional<Leaflet> leaflet(Stored stored) {
        Optional<Leaflet> kept = leaflets.find(stored.plugin(), stored.version(), stored.digest());
        if (kept.isPresent()) {
            return kept;
        }
        try {
            Leaflet read = Leaflet.of(PackageZip.check(bytes(stored)));
            leaflets.put(read, stored.digest());
            return Optional.of(read);
        } catch (BadPackage | PackageRejected e) {
            return Optional.empty();
        }
    }

    private void writeChunks(PackageZip zip) {
        byte[] bytes = zip.bytes();
        for (int n = 0; n < parts(bytes.length); n++) {
            byte[] part = Arrays.copyOfRange(bytes, n * CHUNK, Math.min(bytes.length, (n + 1) * CHUNK));
            String id = chunkId(zip.digest(), n);
            chunks.replaceOne(eq(id), new Document("_id", id).append("data", part), new ReplaceOptions().upsert(true));
        }
    }

    private Document document(PackageZip zip, Origin origin) {
        Manifest manifest = zip.manifest();
        return new Document("_id", id(manifest.plugin(), manifest.version()))
                .append("plugin", manifest.plugin())
                .append("version", manifest.version())
                .append("digest", zip.digest())
                .append("bytes", (long) zip.bytes().length)
                .append("origin", origin.name().toLowerCase(Locale.ROOT))
                .append("added", Date.from(clock.instant()))
                .append("signature", zip.signature().map(PackageStore::document).orElse(null));
    }

    private static Document document(PackageSignature signature) {
        return new Document("publisher", signature.publisher())
                .append("key", signature.key())
                .append("signed", Date.from(signature.signed()))
                .append("value", signature.value());
    }

    private static Stored stored(Document document) {
        return new Stored(
                document.getString("plugin"),
                document.getString("version"),
                document.getString("digest"),
                document.getLong("bytes"),
                Origin.valueOf(document.getString("origin").toUpperCase(Locale.ROOT)),
                document.getDate("added").toInstant(),
                Optional.ofNullable(document.get("signature", Document.class)).map(PackageStore::signature),
                document.get("anew", 0L));
    }

    private static PackageSignature signature(Document document) {
        return new PackageSignature(
                document.getString("publisher"),
                document.getString("key"),
                document.getDate("signed").toInstant(),
                document.getString("value"));
    }

    private static PackageRejected damaged(Stored stored) {
        return new PackageRejected(
                stored.plugin() + " " + stored.version() + " is damaged in the store",
                "Remove it and upload it again.");
    }

    private static int parts(long bytes) {
        return (int) ((bytes + CHUNK - 1) / CHUNK);
    }

    /** Neither ids nor versions can hold an @. */
    private static String id(String plugin, String version) {
        return plugin + "@" + version;
    }

    private static String chunkId(String digest, int n) {
        return digest + ":" + n;
    }
}
