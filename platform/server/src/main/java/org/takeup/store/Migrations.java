package org.takeup.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each migration once per cluster, in order. A node that finds one under way waits for it, however long it takes;
 * one whose runner died is run again after its lease, so every migration must be safe to repeat.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final MongoCollection<Document> done;
    private final Store store;
    private final Clock clock;
    private final String node;
    private final Duration lease;

    public Migrations(Store store, Clock clock, String node) {
        this(store, clock, node, LEASE);
    }

    /** As above, with a lease that a test need not wait for. */
    Migrations(Store store, Clock clock, String node, Duration lease) {
        this.lease = lease;
        this.done = store.control("migrations");
        this.store = store;
        this.clock = clock;
        this.node = node;
    }

    /**
     * One step from an older to a newer shape of the data.
     *
     * @param version counts from 1 without gaps, never reused
     * @param name what it does, for the log
     * @param work safe to repeat, also from half-way
     */
    public record Migration(int version, String name, Work work) {
        /** What a migration does. */
        public interface Work {
            void run(Store store);
        }
    }

    /**
     * Runs what has not been run. Blocks until all are done.
     *
     * @throws IllegalStateException if the data was written by a newer Takeup than this one
     */
    public void run(List<Migration> migrations) {
        refuseNewerData(migrations);
        for (Migration migration : migrations) {
            while (!isDone(migration)) {
                if (claim(migration)) {
                    LOG.info("Migration {}: {}", migration.version(), migration.name());
                    runUnderLease(migration);
                    done.updateOne(eq(migration.version()), combine(set("done", true), set("at", now())));
                } else {
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                }
            }
        }
    }

    /** Runs it and keeps the lease for as long as that takes, so that no other node takes it for abandoned. */
    private void runUnderLease(Migration migration) {
        var ended = new CountDownLatch(1);
        Thread.ofVirtual().name("migration-lease").start(() -> keepLease(migration, ended));
        try {
            migration.work().run(store);
        } finally {
            ended.countDown();
        }
    }

    private void keepLease(Migration migration, CountDownLatch ended) {
        try {
            while (!ended.await(lease.toMillis() / 3, TimeUnit.MILLISECONDS)) {
                renew(migration);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew(Migration migration) {
        try {
            var own = new Document("_id", migration.version()).append("node", node);
            if (done.updateOne(own, set("leaseUntil", leaseEnd())).getMatchedCount() == 0) {
                LOG.warn("Migration {} was taken over by another node, and runs on both", migration.version());
            }
        } catch (MongoException e) {
            LOG.warn("Cannot renew the lease of migration {}: {}", migration.version(), e.getMessage());
        }
    }

    private void refuseNewerData(List<Migration> migrations) {
        int newest = migrations.isEmpty() ? 0 : migrations.getLast().version();
        for (Document each : done.find()) {
            if (each.getInteger("_id") > newest) {
                throw new IllegalStateException("The data has version " + each.getInteger("_id")
                        + ", this Takeup knows " + newest + ". Start the newer Takeup, or restore an older backup.");
            }
        }
    }

    private boolean isDone(Migration migration) {
        Document state = done.find(eq(migration.version())).first();
        return state != null && state.getBoolean("done", false);
    }

    private boolean claim(Migration migration) {
        var fresh = new Document("_id", migration.version())
                .append("name", migration.name())
                .append("node", node)
                .append("done", false)
                .append("leaseUntil", leaseEnd());
        try {
            done.insertOne(fresh);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return takeOver(migration);
        }
    }

    private boolean takeOver(Migration migration) {
        var abandoned = new Document("_id", migration.version())
                .append("done", false)
                .append("leaseUntil", new Document("$lt", now()));
        var taken = combine(set("node", node), set("leaseUntil", leaseEnd()));
        var options = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        return done.findOneAndUpdate(abandoned, taken, options) != null;
    }

    private Date now() {
        return Date.from(clock.instant());
    }

    private Date leaseEnd() {
        Instant end = clock.instant().plus(lease);
        return Date.from(end);
    }
}
