package org.takeup.preference;

import static com.mongodb.client.model.Filters.eq;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantCollection.Write;
import org.takeup.tenant.Workspace;

/**
 * Weeks in MongoDB, one document a person. Each change is conditional on the version that it was made to. {@code by} marks
 * the write of several weeks that a week was last kept by.
 */
final class WeekStore {
    static final CollectionSpec WEEKS = CollectionSpec.named("told_weeks");

    /** So many lose against one another at the same moment only if something is wrong. */
    private static final int TRIES = 1_000;

    private final TenantCollection weeks;

    WeekStore(Workspace workspace) {
        this.weeks = workspace.collection(WEEKS);
    }

    Week find(String person) {
        return weeks.find(person).map(WeekStore::read).orElse(Week.EMPTY);
    }

    /**
     * Changes the weeks of several people, read at once and written at once; of several who do so at the same moment, each sees
     * what the others did.
     *
     * @param changes by person: of the week as it is, or nothing to leave it. Asked again if somebody else was faster
     */
    void change(Map<String, Function<Week, Optional<Week>>> changes) {
        Map<String, Function<Week, Optional<Week>>> open = changes;
        for (int i = 0; i < TRIES && !open.isEmpty(); i++) {
            Map<String, Week> before = findAll(open.keySet());
            var after = new HashMap<String, Week>();
            open.forEach((person, change) -> change.apply(before.getOrDefault(person, Week.EMPTY))
                    .ifPresent(changed -> after.put(person, changed)));
            Set<String> lost = keep(before, after);
            var again = new HashMap<>(open);
            again.keySet().retainAll(lost);
            open = again;
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException("What people got this week cannot be written down");
        }
    }

    private Map<String, Week> findAll(Collection<String> people) {
        var found = new HashMap<String, Week>();
        weeks.findAll(people).forEach(row -> found.put(TenantCollection.id(row), read(row)));
        return found;
    }

    /**
     * Keeps changed weeks in one write, each if it still is as it was read.
     *
     * @return the people whose week somebody else has changed meanwhile: theirs is not kept
     */
    private Set<String> keep(Map<String, Week> before, Map<String, Week> after) {
        String by = RandomCode.hex(8);
        try {
            weeks.write(after.entrySet().stream()
                    .map(each ->
                            write(each.getKey(), before.getOrDefault(each.getKey(), Week.EMPTY), each.getValue(), by))
                    .toList());
            return Set.of();
        } catch (TenantCollection.Overtaken e) {
            // Some of them may be kept: those that carry this write's mark.
            var lost = new HashSet<>(after.keySet());
            weeks.findAll(after.keySet()).forEach(row -> {
                if (by.equals(row.getString("by"))) {
                    lost.remove(TenantCollection.id(row));
                }
            });
            return lost;
        }
    }

    private static Write write(String person, Week before, Week after, String by) {
        Document written = write(person, after).append("by", by);
        return before.version() == 0
                ? new Write.Insert(person, written)
                : new Write.Replace(person, eq("version", before.version()), written);
    }

    private static Document write(String person, Week week) {
        return new Document("person", person)
                .append(
                        "held",
                        week.held().stream()
                                .map(each -> new Document("at", Date.from(each.at())).append("channel", each.channel()))
                                .toList())
                .append(
                        "got",
                        week.got().stream()
                                .map(each -> new Document("id", each.id())
                                        .append("at", Date.from(each.at()))
                                        .append("plan", each.plan())
                                        .append("step", each.step()))
                                .toList())
                .append("version", week.version());
    }

    private static Week read(Document row) {
        List<Week.Held> held = row.getList("held", Document.class).stream()
                .map(each -> new Week.Held(at(each), each.getString("channel")))
                .toList();
        List<Week.Got> got = row.getList("got", Document.class).stream()
                .map(each ->
                        new Week.Got(each.getString("id"), at(each), each.getString("plan"), each.getString("step")))
                .toList();
        return new Week(held, got, row.getLong("version"));
    }

    private static Instant at(Document row) {
        return row.getDate("at").toInstant();
    }
}
