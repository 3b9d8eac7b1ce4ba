package org.takeup.plan;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.Speakers;
import org.takeup.tenant.Workspace;

/**
 * Who could speak to each audience, as plan builders are told: how many there are and how often they may be asked, never
 * who they are. For one plan at one moment, and one thread.
 */
final class Speaking {
    private final Workspace workspace;
    private final People people;
    private final List<Stakeholder> map;
    private final Map<Segment, Integer> managers = new HashMap<>();

    Speaking(Workspace workspace, People people, List<Stakeholder> map) {
        this.workspace = workspace;
        this.people = people;
        this.map = map;
    }

    /** By messenger; of one that is missing there is nobody. Nobody is counted as speaking to themselves. */
    Map<Messenger, Speakers> to(Stakeholder audience) {
        var speakers = new EnumMap<Messenger, Speakers>(Messenger.class);
        for (Messenger messenger : Messenger.values()) {
            int found = count(messenger, audience);
            if (found > 0) {
                speakers.put(
                        messenger,
                        new Speakers(found, audience.size(), Span.of(messenger), group(messenger, audience)));
            }
        }
        return speakers;
    }

    private int count(Messenger messenger, Stakeholder audience) {
        if (messenger == Messenger.LEARNING_TEAM) {
            return 1;
        }
        int own = messenger == Messenger.LINE_MANAGER ? managersOf(audience) : 0;
        return own > 0 ? own : onTheMap(Contacts.kinds(messenger), audience);
    }

    /** Whether by mail, by their words or in person: also those without an address are there. */
    private int onTheMap(Set<Audience.Kind> kinds, Stakeholder audience) {
        long found = map.stream()
                .filter(each -> kinds.contains(each.kind()) && !each.id().equals(audience.id()))
                .mapToLong(Stakeholder::size)
                .sum();
        return (int) Math.min(found, Integer.MAX_VALUE);
    }

    private int managersOf(Stakeholder audience) {
        return audience.reach() instanceof Reach.People group
                ? managers.computeIfAbsent(
                        group.segment(),
                        segment -> people.managers(workspace, segment).size())
                : 0;
    }

    /** Line managers of two segments are taken for different people: at send time nobody is asked above their span anyway. */
    private String group(Messenger messenger, Stakeholder audience) {
        return switch (messenger) {
            case LINE_MANAGER ->
                audience.reach() instanceof Reach.People group && managersOf(audience) > 0
                        ? "managers/" + group.segment().key()
                        : "managers";
            // The same people, by another name.
            case PEER, CHAMPION -> "champions";
            default -> messenger.name();
        };
    }
}
