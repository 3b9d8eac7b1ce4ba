package org.takeup.focus;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Invites by quota: of each unit as many as it has seats, in the order of the draw, and the next in line as soon as somebody
 * says no, or has said nothing by the day that they were told. Who is next follows from the seed alone, so calls at the same moment invite the same people and nobody twice.
 * Thread-safe; calls block.
 */
public final class Recruiting {
    static final int MOST_BEYOND = 20;
    /** How many days somebody has to answer, unless the planner says otherwise. */
    static final int USUAL_DAYS = 5;

    static final int MOST_DAYS = 60;
    private static final String LAPSE = "focus-lapse";
    /** Who has not said no. */
    private static final Set<Guest.State> OPEN =
            EnumSet.of(Guest.State.INVITED, Guest.State.WAITING, Guest.State.COMING);

    private final People people;
    private final FocusMails mails;
    private final TenantJobs jobs;

    Recruiting(People people, FocusMails mails, TenantJobs jobs) {
        this.people = people;
        this.mails = mails;
        this.jobs = jobs;
        jobs.register(LAPSE, (workspace, payload) -> goOn(workspace, payload.getString("group")));
    }

    /**
     * How far a quota is.
     *
     * @param asked who was invited and can still answer, also those who come
     * @param declined who said no
     * @param lapsed who has not answered in time
     */
    public record State(
            String unit, Optional<String> language, int seats, long coming, long asked, long declined, long lapsed) {
        /** What people call it. */
        public String label() {
            return Quota.label(unit, language);
        }

        /** Whether somebody who says yes now has a seat. */
        boolean hasRoom() {
            return coming < seats;
        }

        /** Whether too few are left who may still come. */
        public boolean runsShort() {
            return asked < seats;
        }
    }

    static List<State> states(FocusGroup group, List<Guest> guests) {
        Map<String, List<Guest>> byQuota = guests.stream().collect(Collectors.groupingBy(Guest::quota));
        return group.quotas().stream()
                .map(quota -> state(quota, byQuota.getOrDefault(quota.label(), List.of())))
                .toList();
    }

    private static State state(Quota quota, List<Guest> guests) {
        long coming = count(guests, EnumSet.of(Guest.State.COMING));
        long open = count(guests, OPEN);
        long lapsed = count(guests, EnumSet.of(Guest.State.LAPSED));
        return new State(
                quota.unit(), quota.language(), quota.seats(), coming, open, guests.size() - open - lapsed, lapsed);
    }

    private static long count(List<Guest> guests, Set<Guest.State> states) {
        return guests.stream().filter(each -> states.contains(each.state())).count();
    }

    /** Whether somebody who was invited by quota and says yes now has a seat. */
    static boolean hasRoom(Workspace workspace, FocusGroup group, Guest guest) {
        return states(group, new GuestStore(workspace).of(group.id())).stream()
                .anyMatch(state -> state.label().equals(guest.quota()) && state.hasRoom());
    }

    /**
     * Begins to recruit, or goes on with another number.
     *
     * @param beyond how many more than its seats are asked of each unit, because some will not answer
     * @param answerDays how many days each who is asked from now on has to answer; whoever was asked before keeps their day
     * @return how many were invited by this
     * @throws Problem 422 if a number does not fit or the group has no quotas, 409 if it is cancelled or has begun
     */
    int begin(Workspace workspace, FocusGroup group, int beyond, int answerDays) {
        if (group.quotas().isEmpty()) {
            throw Problem.invalid("beyond", "This group has no quotas. Invite people by their number.");
        }
        if (beyond < 0 || beyond > MOST_BEYOND) {
            throw Problem.invalid("beyond", "Please give a whole number from 0 to " + MOST_BEYOND + ".");
        }
        if (answerDays < 1 || answerDays > MOST_DAYS) {
            throw Problem.invalid("answerDays", "Please give a whole number from 1 to " + MOST_DAYS + ".");
        }
        FocusGroups.refuseLate(workspace, group);
        var store = new FocusStore(workspace);
        store.recruit(group.id(), beyond, answerDays);
        return fill(workspace, store.find(group.id()).orElseThrow(Problem::notFound), beyond);
    }

    /** Somebody said no, or somebody's day is over: whoever is next in line is asked, if the group recruits and has not begun. */
    void goOn(Workspace workspace, String id) {
        new FocusStore(workspace)
                .find(id)
                .filter(group ->
                        !group.cancelled() && workspace.clock().instant().isBefore(group.begins()))
                .ifPresent(group -> group.beyond().ifPresent(beyond -> fill(workspace, group, beyond)));
    }

    private int fill(Workspace workspace, FocusGroup group, int beyond) {
        var store = new GuestStore(workspace);
        Instant now = workspace.clock().instant();
        store.lapse(group.id(), group.day(now));
        List<Guest> guests = store.of(group.id());
        // Whoever moderates does not sit among those who are asked.
        Set<String> passedOver = guests.stream().map(Guest::person).collect(Collectors.toCollection(HashSet::new));
        passedOver.add(group.moderator());
        GroupKey key = new FocusStore(workspace).key(group.id());
        LocalDate by = group.answerBy(now);
        int room = FocusGroups.MOST_GUESTS - guests.size();
        var invited = new ArrayList<String>();
        List<State> states = states(group, guests);
        for (int i = 0; i < states.size(); i++) {
            State state = states.get(i);
            int missing = (int) Math.min(state.seats() + beyond - state.asked(), room - invited.size());
            if (missing > 0) {
                Quota quota = group.quotas().get(i);
                List<Person> next = Draw.next(quota.members(workspace, people), group.seed(), missing, passedOver);
                if (!next.isEmpty() && invited.isEmpty()) {
                    lapseAfter(workspace, group, by);
                }
                for (Person person : next) {
                    store.invite(
                            GroupKey.guest(group.id(), key.ticket(person.id())),
                            group.id(),
                            person.id(),
                            quota.label(),
                            Optional.of(by));
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

    /** Before anybody is invited: should nobody be, the job finds nothing to do. */
    private void lapseAfter(Workspace workspace, FocusGroup group, LocalDate by) {
        Instant over = by.plusDays(1).atStartOfDay(group.zone()).toInstant();
        if (over.isBefore(group.begins())) {
            jobs.add(workspace, LAPSE, new Document("group", group.id()), over);
        }
    }
}
