package org.takeup.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.plan.PlanView.Note;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.tenant.Workspace;

/** Says which steps would reach nobody, while that can still be changed. For one plan at one moment, and one thread. */
final class ReachNotes {
    private final Workspace workspace;
    private final Contacts contacts;
    private final List<Stakeholder> map;
    private final Map<String, Stakeholder> byId;
    private final Map<Question, Boolean> answered = new HashMap<>();
    private final Map<String, Boolean> there = new HashMap<>();

    /** Many steps have the same messenger to the same audience: who that is, is looked up once. */
    private record Question(Messenger messenger, String audienceId) {}

    ReachNotes(Workspace workspace, Contacts contacts, List<Stakeholder> map) {
        this.workspace = workspace;
        this.contacts = contacts;
        this.map = map;
        this.byId = map.stream().collect(Collectors.toMap(Stakeholder::id, Function.identity()));
    }

    /** What is wrong with the reach of a step that has not gone out. */
    Optional<Note> about(PlanStep step) {
        Stakeholder audience = byId.get(step.audienceId());
        if (audience == null) {
            return Optional.of(
                    new Note(Finding.Severity.ERROR, "This audience is not on your map any more: choose another."));
        }
        return switch (step.channel()) {
            case CHAT -> Optional.empty();
            case EMAIL, IN_APP, CALENDAR ->
                audience.reach() instanceof Reach.Nobody
                        ? warning("No mail would go out: give this stakeholder an e-mail address or a unit.")
                        : somebodyIsThere(audience) ? Optional.empty() : warning(gone(audience));
            case HAND_OVER -> somebodyIsAsked(step) ? Optional.empty() : warning(nobody(step.messenger()));
        };
    }

    private boolean somebodyIsThere(Stakeholder audience) {
        return there.computeIfAbsent(audience.id(), ignored -> {
            try (Stream<Contact> people = contacts.behind(workspace, audience)) {
                return people.findAny().isPresent();
            }
        });
    }

    private static String gone(Stakeholder audience) {
        return audience.reach() instanceof Reach.Person
                ? "Nobody would get this: the person behind " + audience.name() + " is not in the directory any more."
                : "Nobody would get this: nobody is behind " + audience.name() + " at the moment.";
    }

    private boolean somebodyIsAsked(PlanStep step) {
        return answered.computeIfAbsent(new Question(step.messenger(), step.audienceId()), ignored -> {
            try (Stream<Contact> messengers = contacts.messengers(workspace, step, map)) {
                return messengers.findAny().isPresent();
            }
        });
    }

    private static String nobody(Messenger messenger) {
        return switch (messenger) {
            case LINE_MANAGER ->
                "Nobody would be asked to say this: your directory names no managers for these people. Give the line"
                        + " managers on your map an e-mail address, a unit or a person, or choose another messenger.";
            case LEARNING_TEAM -> "Nobody would be asked to say this: send it by e-mail, or choose another messenger.";
            case PEER, CHAMPION, SPONSOR, TRAINER, INTERNAL_COMMUNICATIONS ->
                "Nobody would be asked to say this: put a " + kind(messenger)
                        + " with an e-mail address, a unit or a person on your map, or choose another messenger.";
        };
    }

    private static String kind(Messenger messenger) {
        return Contacts.kinds(messenger).stream()
                .map(kind -> Words.of(kind).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }

    private static Optional<Note> warning(String message) {
        return Optional.of(new Note(Finding.Severity.WARNING, message));
    }
}
