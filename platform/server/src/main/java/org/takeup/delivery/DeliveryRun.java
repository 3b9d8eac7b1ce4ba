package org.takeup.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.delivery.MailWriter.Ready;
import org.takeup.delivery.OutboxStore.End;
import org.takeup.store.JobRunner.Progress;
import org.takeup.tenant.Workspace;

/**
 * One holder's way through the outbox. Mails are made ready and begun a few at a time, so that a big mailing costs a write
 * for several of them; several conversations go on at once. At no moment are more than {@value #MOST_IN_DOUBT} begun.
 */
final class DeliveryRun {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRun.class);
    private static final int AT_ONCE = 8;
    private static final int BATCH = 16;
    /** Read at once: several batches, and few enough to be sent soon after. */
    static final int PAGE = 8 * BATCH;

    /** A batch is begun while the last conversations of the one before go on. */
    static final int MOST_IN_DOUBT = BATCH + AT_ONCE;

    private static final int COUNTED_TOGETHER = 50;
    /** An answer to whether a mail may go out counts for so long. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final Workspace workspace;
    private final OutboxStore store;
    private final DeliveryLease lease;
    private final Kinds kinds;
    private final MailWriter writer;
    private final Smtp smtp;
    private final Marks marks;
    private final MailQuota quota;
    private final QuietHours quiet;
    private final Progress progress;
    private final LongSupplier nanos;
    private final Telling telling;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final AtomicBoolean serverAway = new AtomicBoolean();
    private final AtomicLong left;
    private final AtomicLong sent = new AtomicLong();

    /** @param nanos a clock that only counts, as {@link System#nanoTime} */
    DeliveryRun(
            Workspace workspace,
            OutboxStore store,
            DeliveryLease lease,
            Kinds kinds,
            MailWriter writer,
            Smtp smtp,
            Marks marks,
            MailQuota quota,
            Progress progress,
            LongSupplier nanos) {
        this.workspace = workspace;
        this.store = store;
        this.lease = lease;
        this.kinds = kinds;
        this.writer = writer;
        this.smtp = smtp;
        this.marks = marks;
        this.quota = quota;
        this.progress = progress;
        this.nanos = nanos;
        this.telling = new Telling(workspace, kinds);
        this.quiet = QuietHours.of(workspace.settings());
        this.left = new AtomicLong(quota.left(workspace));
    }

    /** Sends what is due, until the server proves to be away. @return whether it did */
    boolean metAnAbsentServer() throws InterruptedException {
        long doubtful = store.doubtEarlier(lease.fence(), kinds.repeated(), now());
        if (doubtful > 0) {
            LOG.warn("{} mails were cut off while being sent and are left to a person", doubtful);
        }
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            sendDue(threads);
            free.acquire(AT_ONCE);
        } finally {
            // After an interrupt, each conversation under way gets a last moment for the server's word.
            threads.shutdownNow();
            threads.close();
            Uninterrupted.run(() -> quota.sent(workspace, sent.getAndSet(0)));
        }
        return serverAway.get();
    }

    /**
     * What was due when the run began, each mail once: whatever is put off, cannot be made ready or becomes due meanwhile is
     * for the next run, which begins at once.
     */
    private void sendDue(ExecutorService threads) throws InterruptedException {
        Instant begun = now();
        Optional<OutboxEntry> last = Optional.empty();
        while (mayGoOn()) {
            List<OutboxEntry> page = store.due(begun, last, PAGE);
            if (page.isEmpty()) {
                return;
            }
            sendPage(threads, page);
            last = Optional.of(page.getLast());
        }
    }

    private void sendPage(ExecutorService threads, List<OutboxEntry> page) throws InterruptedException {
        int from = 0;
        while (from < page.size() && mayGoOn()) {
            int to = (int) Math.min(page.size(), from + Math.min(BATCH, left.get()));
            send(threads, ready(threads, page.subList(from, to)));
            from = to;
        }
    }

    private boolean mayGoOn() {
        return lease.held()
                && !serverAway.get()
                && left.get() > 0
                && (quiet.endOf(now()).isEmpty() || kinds.wishes().byOtherClocks(workspace));
    }

    /** Whether it is quiet for this mail. What people may do without goes by their own clocks, where those are others. */
    private boolean rests(Ready mail) {
        return quiet.endOf(now()).isPresent()
                && !(kinds.isOptional(mail.entry().mail().kind())
                        && kinds.wishes().byOtherClocks(workspace));
    }

    private List<Ready> ready(ExecutorService threads, List<OutboxEntry> batch) throws InterruptedException {
        long asked = nanos.getAsLong();
        MailWriter.Held held = writer.held(batch);
        List<MailWriter.Open> open = each(threads, batch, entry -> writer.open(entry, held));
        List<Wishes.Answer> wishes = writer.wishes(open);
        List<Integer> places = IntStream.range(0, open.size()).boxed().toList();
        return each(
                threads,
                places,
                n -> writer.ready(
                        open.get(n), wishes.isEmpty() ? Optional.empty() : Optional.of(wishes.get(n)), asked));
    }

    /** What comes of each, in their order, all at the same time. What fails is for the next run. */
    private static <T, R> List<R> each(ExecutorService threads, List<T> all, Function<T, Optional<R>> work)
            throws InterruptedException {
        List<Callable<Optional<R>>> tasks = all.stream()
                .<Callable<Optional<R>>>map(one -> () -> work.apply(one))
                .toList();
        var done = new ArrayList<R>();
        for (Future<Optional<R>> each : threads.invokeAll(tasks)) {
            try {
                each.get().ifPresent(done::add);
            } catch (ExecutionException e) {
                LOG.warn("A mail could not be made ready; it waits for the next run", e.getCause());
            }
        }
        return done;
    }

    /** Begins these mails and hands each to a conversation as soon as one is free. */
    private void send(ExecutorService threads, List<Ready> ready) throws InterruptedException {
        Set<String> ours =
                store.begin(ready.stream().map(each -> each.entry().id()).toList(), lease.fence(), now());
        List<Ready> begun =
                ready.stream().filter(each -> ours.contains(each.entry().id())).toList();
        left.addAndGet(-begun.size());
        int handed = 0;
        try {
            for (Ready each : begun) {
                free.acquire();
                handed++;
                threads.execute(() -> sendAndFree(each));
            }
        } finally {
            if (handed < begun.size()) {
                giveBack(begun.subList(handed, begun.size()));
            }
        }
    }

    private void sendAndFree(Ready ready) {
        try {
            send(ready).ifPresent(outcome -> ended(ready.entry(), outcome));
        } catch (RuntimeException e) {
            LOG.warn(
                    "Mail {} could not be handled; its mark says how far it got",
                    ready.entry().id(),
                    e);
        } finally {
            free.release();
        }
    }

    /** Nothing was said about these yet. An interrupt does not keep it from being written down. */
    private void giveBack(List<Ready> begun) {
        List<String> ids = begun.stream().map(each -> each.entry().id()).toList();
        Uninterrupted.run(() -> store.giveBack(ids, lease.fence(), now()));
    }

    /** @return nothing if it turns out at the last moment that it may not go out by now; that is written down */
    private Optional<Outcome> send(Ready ready) {
        try (Smtp.Turn turn = smtp.turn()) {
            return mayStillGo(ready) ? Optional.of(turn.send(ready.parcel())) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Outcome.NotYet("The platform was stopped before it was this mail's turn.", true));
        }
    }

    /** A batch is asked about at once. Where the server is slow, its last mails would go out by an answer that is old. */
    private boolean mayStillGo(Ready ready) {
        if (serverAway.get() || !lease.held()) {
            giveBack(List.of(ready));
            return false;
        }
        long since = nanos.getAsLong() - ready.asked();
        return since < FRESH_NANOS || mayGoByNow(ready, Duration.ofNanos(since));
    }

    private boolean mayGoByNow(Ready ready, Duration since) {
        Optional<MailWriter.Aside> aside;
        try {
            if (!store.isBegun(ready.entry().id(), lease.fence())) {
                return false;
            }
            aside = rests(ready) ? Optional.of(writer.asItWas(ready)) : writer.hindranceByNow(ready, since);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Whether mail {} may still go out cannot be looked up; it waits: {}",
                    ready.entry().id(),
                    e.getClass().getName());
            aside = Optional.of(writer.asItWas(ready));
        }
        aside.ifPresent(each -> setAsideBegun(ready.entry(), each));
        return aside.isEmpty();
    }

    private void setAsideBegun(OutboxEntry entry, MailWriter.Aside aside) {
        Uninterrupted.run(() -> writer.setAsideBegun(entry, lease.fence(), aside));
        if (aside.state() != MailState.QUEUED) {
            progress.made();
        }
    }

    private void ended(OutboxEntry entry, Outcome outcome) {
        marks.keep(end(entry, outcome), outcome instanceof Outcome.Sent(long heard) ? heard : 0);
        if (!(outcome instanceof Outcome.NotYet)) {
            progress.made();
        }
        if (outcome instanceof Outcome.Sent) {
            countSent();
            if (kinds.isOptional(entry.mail().kind())) {
                telling.tell(entry.mail());
            }
        }
    }

    private End end(OutboxEntry entry, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent _ -> new End(entry, MailState.SENT, "", now(), entry.repeats());
            case Outcome.Refused(String reason) -> new End(entry, MailState.FAILED, reason, now(), entry.repeats());
            case Outcome.Unsure(String reason) -> unsure(entry, reason);
            case Outcome.NotYet(String reason, boolean away) -> {
                if (away) {
                    serverAway.set(true);
                }
                boolean tooOld = now().isAfter(entry.added().plus(MailWriter.GIVE_UP_AFTER));
                yield new End(
                        entry,
                        tooOld ? MailState.FAILED : MailState.QUEUED,
                        reason,
                        afterPause(entry),
                        entry.repeats());
            }
        };
    }

    /** It may have arrived. What becomes of it was promised with its kind. */
    private End unsure(OutboxEntry entry, String reason) {
        boolean repeated =
                kinds.find(entry.mail().kind()).filter(Kinds.Kind::isRepeated).isPresent()
                        && entry.repeats() < OutboxStore.MOST_REPEATS;
        return repeated
                ? new End(entry, MailState.QUEUED, reason + " It is repeated.", afterPause(entry), entry.repeats() + 1)
                : new End(entry, MailState.UNSURE, reason, now(), entry.repeats());
    }

    /** Twice as long after each attempt, from one second to a quarter of an hour. */
    private Instant afterPause(OutboxEntry entry) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(entry.attempt(), 10));
        return now().plus(doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE);
    }

    /** Written now and then, so that a big mailing is not one write more for each mail. */
    private void countSent() {
        if (sent.incrementAndGet() >= COUNTED_TOGETHER) {
            quota.sent(workspace, sent.getAndSet(0));
        }
    }

    private Instant now() {
        return workspace.clock().instant();
    }
}
