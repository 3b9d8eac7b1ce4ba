package org.takeup.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/**
 * Work that must be done once, by whichever node gets it: documents with an owner, a lease and a fencing token. A job
 * whose node died is taken up by another one after its lease; so a job's work must be safe to repeat. Thread-safe.
 */
public final class Jobs {
    /** The most jobs that {@link #setAside()} lists. */
    private static final int MOST_LISTED = 200;

    /** How long a node may be silent before its jobs are given to another one. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final String RESTING = "resting";
    private static final String READY = "ready";
    private static final List<String> OPEN = List.of(READY, "running", RESTING);
    /** How often a job was woken; only a job that is woken has it. */
    private static final String WAKES = "wakes";
    /** Until when waking it does not call it forward. */
    private static final String UNDISTURBED = "undisturbed";

    private static final String ASIDE = "failed";
    /** What operators look at: jobs that are not tried any more, and those that are not tried for a while. */
    private static final List<String> SHOWN = List.of(ASIDE, RESTING);

    private final MongoCollection<Document> jobs;
    private final Signals signals;
    private final Clock clock;

    public Jobs(Store store, Signals signals, Clock clock) {
        this.jobs = store.control("jobs");
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * A job that this node holds.
     *
     * @param tenant whose job it is; there is no job without one
     * @param fence grows with each claim; an older holder's writes are refused
     * @param attempt counts from 1; runs that were put off or interrupted do not count
     * @param wakes how often it had been woken when this node took it; 0 for a job that nobody wakes
     */
    public record Job(String id, String kind, String tenant, Document payload, long fence, int attempt, long wakes) {}

    /**
     * A job that is not tried any more, or that rests. Somebody has to look why.
     *
     * @param reason what kind of failure it was; the log has the rest under the job's id
     */
    public record SetAside(String id, String kind, String tenant, String reason, Instant since) {}

    public static void createIndexes(Store store) {
        var jobs = store.control("jobs");
        jobs.createIndex(Indexes.ascending("state", "due"));
    }

    /**
     * Adds a job.
     *
     * @param due not before this moment
     * @return its id
     */
    public String add(String kind, String tenant, Document payload, Instant due) {
        String id = new ObjectId().toHexString();
        jobs.insertOne(fresh(id, kind, tenant, payload, due));
        if (!due.isAfter(clock.instant())) {
            signals.publish(Signals.Topic.JOBS, kind);
        }
        return id;
    }

    private static Document fresh(String id, String kind, String tenant, Document payload, Instant due) {
        if (tenant.isBlank()) {
            throw new IllegalArgumentException("A job belongs to a tenant");
        }
        return new Document("_id", id)
                .append("kind", kind)
                .append("tenant", tenant)
                .append("payload", payload)
                .append("state", READY)
                .append("due", Date.from(due))
                .append("fence", 0L)
                .append("attempt", 0);
    }

    /** Takes back a job that is not needed any more, if it is still there. */
    public void withdraw(String id) {
        jobs.deleteOne(eq(id));
    }

    /**
     * Has the one job of this kind that a tenant has run soon. It is made if it is not there, and called forward if it
     * waits. A run that is under way may have looked already: it goes on once more when it ends, see {@link #done}. So
     * whatever was stored before this call is seen by a run, and there is never a second job.
     */
    public void wake(String kind, String tenant) {
        String id = kind + "-" + tenant;
        Instant now = clock.instant();
        // It may end between the two, and somebody else may be quicker to make it again: then all begins anew.
        while (!callForward(id, kind, now) && !makeWoken(fresh(id, kind, tenant, new Document(), now))) {
            Thread.onSpinWait();
        }
    }

    /** One that rests is left to rest, and so is one whose wait nobody is to shorten. @return false if it is not there */
    private boolean callForward(String id, String kind, Instant now) {
        var options = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        Document woken = jobs.findOneAndUpdate(eq(id), inc(WAKES, 1L), options);
        if (woken == null) {
            return false;
        }
        if (READY.equals(woken.getString("state"))) {
            Date moment = Date.from(now);
            jobs.updateOne(and(eq(id), eq("state", READY), lte(UNDISTURBED, moment)), min("due", moment));
            signals.publish(Signals.Topic.JOBS, kind);
        }
        return true;
    }

    private boolean makeWoken(Document job) {
        try {
            jobs.insertOne(job.append(WAKES, 1L).append(UNDISTURBED, Date.from(Instant.EPOCH)));
            signals.publish(Signals.Topic.JOBS, job.getString("kind"));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** Takes the job that is due longest, if there is one of these kinds that is free or was abandoned. */
    Optional<Job> claim(Collection<String> kinds) {
        Instant now = clock.instant();
        Bson free = and(in("state", OPEN), lte("due", Date.from(now)), in("kind", kinds));
        Bson taken = combine(
                set("state", "running"),
                set("due", Date.from(now.plus(LEASE))),
                set("owner", UUID.randomUUID().toString()),
                inc("fence", 1L),
                inc("attempt", 1));
        var options = new FindOneAndUpdateOptions().sort(Sorts.ascending("due")).returnDocument(ReturnDocument.AFTER);
        return Optional.ofNullable(jobs.findOneAndUpdate(free, taken, options)).map(Jobs::read);
    }

    /** Keeps the job for another lease. @return false if another node has it by now; stop at once then */
    boolean renew(Job job) {
        Date end = Date.from(clock.instant().plus(LEASE));
        return jobs.updateOne(held(job), set("due", end)).getMatchedCount() == 1;
    }

    /**
     * Ends the job; one that was woken since this run began goes on at once instead.
     *
     * @return whether it ended; false also if another node has it by now
     */
    boolean done(Job job) {
        if (jobs.deleteOne(heldAndNotWoken(job)).getDeletedCount() == 1) {
            return true;
        }
        if (job.wakes() > 0) {
            giveBack(held(job), job, clock.instant(), combine(set("state", READY), set("attempt", 0)));
        }
        return false;
    }

    /** Gives a job back that failed, to be tried again at this moment. */
    void again(Job job, Instant due) {
        giveBack(held(job), job, due, set("state", READY));
    }

    /**
     * Gives a job back that did not fail, to go on at this moment; the attempt does not count. One that was woken since
     * this run began goes on at once: what it was woken for may be due before that.
     */
    void later(Job job, Instant due) {
        Bson back = combine(set("state", READY), inc("attempt", -1));
        if (!giveBack(heldAndNotWoken(job), job, due, back) && job.wakes() > 0) {
            giveBack(held(job), job, clock.instant(), back);
        }
    }

    /** As {@link #later}, and nobody who wakes it shortens the wait. */
    void laterUndisturbed(Job job, Instant due) {
        giveBack(
                held(job),
                job,
                due,
                combine(set("state", READY), inc("attempt", -1), set(UNDISTURBED, Date.from(due))));
    }

    private boolean giveBack(Bson held, Job job, Instant due, Bson change) {
        boolean given = jobs.updateOne(held, combine(change, set("due", Date.from(due))))
                        .getMatchedCount()
                == 1;
        if (given && !due.isAfter(clock.instant())) {
            signals.publish(Signals.Topic.JOBS, job.kind());
        }
        return given;
    }

    /** Puts the job aside for a person to look at. It is not tried again. */
    void setAside(Job job, String reason) {
        Date now = Date.from(clock.instant());
        jobs.updateOne(held(job), combine(set("state", ASIDE), set("due", now), set("reason", reason)));
    }

    /**
     * Puts the job of a queue aside until a moment. It is listed with those set aside, and then tried again.
     *
     * @param attempts how many it is taken to have had by then
     */
    void rest(Job job, String reason, Instant due, int attempts) {
        jobs.updateOne(
                held(job),
                combine(
                        set("state", RESTING),
                        set("due", Date.from(due)),
                        set("since", Date.from(clock.instant())),
                        set("reason", reason),
                        set("attempt", attempts)));
    }

    /** Counts this attempt as the first one. */
    void gotFurther(Job job) {
        jobs.updateOne(held(job), set("attempt", 1));
    }

    /** The moment by the clock that jobs go by. */
    public Instant now() {
        return clock.instant();
    }

    /** A job that waits or runs, without who has it. */
    public record Waiting(String id, String kind, Document payload, Instant due) {
        /** As a document, as {@link TenantCollection} has them. */
        public Document document() {
            return new Document("_id", id)
                    .append("kind", kind)
                    .append("payload", payload)
                    .append("due", Date.from(due));
        }

        /** What {@link #document} was made from, by its id and its body. */
        public static Waiting of(String id, Document body) {
            return new Waiting(
                    id,
                    body.getString("kind"),
                    body.get("payload", Document.class),
                    body.getDate("due").toInstant());
        }
    }

    /** What waits or runs for a tenant. */
    public List<Waiting> waiting(String tenant) {
        return jobs.find(and(in("state", OPEN), eq("tenant", tenant)))
                .map(each -> new Waiting(
                        each.getString("_id"),
                        each.getString("kind"),
                        each.get("payload", Document.class),
                        each.getDate("due").toInstant()))
                .into(new ArrayList<>());
    }

    /** How many jobs of other kinds run for a tenant, those of a node that died included until their lease ends. */
    public long running(String tenant, String but) {
        Date now = Date.from(clock.instant());
        return jobs.countDocuments(and(eq("state", "running"), gt("due", now), eq("tenant", tenant), ne("kind", but)));
    }

    /** Drops all jobs of other kinds of a tenant, those that were set aside included. */
    public void drop(String tenant, String but) {
        jobs.deleteMany(
                and(in("state", List.of(READY, "running", RESTING, ASIDE)), eq("tenant", tenant), ne("kind", but)));
    }

    /** The jobs that were set aside or rest, the latest {@value #MOST_LISTED} of them, latest first. */
    public List<SetAside> setAside() {
        return jobs.find(in("state", SHOWN))
                .sort(Sorts.descending("due"))
                .limit(MOST_LISTED)
                .map(each -> new SetAside(
                        each.getString("_id"),
                        each.getString("kind"),
                        each.get("tenant", ""),
                        each.get("reason", ""),
                        (RESTING.equals(each.get("state")) ? each.getDate("since") : each.getDate("due")).toInstant()))
                .into(new ArrayList<>());
    }

    /** How many jobs were set aside or rest. */
    public long countSetAside() {
        return jobs.countDocuments(in("state", SHOWN));
    }

    private static Bson held(Job job) {
        return and(eq(job.id()), eq("state", "running"), eq("fence", job.fence()));
    }

    private static Bson heldAndNotWoken(Job job) {
        return job.wakes() > 0 ? and(held(job), eq(WAKES, job.wakes())) : held(job);
    }

    private static Job read(Document document) {
        return new Job(
                document.getString("_id"),
                document.getString("kind"),
                // A job that somehow lost its tenant must fail, not keep the others from being claimed.
                document.get("tenant", ""),
                document.get("payload", Document.class),
                document.getLong("fence"),
                document.getInteger("attempt"),
                document.get(WAKES, 0L));
    }
}
