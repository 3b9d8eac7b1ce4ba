package org.takeup.tenant.life;

import static com.mongodb.client.model.Filters.empty;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.Jobs;
import org.takeup.store.Sealer;
import org.takeup.store.TenantSchema;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.TenantPaper;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/**
 * Restores archives as new tenants. All of an archive is checked before anything is stored; nobody gets into the
 * workspace before all of it is there and its checksums are those of the archive. What breaks off leaves nothing: at
 * once, or, if the node died, as soon as another one finds that the restoring gives no sign of life. Thread-safe.
 */
public final class Arrivals {
    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
    private static final String WATCH = "arrival-watch";

    private static final int MOST_NOTED = 20;

    /** How long a restoring may give no sign of life. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Tenants tenants;
    private final TenantJobs jobs;
    private final Jobs queue;
    private final TenantSchema schema;
    private final TakingBack takingBack;
    private final Set<String> leftOut;
    private final Consumer<Workspace> older;
    private final Deque<Ended> ended = new ArrayDeque<>();

    /**
     * @param leftOut collections that archives do not have
     * @param older brings what an older Takeup has stored to what this one keeps; once all of an archive is there, and before
     *     anybody gets in
     */
    public Arrivals(
            Tenants tenants,
            TenantJobs jobs,
            Jobs queue,
            TenantSchema schema,
            TakingBack takingBack,
            Set<String> leftOut,
            Consumer<Workspace> older) {
        this.tenants = tenants;
        this.jobs = jobs;
        this.queue = queue;
        this.schema = schema;
        this.takingBack = takingBack;
        this.leftOut = Set.copyOf(leftOut);
        this.older = older;
        jobs.registerThroughout(WATCH, (tenant, ignored) -> watch(tenant));
    }

    /**
     * What was asked for.
     *
     * @param slug of the new tenant
     * @param domain a mail domain of the organisation, which the operator has made sure of
     */
    public record Wanted(String slug, String domain, Tenant.Placement placement) {}

    /** What was restored: documents by collection. */
    public record Arrived(String slug, Map<String, Long> collections) {}

    /**
     * How a restoring ended that {@link #begin} began on this node.
     *
     * @param words what came of it, a sentence
     */
    public record Ended(String slug, Instant at, String words) {}

    /**
     * Restores an archive. Blocks until the workspace can be used.
     *
     * @throws ArchiveRefused if the archive is not as it should be; nothing was stored
     * @throws Tenants.Conflict if the address or the domain is another tenant's; nothing was stored
     */
    public Arrived restore(Path file, TransportKey key, Wanted wanted) throws ArchiveRefused, IOException {
        Sealer transport = key.sealer();
        try (ArchiveReader archive = ArchiveReader.open(file, transport)) {
            return filled(arrive(archive, transport, wanted), archive);
        }
    }

    /**
     * Checks an archive and begins to restore it; goes on by itself. The file may be deleted from now on. What breaks off
     * or is cancelled leaves nothing.
     *
     * @return the slug of the tenant that is being restored
     * @throws ArchiveRefused if the archive is not as it should be; nothing was stored
     * @throws Tenants.Conflict if the address or the domain is another tenant's; nothing was stored
     */
    public String begin(Path file, TransportKey key, Wanted wanted) throws ArchiveRefused, IOException {
        Sealer transport = key.sealer();
        ArchiveReader archive = ArchiveReader.open(file, transport);
        Workspace workspace;
        try {
            workspace = arrive(archive, transport, wanted);
        } catch (RuntimeException | ArchiveRefused | IOException e) {
            archive.close();
            throw e;
        }
        Thread.ofVirtual().name("restoring " + wanted.slug()).start(() -> goOn(workspace, archive));
        return wanted.slug();
    }

    private void goOn(Workspace workspace, ArchiveReader archive) {
        String slug = workspace.tenant().slug();
        try (archive) {
            Arrived arrived = filled(workspace, archive);
            long documents = arrived.collections().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            note(slug, "It is here with " + documents + " documents.");
        } catch (Ceased e) {
            note(slug, "It was cancelled, and nothing of it is left.");
        } catch (RuntimeException | ArchiveRefused | IOException e) {
            LOG.error("The restoring of tenant {} broke off", slug, e);
            note(slug, "It broke off, and nothing of it is left; the log of this node says why. Restore it again.");
        }
    }

    private synchronized void note(String slug, String words) {
        ended.addFirst(new Ended(slug, queue.now(), words));
        if (ended.size() > MOST_NOTED) {
            ended.removeLast();
        }
    }

    /** How the last restorings ended that this node began, the latest first. */
    public synchronized List<Ended> ended() {
        return List.copyOf(ended);
    }

    /** How many documents of a tenant that is being restored are there. */
    public long stored(Workspace workspace) {
        return parts().stream()
                .mapToLong(spec -> workspace.collection(spec).count(empty()))
                .sum();
    }

    /** Has a restoring stop; what was stored of it is deleted by the node that restores. */
    public void cancel(Workspace workspace) throws LifeRefused {
        if (workspace.tenant().stay().until().equals(Instant.EPOCH)) {
            throw new LifeRefused("The tenant is not being restored.");
        }
        if (!tenants.enter(workspace.tenant(), Set.of(Stay.State.ARRIVING), Stay.State.WITHDRAWN, Instant.EPOCH)) {
            throw new LifeRefused("The tenant is not being restored any more.");
        }
    }

    private Workspace arrive(ArchiveReader archive, Sealer transport, Wanted wanted)
            throws ArchiveRefused, IOException {
        archive.check(known());
        Manifest manifest = archive.manifest();
        TenantDefinition definition = definition(manifest, wanted);
        String id = Tenants.newId();
        // Before the tenant is there, so that none is without it, wherever a node dies.
        queue.add(WATCH, id, new Document(), later());
        return tenants.arrive(id, definition, manifest.dataKey(), transport, later())
                .orElseThrow(() -> new ArchiveRefused("Somebody else took the address at this moment."));
    }

    private Arrived filled(Workspace workspace, ArchiveReader archive) throws ArchiveRefused, IOException {
        try {
            fill(workspace, archive);
        } catch (RuntimeException | ArchiveRefused | IOException e) {
            undo(workspace);
            throw e;
        }
        Manifest manifest = archive.manifest();
        LOG.info("Tenant {} was restored: {} documents", workspace.tenant().slug(), manifest.documents());
        var counts = new TreeMap<String, Long>();
        manifest.parts().forEach((name, total) -> counts.put(name, total.documents()));
        return new Arrived(workspace.tenant().slug(), counts);
    }

    private static TenantDefinition definition(Manifest manifest, Wanted wanted) throws ArchiveRefused {
        try {
            return TenantPaper.read(manifest.tenant(), wanted.slug(), wanted.domain(), wanted.placement());
        } catch (TenantPaper.Unfit e) {
            throw new ArchiveRefused("The settings of the workspace do not fit: " + e.getMessage() + ".");
        }
    }

    private Set<String> known() {
        var known = new HashSet<String>();
        parts().forEach(spec -> known.add(spec.name()));
        known.add(ArchiveWriter.JOBS);
        return known;
    }

    private List<CollectionSpec> parts() {
        return schema.specs().stream()
                .filter(spec -> !leftOut.contains(spec.name()))
                .toList();
    }

    private void fill(Workspace workspace, ArchiveReader archive) throws ArchiveRefused, IOException {
        var documents = new Documents(workspace, parts());
        Runnable alive = new Beat(workspace);
        var batches = new HashMap<String, Documents.Batch>();
        parts().forEach(spec -> batches.put(spec.name(), documents.into(spec, alive)));
        var waiting = new ArrayList<Jobs.Waiting>();
        archive.each((collection, line) -> {
            if (collection.equals(ArchiveWriter.JOBS)) {
                waiting.add(job(line));
            } else {
                Objects.requireNonNull(batches.get(collection), "checked before")
                        .add(line);
            }
        });
        batches.values().forEach(Documents.Batch::close);
        List<String> wrong = archive.manifest().differences(totals(documents, waiting));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("The store does not hold what was written: " + wrong);
        }
        // After the sums: they are of what was written.
        older.accept(workspace);
        jobs.addAll(workspace, waiting);
        if (!tenants.enter(workspace.tenant(), Set.of(Stay.State.ARRIVING), Stay.State.HERE, Instant.EPOCH)) {
            throw new Ceased();
        }
    }

    /** Somebody has cancelled the restoring, or it was taken for dead. */
    private static final class Ceased extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Ceased() {
            super("The restoring was cancelled or taken for dead");
        }
    }

    private static Map<String, Checksum.Total> totals(Documents documents, List<Jobs.Waiting> waiting) {
        Map<String, Checksum.Total> totals = documents.totals();
        var checksum = new Checksum();
        waiting.forEach(job -> checksum.add(Line.of(job.document()).bytes()));
        totals.put(ArchiveWriter.JOBS, checksum.total());
        return totals;
    }

    private static Jobs.Waiting job(Line line) throws ArchiveRefused {
        try {
            Jobs.Waiting job = Jobs.Waiting.of(line.id(), line.body());
            if (job.kind() == null || job.payload() == null) {
                throw new ArchiveRefused("What waits to be done is not as it should be.");
            }
            return job;
        } catch (ClassCastException | NullPointerException e) {
            throw new ArchiveRefused("What waits to be done is not as it should be.");
        }
    }

    private Instant later() {
        return queue.now().plus(PATIENCE);
    }

    /** Says now and then that the restoring goes on. */
    private final class Beat implements Runnable {
        private final Workspace workspace;
        private Instant next = later().minus(PATIENCE.dividedBy(2));

        Beat(Workspace workspace) {
            this.workspace = workspace;
        }

        @Override
        public void run() {
            // Each batch of hundreds: a restoring that was cancelled stops writing soon.
            boolean goesOn = tenants.reread(workspace.tenant().id())
                    .filter(now -> now.stay().state() == Stay.State.ARRIVING)
                    .isPresent();
            if (!goesOn) {
                throw new Ceased();
            }
            if (queue.now().isBefore(next)) {
                return;
            }
            next = later().minus(PATIENCE.dividedBy(2));
            if (!tenants.enter(workspace.tenant(), Set.of(Stay.State.ARRIVING), Stay.State.ARRIVING, later())) {
                throw new Ceased();
            }
        }
    }

    /** Takes back what a restoring left whose node died. */
    private void watch(String id) throws Later {
        Tenant tenant = tenants.reread(id).orElse(null);
        if (tenant == null) {
            return;
        }
        boolean arriving = tenant.stay().state() == Stay.State.ARRIVING;
        if (arriving && tenant.stay().until().isAfter(queue.now())) {
            throw new Later("The tenant is being restored", PATIENCE);
        }
        if (arriving || tenant.stay().state() == Stay.State.WITHDRAWN) {
            tenants.byId(id).ifPresent(this::undo);
        }
    }

    private void undo(Workspace workspace) {
        if (takingBack.takeBack(workspace, WATCH)) {
            LOG.warn(
                    "Tenant {} could not be restored and was taken back",
                    workspace.tenant().slug());
        }
    }
}
