package org.takeup.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

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
    private static final List<String> OPEN = List.of("ready", "running", RESTING);
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
     */
    public record Job(String id, String kind, String tenant, Document payload, long fence, int attempt) {}

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
        if (tenant.isBlank()) {
            throw new IllegalArgumentException("A job belongs to a tenant");
        }
        String id = new ObjectId().toHexString();
        jobs.insertOne(new Document("_id", id)
                .append("kind", kind)
                .append("tenant", tenant)
                .append("payload", payload)
                .append("state", "ready")
                .append("due", Date.from(due))
                .append("fence", 0L)
                .append("attempt", 0));
        signals.publish(Signals.Topic.JOBS, kind);
        return id;
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

    /** Ends the job. @return false if another node has it by now */
    boolean done(Job job) {
        return jobs.deleteOne(held(job)).getDeletedCount() == 1;
    }

    /** Gives a job back that failed, to be tried again at this moment. */
    void again(Job job, Instant due) {
        giveBack(job, due, set("state", "ready"));
    }

    /** Gives a job back that did not fail, to go on at this moment; the attempt does not count. */
    void later(Job job, Instant due) {
        giveBack(job, due, combine(set("state", "ready"), inc("attempt", -1)));
    }

    private void giveBack(Job job, Instant due, Bson change) {
        jobs.updateOne(held(job), combine(change, set("due", Date.from(due))));
        if (!due.isAfter(clock.instant())) {
            signals.publish(Signals.Topic.JOBS, job.kind());
        }
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
                and(in("state", List.of("ready", "running", RESTING, ASIDE)), eq("tenant", tenant), ne("kind", but)));
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

    private static Job read(Document document) {
        return new Job(
                document.getString("_id"),
                document.getString("kind"),
                // A job that somehow lost its tenant must fail, not keep the others from being claimed.
                document.get("tenant", ""),
                document.get("payload", Document.class),
                document.getLong("fence"),
                document.getInteger("attempt"));
    }
}
