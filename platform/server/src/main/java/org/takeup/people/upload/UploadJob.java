package org.takeup.people.upload;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.people.FileEntry;
import org.takeup.people.People;
import org.takeup.people.upload.Upload.State;
import org.takeup.people.upload.UploadStore.Known;
import org.takeup.tenant.Workspace;

/**
 * Takes a file over, or back. First everybody becomes somebody in the directory; then it is said who reports to whom,
 * because a manager may come later in the file. Killed at any moment, the next run does it again from the start, which
 * changes nothing that is done. Thread-safe.
 */
final class UploadJob {
    private static final Logger LOG = LoggerFactory.getLogger(UploadJob.class);

    private final People people;

    UploadJob(People people) {
        this.people = people;
    }

    void run(Workspace workspace, String id) throws InterruptedException {
        var store = new UploadStore(workspace);
        Optional<Upload> found = store.find(id);
        if (found.isEmpty() || !found.get().state().isMoving()) {
            return;
        }
        boolean back = found.get().state() == State.UNDOING;
        var run = new Run(workspace, store, found.get(), back);
        String refused = "";
        boolean whole = false;
        try {
            whole = run.entries() && run.managers();
        } catch (Problem e) {
            // Trying again would be refused again, as beyond a quota.
            refused = e.title() + " " + e.detail() + " ";
        }
        State end = back ? State.UNDONE : whole ? State.DONE : State.CANCELLED;
        store.end(id, end, refused + message(end), workspace.clock().instant());
        store.endTurn(id, end == State.UNDONE ? "" : id);
        store.makePast(id);
        LOG.info("Upload {} ended: {}", id, end);
    }

    private static String message(State end) {
        return switch (end) {
            case DONE -> "Everything is taken over. If it was a mistake, you can take it back until the next file.";
            case UNDONE -> "Everything is as it was before this file.";
            default -> "It was stopped half-way. What was taken over stays; you can take it back.";
        };
    }

    /** One run over all changes of an upload. */
    private final class Run {
        private final Workspace workspace;
        private final UploadStore store;
        private final Upload upload;
        private final boolean back;
        private long done;

        Run(Workspace workspace, UploadStore store, Upload upload, boolean back) {
            this.workspace = workspace;
            this.store = store;
            this.upload = upload;
            this.back = back;
        }

        /** @return false if somebody wished that it stops */
        boolean entries() throws InterruptedException {
            return eachPart(this::enter);
        }

        boolean managers() throws InterruptedException {
            return eachPart(this::manage);
        }

        private boolean eachPart(Consumer<List<RowChange>> work) throws InterruptedException {
            long after = 0;
            for (List<RowChange> part = part(after); !part.isEmpty(); part = part(after)) {
                work.accept(part);
                after = part.getLast().number();
                done += part.size();
                boolean stop = store.progress(upload.id(), done);
                if (Thread.interrupted()) {
                    throw new InterruptedException("This node stops");
                }
                // What is taken back is taken back to the end: half of it would be neither the one nor the other.
                if (stop && !back) {
                    return false;
                }
            }
            return true;
        }

        private List<RowChange> part(long after) {
            return store.changes(upload.id(), Optional.empty(), after, UploadStore.BATCH);
        }

        /** What the directory is to be told of somebody; nothing if they are to be forgotten. */
        private Optional<FileEntry> wanted(RowChange change) {
            return back ? change.before() : Optional.of(change.after());
        }

        private void enter(List<RowChange> part) {
            var known = new HashMap<String, String>();
            store.known(ids(part)).forEach((id, each) -> known.put(id, each.person()));
            List<FileEntry> wanted =
                    part.stream().flatMap(change -> wanted(change).stream()).toList();
            Map<String, String> persons = people.enter(workspace, wanted, known);
            store.keep(wanted.stream()
                    .map(entry -> new Known(entry, requireNonNull(persons.get(entry.id()))))
                    .toList());
            List<String> forgotten = part.stream()
                    .filter(change -> wanted(change).isEmpty())
                    .map(change -> change.after().id())
                    .toList();
            people.takeBack(
                    workspace,
                    forgotten.stream()
                            .filter(known::containsKey)
                            .map(known::get)
                            .toList());
            store.forget(forgotten);
        }

        private void manage(List<RowChange> part) {
            var asked = new ArrayList<>(ids(part));
            part.stream()
                    .flatMap(change -> wanted(change).stream())
                    .flatMap(entry -> entry.manager().stream())
                    .forEach(asked::add);
            Map<String, Known> known = store.known(asked);
            var managers = new HashMap<String, Optional<String>>();
            for (RowChange change : part) {
                wanted(change).ifPresent(entry -> {
                    Optional<String> manager = entry.manager()
                            .flatMap(id -> Optional.ofNullable(known.get(id)))
                            .map(Known::person);
                    managers.put(requireNonNull(known.get(entry.id())).person(), manager);
                });
            }
            people.managedBy(workspace, managers);
        }

        private static List<String> ids(List<RowChange> part) {
            return part.stream().map(change -> change.after().id()).toList();
        }
    }
}
