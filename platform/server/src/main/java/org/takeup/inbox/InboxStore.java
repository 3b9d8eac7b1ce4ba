package org.takeup.inbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * Inboxes in MongoDB. A message's id is a digest of its key, so that the store itself keeps a second one out, whichever
 * node was killed when. {@code sort} is the moment of its coming with the id behind it: unique, so it is also the cursor.
 */
final class InboxStore {
    static final CollectionSpec MESSAGES = CollectionSpec.named("inbox_messages")
            .index("person", "folder", "sort")
            .index("person", "folder", "read");

    private static final String NEW = "NEW";
    private static final String ARCHIVE = "ARCHIVE";

    private final TenantCollection messages;

    InboxStore(Workspace workspace) {
        this.messages = workspace.collection(MESSAGES);
    }

    static String idOf(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** @return whether it was new */
    boolean insert(InboxMessage message, Instant now) {
        String id = idOf(message.key());
        return messages.insert(
                id,
                new Document("person", message.personId())
                        .append("from", message.from())
                        .append("subject", message.subject())
                        .append("words", message.words())
                        .append("link", message.link().orElse(""))
                        .append("sent", Date.from(message.sent()))
                        .append("folder", NEW)
                        .append("read", false)
                        .append("sort", "%015d".formatted(now.toEpochMilli()) + id));
    }

    /** The latest first. @param before the cursor of what comes before, or empty for the first part */
    List<InboxEntry> latest(String person, boolean archived, Optional<String> before, int most) {
        return list(and(mine(person, archived), lt("sort", before.orElse("~"))), Sorts.descending("sort"), most);
    }

    /** What came after this cursor, the oldest first. */
    List<InboxEntry> since(String person, String after, int most) {
        return list(and(mine(person, false), gt("sort", after)), Sorts.ascending("sort"), most);
    }

    private List<InboxEntry> list(Bson filter, Bson order, int most) {
        return messages.find(filter)
                .sort(order)
                .limit(most)
                .map(InboxStore::read)
                .into(new ArrayList<>());
    }

    private static Bson mine(String person, boolean archived) {
        return and(eq("person", person), eq("folder", archived ? ARCHIVE : NEW));
    }

    long unread(String person) {
        return messages.count(and(mine(person, false), eq("read", false)));
    }

    /** @return whether the person has such a message */
    boolean mark(String person, String id, boolean read) {
        return messages.updateIf(id, eq("person", person), set("read", read));
    }

    /** What is put away is read. @return whether the person has such a message */
    boolean move(String person, String id, boolean archived) {
        Bson to = set("folder", archived ? ARCHIVE : NEW);
        return messages.updateIf(id, eq("person", person), archived ? combine(to, set("read", true)) : to);
    }

    void markAll(String person) {
        messages.updateAll(and(mine(person, false), eq("read", false)), set("read", true));
    }

    private static InboxEntry read(Document row) {
        return new InboxEntry(
                TenantCollection.id(row),
                row.getString("sort"),
                row.getString("from"),
                row.getString("subject"),
                row.getString("words"),
                Optional.of(row.getString("link")).filter(link -> !link.isEmpty()),
                row.getDate("sent").toInstant(),
                row.getBoolean("read"),
                row.getString("folder").equals(ARCHIVE));
    }
}
