package org.takeup.calendar;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.takeup.calendar.InvitationStore.Stored;
import org.takeup.calendar.Meeting.Guest;
import org.takeup.delivery.Address;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.http.Dates;
import org.takeup.language.LocalWords;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/**
 * Invitations by mail (iTIP over iMIP, RFC 5546 and 6047), each version once for each person, also when the process is
 * killed half-way: what a version still owes to somebody is found again, and each mail has a key of its own. Who gets a
 * version twice all the same sees nothing of it: UID and SEQUENCE are the same. Thread-safe; calls block.
 */
public final class Invitations {
    /** What pages and mails about calendars say. */
    static final LocalWords WORDS = LocalWords.beside(Invitations.class, "calendar");

    /** All collections of invitations. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(InvitationStore.MEETINGS, InvitationStore.GUESTS);

    private static final int BATCH = 500;
    private static final int LONGEST_SUBJECT = 200;
    private static final String REQUEST = "REQUEST";
    private static final String CANCEL = "CANCEL";

    private final Outbox outbox;
    private final String kind;
    private final URI publicUrl;
    private final Said said;
    private final BiFunction<Workspace, String, Locale> languages;

    /**
     * @param kind of the mails
     * @param publicUrl names the sender of workspaces that have none of their own
     * @param said what each guest reads
     * @param languages in which each guest, by id, hears that a meeting is off: nobody may keep its words any more
     */
    public Invitations(
            Outbox outbox, String kind, URI publicUrl, Said said, BiFunction<Workspace, String, Locale> languages) {
        this.outbox = outbox;
        this.kind = kind;
        this.publicUrl = publicUrl;
        this.said = said;
        this.languages = languages;
        // A second copy does no harm: calendars know it by its UID and SEQUENCE.
        outbox.register(kind, new MailClass(MailClass.Promise.AT_LEAST_ONCE, false), this::compose);
    }

    /** What a guest reads about a meeting. @param language of the mail around it as well */
    public record Words(Locale language, String summary, String description) {}

    /** Says what an invitation says. Called on a thread of a job; may block. */
    @FunctionalInterface
    public interface Said {
        /**
         * @param reference of the meeting
         * @throws MailComposer.NotNow and {@link MailComposer.NotNeeded} to keep the invitation back
         */
        Words to(Workspace workspace, String reference, String personId);
    }

    /** How many people are invited, and how many are not, because no mail can go to them. */
    public record Count(int invited, int passedOver) {
        static final Count NOBODY = new Count(0, 0);
    }

    /**
     * Whether everybody is invited to exactly this, or on the way to be, and it is kept what it is called.
     *
     * @param names as of {@link #invite}; asked for only if none are kept
     */
    public boolean isSettled(Workspace workspace, Meeting meeting, Supplier<Map<String, String>> names) {
        return new InvitationStore(workspace)
                .find(meeting.reference())
                .filter(stored -> stored.settled()
                        && !stored.cancelled()
                        && stored.meeting().equals(truncated(meeting))
                        && (!stored.names().isEmpty() || names.get().isEmpty()))
                .isPresent();
    }

    /** Whether somebody is invited to something of the group that is not among these any more. */
    public boolean owesCancellations(Workspace workspace, String group, Set<String> references) {
        Instant now = workspace.clock().instant();
        return new InvitationStore(workspace).ofGroup(group).stream().anyMatch(stored -> owes(stored, references, now));
    }

    private static boolean owes(Stored stored, Set<String> references, Instant now) {
        boolean over = !stored.meeting().ends().isAfter(now);
        boolean gone = !references.contains(stored.meeting().reference());
        return stored.cancelled() ? gone && !stored.settled() : gone && !over;
    }

    /** How many people were invited last. */
    public Count count(Workspace workspace, String reference) {
        return new InvitationStore(workspace)
                .find(reference)
                .map(stored -> new Count(stored.guests(), stored.passedOver()))
                .orElse(Count.NOBODY);
    }

    /**
     * Invites these people to the meeting as it is now. Those who were invited to an earlier version get the new one, and
     * those who are not meant any more a cancellation. Doing it twice changes nothing.
     *
     * @param names what the meeting is called by tag of language, for whoever hears later that it is off; empty if nobody can
     *     say it now. Others make no new version, of which guests would hear
     * @param guests asked for once; those without a plain address are counted
     */
    public Count invite(
            Workspace workspace, Meeting meeting, Map<String, String> names, Supplier<Stream<Guest>> guests) {
        var store = new InvitationStore(workspace);
        Stored version =
                version(store, truncated(meeting), names, workspace.clock().instant());
        if (version.settled()) {
            return new Count(version.guests(), version.passedOver());
        }
        var batch = new ArrayList<Guest>();
        int invited = 0;
        int passedOver = 0;
        try (Stream<Guest> all = guests.get()) {
            for (Guest guest : (Iterable<Guest>) all::iterator) {
                if (!Address.isPlain(guest.email())) {
                    passedOver++;
                    continue;
                }
                batch.add(guest);
                invited++;
                if (batch.size() == BATCH) {
                    send(workspace, store, version, batch);
                }
            }
        }
        send(workspace, store, version, batch);
        cancelForThoseWhoAreLeft(workspace, store, version);
        store.settle(version, invited, passedOver);
        return new Count(invited, passedOver);
    }

    /** The version with this content: the stored one, by these names from now on, or a new one. */
    private static Stored version(InvitationStore store, Meeting meeting, Map<String, String> names, Instant now) {
        while (true) {
            Optional<Stored> known = store.find(meeting.reference());
            if (known.isEmpty()) {
                store.begin(meeting, names, now);
            } else if (!known.get().meeting().equals(meeting) || known.get().cancelled()) {
                store.replace(known.get(), meeting, names, now);
            } else if (!names.isEmpty() && !known.get().names().equals(names)) {
                store.rename(known.get(), names);
            } else {
                return known.get();
            }
        }
    }

    private void send(Workspace workspace, InvitationStore store, Stored version, List<Guest> batch) {
        if (!batch.isEmpty()) {
            // Noted first: whoever has a mail is known to have one, whatever happens in between.
            store.invite(version, batch);
            outbox.addAll(
                    workspace,
                    batch.stream().map(guest -> mail(version, REQUEST, guest)).toList());
            batch.clear();
        }
    }

    private MailToSend mail(Stored version, String method, Guest guest) {
        return new MailToSend(
                key(version, method) + guest.personId(),
                guest.personId(),
                guest.email(),
                kind,
                version.meeting().reference());
    }

    private String key(Stored version, String method) {
        return kind + ":" + version.meeting().reference() + ":" + version.sequence() + ":" + method + ":";
    }

    private void cancelForThoseWhoAreLeft(Workspace workspace, InvitationStore store, Stored version) {
        while (true) {
            var batch = new ArrayList<Guest>();
            store.left(version).limit(BATCH).map(InvitationStore::guest).into(batch);
            if (batch.isEmpty()) {
                return;
            }
            outbox.addAll(
                    workspace,
                    batch.stream().map(guest -> mail(version, CANCEL, guest)).toList());
            store.forget(version, batch);
        }
    }

    /** Takes back every invitation of the group to what is not among these any more and not over yet. Repeatable. */
    public void cancelOthers(Workspace workspace, String group, Set<String> references) {
        var store = new InvitationStore(workspace);
        Instant now = workspace.clock().instant();
        for (Stored stored : store.ofGroup(group)) {
            if (owes(stored, references, now)) {
                if (!stored.cancelled()) {
                    store.cancel(stored, now);
                }
                store.find(stored.meeting().reference())
                        .filter(Stored::cancelled)
                        .ifPresent(cancelled -> {
                            cancelForThoseWhoAreLeft(workspace, store, cancelled);
                            store.settle(cancelled, 0, 0);
                        });
            }
        }
    }

    /** As the store keeps it, so that it can be compared. */
    private static Meeting truncated(Meeting meeting) {
        return new Meeting(
                meeting.reference(),
                meeting.group(),
                Instant.ofEpochMilli(meeting.begins().toEpochMilli()),
                Instant.ofEpochMilli(meeting.ends().toEpochMilli()),
                meeting.summary(),
                meeting.description(),
                meeting.beside(),
                meeting.link());
    }

    private Mail compose(Workspace workspace, MailToSend mail) {
        Stored stored = new InvitationStore(workspace)
                .find(mail.reference())
                .orElseThrow(() -> new MailComposer.NotNeeded("What it invites to was removed."));
        return mail.key().contains(":" + CANCEL + ":")
                ? cancellation(workspace, stored, mail)
                : request(workspace, stored, mail);
    }

    private Mail request(Workspace workspace, Stored stored, MailToSend mail) {
        if (!mail.key().startsWith(key(stored, REQUEST))) {
            throw new MailComposer.NotNeeded("A newer version of this invitation takes its place.");
        }
        Words theirs = said.to(workspace, mail.reference(), mail.personId());
        byte[] file = CalendarFile.request(
                stored.entry().saying(theirs.summary(), theirs.description()), organizer(workspace), mail.to());
        String what = stored.sequence() == 0 ? "invitation" : "changed";
        return written(workspace, stored, what, theirs).withAttachment(attachment(file, REQUEST));
    }

    /** Says what it was called in the language of who reads it, or as it was planned if it was not called anything in it. */
    private Mail cancellation(Workspace workspace, Stored stored, MailToSend mail) {
        if (new InvitationStore(workspace).isInvited(stored, mail.personId())) {
            throw new MailComposer.NotNeeded("Whoever was to hear that it is off is invited again.");
        }
        Locale language = languages.apply(workspace, mail.personId());
        Meeting meeting = stored.meeting();
        String name = stored.names().getOrDefault(language.getLanguage(), meeting.summary());
        var theirs = new Words(language, name, meeting.description());
        byte[] file = CalendarFile.cancellation(
                stored.entry().saying(name, meeting.description()), organizer(workspace), mail.to());
        return written(workspace, stored, "cancelled", theirs).withAttachment(attachment(file, CANCEL));
    }

    private static Mail.Attachment attachment(byte[] file, String method) {
        return new Mail.Attachment(
                "invitation.ics", "text/calendar", file, Map.of("method", method, "charset", "utf-8"));
    }

    private static Mail written(Workspace workspace, Stored stored, String what, Words theirs) {
        var words = WORDS.in(theirs.language());
        Map<String, String> values = Map.of(
                "summary",
                theirs.summary(),
                "description",
                theirs.description(),
                "when",
                new Dates(words.locale(), workspace.settings().zone())
                        .fullMoment(stored.meeting().begins()));
        String subject = words.say(what + ".subject", values);
        return new Mail(
                subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT),
                words.say(what + ".text", values) + "\n");
    }

    /** The address that the workspace's mails are from. */
    private String organizer(Workspace workspace) {
        String own = workspace.settings().mail().from();
        String address =
                own.substring(own.lastIndexOf('<') + 1).replace(">", "").strip();
        return Address.isPlain(address) ? address : "takeup@" + publicUrl.getHost();
    }
}
