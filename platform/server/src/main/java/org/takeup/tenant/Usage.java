package org.takeup.tenant;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.takeup.store.Store;

/**
 * What tenants use in a day, UTC: one document a tenant and day in the control database, which all nodes add to. Requests
 * are counted here first and written together, at the latest with the next one after {@link #WRITTEN_EVERY} or after
 * {@value #AT_ONCE} of them: so a quota can be passed by what other nodes have not written yet, and by no more.
 * Thread-safe.
 */
public final class Usage implements AutoCloseable {
    private static final Duration WRITTEN_EVERY = Duration.ofSeconds(2);
    private static final int AT_ONCE = 100;
    private static final int KEPT_DAYS = 92;

    private final MongoCollection<Document> stored;
    private final Clock clock;
    private final ConcurrentHashMap<Key, Requests> requests = new ConcurrentHashMap<>();

    public Usage(Store store, Clock clock) {
        this.stored = store.control("usage");
        this.clock = clock;
    }

    private record Key(String tenant, LocalDate day) {
        String id() {
            return tenant + "/" + day;
        }
    }

    /** Requests of a tenant on this node: what all nodes have written, and what this one has not. */
    private static final class Requests {
        private final AtomicLong unwritten = new AtomicLong();
        private volatile long written;
        private volatile Instant at = Instant.EPOCH;
    }

    /** What was used on a day. @param api requests of programs */
    public record Day(LocalDate day, long mails, long api) {}

    /** Makes the indexes of the collection; part of the migrations. */
    public static void createIndexes(Store store) {
        store.control("usage").createIndex(Indexes.ascending("day"));
    }

    /** The day that is counted now. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** How long until it is over. */
    public Duration untilTomorrow() {
        return Duration.between(
                clock.instant(),
                today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /**
     * Counts a request of a program.
     *
     * @param most in a day, if there is a limit
     * @return how many are left after it, or -1 if it is one too many and was not counted
     */
    public long request(String tenant, OptionalLong most) {
        var key = new Key(tenant, today());
        Requests counted = requests.computeIfAbsent(key, ignored -> new Requests());
        if (most.isPresent() && isStale(counted)) {
            write(key, counted);
        }
        long used = counted.unwritten.incrementAndGet() + counted.written;
        if (most.isPresent() && used > most.getAsLong()) {
            counted.unwritten.decrementAndGet();
            return -1;
        }
        if (counted.unwritten.get() >= AT_ONCE || isStale(counted)) {
            write(key, counted);
        }
        return most.isPresent() ? most.getAsLong() - used : Long.MAX_VALUE;
    }

    private boolean isStale(Requests counted) {
        return !counted.at.plus(WRITTEN_EVERY).isAfter(clock.instant());
    }

    private void write(Key key, Requests counted) {
        synchronized (counted) {
            long fresh = counted.unwritten.get();
            Document all = add(key, 0, fresh);
            // In this order nobody is refused for requests that are counted twice for a moment.
            counted.unwritten.addAndGet(-fresh);
            counted.written = number(all, "api");
            counted.at = clock.instant();
        }
        if (requests.size() > 1) {
            requests.keySet().removeIf(each -> each.day().isBefore(key.day().minusDays(1)));
        }
    }

    /** Counts mails that went out. */
    public void mails(String tenant, long count) {
        add(new Key(tenant, today()), count, 0);
    }

    private Document add(Key key, long mails, long api) {
        var options = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        return Objects.requireNonNull(stored.findOneAndUpdate(
                eq(key.id()),
                combine(
                        set("tenant", key.tenant()),
                        set("day", key.day().toString()),
                        inc("mails", mails),
                        inc("api", api)),
                options));
    }

    /** What a tenant has used today, as far as it is written, and this node's own. */
    public Day today(String tenant) {
        LocalDate day = today();
        return lately(tenant, 1).stream().findFirst().orElse(new Day(day, 0, 0));
    }

    /** What a tenant has used on the last days, today included, the latest first; days without anything are left out. */
    public List<Day> lately(String tenant, int days) {
        flush(tenant);
        var found = new ArrayList<Day>();
        stored.find(in("_id", ids(tenant, days))).map(Usage::read).into(found);
        found.sort(java.util.Comparator.comparing(Day::day).reversed());
        return found;
    }

    /** Forgets a tenant that has left. */
    public void forget(String tenant) {
        requests.keySet().removeIf(key -> key.tenant().equals(tenant));
        stored.deleteMany(in("_id", ids(tenant, KEPT_DAYS + 1)));
    }

    private List<String> ids(String tenant, int days) {
        var ids = new ArrayList<String>();
        for (int back = 0; back < days; back++) {
            ids.add(new Key(tenant, today().minusDays(back)).id());
        }
        return ids;
    }

    /** What each tenant has used today, by its id. */
    public Map<String, Day> allToday() {
        var all = new HashMap<String, Day>();
        stored.find(eq("day", today().toString())).forEach(each -> all.put(each.getString("tenant"), read(each)));
        return all;
    }

    private void flush(String tenant) {
        requests.forEach((key, counted) -> {
            if (key.tenant().equals(tenant) && counted.unwritten.get() > 0) {
                write(key, counted);
            }
        });
    }

    /** Forgets days that nobody asks for any more. */
    public void sweep() {
        stored.deleteMany(lt("day", today().minusDays(KEPT_DAYS).toString()));
    }

    private static Day read(Document found) {
        return new Day(LocalDate.parse(found.getString("day")), number(found, "mails"), number(found, "api"));
    }

    private static long number(Document found, String field) {
        return found.get(field, Number.class).longValue();
    }

    /** Writes what is not written yet. */
    @Override
    public void close() {
        requests.forEach((key, counted) -> {
            if (counted.unwritten.get() > 0) {
                write(key, counted);
            }
        });
    }
}
