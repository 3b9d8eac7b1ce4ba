package org.takeup.focus;

import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.delivery.Address;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer.NotNeeded;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.language.LocalWords;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.Workspace;

/** The mails of focus groups. Each is composed when it is sent, so that no link is stored, and only if it still holds. */
final class FocusMails {
    /** What the invited read, in mails and on their page. */
    static final LocalWords WORDS = LocalWords.beside(FocusMails.class, "focus");

    private static final String INVITATION = "focus-invitation";
    private static final String SEAT = "focus-seat";
    private static final String REMINDER = "focus-reminder";
    private static final String CANCELLED = "focus-cancelled";
    private static final String MODERATOR = "focus-moderator";

    private final Outbox outbox;
    private final People people;
    private final URI publicUrl;

    FocusMails(Outbox outbox, People people, URI publicUrl) {
        this.outbox = outbox;
        this.people = people;
        this.publicUrl = publicUrl;
        for (String kind : List.of(INVITATION, SEAT, REMINDER, CANCELLED, MODERATOR)) {
            outbox.register(kind, MailClass.NEEDED, this::compose);
        }
    }

    /** Each person gets one invitation to a group, however often this is called. */
    void invite(Workspace workspace, FocusGroup group, Collection<String> persons) {
        send(workspace, INVITATION, group, persons);
    }

    void seatIsFree(Workspace workspace, FocusGroup group, String person) {
        send(workspace, SEAT, group, List.of(person));
    }

    void remind(Workspace workspace, FocusGroup group, Collection<String> persons) {
        send(workspace, REMINDER, group, persons);
    }

    void cancelled(Workspace workspace, FocusGroup group, Collection<String> persons) {
        send(workspace, CANCELLED, group, persons);
    }

    void tellModerator(Workspace workspace, FocusGroup group) {
        send(workspace, MODERATOR, group, List.of(group.moderator()));
    }

    private void send(Workspace workspace, String kind, FocusGroup group, Collection<String> persons) {
        outbox.addAll(
                workspace,
                people.active(workspace, persons).stream()
                        .flatMap(person -> mail(kind, group, person))
                        .toList());
    }

    private static Stream<MailToSend> mail(String kind, FocusGroup group, Person person) {
        return Address.isPlain(person.email())
                ? Stream.of(new MailToSend(
                        kind + ":" + group.id() + ":" + person.id(), person.id(), person.email(), kind, group.id()))
                : Stream.empty();
    }

    private Mail compose(Workspace workspace, MailToSend mail) {
        FocusGroup group = new FocusStore(workspace)
                .find(mail.reference())
                .orElseThrow(() -> new NotNeeded("The focus group is gone."));
        if (!holds(workspace, mail, group)) {
            throw new NotNeeded("This mail about a focus group is not needed any more.");
        }
        var words = WORDS.in(group.language());
        String kind = mail.kind().substring("focus-".length());
        Map<String, Object> places = places(workspace, words, group);
        places.put("link", link(workspace, mail, group));
        String text = words.say(kind + ".text", places);
        if (mail.kind().equals(INVITATION)) {
            text += answerBy(workspace, mail, words, group) + "\n\n" + words.say("mail.rights");
        }
        return new Mail(words.say(kind + ".subject", places), text);
    }

    /** Until when the seat is kept, if it is not kept for good. */
    private static String answerBy(Workspace workspace, MailToSend mail, LocalWords words, FocusGroup group) {
        return new GuestStore(workspace)
                .of(group.id(), mail.personId())
                .flatMap(Guest::answerBy)
                .filter(day -> !day.isBefore(group.day(workspace.clock().instant())))
                .map(day -> "\n\n" + words.say("mail.by", Map.of("by", inWords(words, group, day))))
                .orElse("");
    }

    static String inWords(LocalWords words, FocusGroup group, LocalDate day) {
        return group.dates(words.locale())
                .longDay(day.atStartOfDay(group.zone()).toInstant());
    }

    private static boolean holds(Workspace workspace, MailToSend mail, FocusGroup group) {
        if (mail.kind().equals(CANCELLED)) {
            return group.cancelled();
        }
        if (group.cancelled() || !workspace.clock().instant().isBefore(group.begins())) {
            return false;
        }
        if (mail.kind().equals(MODERATOR)) {
            return group.moderator().equals(mail.personId());
        }
        // Who did not answer in time may still come, and a mail that was late is no fault of theirs.
        Set<Guest.State> wanted = mail.kind().equals(INVITATION)
                ? EnumSet.of(Guest.State.INVITED, Guest.State.LAPSED)
                : EnumSet.of(Guest.State.COMING);
        return new GuestStore(workspace)
                .of(group.id(), mail.personId())
                .filter(guest -> wanted.contains(guest.state()))
                .isPresent();
    }

    private String link(Workspace workspace, MailToSend mail, FocusGroup group) {
        String home = publicUrl + "/w/" + workspace.tenant().slug();
        return mail.kind().equals(MODERATOR)
                ? home + "/focus-groups/" + group.id() + "/session"
                : home + "/focus/" + group.id() + "/"
                        + new FocusStore(workspace).key(group.id()).ticket(mail.personId());
    }

    static Map<String, Object> places(Workspace workspace, LocalWords words, FocusGroup group) {
        var places = new HashMap<String, Object>();
        places.put("topic", group.topic());
        places.put("organisation", workspace.tenant().name());
        places.put("when", group.dates(words.locale()).fullMoment(group.begins()));
        places.put("where", group.place());
        places.put("minutes", group.minutes());
        places.put("seats", group.seats());
        places.put("days", group.keepDays());
        return places;
    }
}
