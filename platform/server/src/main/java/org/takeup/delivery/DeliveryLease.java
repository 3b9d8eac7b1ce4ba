package org.takeup.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * The right to empty a tenant's outbox, for one holder at a time, renewed while it is held. Its fence says which mails
 * were begun by an earlier holder. That no mail is sent twice does not rest on it: each mail is begun by one update.
 */
final class DeliveryLease implements AutoCloseable {
    static final CollectionSpec LEASES = CollectionSpec.named("delivery_leases");

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLease.class);
    private static final Duration TERM = Duration.ofSeconds(25);
    private static final String ID = "mail";

    private final TenantCollection leases;
    private final Clock clock;
    private final String owner;
    private final long fence;
    private final Thread renewal;
    private volatile boolean held = true;

    private DeliveryLease(TenantCollection leases, Clock clock, String owner, long fence) {
        this.leases = leases;
        this.clock = clock;
        this.owner = owner;
        this.fence = fence;
        this.renewal = Thread.ofVirtual().name("delivery-lease").start(this::renew);
    }

    /** Takes the lease if nobody holds it. */
    static Optional<DeliveryLease> take(Workspace workspace) {
        TenantCollection leases = workspace.collection(LEASES);
        Clock clock = workspace.clock();
        leases.insert(ID, new Document("owner", "").append("fence", 0L).append("until", Date.from(Instant.EPOCH)));
        String owner = UUID.randomUUID().toString();
        Instant now = clock.instant();
        boolean taken = leases.updateIf(
                ID,
                lte("until", Date.from(now)),
                combine(set("owner", owner), inc("fence", 1L), set("until", Date.from(now.plus(TERM)))));
        if (!taken) {
            return Optional.empty();
        }
        return leases.find(ID)
                .filter(lease -> owner.equals(lease.getString("owner")))
                .map(lease -> new DeliveryLease(leases, clock, owner, lease.getLong("fence")));
    }

    /** Grows with each holder. */
    long fence() {
        return fence;
    }

    /** Whether it is still ours, as far as we know. */
    boolean held() {
        return held;
    }

    private void renew() {
        try {
            while (held) {
                TimeUnit.MILLISECONDS.sleep(TERM.toMillis() / 3);
                held = leases.updateIf(
                        ID,
                        eq("owner", owner),
                        set("until", Date.from(clock.instant().plus(TERM))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Cannot renew the lease of the outbox; sending stops: {}", e.getMessage());
            held = false;
        }
    }

    /** Gives it back, so that the next holder need not wait. */
    @Override
    public void close() {
        held = false;
        renewal.interrupt();
        leases.updateIf(ID, and(eq("owner", owner), eq("fence", fence)), set("until", Date.from(Instant.EPOCH)));
    }
}
