package org.takeup.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** The stakeholder map of a workspace. Thread-safe; calls block on the store. */
public final class Stakeholders {
    private static final int MOST = 500;

    /** All of them, by name. */
    public List<Stakeholder> all(Workspace workspace) {
        return new StakeholderStore(workspace).byName();
    }

    /** @throws Problem 404 if there is none with this id */
    public Stakeholder require(Workspace workspace, String id) {
        return find(workspace, id).orElseThrow(Problem::notFound);
    }

    public Optional<Stakeholder> find(Workspace workspace, String id) {
        return new StakeholderStore(workspace).find(id);
    }

    /** Adds one, and notes who did. @throws Problem 422 naming what does not fit, 409 if the map is full */
    public Stakeholder add(Workspace workspace, Caller caller, StakeholderEntry entry) {
        var store = new StakeholderStore(workspace);
        Stakeholder added = entry.checked(workspace, RandomCode.hex(12), 1, Audience.Attitude.NEUTRAL, List.of());
        if (store.count() >= MOST) {
            throw new Problem(
                    409,
                    "map-full",
                    "The map holds at most " + MOST + " stakeholders.",
                    "Put people into groups, or remove some.");
        }
        store.insert(added);
        new Past(workspace).note(caller, added.id(), "Put " + added.name() + " on the map, " + place(added) + ".");
        return added;
    }

    /**
     * Changes one that nobody else has changed since.
     *
     * @param seen the version that the change is made to
     * @throws Changed if it has another version by now
     */
    public Stakeholder change(Workspace workspace, Caller caller, String id, long seen, StakeholderEntry entry) {
        Stakeholder before = require(workspace, id);
        Stakeholder next = entry.checked(workspace, id, seen + 1, before.attitude(), before.vocabulary());
        if (!new StakeholderStore(workspace).replace(next)) {
            throw new Changed("stakeholder");
        }
        Difference.between(before, next).forEach(what -> new Past(workspace).note(caller, id, what));
        return next;
    }

    /**
     * Moves one on the map. As {@link #change}, for its place alone.
     *
     * @throws Problem 422 unless both are 1 to 5
     */
    public Stakeholder move(Workspace workspace, Caller caller, String id, long seen, int power, int interest) {
        Stakeholder before = require(workspace, id);
        if (power < 1 || power > 5 || interest < 1 || interest > 5) {
            throw Problem.invalid("power", "Power and interest are whole numbers from 1 to 5.");
        }
        Stakeholder next = before.movedTo(power, interest);
        if (before.version() != seen || !new StakeholderStore(workspace).replace(next)) {
            throw new Changed("stakeholder");
        }
        Difference.between(before, next).forEach(what -> new Past(workspace).note(caller, id, what));
        return next;
    }

    /** What was done to the map, the latest first. */
    List<Past.Change> history(Workspace workspace, int most) {
        return new Past(workspace).latest(most);
    }

    static String place(Stakeholder stakeholder) {
        return "power " + stakeholder.power() + " and interest " + stakeholder.interest();
    }

    /** Removes one. Plans keep the name they were made with. @throws Changed as above */
    public void remove(Workspace workspace, Caller caller, String id, long seen) {
        Stakeholder before = require(workspace, id);
        if (before.version() != seen) {
            throw new Changed("stakeholder");
        }
        Relations.removeOf(workspace, id);
        new StakeholderStore(workspace).delete(id);
        new Past(workspace).note(caller, id, "Took " + before.name() + " off the map.");
    }

    /** What is missing for a plan that can work, in sentences: management, trainers and learners all must be engaged. */
    public List<String> gaps(List<Stakeholder> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        Set<Audience.Kind> there = EnumSet.noneOf(Audience.Kind.class);
        all.forEach(each -> there.add(each.kind()));
        var gaps = new java.util.ArrayList<String>();
        if (!there.contains(Audience.Kind.SPONSOR)) {
            gaps.add("No sponsor: nobody from senior management is on the map.");
        }
        if (!there.contains(Audience.Kind.LINE_MANAGERS)) {
            gaps.add("No line managers: theirs is the opinion that learners name most.");
        }
        if (!there.contains(Audience.Kind.TRAINERS)) {
            gaps.add("No trainers: they decide how online learning is talked about in the room.");
        }
        if (!there.contains(Audience.Kind.LEARNERS)) {
            gaps.add("No learners: nobody who is meant to take it up is on the map.");
        }
        return gaps;
    }
}
