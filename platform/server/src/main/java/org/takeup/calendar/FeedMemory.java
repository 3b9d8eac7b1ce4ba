package org.takeup.calendar;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * What a feed has shown before. From it follow the two things that a calendar must be told and that nobody writes down when
 * they happen: that something is newer than what was read last, and that something is gone. Who has never read a feed needs
 * neither.
 */
final class FeedMemory {
    static final CollectionSpec MEMORY = CollectionSpec.named("calendar_memory").index("feed");

    /** How long what is gone is shown as cancelled: longer than any calendar waits before it reads again. */
    private static final Duration CANCELLED_FOR = Duration.ofDays(30);

    private final TenantCollection memory;

    FeedMemory(Workspace workspace) {
        this.memory = workspace.collection(MEMORY);
    }

    /** What the feed shows now: each thing with its version, and what is gone as cancelled. */
    List<CalendarEntry> shown(Feed feed, List<FeedSource.Item> items, Instant now) {
        Map<String, Document> before = new HashMap<>();
        memory.find(eq("feed", feed.id())).forEach(row -> before.put(row.getString("uid"), row));
        var shown = new ArrayList<CalendarEntry>();
        for (FeedSource.Item item : items) {
            shown.add(now(feed, item, Optional.ofNullable(before.remove(item.uid())), now));
        }
        before.values().forEach(row -> gone(row, now).ifPresent(shown::add));
        return shown;
    }

    private CalendarEntry now(Feed feed, FeedSource.Item item, Optional<Document> before, Instant now) {
        String mark = mark(item);
        if (before.filter(row -> mark.equals(row.getString("mark")) && row.get("gone") == null)
                .isPresent()) {
            return item.entry(before.get().getLong("sequence"), stamp(before.get()));
        }
        String id = feed.id() + "/" + item.uid();
        if (before.isEmpty()) {
            memory.insert(id, body(feed, item, mark, now));
        } else {
            // Of two who read at once, one counts the change.
            memory.updateIf(
                    id,
                    eq("sequence", before.get().getLong("sequence")),
                    combine(
                            set("mark", mark),
                            set("summary", item.summary()),
                            set("begins", Date.from(item.begins())),
                            set("ends", Date.from(item.ends())),
                            set("changed", Date.from(now)),
                            unset("gone"),
                            inc("sequence", 1L)));
        }
        return memory.find(id)
                .map(row -> item.entry(row.getLong("sequence"), stamp(row)))
                .orElseGet(() -> item.entry(0, now));
    }

    private static Document body(Feed feed, FeedSource.Item item, String mark, Instant now) {
        return new Document("feed", feed.id())
                .append("person", feed.person())
                .append("uid", item.uid())
                .append("mark", mark)
                .append("sequence", 0L)
                .append("summary", item.summary())
                .append("begins", Date.from(item.begins()))
                .append("ends", Date.from(item.ends()))
                .append("changed", Date.from(now));
    }

    private Optional<CalendarEntry> gone(Document row, Instant now) {
        Date since = row.getDate("gone");
        String id = TenantCollection.id(row);
        long sequence = row.getLong("sequence");
        if (since != null && since.toInstant().plus(CANCELLED_FOR).isBefore(now)) {
            memory.deleteIf(id, eq("sequence", sequence));
            return Optional.empty();
        }
        if (since == null) {
            memory.updateIf(
                    id,
                    eq("sequence", sequence),
                    combine(set("gone", Date.from(now)), set("changed", Date.from(now)), inc("sequence", 1L)));
        }
        return memory.find(id)
                .map(kept -> CalendarEntry.first(
                                kept.getString("uid"),
                                stamp(kept),
                                kept.getDate("begins").toInstant(),
                                kept.getDate("ends").toInstant(),
                                kept.getString("summary"),
                                "")
                        .at(kept.getLong("sequence"), stamp(kept), true));
    }

    private static Instant stamp(Document row) {
        return row.getDate("changed").toInstant();
    }

    void forget(String feed) {
        memory.deleteAll(eq("feed", feed));
    }

    private static String mark(FeedSource.Item item) {
        try {
            String all = item.begins() + "\n" + item.ends() + "\n" + item.summary() + "\n" + item.description() + "\n"
                    + item.link().orElse("");
            byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
