package org.takeup.people.upload;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.upload.Upload.State;
import org.takeup.people.upload.UploadStore.Turn;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Caller;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/** People from files: compares them, takes them over, takes them back. Thread-safe; calls block on the store. */
public final class Uploads {
    public static final List<CollectionSpec> COLLECTIONS = UploadStore.COLLECTIONS;

    private static final String JOB = "people-upload";
    private static final int MOST_NAME = 120;

    private final TenantJobs jobs;

    public Uploads(People people, TenantJobs jobs) {
        this.jobs = jobs;
        var job = new UploadJob(people);
        jobs.register(JOB, (workspace, payload) -> job.run(workspace, payload.getString("upload")));
    }

    /**
     * Compares a file with the directory. Changes nobody.
     *
     * @param whole whether the file names everybody, so that whoever is not in it has left
     * @throws Problem if it is no file of people; or names everybody and has rows that cannot be taken
     */
    Upload check(Workspace workspace, Caller caller, Exchange.Upload file, boolean whole) {
        PeopleTable table = PeopleTable.open(file.file());
        var store = new UploadStore(workspace);
        Turn turn = store.turn();
        if (!turn.moving().isEmpty()) {
            throw moving(workspace, store, turn);
        }
        String id = new ObjectId().toHexString();
        Upload.Counts counts = new Comparison(store, id, table).run(whole);
        var upload = new Upload(
                id,
                file.name().length() > MOST_NAME ? file.name().substring(0, MOST_NAME) : file.name(),
                caller.name(),
                workspace.clock().instant(),
                whole,
                table.readAs(),
                table.unknownColumns(),
                counts,
                turn.applied(),
                State.CHECKED,
                0,
                2 * counts.changes(),
                "",
                Optional.empty());
        store.add(upload);
        return upload;
    }

    /** @throws Problem 404 */
    Upload find(Workspace workspace, String id) {
        return new UploadStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    /** Whether this upload, and nothing after it, can be taken back. */
    boolean canBeUndone(Workspace workspace, Upload upload) {
        Turn turn = new UploadStore(workspace).turn();
        return turn.moving().isEmpty() && turn.last().equals(upload.id());
    }

    List<Upload> list(Workspace workspace, Optional<Instant> before, int most) {
        return new UploadStore(workspace).list(before, most);
    }

    List<RowChange> changes(Workspace workspace, Upload upload, Optional<RowChange.Kind> kind, long after, int most) {
        return new UploadStore(workspace).changes(upload.id(), kind, after, most);
    }

    List<RowNote> notes(Workspace workspace, Upload upload, int after, int most) {
        return new UploadStore(workspace).notes(upload.id(), after, most);
    }

    /**
     * Starts to take a file over in the background.
     *
     * @param sure whether the admin has said that so many people have left
     * @throws Problem if it is not as it was compared, or leaves rows out while it names everybody
     */
    Upload apply(Workspace workspace, String id, boolean sure) {
        Upload upload = find(workspace, id);
        if (upload.state() != State.CHECKED) {
            throw notNow();
        }
        if (upload.whole() && upload.counts().leftOut() > 0) {
            throw new Problem(
                    409,
                    "people-file-not-whole",
                    "This file names everybody, but some of its rows cannot be taken.",
                    "Those people would count as gone. Correct the rows and upload the file again, or upload it as a file "
                            + "that names some people.");
        }
        if (manyLeave(upload) && !sure) {
            throw Problem.invalid(
                    "sure",
                    "Confirm that " + upload.counts().left() + " people have left, or upload a file with them.");
        }
        var store = new UploadStore(workspace);
        Turn turn = store.turn();
        if (!turn.moving().isEmpty()) {
            throw moving(workspace, store, turn);
        }
        if (turn.applied() != upload.basis() || !store.take(turn, id)) {
            throw new Problem(
                    409,
                    "people-file-outdated",
                    "Another file was taken over since this one was compared.",
                    "Upload it again: it is then compared with how things are now.");
        }
        return start(workspace, store, upload, EnumSet.of(State.CHECKED), State.APPLYING);
    }

    /** Whether so many leave that an admin has to say that they mean it. */
    static boolean manyLeave(Upload upload) {
        Upload.Counts counts = upload.counts();
        return counts.left() >= 10 && counts.left() * 10 > counts.rows();
    }

    /** Starts to take a file back in the background. @throws Problem if it is not the last one that was taken over */
    Upload undo(Workspace workspace, String id) {
        Upload upload = find(workspace, id);
        var store = new UploadStore(workspace);
        Turn turn = store.turn();
        if (!turn.last().equals(id) || !store.take(turn, id)) {
            throw turn.moving().isEmpty() ? notNow() : moving(workspace, store, turn);
        }
        return start(workspace, store, upload, EnumSet.of(State.DONE, State.CANCELLED), State.UNDOING);
    }

    private Upload start(Workspace workspace, UploadStore store, Upload upload, Set<State> from, State to) {
        store.enter(upload.id(), from, to, 2 * upload.counts().changes());
        jobs.add(workspace, JOB, new Document("upload", upload.id()));
        return find(workspace, upload.id());
    }

    /** Wishes that taking over stops; what is done by then stays. */
    Upload stop(Workspace workspace, String id) {
        Upload upload = find(workspace, id);
        if (upload.state() == State.APPLYING) {
            new UploadStore(workspace).wishToStop(id);
        }
        return upload;
    }

    /** A node may have died just when this began: then whoever comes next sets it going. */
    private Problem moving(Workspace workspace, UploadStore store, Turn turn) {
        if (store.find(turn.moving()).map(each -> each.state().isMoving()).orElse(false)) {
            jobs.add(workspace, JOB, new Document("upload", turn.moving()));
        } else {
            store.endTurn(turn.moving(), turn.last());
        }
        return new Problem(
                409,
                "people-file-moving",
                "A file is being taken over right now.",
                "Wait until it has finished; the page of uploads shows how far it is.");
    }

    private static Problem notNow() {
        return new Problem(
                409,
                "people-file-past",
                "That can no longer be done with this file.",
                "Another file came after it, or it is done already. Upload a file with how things should be.");
    }
}
