package org.takeup.tenant;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.takeup.store.SharedReads;
import org.takeup.store.Signals;
import org.takeup.store.Store;

/**
 * What the operator lets each tenant use, and what was last measured of it: one document a tenant in the control
 * database. What was looked up is kept until a signal says that it changed, and for {@value #FRESH_MILLIS} ms at most.
 * Thread-safe.
 */
public final class Quotas {
    private static final long FRESH_MILLIS = 5_000;
    private static final UpdateOptions OR_MAKE = new UpdateOptions().upsert(true);

    private final MongoCollection<Document> stored;
    private final Signals signals;
    private final Clock clock;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();
    private final SharedReads<String, Allowed> reading = new SharedReads<>();

    public Quotas(Store store, Signals signals, Clock clock) {
        this.stored = store.control("quotas");
        this.signals = signals;
        this.clock = clock;
        signals.listen(Signals.Topic.TENANTS, ignored -> forgetAll());
    }

    private record Known(Allowed allowed, long at) {}

    /** What was counted, which takes too long to do at each look. @param bytes of all documents */
    public record Measured(long people, long bytes, Instant at) {}

    /** A tenant's quota, and what it has of it. */
    public record Allowed(Quota quota, Optional<Measured> measured) {
        static final Allowed NOTHING_SAID = new Allowed(Quota.NONE, Optional.empty());
    }

    /** @param tenant its id */
    public Allowed of(String tenant) {
        Known cached = known.get(tenant);
        if (cached != null && clock.millis() - cached.at() < FRESH_MILLIS) {
            return cached.allowed();
        }
        return reading.read(
                tenant,
                () -> read(stored.find(eq(tenant)).first()),
                read -> known.put(tenant, new Known(read, clock.millis())));
    }

    /** Of every tenant of which anything is known, by its id. */
    public Map<String, Allowed> all() {
        var all = new HashMap<String, Allowed>();
        stored.find().forEach(each -> all.put(each.getString("_id"), read(each)));
        return all;
    }

    /** Sets what the operator lets a tenant use. */
    public void set(String tenant, Quota quota) {
        stored.updateOne(eq(tenant), Updates.set("quota", quota.write()), OR_MAKE);
        forgetAll();
        signals.publish(Signals.Topic.TENANTS, tenant);
    }

    /** Notes what was measured of a tenant. */
    public void measured(String tenant, long people, long bytes, Instant at) {
        stored.updateOne(
                eq(tenant),
                combine(
                        Updates.set("people", people),
                        Updates.set("bytes", bytes),
                        Updates.set("measured", Date.from(at))),
                OR_MAKE);
        forgetAll();
    }

    /** Forgets a tenant that has left. */
    public void forget(String tenant) {
        stored.deleteOne(eq(tenant));
        forgetAll();
    }

    private void forgetAll() {
        reading.forget();
        known.clear();
    }

    private static Allowed read(@Nullable Document found) {
        if (found == null) {
            return Allowed.NOTHING_SAID;
        }
        Date at = found.getDate("measured");
        return new Allowed(
                Quota.read(found.get("quota", Document.class)),
                at == null
                        ? Optional.empty()
                        : Optional.of(new Measured(found.getLong("people"), found.getLong("bytes"), at.toInstant())));
    }
}
