package org.takeup.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/**
 * Makes mails ready at the moment of sending: asks whether they may go to their people now, has them composed, and puts
 * them into envelopes. What may not go is set aside with the reason. Thread-safe; blocks.
 */
final class MailWriter {
    private static final Logger LOG = LoggerFactory.getLogger(MailWriter.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    static final Duration GIVE_UP_AFTER = Duration.ofDays(2);

    private final Workspace workspace;
    private final OutboxStore store;
    private final Kinds kinds;
    private final Recipients recipients;
    private final Letterhead letterhead;
    private final Optional<ReturnPaths> returnPaths;

    MailWriter(
            Workspace workspace,
            OutboxStore store,
            Kinds kinds,
            Recipients recipients,
            Letterhead letterhead,
            Optional<ReturnPaths> returnPaths) {
        this.workspace = workspace;
        this.store = store;
        this.kinds = kinds;
        this.recipients = recipients;
        this.letterhead = letterhead;
        this.returnPaths = returnPaths;
    }

    /** A mail that may go out now. @param asked when it was asked whether it may, by the clock that only counts */
    record Ready(Open open, Parcel parcel, long asked) {
        OutboxEntry entry() {
            return open.entry();
        }
    }

    /** What holds back some of these mails, looked up for all of them at once. */
    record Held(Map<String, MailingStore.Course> mailings, Map<String, String> addresses) {}

    /** What becomes of a mail that may not go out now. @param reason one sentence for the planner */
    record Aside(MailState state, String reason, Instant due) {}

    Held held(List<OutboxEntry> batch) {
        List<String> references =
                batch.stream().map(entry -> entry.mail().reference()).distinct().toList();
        List<String> addresses = batch.stream()
                .filter(entry -> kinds.isOptional(entry.mail().kind()))
                .map(entry -> entry.mail().to())
                .distinct()
                .toList();
        return new Held(
                new MailingStore(workspace).stopped(references), new HeldAddresses(workspace).reasons(addresses));
    }

    /** A mail that nothing but its person's wishes may hold back. */
    record Open(OutboxEntry entry, Kinds.Kind kind) {
        private Wishes.Waiting waiting() {
            MailToSend mail = entry.mail();
            return new Wishes.Waiting(
                    mail.personId(), mail.kind(), "EMAIL", kind.mailClass().optional());
        }
    }

    /** The mail, or nothing if it may not go out now whatever its person wants: then the outbox says why. */
    Optional<Open> open(OutboxEntry entry, Held held) {
        try {
            Optional<Aside> hindrance = hindrance(entry, held);
            if (hindrance.isPresent()) {
                setAside(entry, hindrance.get());
                return Optional.empty();
            }
        } catch (RuntimeException e) {
            // Else it would be looked at again at once, and again and again.
            LOG.warn("Whether mail {} may go out cannot be looked up", entry.id(), e);
            return postpone(entry, "Whether the mail may go out could not be looked up; it is tried again.");
        }
        Optional<Kinds.Kind> kind = kinds.find(entry.mail().kind());
        return kind.isPresent()
                ? Optional.of(new Open(entry, kind.get()))
                : postpone(
                        entry,
                        "This node cannot write mails of the kind "
                                + entry.mail().kind() + ".");
    }

    /** Why it may not go out now, whatever its person wants. */
    private Optional<Aside> hindrance(OutboxEntry entry, Held held) {
        MailToSend mail = entry.mail();
        MailingStore.Course course = held.mailings().getOrDefault(mail.reference(), MailingStore.Course.GOING);
        if (course != MailingStore.Course.GOING) {
            MailState state = course == MailingStore.Course.PAUSED ? MailState.PAUSED : MailState.CANCELLED;
            return Optional.of(new Aside(state, Mailings.reason(course), now()));
        }
        if (!recipients.allows(workspace, mail)) {
            return Optional.of(failed("The address belongs to nobody in the directory and to none of your domains."));
        }
        Optional<Instant> quiet = kinds.isOptional(mail.kind())
                ? Optional.empty()
                : QuietHours.of(workspace.settings()).endOf(now());
        if (quiet.isPresent()) {
            // Only where some people's hours go by other clocks is anything looked at now.
            return Optional.of(new Aside(
                    MailState.QUEUED, "It waits for the end of the organisation's quiet hours.", quiet.get()));
        }
        // Of what nobody can do without, no address was looked up.
        return Optional.ofNullable(held.addresses().get(HeldAddresses.lower(mail.to())))
                .filter(ignored -> kinds.isOptional(mail.kind()))
                .map(this::failed);
    }

    /** What becomes of a mail that just waits on. */
    Aside asItWas(Ready mail) {
        return new Aside(MailState.QUEUED, mail.entry().reason(), mail.entry().due());
    }

    private Aside failed(String reason) {
        return new Aside(MailState.FAILED, reason, now());
    }

    /**
     * Looks once more whether a mail may go out that was made ready a while ago: what a person has changed since counts.
     *
     * @param since how long ago it was asked
     * @return what becomes of it if it may not go; it is not written down
     */
    Optional<Aside> hindranceByNow(Ready mail, Duration since) {
        OutboxEntry entry = mail.entry();
        return hindrance(entry, held(List.of(entry)))
                .or(() -> aside(kinds.wishes().askAgain(workspace, mail.open().waiting(), since, now())));
    }

    /**
     * What the people of these mails want, asked for all of them at once, right before they are written. Nothing if that
     * fails: then each is asked about by itself, so that one that cannot be read is no trouble to the others.
     */
    List<Wishes.Answer> wishes(List<Open> mails) {
        try {
            return kinds.wishes()
                    .askAll(workspace, mails.stream().map(Open::waiting).toList(), now());
        } catch (RuntimeException e) {
            LOG.warn("What people want cannot be looked up for several mails at once", e);
            return List.of();
        }
    }

    /**
     * The mail as it goes out, or nothing: then the outbox says why.
     *
     * @param wish what its person wants, if that is known
     * @param asked when that was asked, or what else may hold it back, whichever was first
     */
    Optional<Ready> ready(Open mail, Optional<Wishes.Answer> wish, long asked) {
        OutboxEntry entry = mail.entry();
        try {
            Optional<Aside> aside = aside(wish.orElseGet(() -> kinds.wishes().ask(workspace, mail.waiting(), now())));
            aside.ifPresent(each -> setAside(entry, each));
            return aside.isPresent() ? Optional.empty() : Optional.of(composed(mail, asked));
        } catch (MailComposer.NotNow e) {
            return postpone(entry, String.valueOf(e.getMessage()));
        } catch (MailComposer.NotNeeded e) {
            return giveUp(entry, String.valueOf(e.getMessage()));
        } catch (Problem e) {
            return giveUp(entry, e.title() + " " + e.detail());
        } catch (RuntimeException e) {
            LOG.warn(
                    "Mail {} of the kind {} cannot be written",
                    entry.id(),
                    entry.mail().kind(),
                    e);
            return postpone(entry, "The mail could not be written; it is tried again.");
        }
    }

    private Optional<Aside> aside(Wishes.Answer answer) {
        return switch (answer) {
            case Wishes.Answer.Send() -> Optional.empty();
            case Wishes.Answer.Wait(Instant until, String reason) ->
                Optional.of(new Aside(MailState.QUEUED, reason, until));
            case Wishes.Answer.Drop(String reason) -> Optional.of(failed(reason));
        };
    }

    private Ready composed(Open open, long asked) {
        OutboxEntry entry = open.entry();
        MailToSend mail = entry.mail();
        Mail composed = open.kind().composer().compose(workspace, mail);
        String tenant = workspace.tenant().id();
        var own = new Letterhead.Own(
                OutboxStore.idOf(tenant + "/" + mail.key()),
                returnPaths.map(paths -> paths.of(tenant, entry.id(), entry.attempt() + 1, now())),
                kinds.unsubscribe(workspace, mail));
        return new Ready(open, letterhead.write(composed, mail.to(), own, now()), asked);
    }

    private <T> Optional<T> giveUp(OutboxEntry entry, String reason) {
        setAside(entry, failed(reason));
        return Optional.empty();
    }

    private <T> Optional<T> postpone(OutboxEntry entry, String reason) {
        boolean tooOld = now().isAfter(entry.added().plus(GIVE_UP_AFTER));
        setAside(entry, new Aside(tooOld ? MailState.FAILED : MailState.QUEUED, reason, now().plus(AGAIN)));
        return Optional.empty();
    }

    private void setAside(OutboxEntry entry, Aside aside) {
        store.setAside(entry.id(), aside, now());
        heedTheCourse(entry, aside);
    }

    /** Sets a mail aside that was begun, and of which nothing was said yet. @param fence of who has begun it */
    void setAsideBegun(OutboxEntry entry, long fence, Aside aside) {
        store.setAsideBegun(entry.id(), fence, aside, now());
        heedTheCourse(entry, aside);
    }

    /** Whoever has resumed or cancelled the mailing since it was looked at has moved what was paused by then, but not this. */
    private void heedTheCourse(OutboxEntry entry, Aside aside) {
        if (aside.state() != MailState.PAUSED) {
            return;
        }
        String reference = entry.mail().reference();
        switch (new MailingStore(workspace)
                .stopped(List.of(reference))
                .getOrDefault(reference, MailingStore.Course.GOING)) {
            case PAUSED -> {}
            case GOING -> store.leavePause(entry.id(), new Aside(MailState.QUEUED, "", now()), now());
            case CANCELLED ->
                store.leavePause(
                        entry.id(),
                        new Aside(MailState.CANCELLED, Mailings.reason(MailingStore.Course.CANCELLED), now()),
                        now());
        }
    }

    private Instant now() {
        return workspace.clock().instant();
    }
}
