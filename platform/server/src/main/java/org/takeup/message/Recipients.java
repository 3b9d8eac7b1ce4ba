package org.takeup.message;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
                .filter(tag -> Languages.of(tag).isPresent())
                .orElse(language(workspace));
        List<String> narrowFirst = !audiences
                ? List.of()
                : stakeholders.all(workspace).stream()
                        .filter(each -> has(each, personId, person))
                        .sorted(Comparator.comparingInt(Recipients::width).thenComparing(Stakeholder::name))
                        .map(Stakeholder::id)
                        .toList();
        return new Recipient(person, narrowFirst, language);
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
            case Reach.Person one -> one.personId().equals(personId);
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
