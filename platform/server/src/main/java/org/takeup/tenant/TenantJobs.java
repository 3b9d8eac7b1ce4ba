package org.takeup.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.takeup.store.JobRunner;
import org.takeup.store.Jobs;

/** Jobs of tenants: each runs in the workspace that its envelope names, and waits while the tenant is suspended. */
public final class TenantJobs {
    private static final Duration WHILE_SUSPENDED = Duration.ofMinutes(10);
    /** Longer than it takes to store what a job is woken for. */
    private static final Duration GUARD = Duration.ofMinutes(1);

    private static final String WAKE = "wake";

    private final Jobs jobs;
    private final JobRunner runner;
    private final Tenants tenants;
    private final Set<String> throughout = ConcurrentHashMap.newKeySet();
    private final Set<String> woken = ConcurrentHashMap.newKeySet();

    public TenantJobs(Jobs jobs, JobRunner runner, Tenants tenants) {
        this.jobs = jobs;
        this.runner = runner;
        this.tenants = tenants;
        // What is under way reaches its safe point: workers stop soon after an interrupt and can be repeated.
        runner.stopWhen(job -> !throughout.contains(job.kind())
                && tenants.byId(job.tenant())
                        .filter(workspace -> workspace.tenant().status() == Tenant.Status.SUSPENDED)
                        .isPresent());
        tenants.listen(ignored -> runner.review());
        registerQueue(WAKE, (workspace, payload, progress) -> wake(workspace, payload.getString("kind")));
    }

    /** What a kind of job does in a workspace. Must be safe to repeat, and stop soon after its thread is interrupted. */
    @FunctionalInterface
    public interface Worker {
        /** @param payload as it was added */
        void run(Workspace workspace, Document payload) throws Exception;
    }

    /** Says what a kind of job does. Called while wiring. */
    public void register(String kind, Worker worker) {
        runner.register(kind, job -> worker.run(workspace(job), job.payload()));
    }

    /** What a kind of job does that empties a queue of a workspace. As {@link Worker}. */
    @FunctionalInterface
    public interface QueueWorker {
        /**
         * @param payload as it was added
         * @param progress to be told whenever something has left the queue
         */
        void run(Workspace workspace, Document payload, JobRunner.Progress progress) throws Exception;
    }

    /**
     * Says what a kind of job does that empties a queue: it is never set aside for good, see {@link JobRunner}. Called while
     * wiring.
     */
    public void registerQueue(String kind, QueueWorker worker) {
        runner.registerQueue(kind, (job, progress) -> worker.run(workspace(job), job.payload(), progress));
    }

    /**
     * As {@link #registerQueue}, for a kind of which a workspace has one job at most, that is woken when the queue gets
     * longer. Called while wiring.
     */
    public void registerWoken(String kind, QueueWorker worker) {
        woken.add(kind);
        registerQueue(kind, worker);
    }

    /**
     * Has the one job of this kind of the workspace run soon. It sees all that was stored before this call, also if it
     * is at its end at this moment.
     */
    public void wake(Workspace workspace, String kind) {
        jobs.wake(kind, workspace.tenant().id());
    }

    /**
     * Stores what such a job is there for, and wakes it. If this node dies in between, or if it is not known whether
     * something was stored, the job is woken within minutes.
     */
    public void wakeAfter(Workspace workspace, String kind, Runnable storing) {
        Instant late = workspace.clock().instant().plus(GUARD);
        String guard = jobs.add(WAKE, workspace.tenant().id(), new Document("kind", kind), late);
        storing.run();
        wake(workspace, kind);
        jobs.withdraw(guard);
    }

    /** Says what a kind of job does that goes on while its tenant is suspended, moves or goes. Called while wiring. */
    public void registerThroughout(String kind, ByTenant worker) {
        throughout.add(kind);
        runner.register(kind, job -> worker.run(job.tenant(), job.payload()));
    }

    /** As {@link Worker}, for a tenant that may be suspended or gone. */
    @FunctionalInterface
    public interface ByTenant {
        /** @param tenant its id */
        void run(String tenant, Document payload) throws Exception;
    }

    /** What waits to be done for a tenant. */
    public List<Jobs.Waiting> waiting(Workspace workspace) {
        return jobs.waiting(workspace.tenant().id());
    }

    /** Adds what waited elsewhere. Kinds that this installation does not know are left out. */
    public void addAll(Workspace workspace, List<Jobs.Waiting> all) {
        all.stream().filter(each -> runner.kinds().contains(each.kind())).forEach(each -> add(workspace, each));
    }

    private void add(Workspace workspace, Jobs.Waiting job) {
        if (woken.contains(job.kind())) {
            wake(workspace, job.kind());
        } else {
            add(workspace, job.kind(), job.payload(), job.due());
        }
    }

    /** Whether any node is at work for the tenant, but for jobs of this kind. */
    public boolean atWork(String tenant, String but) {
        return jobs.running(tenant, but) > 0;
    }

    /** Drops all that waits for the tenant, but for jobs of this kind. */
    public void drop(String tenant, String but) {
        jobs.drop(tenant, but);
    }

    /** Adds a job that is due now. */
    public void add(Workspace workspace, String kind, Document payload) {
        add(workspace, kind, payload, workspace.clock().instant());
    }

    /** Adds a job that is due at a moment. */
    public void add(Workspace workspace, String kind, Document payload, Instant due) {
        jobs.add(kind, workspace.tenant().id(), payload, due);
    }

    private Workspace workspace(Jobs.Job job) throws JobRunner.Later {
        Workspace workspace = tenants.byId(job.tenant())
                .orElseThrow(() -> new IllegalStateException("Job " + job.id() + " names no tenant that exists"));
        if (workspace.tenant().status() == Tenant.Status.SUSPENDED) {
            throw new JobRunner.Later("The tenant is suspended", WHILE_SUSPENDED);
        }
        return workspace;
    }
}
