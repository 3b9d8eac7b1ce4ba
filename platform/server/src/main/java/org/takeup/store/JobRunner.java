package org.takeup.store;

import com.mongodb.MongoInterruptedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.takeup.store.Jobs.Job;

/**
 * Runs jobs on this node: a few at a time, each on a virtual thread, its lease renewed while it works. A job that fails
 * is tried again later and later; after {@value #MOST_ATTEMPTS} attempts it is set aside. Putting it off and interrupting
 * it are no failures. A job that empties a queue is never given up: it counts the attempts since it last got further, and
 * rests for {@link #REST} where others are set aside. Thread-safe.
 */
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int AT_ONCE = 4;
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration POLL = Duration.ofSeconds(2);

    /** How long the job of a queue rests after too many attempts without progress. It gets one attempt after each rest. */
    public static final Duration REST = Duration.ofHours(1);

    private final Jobs jobs;
    private final Clock clock;
    private final Map<String, QueueWorker> workers = new ConcurrentHashMap<>();
    private final Set<String> queues = ConcurrentHashMap.newKeySet();
    private final Map<Job, Run> running = new ConcurrentHashMap<>();
    private final Semaphore free;
    private final Semaphore news = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Outcomes outcomes;
    private volatile Predicate<Job> mustStop = job -> false;
    private volatile boolean open = true;

    public JobRunner(Jobs jobs, Signals signals, Clock clock) {
        this(jobs, signals, clock, (kind, outcome, took) -> {});
    }

    /** As above; {@code outcomes} is told of each run. */
    public JobRunner(Jobs jobs, Signals signals, Clock clock, Outcomes outcomes) {
        this(jobs, signals, clock, outcomes, AT_ONCE);
    }

    /** As above, with this many jobs at once. */
    public JobRunner(Jobs jobs, Signals signals, Clock clock, Outcomes outcomes, int atOnce) {
        this.outcomes = outcomes;
        this.free = new Semaphore(atOnce);
        this.jobs = jobs;
        this.clock = clock;
        signals.listen(Signals.Topic.JOBS, ignored -> news.release());
    }

    /** What a kind of job does. Must be safe to repeat, and stop soon after its thread is interrupted. */
    @FunctionalInterface
    public interface Worker {
        void run(Job job) throws Exception;
    }

    /** What a kind of job does that empties a queue. As {@link Worker}; it also says when the queue got shorter. */
    @FunctionalInterface
    public interface QueueWorker {
        void run(Job job, Progress progress) throws Exception;
    }

    /** A run's word that its job got further, so that the deaths of nodes before it no longer count. Thread-safe. */
    @FunctionalInterface
    public interface Progress {
        /** Says so. Writes at most once a run, and only if an earlier attempt died or failed. Never throws. */
        void made();
    }

    /** Hears how each run ended, for metrics. Fast and never throws. */
    @FunctionalInterface
    public interface Outcomes {
        /** @param outcome {@code done}, {@code later}, {@code interrupted} or {@code failed} */
        void ended(String kind, String outcome, Duration took);
    }

    /**
     * Thrown by a worker that cannot go on now, for a reason that is no fault. Does not count as an attempt that failed.
     * Whoever knows the moment at which to go on says {@link #until}: a wait that is worked out from it begins only when the
     * job is given back, and is too long if the clock was put forward in between.
     */
    public static final class Later extends Exception {
        private static final long serialVersionUID = 1;

        private final Instant soonest;
        private final Duration wait;
        private final boolean undisturbed;

        /** @param wait counted from when the job is given back */
        public Later(String reason, Duration wait) {
            this(reason, Instant.EPOCH, wait, false);
        }

        private Later(String reason, Instant soonest, Duration wait, boolean undisturbed) {
            super(reason);
            this.soonest = soonest;
            this.wait = wait;
            this.undisturbed = undisturbed;
        }

        /** For a job that is to go on at this moment, or at once if it has passed. */
        public static Later until(String reason, Instant moment) {
            return new Later(reason, moment, Duration.ZERO, false);
        }

        /** For a job that is woken: that nothing goes on before then, whatever it is woken for. */
        public static Later undisturbed(String reason, Duration wait) {
            return new Later(reason, Instant.EPOCH, wait, true);
        }

        private Instant due(Instant now) {
            Instant waited = now.plus(wait);
            return waited.isAfter(soonest) ? waited : soonest;
        }
    }

    /** Registers what a kind of job does; before {@link #start}. */
    public void register(String kind, Worker worker) {
        workers.put(kind, (job, progress) -> worker.run(job));
    }

    /** Registers what a kind of job does that empties a queue: it rests instead of being set aside. Before {@link #start}. */
    public void registerQueue(String kind, QueueWorker worker) {
        queues.add(kind);
        workers.put(kind, worker);
    }

    /** Says which jobs under way have to stop at their next safe point; they are put off. While wiring. */
    public void stopWhen(Predicate<Job> mustStop) {
        this.mustStop = mustStop;
    }

    /** Looks now whether any job has to stop. Also done whenever leases are renewed. Not for event loops. */
    public void review() {
        running.forEach(this::stopIfAsked);
    }

    private void stopIfAsked(Job job, Run run) {
        if (mustStop.test(job) && run.stop()) {
            LOG.info("Job {} stops: its tenant is suspended", job.id());
        }
    }

    /** A worker's thread, which is interrupted at its work only: an interrupt behind it would hit how the job is given back. */
    private static final class Run {
        private final Thread thread = Thread.currentThread();
        private final AtomicBoolean progressed = new AtomicBoolean();
        private boolean atWork = true;

        /** @return whether the worker was at work */
        synchronized boolean stop() {
            if (atWork) {
                thread.interrupt();
            }
            return atWork;
        }

        /** The work has ended. To be called by its thread. @return whether it was told to stop */
        synchronized boolean over() {
            atWork = false;
            return Thread.interrupted();
        }
    }

    /** What was registered. */
    public Set<String> kinds() {
        return Set.copyOf(workers.keySet());
    }

    /** Begins to take jobs. */
    public void start() {
        Thread.ofVirtual().name("job-taker").start(this::takeJobs);
        Thread.ofVirtual().name("job-leases").start(this::keepLeases);
    }

    private void takeJobs() {
        while (open) {
            try {
                free.acquire();
                Optional<Job> job = claim();
                if (job.isPresent()) {
                    begin(job.get());
                } else {
                    free.release();
                    if (news.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                        news.drainPermits();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void begin(Job job) {
        try {
            threads.execute(() -> work(job));
        } catch (RejectedExecutionException e) {
            // Claimed while this node was closing: another one need not wait for the lease.
            jobs.later(job, clock.instant());
        }
    }

    private Optional<Job> claim() {
        try {
            return open ? jobs.claim(workers.keySet()) : Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("Cannot look for jobs: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void work(Job job) {
        var run = new Run();
        running.put(job, run);
        MDC.put("tenant", job.tenant());
        MDC.put("job", job.kind() + ":" + job.id());
        long begun = System.nanoTime();
        String outcome = "failed";
        try {
            outcome = attempt(job, run);
        } catch (RuntimeException e) {
            LOG.warn("Job {} cannot be given back; it is taken up again after its lease", job.id(), e);
        } finally {
            outcomes.ended(job.kind(), outcome, Duration.ofNanos(System.nanoTime() - begun));
            running.remove(job);
            MDC.clear();
            free.release();
        }
    }

    /** Runs the job and says in the store how that ended. Errors count as well: nobody else would hear of them. */
    private String attempt(Job job, Run run) {
        try {
            refuseDeadly(job);
            worker(job).run(job, () -> gotFurther(job, run));
            // Whoever asked to stop came too late: the work is done.
            run.over();
            jobs.done(job);
            return "done";
        } catch (Later later) {
            run.over();
            Instant due = later.due(clock.instant());
            if (later.undisturbed) {
                jobs.laterUndisturbed(job, due);
            } else {
                jobs.later(job, due);
            }
            return "later";
        } catch (Throwable e) {
            if (run.over() | wasInterrupted(e)) {
                LOG.info("Job {} was interrupted; it is taken up again", job.id());
                jobs.later(job, clock.instant());
                return "interrupted";
            }
            failed(job, run.progressed.get() ? 1 : job.attempt(), e);
            return "failed";
        }
    }

    /** Attempts that neither ended well nor failed: each time the node died. One more node need not. */
    private static void refuseDeadly(Job job) {
        if (job.attempt() > MOST_ATTEMPTS) {
            throw new IllegalStateException("No node that ran this job lived to say how it ended");
        }
    }

    /** That this is noted late or not at all does no harm: the next run that gets further says so again. */
    private void gotFurther(Job job, Run run) {
        if (run.progressed.compareAndSet(false, true) && job.attempt() > 1) {
            try {
                jobs.gotFurther(job);
            } catch (RuntimeException e) {
                LOG.warn("Cannot note that job {} got further: {}", job.id(), e.getMessage());
            }
        }
    }

    /**
     * Whether the thread was told to stop, however the worker and the driver said so. Clears the mark, with which no
     * command could be sent any more.
     */
    private static boolean wasInterrupted(Throwable thrown) {
        boolean marked = Thread.interrupted();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof InterruptedException || each instanceof MongoInterruptedException) {
                return true;
            }
        }
        return marked;
    }

    private QueueWorker worker(Job job) {
        QueueWorker worker = workers.get(job.kind());
        if (worker == null) {
            throw new IllegalStateException("Nothing here runs jobs of the kind " + job.kind());
        }
        return worker;
    }

    private void failed(Job job, int attempt, Throwable cause) {
        // The class alone: messages quote values, and operators must not see a tenant's.
        String reason = cause.getClass().getName();
        if (attempt >= MOST_ATTEMPTS && queues.contains(job.kind())) {
            LOG.error("Job {} got no further in {} attempts and rests for {}", job.id(), attempt, REST, cause);
            // One attempt less than the most: after the rest, one more node may die of it, and not eight.
            jobs.rest(job, reason, clock.instant().plus(REST), MOST_ATTEMPTS - 1);
        } else if (attempt >= MOST_ATTEMPTS) {
            LOG.error("Job {} failed {} times and is set aside", job.id(), attempt, cause);
            jobs.setAside(job, reason);
        } else {
            Duration wait = Duration.ofSeconds(1L << attempt);
            LOG.warn("Job {} failed and is tried again in {}", job.id(), wait, cause);
            jobs.again(job, clock.instant().plus(wait));
        }
    }

    private void keepLeases() {
        while (open) {
            try {
                TimeUnit.MILLISECONDS.sleep(Jobs.LEASE.toMillis() / 3);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            running.forEach(this::keepLease);
        }
    }

    private void keepLease(Job job, Run run) {
        try {
            // A job that has just ended is in the store no more, and nobody has taken it.
            if (!jobs.renew(job)) {
                if (run.stop()) {
                    LOG.warn("Job {} was given to another node; this one stops", job.id());
                }
                return;
            }
            stopIfAsked(job, run);
        } catch (RuntimeException e) {
            LOG.warn("Cannot renew the lease of job {}: {}", job.id(), e.getMessage());
        }
    }

    /** Takes no more jobs, gives those under way a moment, then interrupts them; another node takes them up at once. */
    @Override
    public void close() {
        open = false;
        news.release();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
