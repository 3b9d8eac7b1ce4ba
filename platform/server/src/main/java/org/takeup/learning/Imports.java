package org.takeup.learning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.takeup.event.Events;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.learning.ImportStore.Turn;
import org.takeup.people.People;
import org.takeup.plugin.Offered;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.lms.ConnectorProfile;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.settings.Connections;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Jobs;
import org.takeup.tenant.Caller;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/** Imports of learning data: starts them, tells how they go, stops them. Thread-safe; calls block on the store. */
public final class Imports {
    public static final List<CollectionSpec> COLLECTIONS = List.of(
            ImportStore.IMPORTS,
            ImportStore.PIECES,
            ImportStore.PROBLEMS,
            ImportStore.TURNS,
            LearnerStore.LEARNERS,
            LearnerStore.CATALOGUE,
            TakeUpStore.TAKE_UP,
            TakeUpStore.OVERVIEWS);

    private static final String JOB = "learning-import";
    private static final int MOST_NAME = 120;

    /** How long a file may take to be kept before its turn is given to somebody else. */
    private static final Duration LONGEST_KEEPING = Duration.ofMinutes(10);

    private final Plugins plugins;
    private final TenantJobs jobs;

    public Imports(Plugins plugins, Connections connections, People people, TenantJobs jobs, Events events) {
        this.plugins = plugins;
        this.jobs = jobs;
        var job = new ImportJob(plugins, connections, people, events);
        jobs.register(JOB, (workspace, payload) -> job.run(workspace, payload.getString("import")));
    }

    /** A connector that a person can choose. @param types file name endings that it reads */
    public record Connector(String plugin, String name, String description, List<String> types) {}

    /** The connectors that read uploads, in the reader's language. */
    public List<Connector> connectors(Workspace workspace, Locale locale) {
        return plugins.offered(workspace, LmsConnector.class).stream()
                .flatMap(offered -> connector(offered, locale).stream())
                .toList();
    }

    private static Optional<Connector> connector(Offered<LmsConnector> offered, Locale locale) {
        ConnectorProfile profile = offered.call(LmsConnector::profile);
        return profile.source() == ConnectorProfile.Source.UPLOAD
                ? Optional.of(new Connector(
                        offered.plugin(),
                        profile.name().in(locale),
                        profile.description().in(locale),
                        profile.uploadTypes()))
                : Optional.empty();
    }

    /**
     * Keeps the file and starts to import it in the background.
     *
     * @param connector id of a plugin that the workspace has enabled
     * @throws Problem if the file is no archive that can be imported; nothing is kept then
     * @throws ImportRunning if another import is under way
     */
    public Import start(Workspace workspace, Caller caller, String connector, Exchange.Upload upload) {
        Connector chosen = connectors(workspace, workspace.settings().language()).stream()
                .filter(each -> each.plugin().equals(connector))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("connector", "Choose one of the connectors that are enabled here."));
        refuseOtherTypes(chosen, upload);
        look(upload.file());
        return keep(workspace, caller, chosen, upload);
    }

    private static void refuseOtherTypes(Connector connector, Exchange.Upload upload) {
        String name = upload.name().toLowerCase(Locale.ROOT);
        if (connector.types().stream().noneMatch(name::endsWith)) {
            throw Problem.invalid(
                    "file", "Choose a file that ends in " + String.join(" or ", connector.types()) + ", as exported.");
        }
    }

    private static void look(Path file) {
        try (ZipArchive archive = ZipArchive.open(file)) {
            if (archive.names().isEmpty()) {
                throw new ArchiveRefused("The archive is empty.", "Export it again and send the .zip as it is.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Import keep(Workspace workspace, Caller caller, Connector connector, Exchange.Upload upload) {
        var store = new ImportStore(workspace);
        Instant now = workspace.clock().instant();
        String id = new ObjectId().toHexString();
        takeTurn(store, id, now);
        Import fresh = ImportDocument.fresh(
                id, connector.plugin(), shortened(upload.name()), upload.bytes(), caller.name(), now);
        try {
            store.keepFile(id, upload.file());
            store.add(fresh);
        } catch (IOException | RuntimeException e) {
            store.forgetFile(id);
            store.endTurn(id);
            throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
        }
        jobs.add(workspace, JOB, new Document("import", id));
        return fresh;
    }

    private static void takeTurn(ImportStore store, String id, Instant now) {
        if (store.takeTurn(id, now)) {
            return;
        }
        Turn turn = store.turn().orElseThrow(() -> new ImportRunning(""));
        if (isInUse(store, turn, now) || !store.takeOver(turn, id, now)) {
            throw new ImportRunning(store.turn().map(Turn::importId).orElse(""));
        }
    }

    private static boolean isInUse(ImportStore store, Turn turn, Instant now) {
        return !turn.importId().isEmpty()
                && store.find(turn.importId())
                        .map(running -> !running.state().isFinal())
                        .orElse(turn.since().plus(LONGEST_KEEPING).isAfter(now));
    }

    private static String shortened(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > MOST_NAME ? plain.substring(0, MOST_NAME) + "…" : plain;
    }

    /** Newest first. @param before {@code created} of the last one of the part before */
    public List<Import> list(Workspace workspace, Optional<Instant> before, int most) {
        return new ImportStore(workspace).list(before, Math.clamp(most, 1, 100));
    }

    /** @throws Problem with status 404 if there is no such import */
    public Import find(Workspace workspace, String id) {
        return new ImportStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    /** Rows that were left out or taken in part, in the order in which they were found; the first 1,000 are kept. */
    public List<RowProblem> problems(Workspace workspace, String id, int after, int most) {
        find(workspace, id);
        return new ImportStore(workspace).problems(id, after, Math.clamp(most, 1, ImportStore.MOST_NOTED));
    }

    /**
     * Asks an import to stop; it does within seconds and says what it kept. One that nobody works on any more, because a
     * node died at a bad moment, is ended as well, within a minute. One that has finished is left as it is.
     */
    public Import cancel(Workspace workspace, String id) {
        Import found = find(workspace, id);
        if (new ImportStore(workspace).cancel(id)) {
            Instant now = workspace.clock().instant();
            // A run that is under way sees the wish by itself; this one finds it ended, or ends it.
            Instant due = found.state() == Import.State.WAITING ? now : now.plus(Jobs.LEASE);
            jobs.add(workspace, JOB, new Document("import", id), due);
        }
        return find(workspace, id);
    }
}
