package org.takeup.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * What somebody will be asked to say in the coming days, as far as can be known today: who reports to whom, who is on the
 * map and how often somebody was asked may change until then. Only of plans as they were approved. Thread-safe; calls block.
 */
final class ComingUp {
    /** How far it looks ahead. */
    static final int DAYS = 7;

    private final People people;
    private final Stakeholders stakeholders;

    ComingUp(People people, Stakeholders stakeholders) {
        this.people = people;
        this.stakeholders = stakeholders;
    }

    /** The steps that somebody will be asked to say and that have not gone out, the earliest first. */
    List<Wording.ToSay> all(Workspace workspace) {
        Instant now = workspace.clock().instant();
        Instant end = now.plus(Duration.ofDays(DAYS));
        var store = new PlanStore(workspace);
        var plans = new ArrayList<String>();
        for (Plan outline : store.approvedTimes()) {
            if (handedOver(workspace, outline, now, end).findAny().isPresent()) {
                plans.add(outline.id());
            }
        }
        var coming = new ArrayList<Wording.ToSay>();
        for (String id : plans) {
            store.find(id).filter(Plan::isAsApproved).ifPresent(plan -> {
                Set<String> out = store.progressOf(id).keySet();
                handedOver(workspace, plan, now, end)
                        .filter(step -> !out.contains(step.id()))
                        .forEach(step -> coming.add(new Wording.ToSay(plan, step)));
            });
        }
        coming.sort(Comparator.comparing(each -> Dispatch.at(workspace, each.step())));
        return coming;
    }

    /** Those of these steps that a person is a messenger of. @param roles who they are beside the directory */
    List<Wording.ToSay> of(Workspace workspace, List<Wording.ToSay> all, String personId, Set<Role> roles) {
        if (all.isEmpty()) {
            return List.of();
        }
        Who who = who(workspace, List.of(personId), roles).getFirst();
        List<Stakeholder> map = stakeholders.all(workspace);
        return all.stream().filter(each -> who.says(each.step(), map)).toList();
    }

    /** Those of these people of the directory who are messengers of one of these steps; a few looks, however many they are. */
    Set<String> messengers(Workspace workspace, List<Wording.ToSay> all, Collection<String> people) {
        if (all.isEmpty() || people.isEmpty()) {
            return Set.of();
        }
        List<Stakeholder> map = stakeholders.all(workspace);
        return who(workspace, people, Set.of()).stream()
                .filter(who -> all.stream().anyMatch(each -> who.says(each.step(), map)))
                .map(Who::id)
                .collect(Collectors.toSet());
    }

    private static Stream<PlanStep> handedOver(Workspace workspace, Plan plan, Instant now, Instant end) {
        return plan.times().stream()
                .filter(step -> step.channel() == PlanDraft.Channel.HAND_OVER)
                .filter(step -> Dispatch.at(workspace, step).isAfter(now)
                        && !Dispatch.at(workspace, step).isAfter(end));
    }

    private List<Who> who(Workspace workspace, Collection<String> ids, Set<Role> roles) {
        Map<String, Person> active =
                people.active(workspace, ids).stream().collect(Collectors.toMap(Person::id, person -> person));
        Map<String, Set<String>> units = people.unitsLed(workspace, ids);
        Map<String, Integer> asked =
                Span.asked(workspace, ids, workspace.clock().instant());
        return ids.stream()
                .map(id -> {
                    Optional<Person> person = Optional.ofNullable(active.get(id));
                    return new Who(
                            id,
                            person.flatMap(Person::unit).orElse(""),
                            person.isPresent(),
                            units.getOrDefault(id, Set.of()),
                            roles.contains(Role.MANAGER) || roles.contains(Role.PLANNER),
                            roles.contains(Role.PLANNER),
                            asked);
                })
                .toList();
    }

    /**
     * What decides whether somebody is a messenger.
     *
     * @param units of those who report to them
     * @param reads whether they may be who reads a mailbox
     */
    private record Who(
            String id,
            String unit,
            boolean active,
            Set<String> units,
            boolean reads,
            boolean learningTeam,
            Map<String, Integer> asked) {
        boolean says(PlanStep step, List<Stakeholder> map) {
            if (step.messenger() == Messenger.LEARNING_TEAM) {
                return learningTeam;
            }
            boolean leads = step.messenger() == Messenger.LINE_MANAGER
                    && map.stream()
                            .filter(each -> each.id().equals(step.audienceId()))
                            .anyMatch(this::leads);
            return (leads
                            || Contacts.withoutExecutive(step, map).stream()
                                    .filter(each ->
                                            Contacts.kinds(step.messenger()).contains(each.kind()))
                                    .anyMatch(this::isBehind))
                    && asked.getOrDefault(id, 0) < Span.of(step.messenger());
        }

        private boolean leads(Stakeholder audience) {
            return audience.reach() instanceof Reach.People group
                    && switch (group.segment()) {
                        case Segment.Everybody _ -> !units.isEmpty();
                        case Segment.Unit named -> units.contains(named.name());
                    };
        }

        private boolean isBehind(Stakeholder messenger) {
            return switch (messenger.reach()) {
                case Reach.Nobody _ -> false;
                case Reach.Mailbox _ -> reads;
                case Reach.Person one -> active && one.personId().equals(id);
                case Reach.People group ->
                    active
                            && switch (group.segment()) {
                                case Segment.Everybody _ -> true;
                                case Segment.Unit named -> unit.equals(named.name());
                            };
            };
        }
    }
}
