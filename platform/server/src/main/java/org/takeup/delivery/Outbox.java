package org.takeup.delivery;

import com.mongodb.MongoInterruptedException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.store.CollectionSpec;
import org.takeup.store.JobRunner.Later;
import org.takeup.store.JobRunner.Progress;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.TenantSecrets;
import org.takeup.tenant.Usage;
import org.takeup.tenant.Workspace;

/**
 * The only way out for mail. What is added is sent once, also when the process is killed half-way: what was certainly
 * not sent is sent later, and what may have been sent is repeated or left to a person, as its kind declares. Thread-safe;
 * calls block.
 */
public final class Outbox {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(OutboxStore.OUTBOX, DeliveryLease.LEASES, MailingStore.MAILINGS, HeldAddresses.HELD);

    /** The mails themselves, for the migrations. */
    public static final CollectionSpec MAILS = OutboxStore.OUTBOX;

    /** What mails belong to, for the migrations. */
    public static final CollectionSpec MAILINGS = MailingStore.MAILINGS;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    /** One for each workspace, woken whenever mails wait. */
    private static final String JOB = "empty-outbox";

    /** What older versions added each time that mails were added; what is left of them wakes the one job. */
    static final String OLD_JOB = "deliver-mail";

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(20);
    private static final int MOST_SHOWN = 100;
    private static final Set<MailState> DECIDABLE = EnumSet.of(MailState.UNSURE, MailState.FAILED, MailState.BOUNCED);

    private final TenantJobs jobs;
    private final Kinds kinds = new Kinds();
    private final Letterheads letterheads;
    private final Delivery delivery;
    private final MailQuota quota;
    private final Mailings mailings;
    private final Optional<Mailing.Returns> returns;

    /**
     * @param people nobody else is written to, but for addresses of the tenant's own domains
     * @throws IllegalArgumentException if the server's address or its sender cannot be read
     */
    public Outbox(Vertx vertx, Mailing mailing, TenantJobs jobs, People people, Quotas quotas, Usage usage) {
        this(vertx, mailing, jobs, people, quotas, usage, DeliveryLease.TERM, System::nanoTime);
    }

    /**
     * @param term how long a node that sends may be silent before another one takes over
     * @param nanos a clock that only counts, as {@link System#nanoTime}
     */
    Outbox(
            Vertx vertx,
            Mailing mailing,
            TenantJobs jobs,
            People people,
            Quotas quotas,
            Usage usage,
            Duration term,
            LongSupplier nanos) {
        this.quota = new MailQuota(quotas, usage);
        this.jobs = jobs;
        this.returns = mailing.returns();
        this.mailings = new Mailings(this::wakeAfter);
        this.letterheads = new Letterheads(Sender.parse(mailing.sender()), mailing.key());
        this.delivery = new Delivery(
                new Smtp(vertx, mailing.server(), mailing.ownHost()),
                kinds,
                new Recipients(people),
                letterheads,
                mailing.returns().map(ReturnPaths::new),
                quota,
                term,
                nanos);
        jobs.registerWoken(JOB, (workspace, ignored, progress) -> deliver(workspace, progress));
        jobs.registerQueue(OLD_JOB, (workspace, ignored, progress) -> jobs.wake(workspace, JOB));
    }

    private void wakeAfter(Workspace workspace, Runnable storing) {
        jobs.wakeAfter(workspace, JOB, storing);
    }

    private void deliver(Workspace workspace, Progress progress) throws Later, InterruptedException {
        try {
            delivery.run(workspace, progress);
        } catch (RuntimeException e) {
            if (e instanceof MongoInterruptedException || Thread.currentThread().isInterrupted()) {
                // This node closes, or the tenant was suspended: that is no trouble, and another node goes on at once.
                throw e;
            }
            // Mail must not end in a job that was set aside: it is tried for as long as it takes.
            LOG.warn("The outbox cannot be emptied now", e);
            throw Later.undisturbed("The outbox cannot be emptied now", AFTER_TROUBLE);
        }
    }

    /** Says who writes the mails of a kind, at most once each, and nobody can do without them. While wiring. */
    public void register(String kind, MailComposer composer) {
        register(kind, new MailClass(MailClass.Promise.AT_MOST_ONCE, false), composer);
    }

    /** Says who writes the mails of a kind and what is promised of them. While wiring. */
    public void register(String kind, MailClass mailClass, MailComposer composer) {
        kinds.register(kind, new Kinds.Kind(mailClass, composer));
    }

    /** Says whom to ask before a mail goes out. While wiring. */
    public void honour(Wishes wishes) {
        kinds.honour(wishes);
    }

    /** Says where the links of optional mails lead that unsubscribe. Without it they have none. While wiring. */
    public void unsubscribeAt(Unsubscribing unsubscribing) {
        kinds.unsubscribeAt(unsubscribing);
    }

    /** Says who is told of people who called a mail unwanted. While wiring. */
    public void tellComplaints(Complaints complaints) {
        kinds.tellComplaints(complaints);
    }

    /** Says who counts what people get that they could do without. While wiring. */
    public void tellWentOut(WentOut wentOut) {
        kinds.tellWentOut(wentOut);
    }

    /** Says who is told, for each mail, how long it was sent without our note of it. While wiring. */
    public void tellWindows(Consumer<Duration> windows) {
        delivery.tellWindows(windows);
    }

    /** Says where tenants' own keys are with which their mails are signed. While wiring. */
    public void keepKeysIn(TenantSecrets secrets) {
        letterheads.keepKeysIn(secrets);
    }

    /** Mails with the same reference, as one matter: how far it is, and pausing, resuming and cancelling it. */
    public Mailings mailings() {
        return mailings;
    }

    /**
     * Reads the mailbox that mails come back to, from now on, if the installation has one.
     *
     * @param workspaces in use
     */
    public void readReturns(Vertx vertx, Supplier<List<Workspace>> workspaces) {
        returns.ifPresent(each ->
                new ReturnBox(each.mailbox(), new ReturnedMail(new ReturnPaths(each), kinds, workspaces)).start(vertx));
    }

    /** Adds a mail, to be sent soon. Nothing happens if its key was added before. */
    public void add(Workspace workspace, MailToSend mail) {
        addAll(workspace, List.of(mail));
    }

    /** Adds mails, to be sent soon. Those whose key was added before are passed over, so a repeated call does no harm. */
    public void addAll(Workspace workspace, List<MailToSend> mails) {
        if (!mails.isEmpty()) {
            Instant now = workspace.clock().instant();
            var references = new LinkedHashMap<String, String>();
            mails.forEach(mail -> references.putIfAbsent(mail.reference(), mail.kind()));
            wakeAfter(workspace, () -> {
                new MailingStore(workspace).add(references, now);
                new OutboxStore(workspace).add(mails, now);
            });
        }
    }

    /** How many mails are in each state. */
    public Tally tally(Workspace workspace) {
        return new OutboxStore(workspace).tally();
    }

    /** The same for each of these references; those without mails are left out. */
    public Map<String, Tally> tallies(Workspace workspace, Collection<String> references) {
        return references.isEmpty() ? Map.of() : new OutboxStore(workspace).tallies(references);
    }

    /** Each mail with this reference that is in this state, in the order of their keys, read as it is asked for. */
    public void each(Workspace workspace, String reference, MailState state, Consumer<OutboxEntry> each) {
        new OutboxStore(workspace).each(reference, state, each);
    }

    /** Until when the quiet hours hold mail back, if they do now. */
    public Optional<Instant> heldUntil(Workspace workspace) {
        return QuietHours.of(workspace.settings()).endOf(workspace.clock().instant());
    }

    /** Until when the quota holds mail back, if that of today is used up. */
    public Optional<Instant> quotaUntil(Workspace workspace) {
        return quota.until(workspace);
    }

    /** Mails in this state, the latest first, at most {@value #MOST_SHOWN}. */
    public List<OutboxEntry> inState(Workspace workspace, MailState state) {
        return new OutboxStore(workspace).latest(state, MOST_SHOWN);
    }

    /** How long the last mails were sent without our note of it; nothing before the first one. */
    public Optional<Windows.Figures> windows(Workspace workspace) {
        return Windows.of(workspace);
    }

    /** What a person decides about a mail. */
    public enum Decision {
        /** Send it again. If it was in doubt, it may arrive twice: the person knows better. */
        SEND_AGAIN,
        /** It did arrive, or is not wanted any more: leave it. */
        LEAVE
    }

    /**
     * Decides about a mail that failed, came back or is in doubt. Sending again what came back frees its address.
     *
     * @throws Problem 404 for an unknown id, 409 if there is nothing to decide
     */
    public void decide(Workspace workspace, String id, Decision decision) {
        var store = new OutboxStore(workspace);
        OutboxEntry entry = store.find(id).orElseThrow(Problem::notFound);
        Instant now = workspace.clock().instant();
        boolean done = switch (decision) {
            case SEND_AGAIN -> sendAgain(workspace, store, entry, now);
            case LEAVE ->
                store.decide(id, EnumSet.of(MailState.UNSURE), MailState.SENT, "Taken as arrived by a person.", now);
        };
        if (!done) {
            throw new Problem(
                    409,
                    "mail-decided",
                    "There is nothing to decide about this mail.",
                    "Only a mail that failed, came back or is in doubt can be sent again; reload the page.");
        }
    }

    private boolean sendAgain(Workspace workspace, OutboxStore store, OutboxEntry entry, Instant now) {
        var done = new AtomicBoolean();
        wakeAfter(workspace, () -> {
            if (entry.state() == MailState.BOUNCED) {
                // First: a run that is under way takes the mail as soon as it waits.
                new HeldAddresses(workspace).free(entry.mail().to());
            }
            done.set(store.decide(entry.id(), DECIDABLE, MailState.QUEUED, "", now));
        });
        return done.get();
    }
}
