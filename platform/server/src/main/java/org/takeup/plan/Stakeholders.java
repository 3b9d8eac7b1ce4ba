package org.takeup.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.store.RandomCode;
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

    /** Adds one. @throws Problem 422 naming what does not fit, 409 if the map is full */
    public Stakeholder add(Workspace workspace, StakeholderEntry entry) {
        var store = new StakeholderStore(workspace);
        Stakeholder added = entry.checked(workspace, RandomCode.hex(12), 1);
        if (store.count() >= MOST) {
            throw new Problem(
                    409,
                    "map-full",
                    "The map holds at most " + MOST + " stakeholders.",
                    "Put people into groups, or remove some.");
        }
        store.insert(added);
        return added;
    }

    /**
     * Changes one that nobody else has changed since.
     *
     * @param seen the version that the change is made to
     * @throws Changed if it has another version by now
     */
    public Stakeholder change(Workspace workspace, String id, long seen, StakeholderEntry entry) {
        require(workspace, id);
        Stakeholder next = entry.checked(workspace, id, seen + 1);
        if (!new StakeholderStore(workspace).replace(next)) {
            throw new Changed("stakeholder");
        }
        return next;
    }

    /** Removes one. Plans keep the name they were made with. @throws Changed as above */
    public void remove(Workspace workspace, String id, long seen) {
        if (require(workspace, id).version() != seen) {
            throw new Changed("stakeholder");
        }
        new StakeholderStore(workspace).delete(id);
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
