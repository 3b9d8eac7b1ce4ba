package org.takeup.plugin.egress;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * The record of what plugins called, one document a call: never headers, queries or bodies. A tenant keeps the newest
 * {@value #KEPT} and, until the next tidying, some dozens more. Thread-safe.
 */
final class CallLog {
    /** {@code sort} is the time with the id behind it: unique, so it is also the cursor. */
    static final CollectionSpec CALLS =
            CollectionSpec.named("plugin_calls").index("at").index("plugin", "sort");

    static final int KEPT = 2_000;
    private static final int TIDY_EVERY = 64;
    private static final int LONGEST_PATH = 500;

    private final ConcurrentHashMap<String, AtomicInteger> sinceTidied = new ConcurrentHashMap<>();
    private final int kept;

    /** @param kept calls of a tenant */
    CallLog(int kept) {
        this.kept = kept;
    }

    /**
     * One call.
     *
     * @param host with its port, or empty if the address has none
     * @param outcome the status, or {@code refused NOT_ALLOWED}, {@code failed}, {@code stopped}
     * @param bytes that came in
     */
    record Entry(
            Instant at,
            String plugin,
            String method,
            String host,
            String path,
            String outcome,
            long bytes,
            long millis) {}

    /** Writes also on a thread that was interrupted: what went out is on record. */
    void write(Workspace workspace, Entry entry) {
        boolean interrupted = Thread.interrupted();
        try {
            TenantCollection calls = workspace.collection(CALLS);
            String id = new ObjectId().toHexString();
            calls.insert(id, document(entry).append("sort", sort(entry.at(), id)));
            int written = sinceTidied
                    .computeIfAbsent(workspace.tenant().id(), ignored -> new AtomicInteger())
                    .getAndIncrement();
            if (written % TIDY_EVERY == 0) {
                tidy(calls);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** @param next cursor of what comes after these, if there is more */
    record Part(List<Entry> calls, Optional<String> next) {}

    /** What a plugin called, newest first. @param after the cursor of the part before */
    static Part list(Workspace workspace, String plugin, Optional<String> after, int most) {
        Bson all = eq("plugin", plugin);
        List<Document> found = workspace
                .collection(CALLS)
                .find(after.map(cursor -> and(all, lt("sort", cursor))).orElse(all))
                .sort(descending("sort"))
                .limit(most + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > most;
        List<Document> shown = more ? found.subList(0, most) : found;
        return new Part(
                shown.stream().map(CallLog::read).toList(),
                more ? Optional.of(shown.getLast().getString("sort")) : Optional.empty());
    }

    private static String sort(Instant at, String id) {
        return String.format(Locale.ROOT, "%013d-%s", at.toEpochMilli(), id);
    }

    private static Entry read(Document stored) {
        return new Entry(
                stored.getDate("at").toInstant(),
                stored.getString("plugin"),
                stored.getString("method"),
                stored.getString("host"),
                stored.getString("path"),
                stored.getString("outcome"),
                stored.getLong("bytes"),
                stored.getLong("millis"));
    }

    private void tidy(TenantCollection calls) {
        Document last = calls.all()
                .sort(descending("at"))
                .skip(kept)
                .limit(1)
                .projection(include("at"))
                .first();
        if (last != null) {
            calls.deleteAll(lte("at", last.getDate("at")));
        }
    }

    private static Document document(Entry entry) {
        String path = entry.path();
        return new Document("at", Date.from(entry.at()))
                .append("plugin", entry.plugin())
                .append("method", entry.method())
                .append("host", entry.host())
                .append("path", path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path)
                .append("outcome", entry.outcome())
                .append("bytes", entry.bytes())
                .append("millis", entry.millis());
    }
}
