package org.takeup.people.upload;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.people.upload.Upload.Counts;
import org.takeup.people.upload.Upload.State;
import org.takeup.tenant.Workspace;

/**
 * An upload as the page and the API show it.
 *
 * @param started in the workspace's zone, for reading
 * @param phase what it is doing, in words
 * @param percent of what it is doing
 * @param over whether nothing happens by itself any more
 * @param undoable whether it can be taken back
 * @param manyLeave whether an admin has to say that they mean it
 */
public record UploadView(
        String id,
        String file,
        String by,
        Instant created,
        String started,
        State state,
        String phase,
        int percent,
        boolean over,
        boolean undoable,
        boolean whole,
        boolean manyLeave,
        String readAs,
        List<String> unknownColumns,
        Counts counts,
        String message,
        Optional<Instant> finished) {
    public UploadView {
        unknownColumns = List.copyOf(unknownColumns);
    }

    static UploadView of(Upload upload, boolean undoable, Workspace workspace) {
        var time = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
                .withZone(workspace.settings().zone());
        return new UploadView(
                upload.id(),
                upload.file(),
                upload.by(),
                upload.created(),
                time.format(upload.created()),
                upload.state(),
                phase(upload.state()),
                upload.percent(),
                !upload.state().isMoving(),
                undoable,
                upload.whole(),
                Uploads.manyLeave(upload),
                upload.readAs(),
                upload.unknownColumns(),
                upload.counts(),
                upload.message(),
                upload.finished());
    }

    private static String phase(State state) {
        return switch (state) {
            case CHECKED -> "Compared, nothing changed yet";
            case APPLYING -> "Taking the file over";
            case DONE -> "Taken over";
            case CANCELLED -> "Stopped half-way";
            case UNDOING -> "Taking the file back";
            case UNDONE -> "Taken back";
            case PAST -> "Past";
        };
    }

    /** The class of the state's badge. */
    public String badge() {
        return switch (state) {
            case DONE -> "good";
            case CANCELLED, CHECKED -> "warn";
            default -> "";
        };
    }
}
