package org.takeup.learning;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.tenant.Workspace;

/**
 * An import as the page and the API show it.
 *
 * @param started in the workspace's zone, for reading
 * @param phase what it is doing, in words
 * @param percent of the file that is read and stored; empty while it is not known
 * @param over whether nothing more happens
 * @param leftOut rows that were left out
 * @param warnings rows that were taken without a part of them
 */
public record ImportView(
        String id,
        String connector,
        String file,
        long bytes,
        String by,
        Instant created,
        String started,
        Import.State state,
        String phase,
        Optional<Integer> percent,
        boolean over,
        List<Kind> kinds,
        long leftOut,
        long warnings,
        String message,
        Optional<Instant> finished) {

    /** The counts of one kind of records. */
    public record Kind(String kind, String label, Tally counts) {}

    static ImportView of(Import each, Workspace workspace) {
        var time = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
                .withZone(workspace.settings().zone());
        return new ImportView(
                each.id(),
                each.connector(),
                each.file(),
                each.bytes(),
                each.by(),
                each.created(),
                time.format(each.created()),
                each.state(),
                each.phase().label(),
                each.percent(),
                each.state().isFinal(),
                Arrays.stream(RecordKind.values())
                        .map(kind -> new Kind(
                                kind.name().toLowerCase(Locale.ROOT),
                                kind.label(),
                                each.progress().of(kind)))
                        .toList(),
                each.progress().leftOut(),
                each.progress().warnings(),
                each.message(),
                each.finished());
    }

    /** The state in a word, for reading. */
    public String stateLabel() {
        return switch (state) {
            case WAITING -> "Waiting";
            case RUNNING -> "Running";
            case DONE -> "Done";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
        };
    }

    /** The class of the state's badge. */
    public String badge() {
        return switch (state) {
            case DONE -> "good";
            case FAILED -> "bad";
            case CANCELLED -> "warn";
            case WAITING, RUNNING -> "";
        };
    }
}
