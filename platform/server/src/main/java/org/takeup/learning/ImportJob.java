package org.takeup.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.plugin.PluginFailed;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.settings.Connections;
import org.takeup.plugin.settings.Connections.Connection;
import org.takeup.store.JobRunner;
import org.takeup.tenant.Workspace;

/**
 * One run of an import: takes the file out of the store, lets the connector read it, counts take-up anew, and says how it
 * ended. Killed at any moment, the next run reads from the start, changes nothing that is stored and goes on counting
 * where the last checkpoint is. Thread-safe.
 */
final class ImportJob {
    private static final Logger LOG = LoggerFactory.getLogger(ImportJob.class);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);
    private static final Duration LONGEST_READ = Duration.ofMinutes(60);
    private static final Duration WHILE_BUSY = Duration.ofSeconds(10);
    static final int MOST_RUNS = 6;

    private final Plugins plugins;
    private final Connections connections;
    private final People people;
    private final Events events;

    ImportJob(Plugins plugins, Connections connections, People people, Events events) {
        this.events = events;
        this.plugins = plugins;
        this.connections = connections;
        this.people = people;
    }

    /** How a run ended. */
    private record End(Import.State state, String message) {}

    void run(Workspace workspace, String id) throws IOException, InterruptedException, JobRunner.Later {
        var store = new ImportStore(workspace);
        Optional<Import> found = store.find(id);
        if (found.isEmpty() || found.get().state().isFinal()) {
            close(store, id);
            return;
        }
        int runsBefore = store.begin(id);
        End end = runsBefore < MOST_RUNS
                ? attempt(workspace, store, found.get())
                : giveUp(workspace, store, id, runsBefore);
        String kept = kept(store, id, end.state());
        store.end(
                id,
                end.state(),
                (end.message() + " " + kept).strip(),
                workspace.clock().instant());
        close(store, id);
        events.tell(workspace, Event.once(Event.Kind.LEARNING_SYNCED, "import", id));
        LOG.info("Import {} ended: {}", id, end.state());
    }

    private End attempt(Workspace workspace, ImportStore store, Import started)
            throws IOException, InterruptedException, JobRunner.Later {
        Path file = Files.createTempFile("takeup-import", ".zip");
        try {
            End end = read(workspace, store, started, file);
            countTakeUp(workspace, store, started.id());
            return end;
        } catch (JobRunner.Later later) {
            store.forgiveRun(started.id());
            throw later;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Ends in any case: an import that cannot end would keep all others of the workspace waiting. */
    private static End giveUp(Workspace workspace, ImportStore store, String id, int runs) {
        String message = "It was interrupted " + runs + " times and is given up.";
        try {
            countTakeUp(workspace, store, id);
            return new End(Import.State.FAILED, message);
        } catch (RuntimeException e) {
            LOG.error("Take-up cannot be counted after import {}", id, e);
            return new End(
                    Import.State.FAILED,
                    message + " Take-up could not be counted anew; what is shown was counted before. Tell whoever runs "
                            + "this platform.");
        }
    }

    private static void close(ImportStore store, String id) {
        store.forgetFile(id);
        store.endTurn(id);
    }

    private End read(Workspace workspace, ImportStore store, Import started, Path file)
            throws IOException, InterruptedException, JobRunner.Later {
        if (store.isCancelled(started.id())) {
            return cancelled();
        }
        store.copyFile(started.id(), file);
        try (ZipArchive archive = ZipArchive.open(file);
                Connection connection = connections.open(workspace, started.connector(), Optional.of(archive))) {
            return read(workspace, store, started, connection);
        } catch (Ingest.Cancelled e) {
            return cancelled();
        } catch (PluginFailed e) {
            return failed(e);
        } catch (Problem e) {
            return new End(Import.State.FAILED, e.title() + " " + e.detail());
        }
    }

    private End read(Workspace workspace, ImportStore store, Import started, Connection connection) {
        ConnectorContext context = connection.context();
        var connector = plugins.require(workspace, LmsConnector.class, started.connector());
        List<Finding> findings = connector.call(LONGEST_LOOK, each -> each.check(context));
        Optional<Finding> error = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst();
        if (error.isPresent()) {
            return new End(
                    Import.State.FAILED,
                    words(workspace, connection, error.get().message()));
        }
        store.enter(started.id(), Import.Phase.READING);
        var ingest = new Ingest(workspace, people, store, started);
        List<LocalizedText> unreadable = connector.call(LONGEST_READ, each -> readAll(each, context, ingest));
        ingest.finish();
        return unreadable.isEmpty()
                ? new End(Import.State.DONE, "")
                : new End(Import.State.FAILED, words(workspace, connection, unreadable.getFirst()));
    }

    private static List<LocalizedText> readAll(LmsConnector connector, ConnectorContext context, Ingest ingest)
            throws InterruptedException {
        try {
            connector.read(context, ingest);
            return List.of();
        } catch (UnreadableSource e) {
            return List.of(e.text());
        }
    }

    private static End cancelled() {
        return new End(Import.State.CANCELLED, "It was cancelled.");
    }

    /** A plugin's fault ends the import; a full house or a stopping node does not. */
    private static End failed(PluginFailed failure) throws InterruptedException, JobRunner.Later {
        return switch (failure.reason()) {
            case BROKEN ->
                new End(
                        Import.State.FAILED,
                        "The connector stopped with a fault of its own. Tell whoever supplies it; nothing is wrong with "
                                + "what was imported before.");
            case TOO_SLOW ->
                new End(Import.State.FAILED, "The connector took too long and was stopped. Send a smaller export.");
            case QUARANTINED, TOO_MUCH -> new End(Import.State.FAILED, failure.title() + " " + failure.detail());
            case BUSY, RESTING -> throw new JobRunner.Later(failure.title(), WHILE_BUSY);
            case CANCELLED -> throw new InterruptedException("This node stops");
        };
    }

    private static void countTakeUp(Workspace workspace, ImportStore store, String id) {
        store.enter(id, Import.Phase.COUNTING);
        new RollUp(workspace).run();
    }

    private static String kept(ImportStore store, String id, Import.State state) {
        Progress progress = store.find(id).map(Import::progress).orElse(Progress.NONE);
        long stored = progress.stored();
        String changes = stored == 0
                ? "Nothing was changed."
                : String.format(java.util.Locale.ENGLISH, "%,d records were added, changed or removed.", stored);
        return state == Import.State.DONE || stored == 0
                ? changes
                : changes + " They are kept; importing the file again goes on from there and counts nothing twice.";
    }

    private static String words(Workspace workspace, Connection connection, LocalizedText text) {
        return connection.words(text, workspace.settings().language());
    }
}
