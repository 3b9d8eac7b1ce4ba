package org.takeup.learning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.takeup.learning.LearnerStore.Stored;
import org.takeup.store.TenantCollection.Write;

/**
 * Facts that the source says are gone. Sources name the fact and not its person, and keeping an index of all facts for
 * this rare case would cost every import; so they are gathered and taken out in one walk over all learners.
 */
final class Removals {
    private static final int MOST_AT_ONCE = 100_000;

    private final Map<Fact, Row> gone = new HashMap<>();

    private record Fact(RecordKind kind, String id) {}

    void add(Row row) {
        gone.put(new Fact(row.kind(), row.record().sourceId()), row);
    }

    /** The fact has come again after it was removed. */
    void takeBack(Row row) {
        if (!gone.isEmpty()) {
            gone.remove(new Fact(row.kind(), row.record().sourceId()));
        }
    }

    boolean isEmpty() {
        return gone.isEmpty();
    }

    boolean isFull() {
        return gone.size() >= MOST_AT_ONCE;
    }

    /** Takes them out of all learners of the source. @return what was there; all others were gone already */
    List<Row> run(LearnerStore store, String source, Stamp stamp) {
        var removed = new ArrayList<Row>();
        var writes = new ArrayList<Write>();
        store.each(stored -> {
            if (stored.source().equals(source) && takeOut(stored, removed)) {
                writes.add(LearnerStore.replace(stored, stamp, List.of()));
            }
            if (writes.size() >= LearnerStore.PAGE) {
                store.writeLearners(writes);
                writes.clear();
            }
        });
        store.writeLearners(writes);
        return removed;
    }

    /** The rows that say so. */
    List<Row> rows() {
        return List.copyOf(gone.values());
    }

    void clear() {
        gone.clear();
    }

    private boolean takeOut(Stored stored, List<Row> removed) {
        int before = removed.size();
        Learner learner = stored.learner();
        var ids = new ArrayList<Fact>();
        learner.enrolments().forEach(each -> ids.add(new Fact(RecordKind.ENROLMENT, each.sourceId())));
        learner.activities().forEach(each -> ids.add(new Fact(RecordKind.ACTIVITY, each.sourceId())));
        learner.completions().forEach(each -> ids.add(new Fact(RecordKind.COMPLETION, each.sourceId())));
        for (Fact fact : ids) {
            Row row = gone.get(fact);
            if (row != null && learner.remove(fact.kind(), fact.id())) {
                removed.add(row);
            }
        }
        return removed.size() > before;
    }
}
