package org.takeup.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** Whom plans hold out by chance. Fixed once a step went out, or nobody could say any more what it did. Thread-safe; blocks. */
public final class HoldOuts {
    private static final String FIELD = "percent";

    private final Stakeholders stakeholders;
    private final People people;
    private final Contacts contacts;

    HoldOuts(Stakeholders stakeholders, People people, Contacts contacts) {
        this.stakeholders = stakeholders;
        this.people = people;
        this.contacts = contacts;
    }

    /** How large a hold-out group is now. @param people behind all audiences that can be held out @param heldOut of them */
    public record Size(long people, long heldOut) {}

    /**
     * Says how many percent of a plan's people it does not speak to. Takes the plan back to a draft.
     *
     * @param seen the version that the caller saw
     * @throws Changed if there is a newer one
     * @throws Problem 409 once a step went out; 422 if it is not 0 to {@value HoldOut#MOST}, or if the group would be so small
     *     that nothing may be said about it
     */
    public Plan set(Workspace workspace, Caller caller, String planId, long seen, int percent) {
        var store = new PlanStore(workspace);
        Plan plan = store.seen(planId, seen);
        if (percent < 0 || percent > HoldOut.MOST) {
            throw Problem.invalid(FIELD, "Please give a whole number from 0 to " + HoldOut.MOST + ".");
        }
        if (!store.progressOf(planId).isEmpty()) {
            throw new Problem(
                    409,
                    "hold-out-fixed",
                    "A step of this plan has gone out, so that who is held out is fixed.",
                    "Make a copy of the plan to hold out others.");
        }
        String seed = plan.holdOut().seed().isEmpty()
                ? RandomCode.hex(16)
                : plan.holdOut().seed();
        Plan next = plan.holdingOut(
                new HoldOut(percent, seed), caller.personId(), workspace.clock().instant());
        refuseTooFew(workspace, next);
        return store.put(next);
    }

    /** @throws Problem 422 if the group is so small that nothing may be said about it */
    void refuseTooFew(Workspace workspace, Plan plan) {
        int least = workspace.settings().smallestGroup();
        if (plan.holdOut().percent() > 0) {
            Size size = size(workspace, plan);
            if (size.heldOut() < least) {
                throw Problem.invalid(
                        FIELD,
                        "This would hold out fewer than " + least + " of the " + shown(size.people(), least)
                                + " people whom this plan speaks to. Nothing may be said about so few: hold out more, or"
                                + " nobody.");
            }
        }
    }

    private static String shown(long people, int least) {
        return people < least ? "fewer than " + least : Long.toString(people);
    }

    /** Counts who is behind the audiences now, each person once. Reads them all: not for every look at a plan. */
    public Size size(Workspace workspace, Plan plan) {
        List<Stakeholder> map = stakeholders.all(workspace);
        Set<String> audiences = audiences(plan);
        var met = new HashSet<String>();
        long heldOut = 0;
        for (Stakeholder audience : map) {
            if (audiences.contains(audience.id())) {
                try (Stream<Person> people = contacts.people(workspace, audience)) {
                    for (Person person : (Iterable<Person>) people::iterator) {
                        if (met.add(person.id()) && plan.holdOut().holds(person.id())) {
                            heldOut++;
                        }
                    }
                }
            }
        }
        return new Size(met.size(), heldOut);
    }

    /**
     * A plan's share as it is shown.
     *
     * @param about how many people that is, about; nothing if it is none, or so few that no number is shown
     * @param fixed whether a step went out, so that it cannot be changed any more
     */
    public record Shown(int percent, Optional<Long> about, boolean fixed) {}

    /** What is shown of a plan's share, at the price of a count of each audience. */
    Shown shown(Workspace workspace, Plan plan, boolean fixed) {
        int percent = plan.holdOut().percent();
        long about = percent == 0 ? 0 : Math.round(people(workspace, plan) * percent / 100.0);
        return new Shown(
                percent,
                Optional.of(about).filter(some -> some >= workspace.settings().smallestGroup()),
                fixed);
    }

    /** How many people are behind the audiences, about: who is behind two of them may be counted twice. */
    long people(Workspace workspace, Plan plan) {
        List<Stakeholder> map = stakeholders.all(workspace);
        Set<String> audiences = audiences(plan);
        long sum = map.stream()
                .filter(audience -> audiences.contains(audience.id()))
                .mapToLong(audience -> contacts.count(workspace, audience))
                .sum();
        return Math.min(sum, people.count(workspace));
    }

    /** One step an audience is enough: the people behind it are the same for all of them. */
    private static Set<String> audiences(Plan plan) {
        return plan.steps().stream()
                .filter(step -> canHoldOut(step.channel()))
                .map(PlanStep::audienceId)
                .collect(Collectors.toSet());
    }

    /** Who is spoken to by somebody, or reads a chat, can be held out of nothing. */
    public static boolean canHoldOut(PlanDraft.Channel channel) {
        return switch (channel) {
            case EMAIL, IN_APP, CALENDAR -> true;
            case HAND_OVER, CHAT -> false;
        };
    }
}
