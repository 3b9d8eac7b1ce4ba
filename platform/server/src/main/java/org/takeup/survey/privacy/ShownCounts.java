package org.takeup.survey.privacy;

import static com.mongodb.client.model.Filters.lt;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * How many have taken part in an anonymous wave, as far as it may be said while it is open: counted once a day, when
 * somebody first looks, and rounded down to steps of the smallest group. Whoever polls sees nothing move when somebody
 * answers, and two figures of different days differ by whole groups.
 */
final class ShownCounts {
    static final CollectionSpec SPEC = CollectionSpec.named("survey_shown_counts");

    private final TenantCollection counts;

    ShownCounts(Workspace workspace) {
        this.counts = workspace.collection(SPEC);
    }

    /** @param now what is true at this moment; @param step what it is rounded down to */
    AnonymousWave.Counts shown(String wave, LocalDate today, AnonymousWave.Counts now, int step) {
        Document stored = counts.find(wave).orElse(null);
        if (stored == null || stored.getString("day").compareTo(today.toString()) < 0) {
            Document fresh = write(rounded(now, step)).append("wave", wave).append("day", today.toString());
            // Of two nodes that count at the same time, the first one's figures are shown.
            boolean first = stored == null
                    ? counts.insert(wave, fresh)
                    : counts.updateIf(wave, lt("day", today.toString()), new Document("$set", new Document(fresh)));
            stored = first ? fresh : counts.find(wave).orElse(fresh);
        }
        return read(stored);
    }

    private static AnonymousWave.Counts rounded(AnonymousWave.Counts now, int step) {
        var units = new TreeMap<String, AnonymousWave.Count>();
        now.units().forEach((unit, count) -> units.put(unit, rounded(count, step)));
        return new AnonymousWave.Counts(rounded(now.all(), step), units);
    }

    private static AnonymousWave.Count rounded(AnonymousWave.Count count, int step) {
        long taken = down(count.begun() + count.finished(), step);
        long finished = down(count.finished(), step);
        return new AnonymousWave.Count(0, taken - finished, finished);
    }

    private static long down(long count, int step) {
        return count - count % step;
    }

    private static Document write(AnonymousWave.Counts counts) {
        var units = counts.units().entrySet().stream()
                .map(unit -> write(unit.getValue()).append("unit", unit.getKey()))
                .toList();
        return new Document("all", write(counts.all())).append("units", units);
    }

    private static Document write(AnonymousWave.Count count) {
        return new Document("begun", count.begun()).append("finished", count.finished());
    }

    private static AnonymousWave.Counts read(Document stored) {
        Map<String, AnonymousWave.Count> units = new TreeMap<>();
        stored.getList("units", Document.class).forEach(unit -> units.put(unit.getString("unit"), count(unit)));
        return new AnonymousWave.Counts(count(stored.get("all", Document.class)), units);
    }

    private static AnonymousWave.Count count(Document stored) {
        return new AnonymousWave.Count(0, stored.getLong("begun"), stored.getLong("finished"));
    }

    void delete(String wave) {
        counts.delete(wave);
    }
}
