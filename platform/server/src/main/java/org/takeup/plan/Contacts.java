package org.takeup.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.tenant.Workspace;

/** Who is behind an audience and behind a messenger when it is time. */
final class Contacts {
    private final People people;
    private final Stakeholders stakeholders;

    Contacts(People people, Stakeholders stakeholders) {
        this.people = people;
        this.stakeholders = stakeholders;
    }

    /** Somebody with an address. @param id of the person, or of the stakeholder whose mailbox it is */
    record Contact(String id, String email) {}

    /** Hands over everybody behind an audience who has an address, however many they are. */
    void eachBehind(Workspace workspace, Stakeholder audience, Consumer<Contact> taker) {
        switch (audience.reach()) {
            case Reach.Nobody _ -> {}
            case Reach.Mailbox mailbox -> taker.accept(new Contact(audience.id(), mailbox.address()));
            case Reach.Person one -> person(workspace, one.personId()).ifPresent(taker);
            case Reach.People group -> {
                try (Stream<Person> members = people.members(workspace, group.segment())) {
                    members.filter(member -> !member.email().isEmpty())
                            .forEach(member -> taker.accept(new Contact(member.id(), member.email())));
                }
            }
        }
    }

    /** The people who are asked to say a step: line managers of those behind the audience, else stakeholders of that kind. */
    List<Contact> messengers(Workspace workspace, PlanStep step) {
        var found = new LinkedHashMap<String, Contact>();
        if (step.messenger() == Messenger.LINE_MANAGER) {
            stakeholders.find(workspace, step.audienceId()).ifPresent(audience -> managers(workspace, audience, found));
        }
        Set<Audience.Kind> kinds = kinds(step.messenger());
        stakeholders.all(workspace).stream()
                .filter(each -> kinds.contains(each.kind()))
                .forEach(each -> eachBehind(workspace, each, contact -> found.putIfAbsent(contact.id(), contact)));
        return new ArrayList<>(found.values());
    }

    private void managers(Workspace workspace, Stakeholder audience, Map<String, Contact> found) {
        if (!(audience.reach() instanceof Reach.People group)) {
            return;
        }
        try (Stream<Person> members = people.members(workspace, group.segment())) {
            members.flatMap(member -> member.managerId().stream())
                    .distinct()
                    .forEach(id -> person(workspace, id).ifPresent(manager -> found.put(manager.id(), manager)));
        }
    }

    private static Set<Audience.Kind> kinds(Messenger messenger) {
        return switch (messenger) {
            case LINE_MANAGER -> EnumSet.of(Audience.Kind.LINE_MANAGERS);
            case PEER, CHAMPION -> EnumSet.of(Audience.Kind.RESPECTED_INDIVIDUAL, Audience.Kind.HIGH_PERFORMER);
            case SPONSOR -> EnumSet.of(Audience.Kind.SPONSOR);
            case TRAINER -> EnumSet.of(Audience.Kind.TRAINERS);
            case INTERNAL_COMMUNICATIONS -> EnumSet.of(Audience.Kind.COMMUNICATOR);
            case LEARNING_TEAM -> EnumSet.noneOf(Audience.Kind.class);
        };
    }

    private Optional<Contact> person(Workspace workspace, String id) {
        return people.find(workspace, id)
                .filter(person -> person.active() && !person.email().isEmpty())
                .map(person -> new Contact(person.id(), person.email()));
    }
}
