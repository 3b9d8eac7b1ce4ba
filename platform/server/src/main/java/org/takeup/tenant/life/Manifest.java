package org.takeup.tenant.life;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an archive says about itself.
 *
 * @param tenant its settings, see {@link org.takeup.tenant.TenantPaper}
 * @param dataKey sealed with the transport key
 * @param parts of the archive, by name
 * @param leftOut collections that are not in it, with the reason
 */
record Manifest(
        Instant made,
        JsonObject tenant,
        byte[] dataKey,
        Map<String, Checksum.Total> parts,
        Map<String, String> leftOut) {
    static final String FORMAT = "takeup-archive";
    static final int VERSION = 1;
    private static final int MOST_PARTS = 500;
    private static final int DEEPEST = 20;

    byte[] bytes() {
        var collections = new JsonArray();
        new TreeMap<>(parts)
                .forEach((name, total) -> collections.add(new JsonObject()
                        .put("name", name)
                        .put("documents", total.documents())
                        .put("bytes", total.bytes())
                        .put("sum", total.sum())));
        var left = new JsonObject();
        new TreeMap<>(leftOut).forEach(left::put);
        return new JsonObject()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("made", made.toString())
                .put("tenant", tenant)
                .put("dataKey", Base64.getEncoder().encodeToString(dataKey))
                .put("collections", collections)
                .put("leftOut", left)
                .encodePrettily()
                .getBytes(StandardCharsets.UTF_8);
    }

    static Manifest read(byte[] bytes) throws ArchiveRefused {
        if (Line.depth(bytes) > DEEPEST) {
            throw new ArchiveRefused("The archive's manifest is nested too deep.");
        }
        try {
            var json = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
            if (!FORMAT.equals(json.getString("format"))) {
                throw new ArchiveRefused("This is no archive of a workspace.");
            }
            if (!Integer.valueOf(VERSION).equals(json.getInteger("version"))) {
                throw new ArchiveRefused("The archive has the format version " + json.getInteger("version")
                        + "; this installation reads version " + VERSION
                        + ". Use a version of the product that reads it.");
            }
            return new Manifest(
                    json.getInstant("made"),
                    json.getJsonObject("tenant"),
                    Base64.getDecoder().decode(json.getString("dataKey")),
                    parts(json.getJsonArray("collections")),
                    Map.of());
        } catch (DecodeException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | java.time.DateTimeException e) {
            throw new ArchiveRefused("The archive's manifest cannot be read.");
        }
    }

    private static Map<String, Checksum.Total> parts(JsonArray collections) throws ArchiveRefused {
        if (collections.size() > MOST_PARTS) {
            throw new ArchiveRefused("The archive names more collections than any version of this product has.");
        }
        var parts = new TreeMap<String, Checksum.Total>();
        for (int i = 0; i < collections.size(); i++) {
            JsonObject each = collections.getJsonObject(i);
            var total = new Checksum.Total(each.getLong("documents"), each.getLong("bytes"), each.getString("sum"));
            if (parts.put(each.getString("name"), total) != null) {
                throw new ArchiveRefused("The archive names the collection " + each.getString("name") + " twice.");
            }
        }
        return parts;
    }

    long documents() {
        return parts.values().stream().mapToLong(Checksum.Total::documents).sum();
    }

    List<String> differences(Map<String, Checksum.Total> other) {
        var names = new ArrayList<String>();
        parts.forEach((name, total) -> {
            if (!total.equals(other.get(name))) {
                names.add(name);
            }
        });
        return names;
    }
}
