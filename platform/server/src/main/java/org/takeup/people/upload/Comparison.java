package org.takeup.people.upload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.people.FileEntry;
import org.takeup.people.upload.Upload.Counts;

/**
 * Compares a file with what the last one said, and writes down what it would change. Reads the file twice: who reports to
 * whom is known only at its end. Holds ids and managers, not people. Not thread-safe.
 */
final class Comparison {
    /** How many notes of an upload are kept; all are counted. */
    static final int MOST_NOTES = 1_000;

    private final UploadStore store;
    private final String upload;
    private final PeopleTable table;
    private final ManagerTree tree = new ManagerTree();
    private final Set<String> inFile = new HashSet<>();
    private final List<FileEntry> part = new ArrayList<>();
    private final List<RowChange> changes = new ArrayList<>();
    private final List<RowNote> notes = new ArrayList<>();
    private long number;
    private long rows;
    private long added;
    private long changed;
    private long unchanged;
    private long left;
    private long leftOut;
    private long inPart;

    Comparison(UploadStore store, String upload, PeopleTable table) {
        this.store = store;
        this.upload = upload;
        this.table = table;
    }

    /** @param whole whether who is not in the file has left */
    Counts run(boolean whole) {
        // Those whom this file does not name keep their managers.
        store.everybody(
                known -> tree.put(known.entry().id(), known.entry().manager().orElse("")));
        var first = new RowReader();
        table.read(row -> first.read(row).entry().ifPresent(entry -> {
            inFile.add(entry.id());
            tree.put(entry.id(), entry.manager().orElse(""));
        }));
        Set<String> circles = tree.inCircles();
        var second = new RowReader();
        table.read(row -> {
            rows++;
            RowReader.Result result = second.read(row);
            result.entry()
                    .ifPresentOrElse(
                            entry -> take(checked(entry, row.line(), circles)),
                            () -> leaveOut(row.line(), result.field(), result.problem()));
        });
        compare();
        if (whole) {
            leave();
        }
        store.addChanges(upload, changes);
        store.addNotes(upload, notes);
        return new Counts(rows, added, changed, unchanged, left, leftOut, inPart);
    }

    private FileEntry checked(FileEntry entry, long line, Set<String> circles) {
        if (entry.manager().isEmpty()) {
            return entry;
        }
        String manager = entry.manager().get();
        if (circles.contains(entry.id())) {
            note(
                    line,
                    false,
                    "manager " + manager + " reports to this person, over one or more levels. Taken without a "
                            + "manager.");
        } else if (!tree.knows(manager)) {
            note(line, false, "There is nobody with the id " + manager + ". Taken without a manager.");
        } else {
            return entry;
        }
        inPart++;
        return entry.withoutManager();
    }

    private void leaveOut(long line, String field, String message) {
        leftOut++;
        if (notes.size() < MOST_NOTES) {
            notes.add(new RowNote(notes.size() + 1, line, field, true, message));
        }
    }

    private void note(long line, boolean out, String message) {
        if (notes.size() < MOST_NOTES) {
            notes.add(new RowNote(notes.size() + 1, line, Column.MANAGER.title(), out, message));
        }
    }

    private void take(FileEntry entry) {
        part.add(entry);
        if (part.size() == UploadStore.BATCH) {
            compare();
        }
    }

    private void compare() {
        Map<String, UploadStore.Known> known =
                store.known(part.stream().map(FileEntry::id).toList());
        for (FileEntry row : part) {
            Optional<UploadStore.Known> before = Optional.ofNullable(known.get(row.id()));
            // An empty cell leaves what is known: many files have no such columns.
            FileEntry entry =
                    before.map(told -> row.keeping(told.entry().local())).orElse(row);
            if (before.isEmpty()) {
                added++;
                change(RowChange.Kind.ADDED, entry, before);
            } else if (!before.get().entry().equals(entry)) {
                changed++;
                change(RowChange.Kind.CHANGED, entry, before);
            } else {
                unchanged++;
            }
        }
        part.clear();
    }

    private void leave() {
        store.everybody(known -> {
            FileEntry entry = known.entry();
            if (entry.active() && !inFile.contains(entry.id())) {
                left++;
                change(RowChange.Kind.LEFT, entry.gone(), Optional.of(known));
            }
        });
    }

    private void change(RowChange.Kind kind, FileEntry after, Optional<UploadStore.Known> before) {
        changes.add(new RowChange(
                ++number, kind, after, before.map(UploadStore.Known::entry), before.map(UploadStore.Known::person)));
        if (changes.size() == UploadStore.BATCH) {
            store.addChanges(upload, changes);
            changes.clear();
        }
    }
}
