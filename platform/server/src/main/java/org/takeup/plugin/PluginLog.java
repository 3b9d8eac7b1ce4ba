package org.takeup.plugin;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoException;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.plugin.PluginFailed.Reason;
import org.takeup.plugin.packaging.Manifest;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/**
 * What went wrong with a plugin in a workspace, for its admin: when, which version, why. No word of the plugin's own, and
 * none of what people said. A plugin that fails all the time fills it slowly: one line a reason in ten seconds. Thread-safe.
 */
public final class PluginLog {
    /** One document a line, kept for a month. */
    public static final CollectionSpec LINES =
            CollectionSpec.named("plugin_log").index("plugin", "at").index("at");

    private static final Logger LOG = LoggerFactory.getLogger(PluginLog.class);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST_SHOWN = 20;
    private static final int MOST_COUNTED = 1_000;

    private final ConcurrentHashMap<Line, Long> written = new ConcurrentHashMap<>();

    private record Line(String tenant, String plugin, String version, Reason reason) {}

    /** A line. @param what the plugin did, as the rest of a sentence about it */
    public record Entry(Instant at, String version, String what) {}

    /** Notes a call that failed. Never throws: the caller has its own failure to tell. */
    void failed(Workspace workspace, Manifest manifest, Reason reason) {
        var line = new Line(workspace.tenant().id(), manifest.plugin(), manifest.version(), reason);
        if (reason == Reason.CANCELLED || !isNews(line)) {
            return;
        }
        try {
            Instant now = workspace.clock().instant();
            var lines = workspace.collection(LINES);
            lines.put(
                    new ObjectId().toHexString(),
                    new Document("plugin", line.plugin())
                            .append("version", line.version())
                            .append("reason", reason.name())
                            .append("at", Date.from(now)));
            lines.deleteAll(lt("at", Date.from(now.minus(KEPT))));
        } catch (MongoException e) {
            LOG.warn("Cannot note that plugin {} failed: {}", line.plugin(), e.getMessage());
        }
    }

    private boolean isNews(Line line) {
        long now = System.nanoTime();
        // What is over cannot be news any more; so the map stays as small as there are faults.
        written.values().removeIf(at -> now - at >= QUIET_NANOS);
        return written.putIfAbsent(line, now) == null;
    }

    /** When calls of a plugin failed since then, oldest first; of a reason that repeats itself one in ten seconds. */
    List<Instant> failures(Workspace workspace, String plugin, Instant since) {
        return workspace
                .collection(LINES)
                .find(and(eq("plugin", plugin), gte("at", Date.from(since))))
                .sort(Sorts.ascending("at"))
                .limit(MOST_COUNTED)
                .map(each -> each.getDate("at").toInstant())
                .into(new ArrayList<>());
    }

    /** The latest lines about a plugin, newest first. */
    public List<Entry> latest(Workspace workspace, String plugin) {
        return workspace
                .collection(LINES)
                .find(eq("plugin", plugin))
                .sort(Sorts.descending("at"))
                .limit(MOST_SHOWN)
                .map(each -> new Entry(
                        each.getDate("at").toInstant(),
                        each.getString("version"),
                        Reason.valueOf(each.getString("reason")).what()))
                .into(new ArrayList<>());
    }
}
