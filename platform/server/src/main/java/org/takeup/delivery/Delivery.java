package org.takeup.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.JobRunner.Progress;
import org.takeup.tenant.Workspace;

/**
 * Empties the outboxes of tenants, each by one holder at a time. A mail is marked as being sent before the mail server
 * hears of it; whatever carries that mark when a later run begins may have arrived.
 */
final class Delivery {
    private static final Duration WHILE_HELD_ELSEWHERE = Duration.ofSeconds(3);
    private static final Duration WHILE_SERVER_IS_AWAY = Duration.ofSeconds(5);
    /** Quiet hours and quotas can be changed while they hold mail back, and nobody wakes the outbox then. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private final Smtp smtp;
    private final Kinds kinds;
    private final Recipients recipients;
    private final Letterheads letterheads;
    private final Optional<ReturnPaths> returnPaths;
    private final MailQuota quota;
    private final DeliveryLease.Sightings sightings;
    private final LongSupplier nanos;
    private volatile Consumer<Duration> windows = window -> {};

    /**
     * @param term how long a holder may be silent before another one takes over
     * @param nanos a clock that only counts, as {@link System#nanoTime}
     */
    Delivery(
            Smtp smtp,
            Kinds kinds,
            Recipients recipients,
            Letterheads letterheads,
            Optional<ReturnPaths> returnPaths,
            MailQuota quota,
            Duration term,
            LongSupplier nanos) {
        this.smtp = smtp;
        this.kinds = kinds;
        this.recipients = recipients;
        this.letterheads = letterheads;
        this.returnPaths = returnPaths;
        this.quota = quota;
        this.nanos = nanos;
        this.sightings = new DeliveryLease.Sightings(term);
    }

    /** Says who is told how long each mail was sent without our note of it. */
    void tellWindows(Consumer<Duration> other) {
        windows = other;
    }

    /**
     * Sends what is due.
     *
     * @param progress told of mails that need not be sent any more
     * @throws Later with the time until more is due
     */
    void run(Workspace workspace, Progress progress) throws Later, InterruptedException {
        var store = new OutboxStore(workspace);
        try (DeliveryLease lease = DeliveryLease.take(workspace, sightings).orElse(null)) {
            if (lease == null) {
                throw new Later("The outbox is being emptied by another run", WHILE_HELD_ELSEWHERE);
            }
            if (run(workspace, store, lease, progress)) {
                throw Later.undisturbed("The mail server is away", WHILE_SERVER_IS_AWAY);
            }
        }
        Instant now = workspace.clock().instant();
        Optional<Instant> next = store.nextDue();
        if (next.isPresent()) {
            Instant wake = quota.until(workspace)
                    .or(() -> QuietHours.of(workspace.settings())
                            .endOf(now)
                            .filter(end -> !kinds.wishes().byOtherClocks(workspace)))
                    .map(end -> earlier(end, now.plus(LOOK_AGAIN)))
                    .orElse(next.get());
            throw Later.until("Mails wait until " + wake, wake.isAfter(now) ? wake : now.plusMillis(500));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private boolean run(Workspace workspace, OutboxStore store, DeliveryLease lease, Progress progress)
            throws InterruptedException {
        var measured = new Windows(workspace);
        var marks = new Marks(store, lease.fence(), workspace, window -> {
            measured.add(window);
            windows.accept(window);
        });
        var writer = new MailWriter(workspace, store, kinds, recipients, letterheads.of(workspace), returnPaths);
        var run = new DeliveryRun(workspace, store, lease, kinds, writer, smtp, marks, quota, progress, nanos);
        try {
            return run.metAnAbsentServer();
        } finally {
            Uninterrupted.run(measured::keep);
        }
    }
}
