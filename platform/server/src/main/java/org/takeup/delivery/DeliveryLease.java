package org.takeup.delivery;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoInterruptedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * The right to empty a tenant's outbox, for one holder at a time. While it is held it beats; who has watched it for a term
 * without a beat, by a clock that only counts, takes it over. So no clock of day matters, whether it is wrong or set
 * back. Its fence says which mails were begun by an earlier holder. That no mail is begun twice does not rest on it:
 * each mail is begun by one update.
 */
final class DeliveryLease implements AutoCloseable {
    static final CollectionSpec LEASES = CollectionSpec.named("delivery_leases");

    /** How long a holder may be silent. */
    static final Duration TERM = Duration.ofSeconds(25);

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLease.class);
    private static final String ID = "mail";
    private static final String NOBODY = "";

    private final TenantCollection leases;
    private final Duration term;
    private final String owner;
    private final long fence;
    private final Thread renewal;
    private volatile boolean held = true;
    private volatile long beaten = System.nanoTime();

    private DeliveryLease(TenantCollection leases, Duration term, String owner, long fence) {
        this.leases = leases;
        this.term = term;
        this.owner = owner;
        this.fence = fence;
        this.renewal = Thread.ofVirtual().name("delivery-lease").start(this::renew);
    }

    /** What a node has seen of the leases of others. Thread-safe. */
    static final class Sightings {
        private final Map<String, Sighting> byTenant = new ConcurrentHashMap<>();
        private final Duration term;

        Sightings(Duration term) {
            this.term = term;
        }

        private record Sighting(String owner, long fence, long beat, long since) {
            boolean sameAs(Sighting other) {
                return owner.equals(other.owner) && fence == other.fence && beat == other.beat;
            }
        }

        /** Whether nobody holds it, or its holder has not been heard of for a term. */
        private boolean isFree(String tenant, Document lease) {
            var now = new Sighting(
                    lease.getString("owner"), lease.getLong("fence"), lease.get("beat", 0L), System.nanoTime());
            if (now.owner().equals(NOBODY)) {
                byTenant.remove(tenant);
                return true;
            }
            Sighting kept = byTenant.merge(tenant, now, (before, later) -> before.sameAs(later) ? before : later);
            return now.since() - kept.since() > term.toNanos();
        }
    }

    /** Takes the lease if it is free. */
    static Optional<DeliveryLease> take(Workspace workspace, Sightings sightings) {
        TenantCollection leases = workspace.collection(LEASES);
        Document lease = leases.find(ID).orElseGet(() -> {
            var first = new Document("owner", NOBODY).append("fence", 0L).append("beat", 0L);
            leases.insert(ID, first);
            return first;
        });
        if (!sightings.isFree(workspace.tenant().id(), lease)) {
            return Optional.empty();
        }
        String owner = UUID.randomUUID().toString();
        long fence = lease.getLong("fence");
        boolean taken = leases.updateIf(
                ID,
                and(eq("owner", lease.getString("owner")), eq("fence", fence), eq("beat", lease.get("beat"))),
                combine(set("owner", owner), set("fence", fence + 1), set("beat", 0L)));
        return taken ? Optional.of(new DeliveryLease(leases, sightings.term, owner, fence + 1)) : Optional.empty();
    }

    /** Grows with each holder. */
    long fence() {
        return fence;
    }

    /** Whether it is still ours, as far as we know. */
    boolean held() {
        return held && System.nanoTime() - beaten < term.toNanos();
    }

    private void renew() {
        try {
            while (held) {
                TimeUnit.MILLISECONDS.sleep(term.toMillis() / 4);
                long before = System.nanoTime();
                if (!leases.updateIf(ID, and(eq("owner", owner), eq("fence", fence)), inc("beat", 1L))) {
                    held = false;
                }
                beaten = before;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MongoInterruptedException e) {
            // It was given back in the middle of a beat.
            held = false;
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
        Uninterrupted.run(() -> leases.updateIf(ID, and(eq("owner", owner), eq("fence", fence)), set("owner", NOBODY)));
    }
}
