package org.takeup.message;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.http.Languages;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.plan.Reach;
import org.takeup.plan.Stakeholder;
import org.takeup.plan.Stakeholders;
import org.takeup.tenant.Workspace;

/** Who a recipient is: in which language they read, and to which audiences they belong. Thread-safe; calls block. */
final class Recipients {
    private final People people;
    private final Stakeholders stakeholders;
    private final Tongues tongues;

    Recipients(People people, Stakeholders stakeholders, Tongues tongues) {
        this.people = people;
        this.stakeholders = stakeholders;
        this.tongues = tongues;
    }

    /**
     * Somebody who gets a message.
     *
     * @param person none for a mailbox, and for nobody in particular
     * @param audiences ids of stakeholders, the narrowest first
     * @param language tag of one of the platform's languages
     */
    record Recipient(Optional<Person> person, List<String> audiences, String language) {}

    /** Somebody of whom nothing is known. */
    static Recipient nobody(Workspace workspace) {
        return new Recipient(Optional.empty(), List.of(), language(workspace));
    }

    /** @param audiences whether any variant is for an audience, so that it matters */
    Recipient find(Workspace workspace, String personId, boolean audiences) {
        Optional<Person> person = people.find(workspace, personId);
        String language = tongues.of(workspace, personId)
                .or(() -> person.flatMap(each -> each.local().language()))
                .filter(tag -> Languages.of(tag).isPresent())
                .orElse(language(workspace));
        List<String> narrowFirst = audiences ? audiences(stakeholders.all(workspace), personId, person) : List.of();
        return new Recipient(person, narrowFirst, language);
    }

    private static List<String> audiences(List<Stakeholder> map, String id, Optional<Person> person) {
        return map.stream()
                .filter(each -> has(each, id, person))
                .sorted(Comparator.comparingInt(Recipients::width).thenComparing(Stakeholder::name))
                .map(Stakeholder::id)
                .toList();
    }

    /** All audiences that there are. */
    List<Stakeholder> map(Workspace workspace) {
        return stakeholders.all(workspace);
    }

    /** Ids of those who have chosen one of these languages, each once, also of who is not here any more. Close it. */
    Stream<String> choosers(Workspace workspace, Set<String> languages) {
        return tongues.readers(workspace, languages);
    }

    /** Ids of the active people whom the directory gives one of these languages, each once. Close it. */
    Stream<String> given(Workspace workspace, Set<String> languages) {
        return people.reading(workspace, languages);
    }

    /** Those of these people who have chosen no language. */
    List<String> withoutChoice(Workspace workspace, List<String> ids) {
        Set<String> chosen = tongues.of(workspace, ids).keySet();
        return ids.stream().filter(id -> !chosen.contains(id)).toList();
    }

    /** Several recipients with a few look-ups, in any order. @param map of all audiences @param ids at most a few thousand */
    List<Recipient> all(Workspace workspace, List<Stakeholder> map, List<String> ids) {
        Map<String, Person> known =
                people.active(workspace, ids).stream().collect(Collectors.toMap(Person::id, person -> person));
        Map<String, String> chosen = tongues.of(workspace, ids);
        String usual = language(workspace);
        return ids.stream()
                .map(id -> {
                    Optional<Person> person = Optional.ofNullable(known.get(id));
                    String tag = Optional.ofNullable(chosen.get(id))
                            .or(() -> person.flatMap(each -> each.local().language()))
                            .orElse(usual);
                    return new Recipient(
                            person, audiences(map, id, person), Languages.TAGS.contains(tag) ? tag : usual);
                })
                .toList();
    }

    /** Who gets a step's words. @param personId empty for nobody in particular */
    Recipient of(Workspace workspace, Words words, String personId) {
        boolean audiences =
                words.variants().stream().anyMatch(each -> !each.audience().isEmpty());
        return personId.isEmpty() ? nobody(workspace) : find(workspace, personId, audiences);
    }

    /** The workspace's language, or English if messages are not written in it. */
    static String language(Workspace workspace) {
        return Languages.of(workspace.settings().language().getLanguage())
                .map(each -> each.toLanguageTag())
                .orElse("en");
    }

    private static boolean has(Stakeholder audience, String personId, Optional<Person> person) {
        return switch (audience.reach()) {
            case Reach.Nobody _ -> false;
            case Reach.Mailbox _ -> audience.id().equals(personId);
            case Reach.Person one ->
                one.personId().equals(personId) && person.filter(Person::active).isPresent();
            case Reach.People group ->
                switch (group.segment()) {
                    case Segment.Everybody _ -> person.filter(Person::active).isPresent();
                    case Segment.Unit unit ->
                        person.filter(Person::active)
                                .flatMap(Person::unit)
                                .filter(unit.name()::equals)
                                .isPresent();
                };
        };
    }

    private static int width(Stakeholder audience) {
        return switch (audience.reach()) {
            case Reach.Person _, Reach.Mailbox _ -> 0;
            case Reach.People group -> group.segment() instanceof Segment.Unit ? 1 : 2;
            case Reach.Nobody _ -> 3;
        };
    }
}
