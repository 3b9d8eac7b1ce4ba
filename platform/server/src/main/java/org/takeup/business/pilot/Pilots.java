package org.takeup.business.pilot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.business.Business;
import org.takeup.disclosure.ShownGroups;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.learning.Overview;
import org.takeup.learning.TakeUps;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** The pilots of a workspace, as they are designed and agreed to. Thread-safe; calls block on the store. */
public final class Pilots {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(PilotStore.PILOTS, PilotStore.PEOPLE, PilotStore.RESULTS);

    /** How many a workspace may have. */
    static final int MOST = 100;

    private final Business business;
    private final People people;
    private final TakeUps takeUps;
    private final ShownGroups shown;

    public Pilots(Business business, People people, TakeUps takeUps, ShownGroups shown) {
        this.business = business;
        this.people = people;
        this.takeUps = takeUps;
        this.shown = shown;
    }

    Business business() {
        return business;
    }

    /** What can be looked at. */
    Optional<Overview> learning(Workspace workspace) {
        return takeUps.overview(workspace);
    }

    /** The one that was changed last first. */
    List<Pilot> all(Workspace workspace) {
        return new PilotStore(workspace).all();
    }

    /** @throws Problem 404 if there is none */
    Pilot require(Workspace workspace, String id) {
        return new PilotStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    /** @throws Problem 422 naming what does not fit, 409 if there are very many */
    Pilot add(Workspace workspace, Caller caller, PilotEntry entry) {
        Pilot added = checked(workspace, caller, RandomCode.hex(12), 1, entry);
        var store = new PilotStore(workspace);
        if (store.all().size() >= MOST) {
            throw new Problem(
                    409,
                    "cases-full",
                    "There are " + MOST + " of these already.",
                    "Delete those that are over. More than that nobody compares.");
        }
        return stored(store.put(added), added);
    }

    /**
     * Changes what nobody has agreed to yet.
     *
     * @throws Problem 409 once somebody has
     * @throws Changed if it has another version by now
     */
    Pilot change(Workspace workspace, Caller caller, String id, long seen, PilotEntry entry) {
        if (require(workspace, id).agreed().isPresent()) {
            throw new Problem(
                    409,
                    "pilot-agreed",
                    "The business owner has agreed to this pilot as it is.",
                    "Change what was agreed, with a reason, or make another pilot.");
        }
        Pilot next = checked(workspace, caller, id, seen + 1, entry);
        return stored(new PilotStore(workspace).put(next), next);
    }

    private Pilot checked(Workspace workspace, Caller caller, String id, long version, PilotEntry entry) {
        return entry.checked(
                workspace,
                caller,
                id,
                version,
                programme -> business.findProgramme(workspace, programme).isPresent(),
                course -> learning(workspace).stream()
                        .flatMap(each -> each.courses().stream())
                        .anyMatch(each -> each.key().equals(course)),
                typed -> found(workspace, typed));
    }

    /** Ids of active people by ids and mail addresses; an address of several people finds nobody. */
    private List<String> found(Workspace workspace, List<String> typed) {
        Map<String, List<Person>> byAddress = people.withAddress(
                workspace, typed.stream().filter(each -> each.contains("@")).toList());
        Set<String> ids =
                people.active(workspace, typed).stream().map(Person::id).collect(Collectors.toSet());
        var found = new LinkedHashSet<String>();
        for (String each : typed) {
            List<Person> having = byAddress.getOrDefault(each.toLowerCase(java.util.Locale.ROOT), List.of());
            if (ids.contains(each)) {
                found.add(each);
            } else if (having.size() == 1) {
                found.add(having.getFirst().id());
            }
        }
        return List.copyOf(found);
    }

    private static Pilot stored(boolean done, Pilot pilot) {
        if (!done) {
            throw new Changed("pilot");
        }
        return pilot;
    }

    /**
     * Writes down what the business owner has agreed to. From then on the design stays as it is, and a change of the success
     * measure needs a reason and stays to be seen.
     *
     * @throws Problem 422 naming what does not fit
     * @throws Changed if it has another version by now
     */
    Pilot agree(Workspace workspace, Caller caller, String id, long seen, PilotEntry.AgreementEntry entry) {
        Pilot now = require(workspace, id);
        PilotEntry.Agreed agreed = entry.checked(now.agreed().isPresent());
        var at = workspace.clock().instant();
        var amendments = new ArrayList<Pilot.Amendment>();
        now.agreed()
                .ifPresent(before -> amendments.add(
                        new Pilot.Amendment(before.success(), before.owner(), agreed.reason(), at, caller.name())));
        amendments.addAll(now.amendments());
        var agreement = new Pilot.Agreement(agreed.owner(), agreed.success(), at, caller.name());
        Pilot next = now.agreed(agreement, amendments, at, caller.name(), seen + 1);
        return stored(new PilotStore(workspace).put(next), next);
    }

    /** Deletes one that has not begun. @throws Problem 409 if it has @throws Changed as above */
    void remove(Workspace workspace, String id, long seen) {
        Pilot now = require(workspace, id);
        now.refuseBegun();
        var store = new PilotStore(workspace);
        stored(store.delete(id, seen), now);
        // Those of starts that died. Not before it is gone: one that is under way would begin unseen.
        shown.leaveAll(workspace, ShownPilots.PILOT, id);
        store.forget(id);
    }
}
