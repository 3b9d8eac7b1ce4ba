package org.takeup.identity;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.takeup.store.Signals;
import org.takeup.store.Store;

/**
 * Sessions that must not be used any more, on any node. The truth is in the control database; each node keeps a copy in
 * memory, told by a signal and caught up by {@link #refresh}. Thread-safe; {@link #covers} does no I/O.
 */
public final class Revocations {
    private static final String COLLECTION = "revocations";

    /** How far the clocks of two nodes may be apart: what one adds "now" must not lie before what another has read. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final MongoCollection<Document> stored;
    private final Signals signals;
    private final Clock clock;
    private final Map<What, Revoked> known = new ConcurrentHashMap<>();
    private volatile Instant readUpTo = Instant.EPOCH;

    public Revocations(Store store, Signals signals, Clock clock) {
        this.stored = store.control(COLLECTION);
        this.signals = signals;
        this.clock = clock;
        signals.listen(Signals.Topic.REVOCATIONS, ignored -> refresh());
    }

    /** What is revoked. A record per kind, so that no id of one kind can be taken for another's. */
    sealed interface What {
        /** A session of ours, by its own id. */
        record OurSession(String id) implements What {}

        /** All sessions that came from one of the provider's. */
        record ProvidersSession(String sid) implements What {}

        /** All sessions of a person, by the provider's subject. */
        record Everything(String subject) implements What {}
    }

    private record Revoked(Instant at, Instant until) {}

    /** Makes the indexes of the collection; part of the migrations. */
    public static void createIndexes(Store store) {
        MongoCollection<Document> stored = store.control(COLLECTION);
        stored.createIndex(Indexes.ascending("at"));
        stored.createIndex(Indexes.ascending("until"));
    }

    /**
     * Revokes what was issued until now.
     *
     * @param until when the last of it would have ended by itself
     */
    void add(What what, Instant until) {
        Instant now = clock.instant();
        known.put(what, new Revoked(now, until));
        Document id = key(what);
        var document = new Document("_id", id).append("until", Date.from(until)).append("at", Date.from(now));
        stored.replaceOne(eq(id), document, new ReplaceOptions().upsert(true));
        signals.publish(Signals.Topic.REVOCATIONS, "");
    }

    /** Whether this was revoked, for something issued at a moment, as far as this node knows. */
    boolean covers(What what, Instant issued) {
        Revoked revoked = known.get(what);
        return revoked != null
                && switch (what) {
                    // A session that has ended never comes back, whatever the clock said of the node that ended it.
                    case What.OurSession _, What.ProvidersSession _ -> true;
                    // The store keeps milliseconds: what began in the same one is covered as well.
                    case What.Everything _ ->
                        !issued.truncatedTo(ChronoUnit.MILLIS).isAfter(revoked.at());
                };
    }

    /** Reads what other nodes have added since the last time, and forgets what has ended. Called now and then. */
    public void refresh() {
        Instant now = clock.instant();
        Date from = Date.from(readUpTo.isAfter(Instant.EPOCH) ? readUpTo.minus(OVERLAP) : Instant.EPOCH);
        for (Document each : stored.find(gte("at", from))) {
            var revoked = new Revoked(
                    each.getDate("at").toInstant(), each.getDate("until").toInstant());
            known.put(what(each.get("_id", Document.class)), revoked);
        }
        readUpTo = now;
        known.values().removeIf(revoked -> revoked.until().isBefore(now));
    }

    /** Deletes what has ended from the store. */
    void sweep() {
        stored.deleteMany(lt("until", Date.from(clock.instant())));
    }

    private static Document key(What what) {
        return switch (what) {
            case What.OurSession session -> new Document("kind", "session").append("value", session.id());
            case What.ProvidersSession session -> new Document("kind", "sid").append("value", session.sid());
            case What.Everything all -> new Document("kind", "sub").append("value", all.subject());
        };
    }

    private static What what(Document key) {
        String value = key.getString("value");
        return switch (key.getString("kind")) {
            case "session" -> new What.OurSession(value);
            case "sid" -> new What.ProvidersSession(value);
            case "sub" -> new What.Everything(value);
            default -> throw new IllegalStateException("Unknown kind of revocation " + key.getString("kind"));
        };
    }
}
