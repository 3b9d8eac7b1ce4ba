package org.takeup.lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Jobs;
import org.takeup.store.RandomCode;
import org.takeup.store.Sealer;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.TenantPaper;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.life.ArchiveWriter;
import org.takeup.tenant.life.TransportKey;

/**
 * Archives of a workspace: all that is kept of it, in the form that {@code platform/archive.md} describes. Made by a job,
 * kept for a week, read in any order. Thread-safe; calls block on the store.
 *
 * <p>People may go on working meanwhile: each collection is as it was when its turn came.
 */
public final class Exports {
    public static final List<CollectionSpec> COLLECTIONS = List.of(ExportStore.EXPORTS, ExportStore.PIECES);

    /** How long a finished archive can be downloaded. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final String MAKE = "export-make";
    private static final String EXPIRE = "export-expire";
    private static final String PURPOSE = "export-transport:";
    private static final int MOST_KEPT = 3;
    private static final int MOST_RUNS = 4;
    private static final int STEP = 500;

    private final TenantJobs jobs;
    private final BiFunction<Workspace, Sealer, byte[]> keys;
    private final List<CollectionSpec> parts;
    private final Map<String, String> leftOut;

    /**
     * @param keys seals a workspace's data key with another key
     * @param collections all of a workspace
     * @param leftOut those of them that are in no archive, with the reason
     */
    public Exports(
            TenantJobs jobs,
            BiFunction<Workspace, Sealer, byte[]> keys,
            List<CollectionSpec> collections,
            Map<String, String> leftOut) {
        this.jobs = jobs;
        this.keys = keys;
        this.leftOut = Map.copyOf(leftOut);
        // The sealed end of the audit trail before its entries: what is added meanwhile then comes after that end.
        this.parts = collections.stream()
                .filter(each -> !leftOut.containsKey(each.name()))
                .sorted(Comparator.comparing(CollectionSpec::name).reversed())
                .toList();
        jobs.register(MAKE, (workspace, payload) -> make(workspace, payload.getString("export")));
        jobs.register(EXPIRE, (workspace, payload) -> new ExportStore(workspace).delete(payload.getString("export")));
    }

    /** An export that was asked for. @param key shown once, here: without it the archive cannot be restored */
    public record Asked(Export export, String key) {
        @Override
        public String toString() {
            return "Asked[" + export + "]";
        }
    }

    /** Has an archive made. Of more than three, the oldest is given up. */
    public Asked start(Workspace workspace) {
        var store = new ExportStore(workspace);
        List<Export> kept = store.all();
        kept.stream().skip(MOST_KEPT - 1L).forEach(each -> store.delete(each.id()));
        Instant now = workspace.clock().instant();
        var export = new Export(RandomCode.hex(16), Export.State.WAITING, now, now.plus(KEPT), 0, 0, "");
        TransportKey key = TransportKey.fresh();
        store.add(export, workspace.sealer().seal(HexFormat.of().parseHex(key.shown()), PURPOSE + export.id()));
        jobs.add(workspace, MAKE, new Document("export", export.id()));
        return new Asked(export, key.shown());
    }

    /** The exports that there are, newest first. */
    public List<Export> list(Workspace workspace) {
        Instant now = workspace.clock().instant();
        return new ExportStore(workspace)
                .all().stream().filter(each -> each.expires().isAfter(now)).toList();
    }

    /** A finished export. @throws Problem 404 if there is none, it is another's or it has expired; 409 if it is not ready */
    public Export ready(Workspace workspace, String id) {
        Export export = new ExportStore(workspace)
                .find(id)
                .filter(each -> each.expires().isAfter(workspace.clock().instant()))
                .orElseThrow(Problem::notFound);
        if (!export.ready()) {
            throw new Problem(
                    409,
                    "export-not-ready",
                    "This archive is not ready.",
                    "Look again in a moment; the list of exports says how far it is.");
        }
        return export;
    }

    /** Writes a part of a finished archive. @param until not included */
    public void copy(Workspace workspace, Export export, long from, long until, OutputStream out) throws IOException {
        new ExportStore(workspace).copy(export.id(), from, until, out);
    }

    /** Gives an export up, whether it is made or not. @throws Problem 404 if there is none */
    public void delete(Workspace workspace, String id) {
        var store = new ExportStore(workspace);
        if (store.find(id).isEmpty()) {
            throw Problem.notFound();
        }
        store.delete(id);
    }

    private void make(Workspace workspace, String id) throws IOException, InterruptedException {
        var store = new ExportStore(workspace);
        var runs = store.begin(id);
        if (runs.isEmpty()) {
            return;
        }
        var sealed = store.transport(id);
        if (runs.get() >= MOST_RUNS || sealed.isEmpty()) {
            store.failed(id);
            return;
        }
        byte[] key = workspace
                .sealer()
                .open(sealed.get(), PURPOSE + id)
                .orElseThrow(() -> new IllegalStateException("The transport key of export " + id + " does not open"));
        TransportKey transport =
                TransportKey.parse(HexFormat.of().formatHex(key)).orElseThrow();
        try {
            write(workspace, store, id, transport.sealer());
        } catch (GivenUp e) {
            store.delete(id);
        }
    }

    private void write(Workspace workspace, ExportStore store, String id, Sealer transport)
            throws IOException, InterruptedException {
        Instant now = workspace.clock().instant();
        var out = new Pieces(store, id);
        var counted = new Counted(store, id);
        try (var archive = new ArchiveWriter(out, now)) {
            for (CollectionSpec part : parts) {
                archive.part(part.name(), workspace.collection(part).all().batchSize(STEP), counted::wrote);
            }
            archive.part(ArchiveWriter.JOBS, jobs(workspace), counted::wrote);
            archive.finish(TenantPaper.write(workspace.tenant()), keys.apply(workspace, transport), leftOut, transport);
        }
        Instant expires = workspace.clock().instant().plus(KEPT);
        if (!store.ready(id, counted.documents, out.bytes(), out.sha256(), expires)) {
            throw new GivenUp();
        }
        jobs.add(workspace, EXPIRE, new Document("export", id), expires);
        LOG.info("Export {} is ready: {} documents, {} bytes", id, counted.documents, out.bytes());
    }

    /** What waits to be done, but for these exports themselves. */
    private List<Document> jobs(Workspace workspace) {
        return jobs.waiting(workspace).stream()
                .filter(job -> !job.kind().equals(MAKE) && !job.kind().equals(EXPIRE))
                .map(Jobs.Waiting::document)
                .toList();
    }

    private static final class Counted {
        private final ExportStore store;
        private final String id;
        private long documents;

        Counted(ExportStore store, String id) {
            this.store = store;
            this.id = id;
        }

        void wrote(long more) throws InterruptedException {
            documents += more;
            if (documents % STEP == 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!store.wrote(id, documents)) {
                    throw new GivenUp();
                }
            }
        }
    }

    /** Nobody wants the archive any more. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1;

        GivenUp() {
            super("given up", null, false, false);
        }
    }
}
