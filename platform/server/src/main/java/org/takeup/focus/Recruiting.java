package org.takeup.focus;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.Workspace;

/**
 * Invites by quota: of each unit as many as it has seats, in the order of the draw, and the next in line as soon as somebody
 * says no. Who is next follows from the seed alone, so calls at the same moment invite the same people and nobody twice.
 * Thread-safe; calls block.
 */
public final class Recruiting {
    static final int MOST_BEYOND = 20;
    /** Who has not said no. */
    private static final Set<Guest.State> OPEN =
            EnumSet.of(Guest.State.INVITED, Guest.State.WAITING, Guest.State.COMING);

    private final People people;
    private final FocusMails mails;

    Recruiting(People people, FocusMails mails) {
        this.people = people;
        this.mails = mails;
    }

    /**
     * How far a quota is.
     *
     * @param asked who was invited and has not said no, also those who come
     * @param declined who said no
     */
    public record State(String unit, int seats, long coming, long asked, long declined) {
        /** Whether too few are left who may still come. */
        public boolean runsShort() {
            return asked < seats;
        }
    }

    static List<State> states(FocusGroup group, List<Guest> guests) {
        Map<String, List<Guest>> byQuota = guests.stream().collect(Collectors.groupingBy(Guest::quota));
        return group.quotas().stream()
                .map(quota -> state(quota, byQuota.getOrDefault(quota.unit(), List.of())))
                .toList();
    }

    private static State state(Quota quota, List<Guest> guests) {
        long coming = guests.stream()
                .filter(each -> each.state() == Guest.State.COMING)
                .count();
        long open = guests.stream().filter(each -> OPEN.contains(each.state())).count();
        return new State(quota.unit(), quota.seats(), coming, open, guests.size() - open);
    }

    /**
     * Begins to recruit, or goes on with another number.
     *
     * @param beyond how many more than its seats are asked of each unit, because some will not answer
     * @return how many were invited by this
     * @throws Problem 422 if the number does not fit or the group has no quotas, 409 if it is cancelled or has begun
     */
    int begin(Workspace workspace, FocusGroup group, int beyond) {
        if (group.quotas().isEmpty()) {
            throw Problem.invalid("beyond", "This group has no quotas. Invite people by their number.");
        }
        if (beyond < 0 || beyond > MOST_BEYOND) {
            throw Problem.invalid("beyond", "Please give a whole number from 0 to " + MOST_BEYOND + ".");
        }
        FocusGroups.refuseLate(workspace, group);
        new FocusStore(workspace).recruit(group.id(), beyond);
        return fill(workspace, group, beyond);
    }

    /** Somebody said no: whoever is next in line is asked, if the group recruits and has not begun. */
    void goOn(Workspace workspace, String id) {
        new FocusStore(workspace)
                .find(id)
                .filter(group ->
                        !group.cancelled() && workspace.clock().instant().isBefore(group.begins()))
                .ifPresent(group -> group.beyond().ifPresent(beyond -> fill(workspace, group, beyond)));
    }

    private int fill(Workspace workspace, FocusGroup group, int beyond) {
        var store = new GuestStore(workspace);
        List<Guest> guests = store.of(group.id());
        // Whoever moderates does not sit among those who are asked.
        Set<String> passedOver = guests.stream().map(Guest::person).collect(Collectors.toCollection(HashSet::new));
        passedOver.add(group.moderator());
        GroupKey key = new FocusStore(workspace).key(group.id());
        int room = FocusGroups.MOST_GUESTS - guests.size();
        var invited = new ArrayList<String>();
        List<State> states = states(group, guests);
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(i);
            int missing = (int) Math.min(state.seats() + beyond - state.asked(), room - invited.size());
            if (missing > 0) {
                Quota quota = group.quotas().get(i);
                List<Person> next =
                        Draw.next(people.members(workspace, quota.segment()), group.seed(), missing, passedOver);
                for (Person person : next) {
                    store.invite(
                            GroupKey.guest(group.id(), key.ticket(person.id())), group.id(), person.id(), quota.unit());
                    invited.add(person.id());
                }
            }
        }
        // Also those of a call that was broken off, who have no mail yet.
        mails.invite(
                workspace,
                group,
                store.of(group.id()).stream()
                        .filter(guest -> guest.state() == Guest.State.INVITED)
                        .map(Guest::person)
                        .toList());
        return invited.size();
    }
}
