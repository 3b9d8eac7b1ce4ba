package org.takeup.preference;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.takeup.store.JobRunner.Later;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Lets go of what was sent and of what was not sent {@value #DAYS} days after it happened: shares look back four weeks, the
 * cap one, and nobody decides by what is older. Done at most once a day and node of a workspace in which something is sent,
 * by a job that deletes a few at a time. Thread-safe.
 */
final class Trimming {
    /** How long both are kept. */
    static final int DAYS = 90;

    /** Deleted by one command. */
    static final int BATCH = 500;

    /** Commands of one run; the next run goes on. */
    private static final int MOST_BATCHES = 20;

    private static final String JOB = "told-trim";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final TenantJobs jobs;
    private final Map<String, LocalDate> days = new ConcurrentHashMap<>();

    Trimming(TenantJobs jobs) {
        this.jobs = jobs;
        jobs.register(JOB, (workspace, ignored) -> trim(workspace));
    }

    /** Something was written in this workspace: what is too old goes today. */
    void written(Workspace workspace) {
        LocalDate today = workspace.today();
        if (!today.equals(days.put(workspace.tenant().id(), today))) {
            jobs.add(workspace, JOB, new Document());
        }
    }

    private static void trim(Workspace workspace) throws Later {
        Instant before = workspace.clock().instant().minus(Duration.ofDays(DAYS));
        var sendings = new SendingStore(workspace);
        var suppressed = new SuppressedStore(workspace);
        for (int i = 0; i < MOST_BATCHES; i++) {
            boolean more = sendings.trim(before, BATCH) | suppressed.trim(before, BATCH);
            if (!more) {
                return;
            }
        }
        throw new Later("There is more to let go of", SOON);
    }
}
