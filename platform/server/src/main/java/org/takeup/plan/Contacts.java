package org.takeup.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.tenant.Workspace;

/** Who is behind an audience and behind a messenger when it is time. Streams read the store as they go: close them. */
final class Contacts {
    /** From this power on, or as a sponsor, somebody listens to executives alone. */
    private static final int EXECUTIVE = 5;

    private final People people;

    Contacts(People people) {
        this.people = people;
    }

    /**
     * Who is asked to say a step.
     *
     * @param contacts each once; none if it is for the learning team, or for nobody
     * @param messenger as whom they are asked: the step's own, or the next best
     * @param forLearningTeam whether nobody of the map and the directory is left to say it, so that the learning team has to
     * @param notes why somebody was passed over, in sentences that name nobody
     */
    record Asked(List<Contact> contacts, Messenger messenger, boolean forLearningTeam, List<String> notes) {
        Asked {
            contacts = List.copyOf(contacts);
            notes = List.copyOf(notes);
        }
    }

    /** Everybody behind a step's audience, as {@link #behind}. @param map all stakeholders */
    Stream<Contact> audience(Workspace workspace, PlanStep step, List<Stakeholder> map) {
        return map.stream()
                .filter(each -> each.id().equals(step.audienceId()))
                .flatMap(each -> behind(workspace, each));
    }

    /** How many people are behind a step's audience; a mailbox is nobody. @param map all stakeholders */
    int count(Workspace workspace, PlanStep step, List<Stakeholder> map) {
        return Math.toIntExact(map.stream()
                .filter(each -> each.id().equals(step.audienceId()))
                .mapToLong(each -> count(workspace, each))
                .sum());
    }

    /** How many people are behind an audience; a mailbox is nobody. */
    long count(Workspace workspace, Stakeholder audience) {
        if (audience.reach() instanceof Reach.People group) {
            return people.count(workspace, group.segment());
        }
        try (Stream<Person> few = people(workspace, audience)) {
            return few.count();
        }
    }

    /** The people behind an audience, whoever they are now; a mailbox is nobody. */
    Stream<Person> people(Workspace workspace, Stakeholder audience) {
        return switch (audience.reach()) {
            case Reach.Nobody _, Reach.Mailbox _ -> Stream.empty();
            case Reach.Person one -> people.find(workspace, one.personId()).filter(Person::active).stream();
            case Reach.People group -> people.members(workspace, group.segment());
        };
    }

    /** Everybody behind an audience, also those without an address, however many they are. */
    Stream<Contact> behind(Workspace workspace, Stakeholder audience) {
        return switch (audience.reach()) {
            case Reach.Mailbox mailbox -> Stream.of(Contact.mailbox(audience, mailbox.address()));
            case Reach.Nobody _, Reach.Person _, Reach.People _ ->
                people(workspace, audience).map(Contact::person);
        };
    }

    /**
     * The people who are asked to say a step, each once: line managers of those behind the audience, and stakeholders of
     * the messenger's kind.
     *
     * @param map all stakeholders
     */
    Stream<Contact> messengers(Workspace workspace, PlanStep step, List<Stakeholder> map) {
        return messengers(workspace, step.messenger(), step.audienceId(), map);
    }

    private Stream<Contact> messengers(
            Workspace workspace, Messenger messenger, String audienceId, List<Stakeholder> map) {
        Stream<Contact> managers = messenger == Messenger.LINE_MANAGER
                ? map.stream()
                        .filter(each -> each.id().equals(audienceId))
                        .flatMap(audience -> managers(workspace, audience))
                : Stream.empty();
        Set<Audience.Kind> kinds = kinds(messenger);
        Stream<Contact> others =
                map.stream().filter(each -> kinds.contains(each.kind())).flatMap(each -> behind(workspace, each));
        var met = new HashSet<String>();
        return Stream.concat(managers, others).filter(contact -> met.add(contact.id()));
    }

    /**
     * Who is asked to say a step now. Nobody is asked more often than {@link Span} allows, in all plans together. If nobody of
     * the step's kind is left, the next best kind is asked; after the last one it is for the learning team. Executives are
     * spoken to by other executives, or not at all.
     *
     * @param map all stakeholders
     */
    Asked asked(Workspace workspace, PlanStep step, List<Stakeholder> map) {
        List<String> notes = new ArrayList<>();
        for (Messenger messenger : inTurn(step, map)) {
            List<Contact> free = free(workspace, messenger, step, map, notes);
            if (!free.isEmpty()) {
                if (messenger != step.messenger()) {
                    notes.add("So it was handed to the next best: " + name(messenger) + ".");
                }
                return new Asked(free, messenger, false, notes);
            }
        }
        boolean executive = isExecutive(step, map);
        notes.add(
                executive
                        ? "No other executive is left to say it, and executives listen to executives. Find one on your map."
                        : "So it is for the learning team: planners find the words under “To say”.");
        return new Asked(List.of(), Messenger.LEARNING_TEAM, !executive, notes);
    }

    /** Those of a kind who may be asked now; what is said about the others is added to the notes. */
    private List<Contact> free(
            Workspace workspace, Messenger messenger, PlanStep step, List<Stakeholder> map, List<String> notes) {
        List<Contact> all;
        try (Stream<Contact> found = messengers(workspace, messenger, step.audienceId(), withoutExecutive(step, map))) {
            all = found.toList();
        }
        long left = gone(workspace, messenger, map);
        if (left > 0) {
            notes.add(left + " of the kind " + name(messenger)
                    + " on your map is not in the directory any more and was passed over.");
        }
        if (all.isEmpty() && messenger == step.messenger() && messenger != Messenger.LEARNING_TEAM) {
            notes.add("There is nobody to ask as " + name(messenger) + ".");
        }
        int most = Span.of(messenger);
        Map<String, Integer> asked = Span.asked(
                workspace,
                all.stream().filter(each -> !each.mailbox()).map(Contact::id).toList(),
                workspace.clock().instant());
        List<Contact> free = all.stream()
                .filter(each -> each.mailbox() || asked.getOrDefault(each.id(), 0) < most)
                .toList();
        if (free.size() < all.size()) {
            notes.add((all.size() - free.size()) + " of the kind " + name(messenger) + " passed over: asked " + most
                    + " times in the last " + Asks.days() + " days.");
        }
        return free;
    }

    /** The step's own messenger first, then whose view counts more before whose view counts less. */
    private static List<Messenger> inTurn(PlanStep step, List<Stakeholder> map) {
        if (isExecutive(step, map)) {
            return step.messenger() == Messenger.SPONSOR
                    ? List.of(Messenger.SPONSOR)
                    : List.of(step.messenger(), Messenger.SPONSOR);
        }
        return step.messenger() == Messenger.LEARNING_TEAM
                ? List.of()
                : Stream.of(step.messenger(), Messenger.LINE_MANAGER, Messenger.PEER)
                        .distinct()
                        .toList();
    }

    private static boolean isExecutive(PlanStep step, List<Stakeholder> map) {
        return map.stream()
                .filter(each -> each.id().equals(step.audienceId()))
                .anyMatch(each -> each.kind() == Audience.Kind.SPONSOR || each.power() >= EXECUTIVE);
    }

    /** The map as it speaks to the step's audience: an executive does not persuade himself. */
    static List<Stakeholder> withoutExecutive(PlanStep step, List<Stakeholder> map) {
        return isExecutive(step, map)
                ? map.stream()
                        .filter(each -> !each.id().equals(step.audienceId()) || each.kind() != Audience.Kind.SPONSOR)
                        .toList()
                : map;
    }

    /** How many stakeholders of a kind are a person who is not here any more. */
    private long gone(Workspace workspace, Messenger messenger, List<Stakeholder> map) {
        Set<Audience.Kind> kinds = kinds(messenger);
        List<String> ids = map.stream()
                .filter(each -> kinds.contains(each.kind()))
                .flatMap(each -> each.reach() instanceof Reach.Person one ? Stream.of(one.personId()) : Stream.empty())
                .distinct()
                .toList();
        return ids.isEmpty() ? 0 : ids.size() - people.active(workspace, ids).size();
    }

    private Stream<Contact> managers(Workspace workspace, Stakeholder audience) {
        return audience.reach() instanceof Reach.People group
                ? people.managers(workspace, group.segment()).stream().map(Contact::person)
                : Stream.empty();
    }

    private static String name(Messenger messenger) {
        return Words.of(messenger).toLowerCase(Locale.ROOT);
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
