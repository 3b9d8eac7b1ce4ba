package org.takeup.delivery;

import com.mongodb.client.MongoCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.store.JobRunner.Later;
import org.takeup.tenant.Workspace;

/**
 * Empties a tenant's outbox. A mail is marked as being sent before the mail server hears of it; whatever carries that
 * mark when a later run begins may have arrived and is left to a person.
 */
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int AT_ONCE = 4;
    private static final int COUNTED_TOGETHER = 50;
    private static final Duration WHILE_HELD_ELSEWHERE = Duration.ofSeconds(3);
    private static final Duration WHILE_SERVER_IS_AWAY = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(2);

    private final Map<String, Registered> kinds = new ConcurrentHashMap<>();
    private final Smtp smtp;
    private final Recipients recipients;
    private final Sender installation;
    private final MailQuota quota;
    private volatile Wishes wishes = Wishes.NONE;
    private volatile Optional<Unsubscribing> unsubscribing = Optional.empty();

    /** What is known of the mails of a kind. */
    private record Registered(MailClass mailClass, MailComposer composer) {}

    Delivery(Smtp smtp, Recipients recipients, Sender installation, MailQuota quota) {
        this.quota = quota;
        this.smtp = smtp;
        this.recipients = recipients;
        this.installation = installation;
    }

    void register(String kind, MailClass mailClass, MailComposer composer) {
        kinds.put(kind, new Registered(mailClass, composer));
    }

    void honour(Wishes other) {
        wishes = other;
    }

    void unsubscribeAt(Unsubscribing other) {
        unsubscribing = Optional.of(other);
    }

    /** Sends what is due. @throws Later with the time until more is due */
    void run(Workspace workspace) throws Later, InterruptedException {
        var store = new OutboxStore(workspace);
        try (DeliveryLease lease = DeliveryLease.take(workspace).orElse(null)) {
            if (lease == null) {
                throw new Later("The outbox is being emptied by another run", WHILE_HELD_ELSEWHERE);
            }
            if (new Run(workspace, store, lease).metAnAbsentServer()) {
                throw new Later("The mail server is away", WHILE_SERVER_IS_AWAY);
            }
        }
        Instant now = workspace.clock().instant();
        Optional<Instant> next = store.nextDue();
        if (next.isPresent()) {
            Instant wake = quota.until(workspace)
                    .or(() -> QuietHours.of(workspace.settings()).endOf(now))
                    .orElse(next.get());
            Duration wait = Duration.between(now, wake);
            throw new Later("Mails wait until " + wake, wait.isPositive() ? wait : Duration.ofMillis(500));
        }
    }

    /** One holder's way through the outbox. */
    private final class Run {
        private final Workspace workspace;
        private final OutboxStore store;
        private final DeliveryLease lease;
        private final Sender from;
        private final QuietHours quiet;
        private final Semaphore free = new Semaphore(AT_ONCE);
        private final AtomicBoolean serverAway = new AtomicBoolean();
        private final AtomicLong left;
        private final AtomicLong sent = new AtomicLong();

        Run(Workspace workspace, OutboxStore store, DeliveryLease lease) {
            this.workspace = workspace;
            this.store = store;
            this.lease = lease;
            String own = workspace.settings().mail().from();
            this.from = own.isBlank() ? installation : Sender.parse(own);
            this.quiet = QuietHours.of(workspace.settings());
            this.left = new AtomicLong(quota.left(workspace));
        }

        /** Sends what is due, until the server proves to be away. @return whether it did */
        boolean metAnAbsentServer() throws InterruptedException {
            long doubtful = store.doubtEarlier(lease.fence(), now());
            if (doubtful > 0) {
                LOG.warn("{} mails were cut off while being sent and are left to a person", doubtful);
            }
            var senders = Executors.newVirtualThreadPerTaskExecutor();
            try {
                sendDue(senders);
                free.acquire(AT_ONCE);
            } finally {
                // After an interrupt, each conversation under way gets a last moment for the server's word.
                senders.shutdownNow();
                senders.close();
                quota.sent(workspace, sent.getAndSet(0));
            }
            return serverAway.get();
        }

        private void sendDue(ExecutorService senders) throws InterruptedException {
            try (MongoCursor<Document> due = store.due(now()).iterator()) {
                while (due.hasNext() && mayGoOn()) {
                    OutboxEntry entry = OutboxStore.read(due.next());
                    free.acquire();
                    senders.execute(() -> sendAndFree(entry));
                }
            }
        }

        private boolean mayGoOn() {
            return lease.held()
                    && !serverAway.get()
                    && left.get() > 0
                    && quiet.endOf(now()).isEmpty();
        }

        private void sendAndFree(OutboxEntry entry) {
            try {
                if (mayGoOn() && left.getAndDecrement() > 0) {
                    composed(entry).ifPresent(mail -> send(entry, mail));
                }
            } catch (RuntimeException e) {
                LOG.warn("Mail {} could not be handled; its mark says how far it got", entry.id(), e);
            } finally {
                free.release();
            }
        }

        private Optional<Mail> composed(OutboxEntry entry) {
            if (!recipients.allows(workspace, entry.mail())) {
                giveUp(entry, "The address belongs to nobody in the directory and to none of your domains.");
                return Optional.empty();
            }
            Registered registered = kinds.get(entry.mail().kind());
            if (registered == null) {
                postpone(
                        entry,
                        "This node cannot write mails of the kind "
                                + entry.mail().kind() + ".");
                return Optional.empty();
            }
            switch (wish(entry, registered.mailClass())) {
                case Wishes.Answer.Send() -> {}
                case Wishes.Answer.Wait(Instant until, String reason) -> {
                    store.setAside(entry.id(), MailState.QUEUED, reason, until, now());
                    return Optional.empty();
                }
                case Wishes.Answer.Drop(String reason) -> {
                    giveUp(entry, reason);
                    return Optional.empty();
                }
            }
            try {
                return Optional.of(registered.composer().compose(workspace, entry.mail()));
            } catch (MailComposer.NotNow e) {
                postpone(entry, String.valueOf(e.getMessage()));
            } catch (MailComposer.NotNeeded e) {
                giveUp(entry, String.valueOf(e.getMessage()));
            } catch (Problem e) {
                giveUp(entry, e.title() + " " + e.detail());
            } catch (RuntimeException e) {
                LOG.warn(
                        "Mail {} of the kind {} cannot be written",
                        entry.id(),
                        entry.mail().kind(),
                        e);
                postpone(entry, "The mail could not be written; it is tried again.");
            }
            return Optional.empty();
        }

        private Wishes.Answer wish(OutboxEntry entry, MailClass mailClass) {
            var waiting = new Wishes.Waiting(
                    entry.mail().personId(), entry.mail().kind(), "EMAIL", mailClass.optional());
            return wishes.ask(workspace, waiting, now());
        }

        private void giveUp(OutboxEntry entry, String reason) {
            store.setAside(entry.id(), MailState.FAILED, reason, now(), now());
        }

        private void postpone(OutboxEntry entry, String reason) {
            boolean tooOld = now().isAfter(entry.added().plus(GIVE_UP_AFTER));
            store.setAside(
                    entry.id(), tooOld ? MailState.FAILED : MailState.QUEUED, reason, now().plusSeconds(60), now());
        }

        private void send(OutboxEntry entry, Mail mail) {
            if (!store.begin(entry.id(), lease.fence(), now())) {
                return;
            }
            Outcome outcome;
            try {
                String tenant = workspace.tenant().id();
                outcome = smtp.send(
                        from,
                        entry.mail().to(),
                        mail,
                        OutboxStore.idOf(tenant + "/" + entry.mail().key()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                outcome = new Outcome.NotYet("The platform was stopped before it was this mail's turn.", true);
            }
            end(entry, outcome);
        }

        private void end(OutboxEntry entry, Outcome outcome) {
            switch (outcome) {
                case Outcome.Sent ignored -> {
                    end(entry, MailState.SENT, "", now());
                    countSent();
                }
                case Outcome.Refused refused -> end(entry, MailState.FAILED, refused.reason(), now());
                case Outcome.Unsure unsure -> end(entry, MailState.UNSURE, unsure.reason(), now());
                case Outcome.NotYet notYet -> {
                    if (notYet.serverAway()) {
                        serverAway.set(true);
                    }
                    boolean tooOld = now().isAfter(entry.added().plus(GIVE_UP_AFTER));
                    MailState next = tooOld ? MailState.FAILED : MailState.QUEUED;
                    end(entry, next, notYet.reason(), now().plus(pause(entry.attempt() + 1)));
                }
            }
        }

        private void end(OutboxEntry entry, MailState state, String reason, Instant due) {
            store.end(entry, lease.fence(), state, reason, due, now());
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

    /** Twice as long after each attempt, from one second to a quarter of an hour. */
    private static Duration pause(int attempt) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempt - 1, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
