package org.takeup.survey;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.delivery.Address;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailFoot;
import org.takeup.delivery.MailToSend;
import org.takeup.language.LocalWords;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.Workspace;

/** The words of the mails that ask people for their answers, with the link that is theirs alone. */
final class Letters {
    private final People people;
    private final URI publicUrl;

    Letters(People people, URI publicUrl) {
        this.people = people;
        this.publicUrl = publicUrl;
    }

    /** The active line managers of these people, by the people's ids; nobody if the wave's mails are the organisation's. */
    Map<String, Person> managers(Workspace workspace, Wave wave, List<Person> team) {
        if (wave.fieldwork().messenger() == Fieldwork.Messenger.ORGANISATION) {
            return Map.of();
        }
        Set<String> ids =
                team.stream().flatMap(person -> person.managerId().stream()).collect(Collectors.toSet());
        Map<String, Person> active = people.active(workspace, ids).stream()
                .filter(manager -> !manager.name().isBlank())
                .collect(Collectors.toMap(Person::id, manager -> manager));
        var managers = new HashMap<String, Person>();
        team.forEach(
                person -> person.managerId().map(active::get).ifPresent(manager -> managers.put(person.id(), manager)));
        return managers;
    }

    /** @param key of the outbox, so that it is sent once; nothing if no mail can go to the person's address */
    static Stream<MailToSend> to(Person person, String key, String kind, String reference) {
        if (person.email().isEmpty()) {
            return Stream.empty();
        }
        try {
            return Stream.of(new MailToSend(key, person.id(), person.email(), kind, reference));
        } catch (IllegalArgumentException e) {
            // An address that no mail can go to. The person still finds the survey after signing in.
            return Stream.empty();
        }
    }

    /** @param form the letter's name in the catalogue, such as {@code mail} */
    Mail write(Workspace workspace, Wave wave, WaveKey key, String personId, String form) {
        var words = AnswerWords.in(workspace.settings().language());
        var places = new HashMap<String, Object>(Map.of(
                "title", wave.title(),
                "organisation", workspace.tenant().name(),
                "minutes", wave.instrument().minutes(),
                "date", Times.inWords(wave.closes(), wave.fieldwork().zone(), words.locale()),
                "n", wave.privacy().smallestGroup(),
                "link",
                        publicUrl + "/w/" + workspace.tenant().slug() + "/answer/" + wave.id() + "/"
                                + key.ticket(personId)));
        places.put("purpose", wave.instrument().purpose());
        places.put("promise", wave.privacy().promise(words));
        String text = words.say(form + ".text", places);
        String whole = MailFoot.below(
                wave.fieldwork().pilot() ? words.say("pilot.text") + "\n\n" + text : text,
                publicUrl,
                workspace,
                words.locale(),
                "mail-survey");
        String subject = words.say(form + ".subject", places);
        return people.find(workspace, personId)
                .map(person -> managers(workspace, wave, List.of(person)).get(personId))
                .map(manager -> inTheNameOf(manager, subject, whole, words, places))
                .orElseGet(() -> new Mail(subject, whole));
    }

    private static Mail inTheNameOf(
            Person manager, String subject, String text, LocalWords words, Map<String, Object> places) {
        var named = new HashMap<>(places);
        String name =
                manager.name().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        named.put("manager", name.length() <= 100 ? name : name.substring(0, 100));
        Optional<String> replyTo = Optional.of(manager.email()).filter(Address::isPlain);
        return new Mail(subject, words.say("manager.text", named) + "\n\n" + text)
                .withVoice(new Mail.Voice(String.valueOf(named.get("manager")), replyTo));
    }

    /** The wave's key while it takes answers. */
    static Optional<WaveKey> key(Workspace workspace, Waves.Known known) {
        return known.key()
                .filter(ignored -> known.wave().takesAnswers(workspace.clock().instant()));
    }
}
