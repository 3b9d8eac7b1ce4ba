package org.takeup.plan;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.tenant.Workspace;

/** Who is behind an audience and behind a messenger when it is time. Streams read the store as they go: close them. */
final class Contacts {
    private final People people;

    Contacts(People people) {
        this.people = people;
    }

    /** Everybody behind an audience, also those without an address, however many they are. */
    Stream<Contact> behind(Workspace workspace, Stakeholder audience) {
        return switch (audience.reach()) {
            case Reach.Nobody _ -> Stream.empty();
            case Reach.Mailbox mailbox -> Stream.of(Contact.mailbox(audience, mailbox.address()));
            case Reach.Person one ->
                people.find(workspace, one.personId()).filter(Person::active).map(Contact::person).stream();
            case Reach.People group ->
                people.members(workspace, group.segment()).map(Contact::person);
        };
    }

    /**
     * The people who are asked to say a step, each once: line managers of those behind the audience, and stakeholders of
     * the messenger's kind.
     *
     * @param map all stakeholders
     */
    Stream<Contact> messengers(Workspace workspace, PlanStep step, List<Stakeholder> map) {
        Stream<Contact> managers = step.messenger() == Messenger.LINE_MANAGER
                ? map.stream()
                        .filter(each -> each.id().equals(step.audienceId()))
                        .flatMap(audience -> managers(workspace, audience))
                : Stream.empty();
        Set<Audience.Kind> kinds = kinds(step.messenger());
        Stream<Contact> others =
                map.stream().filter(each -> kinds.contains(each.kind())).flatMap(each -> behind(workspace, each));
        var met = new HashSet<String>();
        return Stream.concat(managers, others).filter(contact -> met.add(contact.id()));
    }

    private Stream<Contact> managers(Workspace workspace, Stakeholder audience) {
        return audience.reach() instanceof Reach.People group
                ? people.managers(workspace, group.segment()).stream().map(Contact::person)
                : Stream.empty();
    }

    /** The kinds of stakeholders that speak as this messenger. */
    static Set<Audience.Kind> kinds(Messenger messenger) {
        return switch (messenger) {
            case LINE_MANAGER -> EnumSet.of(Audience.Kind.LINE_MANAGERS);
            case PEER, CHAMPION -> EnumSet.of(Audience.Kind.RESPECTED_INDIVIDUAL, Audience.Kind.HIGH_PERFORMER);
            case SPONSOR -> EnumSet.of(Audience.Kind.SPONSOR);
            case TRAINER -> EnumSet.of(Audience.Kind.TRAINERS);
            case INTERNAL_COMMUNICATIONS -> EnumSet.of(Audience.Kind.COMMUNICATOR);
            case LEARNING_TEAM -> EnumSet.noneOf(Audience.Kind.class);
        };
    }
}
