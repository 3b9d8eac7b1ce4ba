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

    /** A mail that may go out now. */
    record Ready(OutboxEntry entry, Parcel parcel) {}

    /** What holds back some of these mails, looked up for all of them at once. */
    record Held(Map<String, MailingStore.Course> mailings, Map<String, String> addresses) {}

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
        MailToSend mail = entry.mail();
        MailingStore.Course course = held.mailings().getOrDefault(mail.reference(), MailingStore.Course.GOING);
        if (course != MailingStore.Course.GOING) {
            boolean paused = course == MailingStore.Course.PAUSED;
            setAside(entry, paused ? MailState.PAUSED : MailState.CANCELLED, Mailings.reason(course), now());
            return Optional.empty();
        }
        if (!recipients.allows(workspace, mail)) {
            return giveUp(entry, "The address belongs to nobody in the directory and to none of your domains.");
        }
        Optional<Kinds.Kind> kind = kinds.find(mail.kind());
        if (kind.isEmpty()) {
            return postpone(entry, "This node cannot write mails of the kind " + mail.kind() + ".");
        }
        String heldBack = held.addresses().get(HeldAddresses.lower(mail.to()));
        if (heldBack != null && kind.get().mailClass().optional()) {
            return giveUp(entry, heldBack);
        }
        return Optional.of(new Open(entry, kind.get()));
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

    /** The mail as it goes out, or nothing: then the outbox says why. @param wish what its person wants, if that is known */
    Optional<Ready> ready(Open mail, Optional<Wishes.Answer> wish) {
        OutboxEntry entry = mail.entry();
        try {
            Wishes.Answer answer = wish.orElseGet(() -> kinds.wishes().ask(workspace, mail.waiting(), now()));
            return maySend(entry, answer) ? Optional.of(composed(entry, mail.kind())) : Optional.empty();
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

    private boolean maySend(OutboxEntry entry, Wishes.Answer answer) {
        return switch (answer) {
            case Wishes.Answer.Send() -> true;
            case Wishes.Answer.Wait(Instant until, String reason) -> {
                setAside(entry, MailState.QUEUED, reason, until);
                yield false;
            }
            case Wishes.Answer.Drop(String reason) -> {
                setAside(entry, MailState.FAILED, reason, now());
                yield false;
            }
        };
    }

    private Ready composed(OutboxEntry entry, Kinds.Kind kind) {
        MailToSend mail = entry.mail();
        Mail composed = kind.composer().compose(workspace, mail);
        String tenant = workspace.tenant().id();
        var own = new Letterhead.Own(
                OutboxStore.idOf(tenant + "/" + mail.key()),
                returnPaths.map(paths -> paths.of(tenant, entry.id(), entry.attempt() + 1, now())),
                kinds.unsubscribe(workspace, mail));
        return new Ready(entry, letterhead.write(composed, mail.to(), own, now()));
    }

    private <T> Optional<T> giveUp(OutboxEntry entry, String reason) {
        setAside(entry, MailState.FAILED, reason, now());
        return Optional.empty();
    }

    private <T> Optional<T> postpone(OutboxEntry entry, String reason) {
        boolean tooOld = now().isAfter(entry.added().plus(GIVE_UP_AFTER));
        setAside(entry, tooOld ? MailState.FAILED : MailState.QUEUED, reason, now().plus(AGAIN));
        return Optional.empty();
    }

    private void setAside(OutboxEntry entry, MailState state, String reason, Instant due) {
        store.setAside(entry.id(), state, reason, due, now());
    }

    private Instant now() {
        return workspace.clock().instant();
    }
}
