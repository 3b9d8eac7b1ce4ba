package org.takeup.plugin;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.store.Store;

/**
 * Calls, failures and times of each version of each plugin, so that versions can be held against one another. Every node
 * counts for itself and adds its counts to the control database every few seconds, minute by minute. Thread-safe.
 */
public final class VersionFigures {
    private static final Logger LOG = LoggerFactory.getLogger(VersionFigures.class);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration AFTER = Duration.ofMinutes(2);

    /** How long a call took at most, in microseconds, bucket by bucket; the last bucket has no end. */
    private static final long[] BUCKETS = {
        100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000,
        5_000_000
    };

    private static final int FAILED = BUCKETS.length + 1;

    private final MongoCollection<Document> minutes;
    private final Clock clock;
    private final ConcurrentHashMap<Minute, AtomicLongArray> counts = new ConcurrentHashMap<>();

    VersionFigures(Store store, Clock clock) {
        this.minutes = store.control("plugin_figures");
        this.clock = clock;
    }

    static void createIndexes(Store store) {
        var minutes = store.control("plugin_figures");
        minutes.createIndex(Indexes.ascending("plugin", "at"));
        minutes.createIndex(Indexes.ascending("at"));
    }

    private record Minute(String plugin, String version, Instant at) {}

    /**
     * What one version did within a time.
     *
     * @param calls all, those that failed too
     * @param failed how many failed for a reason that lies with the plugin
     * @param median how long half of the calls took at most, rounded up to the end of a bucket
     * @param slowest how long 95 of 100 calls took at most, rounded up
     */
    public record Figures(long calls, long failed, Duration median, Duration slowest) {
        /** Failures in a thousand calls. */
        public double perThousand() {
            return calls == 0 ? 0 : 1000.0 * failed / calls;
        }
    }

    /** Counts a call. Fast, never throws. @param outcome {@code ok}, or why it failed */
    void note(Manifest manifest, String outcome, long nanos) {
        var minute = new Minute(
                manifest.plugin(), manifest.version(), clock.instant().truncatedTo(ChronoUnit.MINUTES));
        AtomicLongArray count = counts.computeIfAbsent(minute, ignored -> new AtomicLongArray(FAILED + 1));
        count.incrementAndGet(bucket(nanos / 1_000));
        if (isFault(outcome)) {
            count.incrementAndGet(FAILED);
        }
    }

    /** A call that was called off, or in which our own code threw, says nothing about the plugin. */
    private static boolean isFault(String outcome) {
        return !outcome.equals("ok")
                && !outcome.equals("cancelled")
                && !outcome.equals("too_much")
                && !outcome.equals("platform");
    }

    private static int bucket(long micros) {
        int bucket = 0;
        while (bucket < BUCKETS.length && micros > BUCKETS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** Adds what was counted since the last time to the store. What cannot be added now is added later. */
    synchronized void flush() {
        Instant now = clock.instant();
        try {
            for (var each : counts.entrySet()) {
                add(each.getKey(), each.getValue());
                // Nobody counts into a minute that is over; a call that ended in it has counted by now.
                if (each.getKey().at().isBefore(now.minus(AFTER))) {
                    counts.remove(each.getKey());
                }
            }
            minutes.deleteMany(lt("at", Date.from(now.minus(KEPT))));
        } catch (MongoException e) {
            LOG.debug("Cannot add the figures of plugins: {}", e.getMessage());
        }
    }

    private void add(Minute minute, AtomicLongArray count) {
        var taken = new long[count.length()];
        var update = new ArrayList<Bson>(List.of(
                Updates.setOnInsert("plugin", minute.plugin()),
                Updates.setOnInsert("version", minute.version()),
                Updates.setOnInsert("at", Date.from(minute.at()))));
        for (int i = 0; i < taken.length; i++) {
            taken[i] = count.getAndSet(i, 0);
            if (taken[i] > 0) {
                update.add(Updates.inc(name(i), taken[i]));
            }
        }
        if (Arrays.stream(taken).sum() == 0) {
            return;
        }
        try {
            String id = minute.plugin() + "@" + minute.version() + "/" + minute.at();
            minutes.updateOne(eq(id), Updates.combine(update), new UpdateOptions().upsert(true));
        } catch (MongoException e) {
            for (int i = 0; i < taken.length; i++) {
                count.addAndGet(i, taken[i]);
            }
            throw e;
        }
    }

    private static String name(int bucket) {
        return "n" + bucket;
    }

    /** What each version of a plugin did lately, on all nodes, by version. A few seconds old. */
    public Map<String, Figures> of(String plugin, Duration lately) {
        flush();
        var sums = new HashMap<String, AtomicLongArray>();
        Instant from = clock.instant().minus(lately);
        minutes.find(and(eq("plugin", plugin), gte("at", Date.from(from)))).forEach(each -> {
            var count = sums.computeIfAbsent(each.getString("version"), v -> new AtomicLongArray(FAILED + 1));
            for (int i = 0; i < count.length(); i++) {
                count.addAndGet(i, each.get(name(i), 0L));
            }
        });
        var figures = new TreeMap<String, Figures>(Versions.OLDEST_FIRST);
        sums.forEach((version, count) -> figures.put(version, figures(count)));
        return figures;
    }

    private static Figures figures(AtomicLongArray count) {
        long calls = 0;
        for (int i = 0; i < FAILED; i++) {
            calls += count.get(i);
        }
        return new Figures(calls, count.get(FAILED), within(count, calls, 0.5), within(count, calls, 0.95));
    }

    /** The end of the bucket in which this share of the calls is reached. */
    private static Duration within(AtomicLongArray count, long calls, double share) {
        long wanted = (long) Math.ceil(calls * share);
        long seen = 0;
        for (int i = 0; i < BUCKETS.length; i++) {
            seen += count.get(i);
            if (seen >= wanted) {
                return Duration.of(BUCKETS[i], ChronoUnit.MICROS);
            }
        }
        // Slower than the last bucket: twice its end says so.
        return Duration.of(2 * BUCKETS[BUCKETS.length - 1], ChronoUnit.MICROS);
    }
}
