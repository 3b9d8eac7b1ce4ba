package org.takeup.plugin.trust;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;
import org.takeup.plugin.packaging.PackageSignature;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.plugin.trust.Publisher.Key;
import org.takeup.plugin.trust.Publisher.Revocation;
import org.takeup.store.Store;

/**
 * The publishers that this platform knows: those of its configuration, and those that the operator has approved. Whoever
 * changes one tells {@link org.takeup.plugin.Packages} afterwards. Thread-safe.
 */
public final class Publishers {
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_KEYS = 20;

    /** Beside the keys, by fingerprint: the embedded store cannot change one member of a list. */
    private static final String REVOKED_KEYS = "revokedKeys";

    private final MongoCollection<Document> publishers;
    private final Map<String, List<PublisherKey>> configured;
    private final Clock clock;

    /** @param configured keys of the operator's own publishers, by publisher id */
    public Publishers(Store store, Map<String, List<PublisherKey>> configured, Clock clock) {
        this.publishers = store.control("plugin_publishers");
        this.configured = Map.copyOf(configured);
        this.clock = clock;
    }

    /** All publishers, by id, those whose trust was taken back too. */
    public List<Publisher> all() {
        var all = new ArrayList<Publisher>();
        configured.forEach((id, keys) -> all.add(configured(id, keys)));
        publishers.find().map(Publishers::publisher).into(new ArrayList<>()).stream()
                .filter(each -> !configured.containsKey(each.id()))
                .forEach(all::add);
        all.sort(Comparator.comparing(Publisher::id));
        return all;
    }

    /** The publisher with this id; one of the configuration goes before one in the store. */
    public Optional<Publisher> find(String id) {
        if (configured.containsKey(id)) {
            return Optional.of(configured(id, configured.get(id)));
        }
        return Optional.ofNullable(publishers.find(eq(id)).first()).map(Publishers::publisher);
    }

    /**
     * Approves a new publisher with its first key, which counts without end.
     *
     * @param from what the key signed since then counts, or null for all that it ever signed
     * @throws Problem if something does not fit, or there is a publisher with this id
     */
    public Publisher approve(String id, String name, boolean own, String publicKey, @Nullable Instant from) {
        if (!PackageSignature.PUBLISHER.matcher(id).matches()) {
            throw Problem.invalid(
                    "publisher", "Give 3 to 60 lower-case letters, digits and hyphens, as in the packages.");
        }
        var document = new Document("_id", id)
                .append("name", text("name", name))
                .append("own", own)
                .append("keys", List.of(key(publicKey, from, null)));
        if (configured.containsKey(id)) {
            throw there();
        }
        try {
            publishers.insertOne(document);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw there();
            }
            throw e;
        }
        return publisher(document);
    }

    /** Adds a key, as when a publisher changes its keys. @throws Problem if it has this key, or too many */
    public void addKey(String id, String publicKey, @Nullable Instant from, @Nullable Instant until) {
        if (from != null && until != null && !from.isBefore(until)) {
            throw Problem.invalid("until", "The end must come after the beginning.");
        }
        Publisher publisher = changeable(id);
        Document key = key(publicKey, from, until);
        if (publisher.key(key.getString("fingerprint")).isPresent()) {
            throw Problem.invalid("publicKey", "This publisher has this key already.");
        }
        if (publisher.keys().size() >= MOST_KEYS) {
            throw Problem.invalid("publicKey", "A publisher has at most " + MOST_KEYS + " keys.");
        }
        change(and(eq(id), ne("keys.fingerprint", key.getString("fingerprint"))), push("keys", key));
    }

    /** Nothing that this key signed counts any more, however old it is. It cannot be taken back. */
    public void revokeKey(String id, String fingerprint, String reason) {
        if (changeable(id).key(fingerprint).isEmpty()) {
            throw Problem.notFound();
        }
        change(eq(id), set(REVOKED_KEYS + "." + fingerprint, revocation(reason)));
    }

    /** Stops all plugins of a publisher. @throws Problem if there is no such publisher, or it is configured */
    public void revoke(String id, String reason) {
        changeable(id);
        change(eq(id), set("revoked", revocation(reason)));
    }

    /** Trusts a publisher again; keys that were revoked stay so. */
    public void restore(String id) {
        changeable(id);
        change(eq(id), unset("revoked"));
    }

    /** Says whether a publisher is the operator itself. */
    public void setOwn(String id, boolean own) {
        changeable(id);
        change(eq(id), set("own", own));
    }

    private void change(Bson which, Bson change) {
        publishers.updateOne(which, change);
    }

    private Publisher changeable(String id) {
        Publisher publisher = find(id).orElseThrow(Problem::notFound);
        if (publisher.configured()) {
            throw new Problem(
                    409,
                    "publisher-configured",
                    "This publisher comes from the platform's configuration.",
                    "Change TAKEUP_PLUGIN_PUBLISHERS and start the nodes again.");
        }
        return publisher;
    }

    private static Problem there() {
        return Problem.invalid("publisher", "There is a publisher with this id already.");
    }

    private static Publisher configured(String id, List<PublisherKey> keys) {
        return new Publisher(
                id,
                id,
                true,
                true,
                keys.stream()
                        .map(key -> new Key(key.fingerprint(), key.text(), Instant.EPOCH, null, null))
                        .toList(),
                null);
    }

    private static Document key(String publicKey, @Nullable Instant from, @Nullable Instant until) {
        try {
            PublisherKey key = PublisherKey.read(publicKey);
            return new Document("fingerprint", key.fingerprint())
                    .append("publicKey", key.text())
                    .append("from", Date.from(from == null ? Instant.EPOCH : from))
                    .append("until", until == null ? null : Date.from(until));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "publicKey", "Paste an Ed25519 public key in base64, one line that begins with MCowBQYDK2VwAyEA.");
        }
    }

    private Document revocation(String reason) {
        return new Document("at", Date.from(clock.instant())).append("reason", text("reason", reason));
    }

    private static String text(String field, String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_TEXT) {
            throw Problem.invalid(field, "Give 1 to " + LONGEST_TEXT + " characters.");
        }
        return stripped;
    }

    private static Publisher publisher(Document document) {
        return new Publisher(
                document.getString("_id"),
                document.getString("name"),
                document.getBoolean("own", false),
                false,
                document.getList("keys", Document.class).stream()
                        .map(key -> new Key(
                                key.getString("fingerprint"),
                                key.getString("publicKey"),
                                key.getDate("from").toInstant(),
                                instant(key.getDate("until")),
                                revoked(document.get(REVOKED_KEYS, new Document()), key.getString("fingerprint"))))
                        .toList(),
                revoked(document, "revoked"));
    }

    private static @Nullable Revocation revoked(Document in, String name) {
        Document revoked = in.get(name, Document.class);
        return revoked == null ? null : new Revocation(revoked.getDate("at").toInstant(), revoked.getString("reason"));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
