package org.takeup.tenant;

import java.time.Duration;
import java.time.Instant;
import org.bson.Document;
import org.takeup.store.JobRunner;
import org.takeup.store.Jobs;

/** Jobs of tenants: each runs in the workspace that its envelope names, and waits while the tenant is suspended. */
public final class TenantJobs {
    private static final Duration WHILE_SUSPENDED = Duration.ofMinutes(10);

    private final Jobs jobs;
    private final JobRunner runner;
    private final Tenants tenants;

    public TenantJobs(Jobs jobs, JobRunner runner, Tenants tenants) {
        this.jobs = jobs;
        this.runner = runner;
        this.tenants = tenants;
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
