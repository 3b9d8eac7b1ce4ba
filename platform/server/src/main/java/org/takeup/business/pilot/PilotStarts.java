package org.takeup.business.pilot;

import java.util.Optional;
import org.takeup.disclosure.ShownGroups;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * How pilots begin: their people are assigned once, and no other figures tell on a few of them. Thread-safe; calls block on the
 * store.
 */
public final class PilotStarts {
    private final Assignment assignment;
    private final ShownGroups shown;
    private final Runnable entered;

    public PilotStarts(People people, ShownGroups shown) {
        this(people, shown, () -> {});
    }

    /** @param entered called when the groups are entered and the pilot has not begun; for tests that die there */
    PilotStarts(People people, ShownGroups shown, Runnable entered) {
        this.assignment = new Assignment(people);
        this.shown = shown;
        this.entered = entered;
        shown.register(ShownPilots.PILOT, new ShownPilots());
    }

    /**
     * Assigns the people. From then on it cannot be undone. A start that dies on the way has begun nothing, and another one is
     * not held up by what it has left.
     *
     * @param seen the version that the caller saw
     * @throws Problem 404 if there is none, 409 if nothing is agreed, if it has begun, if its first week is over, or if a group is too small
     * @throws Changed if it has another version by now
     */
    Pilot start(Workspace workspace, Caller caller, String id, long seen) {
        var store = new PilotStore(workspace);
        Pilot now = store.find(id).orElseThrow(Problem::notFound);
        refuse(workspace, now);
        Assignment.Assigned assigned = assignment.assigned(workspace, now);
        int smallest = workspace.settings().smallestGroup();
        if (assigned.pilots() < smallest || now.design().compares() && assigned.others() < smallest) {
            throw new Problem(
                    409,
                    "pilot-small",
                    "A group of this pilot would have fewer than " + smallest + " people.",
                    "Take a larger part of the organisation, a longer list, or a wider caliper.");
        }
        String draw = RandomCode.hex(12);
        store.assign(id, draw, assigned.members());
        String entry = ShownPilots.id(id, draw);
        Optional<String> alike =
                shown.enter(workspace, ShownPilots.PILOT, entry, Member.compared(assigned.members(), now));
        if (alike.isPresent()) {
            store.forget(id, draw);
            throw tooAlike(alike.get());
        }
        entered.run();
        var begun = new Pilot.Begun(
                workspace.clock().instant(),
                draw,
                Math.toIntExact(assigned.pilots()),
                Math.toIntExact(assigned.others()),
                assigned.balance(),
                assigned.unmatched());
        Pilot next = now.begun(begun, caller.name(), seen + 1);
        if (!store.put(next)) {
            shown.leave(workspace, ShownPilots.PILOT, entry);
            store.forget(id, draw);
            throw new Changed("pilot");
        }
        // Those of starts that died, or that came second.
        shown.leaveOthers(workspace, ShownPilots.PILOT, entry);
        store.keepOnly(id, draw);
        return next;
    }

    private static void refuse(Workspace workspace, Pilot now) {
        now.refuseBegun();
        if (now.agreed().isEmpty()) {
            throw new Problem(
                    409,
                    "pilot-not-agreed",
                    "Nobody has agreed yet what will count as success.",
                    "Let the business owner say it, and write it down before the pilot begins.");
        }
        if (workspace.today().isAfter(now.starts().plusDays(6))) {
            throw new Problem(
                    409,
                    "pilot-late",
                    "The first week of this pilot is over already.",
                    "Make another one that begins later, so that nobody is assigned who has begun by themselves.");
        }
    }

    private static Problem tooAlike(String other) {
        return new Problem(
                409,
                "pilot-too-alike",
                "Nearly the same people are in the figures of " + other + ".",
                "The few who are in one of them only could be told from the two results. Take the same people, or"
                        + " others.");
    }
}
