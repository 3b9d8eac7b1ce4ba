package org.takeup.learning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.takeup.people.People;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.tenant.Workspace;

/**
 * Where a connector's records go: gathered into batches of a fixed size, stored, counted, and the checkpoint moved behind
 * them. Holds one batch, whatever the size of the source. Not thread-safe: one reading thread.
 */
final class Ingest implements RecordSink {
    /** People and enrolments of a small organisation fit in one batch, so that each person is written once. */
    private static final int BATCH = 50_000;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final Workspace workspace;
    private final People people;
    private final ImportStore imports;
    private final Import from;
    private final long countedBefore;
    private final List<Row> rows = new ArrayList<>();
    private final Removals removals = new Removals();
    private final List<RowProblem> problems = new ArrayList<>();
    private final Map<RecordKind, Tally> tallies;
    private long position;
    private long leftOut;
    private long warnings;
    private int noted;
    /** Bytes of the source that the connector has read, and of how many. */
    private long done;

    private long total = -1;

    /** Bytes of the source that are stored: what the bar shows, because storing is what takes the time. */
    private long stored;

    /** Rows of the batch being stored of which the outcome is known. */
    private int told;

    private long looked;
    private boolean cancelled;

    /** Thrown out of a connector's call when a person has stopped the import. */
    static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1;

        Cancelled() {
            super("The import was cancelled", null, false, false);
        }
    }

    /**
     * Something failed in storing, which the connector has nothing to do with. A type of ours, because the guard takes
     * what Java's own types say for a fault of the plugin.
     */
    static final class StoringFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        StoringFailed(RuntimeException cause) {
            super("The records cannot be stored", cause);
        }
    }

    /** @param from the import as stored, with its last checkpoint */
    Ingest(Workspace workspace, People people, ImportStore imports, Import from) {
        this.workspace = workspace;
        this.people = people;
        this.imports = imports;
        this.from = from;
        this.countedBefore = from.progress().position();
        this.tallies = from.progress().mutableTallies();
        this.leftOut = from.progress().leftOut();
        this.warnings = from.progress().warnings();
        this.noted = from.progress().noted();
    }

    @Override
    public void accept(LearningRecord record, SourceLine at) {
        var row = new Row(record, at, ++position > countedBefore);
        if (Batch.removesAFact(record)) {
            removals.add(row);
        } else {
            removals.takeBack(row);
            rows.add(row);
        }
        if (rows.size() >= BATCH || removals.isFull()) {
            store();
        }
    }

    @Override
    public void reject(SourceLine at, Finding why) {
        if (++position <= countedBefore) {
            return;
        }
        boolean rowIsOut = why.severity() == Finding.Severity.ERROR;
        note(at, why.where(), rowIsOut, why.message().in(workspace.settings().language()));
    }

    @Override
    public void progress(long done, long total) {
        this.done = done;
        this.total = total;
        if (isTimeToLook()) {
            look(stored);
            stopIfCancelled();
        }
    }

    /** Stores what is left. To be called once the connector has read everything, or as much as it could. */
    void finish() {
        store();
    }

    private boolean isTimeToLook() {
        return System.nanoTime() - looked > LOOK_NANOS;
    }

    private void look(long shown) {
        looked = System.nanoTime();
        try {
            cancelled |= imports.reading(from.id(), shown, total);
        } catch (RuntimeException e) {
            throw new StoringFailed(e);
        }
    }

    private void stopIfCancelled() {
        if (cancelled) {
            throw new Cancelled();
        }
    }

    private void store() {
        try {
            storeBatch();
        } catch (RuntimeException e) {
            throw e instanceof StoringFailed ours ? ours : new StoringFailed(e);
        }
        stored = done;
        look(stored);
        stopIfCancelled();
    }

    private void storeBatch() {
        var stamp = new Stamp(from.id(), position);
        told = 0;
        new Batch(workspace, people, from.connector(), stamp, this::stored, this::rejected).store(rows);
        rows.clear();
        if (!removals.isEmpty()) {
            remove(stamp);
        }
        imports.note(from.id(), problems);
        problems.clear();
        imports.checkpoint(
                from.id(), new Progress(Math.max(position, countedBefore), tallies, leftOut, warnings, noted));
    }

    /** A row is dealt with. Storing a batch takes seconds, so the bar goes on meanwhile; the batch itself is finished. */
    private void stored(Row row, Outcome outcome) {
        count(row, outcome);
        told++;
        if (isTimeToLook()) {
            look(stored + (done - stored) * told / rows.size());
        }
    }

    private void remove(Stamp stamp) {
        Set<Row> gone = new HashSet<>(removals.run(new LearnerStore(workspace), from.connector(), stamp));
        removals.rows().forEach(row -> count(row, gone.contains(row) ? Outcome.REMOVED : Outcome.UNCHANGED));
        removals.clear();
    }

    private void count(Row row, Outcome outcome) {
        if (row.counts()) {
            tallies.merge(row.kind(), Tally.NONE.plus(outcome), (before, ignored) -> before.plus(outcome));
        }
    }

    private void rejected(Row row, String why) {
        stored(row, Outcome.REJECTED);
        if (row.counts()) {
            String kind = row.kind().name().toLowerCase(Locale.ROOT);
            note(row.at(), "", true, "This " + kind + " was left out. " + why);
        }
    }

    private void note(SourceLine at, String field, boolean rowIsOut, String message) {
        leftOut += rowIsOut ? 1 : 0;
        warnings += rowIsOut ? 0 : 1;
        if (noted < ImportStore.MOST_NOTED) {
            problems.add(new RowProblem(++noted, at.file(), at.line(), field, rowIsOut, message));
        }
    }
}
