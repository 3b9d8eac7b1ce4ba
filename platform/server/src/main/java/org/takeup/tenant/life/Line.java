package org.takeup.tenant.life;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.BsonInvalidOperationException;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.takeup.store.TenantCollection;

/**
 * A document as a line of an archive: {@code {"id": ..., "body": ...}} as canonical Extended JSON, version 2. Neither
 * carries the tenant.
 */
record Line(String id, Document body) {
    private static final JsonWriterSettings CANONICAL =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    /** MongoDB's own limit for a document is 16 MB; bytes take a third more in base64. */
    static final int LONGEST = 24 * 1024 * 1024;

    private static final int LONGEST_ID = 1_000;
    private static final int DEEPEST = 60;

    static Line of(Document stored) {
        var body = new Document(stored);
        body.remove("_id");
        body.remove("t");
        return new Line(TenantCollection.id(stored), body);
    }

    byte[] bytes() {
        return new Document("id", id).append("body", body).toJson(CANONICAL).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws ArchiveRefused if it is no line that an archive may have; {@code where} begins the message */
    static Line read(byte[] bytes, String where) throws ArchiveRefused {
        if (depth(bytes) > DEEPEST) {
            throw new ArchiveRefused(where + " is nested deeper than any document of this product.");
        }
        Document line;
        try {
            line = Document.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (JsonParseException | BsonInvalidOperationException | IllegalArgumentException e) {
            throw new ArchiveRefused(where + " is no Extended JSON.");
        }
        if (line.size() != 2
                || !(line.get("id") instanceof String id)
                || !(line.get("body") instanceof Document body)
                || id.isEmpty()
                || id.length() > LONGEST_ID) {
            throw new ArchiveRefused(where + " is no document with an id and a body.");
        }
        if (body.containsKey("_id") || body.containsKey("t")) {
            throw new ArchiveRefused(where + " names an owner; documents in an archive have none.");
        }
        check(body, where);
        return new Line(id, body);
    }

    private static void check(@Nullable Object value, String where) throws ArchiveRefused {
        switch (value) {
            case null -> {}
            case Document document -> {
                for (Map.Entry<String, Object> entry : document.entrySet()) {
                    if (entry.getKey().startsWith("$") || entry.getKey().indexOf(0) >= 0) {
                        throw new ArchiveRefused(where + " has a field whose name a database would run.");
                    }
                    check(entry.getValue(), where);
                }
            }
            case List<?> list -> {
                for (Object each : list) {
                    check(each, where);
                }
            }
            case String _, Integer _, Long _, Double _, Boolean _, Date _, Binary _, ObjectId _ -> {}
            default -> throw new ArchiveRefused(where + " has a value of a kind that this product never stores.");
        }
    }

    /** How deep brackets are nested, before a parser that recurses sees them. */
    static int depth(byte[] json) {
        int depth = 0;
        int deepest = 0;
        boolean text = false;
        for (int i = 0; i < json.length; i++) {
            byte each = json[i];
            if (text) {
                if (each == '\\') {
                    i++;
                } else if (each == '"') {
                    text = false;
                }
            } else if (each == '"') {
                text = true;
            } else if (each == '{' || each == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (each == '}' || each == ']') {
                depth--;
            }
        }
        return deepest;
    }
}
