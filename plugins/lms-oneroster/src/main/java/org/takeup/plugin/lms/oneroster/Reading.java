package org.takeup.plugin.lms.oneroster;

import java.io.IOException;
import java.util.Map;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.UnreadableSource;

/** One run over an export: goes through its files row by row, reports bad rows and progress, and stops when interrupted. */
final class Reading {
    /** Often enough to stop and to show progress within milliseconds. */
    private static final int ROWS_BETWEEN_LOOKS = 512;

    /** What is held until the end of reading fits into the memory of a small node. */
    static final int MOST_HELD = 500_000;

    private final Export export;
    private final RecordSink sink;
    private final long total;
    private long doneBefore;

    Reading(Export export, RecordSink sink) {
        this.export = export;
        this.sink = sink;
        this.total = export.totalBytes();
    }

    /** What one row becomes. */
    interface RowReader {
        void read(Row row) throws LeftOut, InterruptedException;
    }

    /** Ids of a file, known to be all there are if the file is a bulk one. */
    KnownIds idsOf(RosterFile file) {
        return new KnownIds(export.isComplete(file));
    }

    /**
     * As {@link #each}, for a file of which every row is held in memory.
     *
     * @throws UnreadableSource also if it has more than {@link #MOST_HELD} rows
     */
    void eachHeld(RosterFile file, RowReader reader) throws UnreadableSource, InterruptedException {
        each(file, reader, MOST_HELD);
    }

    /** Hands every good row of the file to {@code reader}; nothing if the export does not have the file. */
    void each(RosterFile file, RowReader reader) throws UnreadableSource, InterruptedException {
        each(file, reader, Integer.MAX_VALUE);
    }

    private void each(RosterFile file, RowReader reader, int most) throws UnreadableSource, InterruptedException {
        if (!export.has(file)) {
            return;
        }
        long line = 1;
        try (Table table = export.table(file)) {
            Row row = new Row(file, table, sink);
            for (int n = 0; table.rows().next(); n++) {
                line = table.rows().line();
                if (n == most) {
                    throw new UnreadableSource(
                            Words.text("too-many-rows", Map.of("file", file.fileName(), "most", most)));
                }
                readOne(row, reader);
                if (n % ROWS_BETWEEN_LOOKS == 0) {
                    look(table.rows().bytes());
                }
            }
            doneBefore += table.rows().bytes();
        } catch (IOException e) {
            throw damaged(file.fileName(), line, e);
        }
        look(0);
    }

    private static void readOne(Row row, RowReader reader) throws InterruptedException {
        try {
            row.checkShape();
            reader.read(row);
        } catch (LeftOut left) {
            row.reject(left);
        }
    }

    private void look(long doneHere) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Stopped while reading a OneRoster export");
        }
        sink.progress(doneBefore + doneHere, total);
    }

    /** The archive cannot be read on. */
    static UnreadableSource damaged(String file, long line, IOException cause) {
        String reason = cause.getMessage();
        UnreadableSource unreadable = new UnreadableSource(Words.text(
                "damaged", Map.of("file", file, "line", line, "reason", reason == null ? "?" : Row.clipped(reason))));
        unreadable.initCause(cause);
        return unreadable;
    }
}
