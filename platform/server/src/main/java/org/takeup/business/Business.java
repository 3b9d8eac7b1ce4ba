package org.takeup.business;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.measure.Measure;
import org.takeup.measure.Measures;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** Keeps priorities, programmes and what cases are counted with; {@link Cases} counts. Thread-safe; calls block on the store. */
public final class Business {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(BusinessStore.PRIORITIES, BusinessStore.PROGRAMMES, BusinessStore.SETTINGS);

    /** How many a workspace may have of each: all are looked at together. */
    static final int MOST = 100;

    private final Measures measures;
    private final People people;

    public Business(Measures measures, People people) {
        this.measures = measures;
        this.people = people;
    }

    /** What can be chosen: everybody, then each unit by name. */
    public List<SizedSegment> segments(Workspace workspace) {
        return people.segments(workspace);
    }

    /** Measures that can be chosen. */
    List<Measure> measures(Workspace workspace) {
        return measures.all(workspace, false);
    }

    /** By weight, then by name. */
    List<Priority> priorities(Workspace workspace) {
        return new BusinessStore(workspace)
                .priorities().stream()
                        .sorted(Comparator.comparingInt(Priority::weight)
                                .reversed()
                                .thenComparing(Priority::name))
                        .toList();
    }

    /** By name. */
    public List<Programme> programmes(Workspace workspace) {
        return new BusinessStore(workspace).programmes();
    }

    /** @throws Problem 404 if there is none */
    Priority priority(Workspace workspace, String id) {
        return new BusinessStore(workspace).priority(id).orElseThrow(Problem::notFound);
    }

    /** @throws Problem 404 if there is none */
    Programme programme(Workspace workspace, String id) {
        return findProgramme(workspace, id).orElseThrow(Problem::notFound);
    }

    /** The programme, if it is still there. */
    public Optional<Programme> findProgramme(Workspace workspace, String id) {
        return new BusinessStore(workspace).programme(id);
    }

    /** What cases are counted with. */
    public CaseSettings settings(Workspace workspace) {
        return new BusinessStore(workspace).settings().orElse(CaseSettings.USUAL);
    }

    /** @throws Problem 422 naming what does not fit, 409 if there are very many */
    Priority add(Workspace workspace, Caller caller, PriorityEntry entry) {
        Priority added = entry.checked(workspace, caller, RandomCode.hex(12), 1);
        var store = new BusinessStore(workspace);
        refuseBeyond(store.priorities().size());
        return stored(store.put(added), added, "priority");
    }

    /**
     * @param seen the version that the change is made to
     * @throws Changed if it has another one by now
     */
    Priority change(Workspace workspace, Caller caller, String id, long seen, PriorityEntry entry) {
        priority(workspace, id);
        Priority next = entry.checked(workspace, caller, id, seen + 1);
        return stored(new BusinessStore(workspace).put(next), next, "priority");
    }

    /** Deletes it; programmes that served it serve none then. @throws Changed as above */
    void removePriority(Workspace workspace, String id, long seen) {
        priority(workspace, id);
        stored(new BusinessStore(workspace).deletePriority(id, seen), id, "priority");
    }

    /** @throws Problem 422 naming what does not fit, 409 if there are very many */
    Programme add(Workspace workspace, Caller caller, ProgrammeEntry entry) {
        Programme added = checked(workspace, caller, RandomCode.hex(12), 1, entry);
        var store = new BusinessStore(workspace);
        refuseBeyond(store.programmes().size());
        return stored(store.put(added), added, "programme");
    }

    /**
     * @param seen the version that the change is made to
     * @throws Changed if it has another one by now
     */
    Programme change(Workspace workspace, Caller caller, String id, long seen, ProgrammeEntry entry) {
        Programme before = seen(workspace, id, seen);
        Programme next = checked(workspace, caller, id, seen + 1, entry).after(before);
        return stored(new BusinessStore(workspace).put(next), next, "programme");
    }

    /**
     * Marks one of its measures as done.
     *
     * @param seen the version that the change is made to
     * @throws Problem 422 naming what does not fit
     * @throws Changed if it has another version by now
     */
    Programme win(Workspace workspace, Caller caller, String id, long seen, WinEntry entry) {
        Programme next = entry.checked(seen(workspace, id, seen), workspace, caller);
        return stored(new BusinessStore(workspace).put(next), next, "programme");
    }

    /** Says that a measure is still to be done. One that is not marked, or not there, stays so. @throws Changed as above */
    Programme undoWin(Workspace workspace, Caller caller, String id, long seen, String measure) {
        Programme before = seen(workspace, id, seen);
        Programme next =
                before.with(measure, Optional.empty(), workspace.clock().instant(), caller.name());
        return next.won() == before.won() ? before : stored(new BusinessStore(workspace).put(next), next, "programme");
    }

    /** @throws Problem 404 if there is none @throws Changed if it has another version by now */
    static Programme seen(Workspace workspace, String id, long version) {
        Programme found = new BusinessStore(workspace).programme(id).orElseThrow(Problem::notFound);
        if (found.version() != version) {
            throw new Changed("programme");
        }
        return found;
    }

    /** Deletes it. @throws Changed as above */
    void removeProgramme(Workspace workspace, String id, long seen) {
        programme(workspace, id);
        stored(new BusinessStore(workspace).deleteProgramme(id, seen), id, "programme");
    }

    /** @param seen 0 while nothing was set @throws Changed as above */
    CaseSettings change(Workspace workspace, long seen, CaseSettings.Entry entry) {
        CaseSettings next = entry.checked(seen + 1);
        return stored(new BusinessStore(workspace).put(next), next, "setting");
    }

    private Programme checked(Workspace workspace, Caller caller, String id, long version, ProgrammeEntry entry) {
        var store = new BusinessStore(workspace);
        return entry.checked(
                workspace,
                caller,
                id,
                version,
                priority -> store.priority(priority).isPresent(),
                measure -> measures.find(workspace, measure));
    }

    /** @throws Changed if it was not done */
    static <T> T stored(boolean done, T what, String called) {
        if (!done) {
            throw new Changed(called);
        }
        return what;
    }

    private static void refuseBeyond(int there) {
        if (there >= MOST) {
            throw new Problem(
                    409,
                    "cases-full",
                    "There are " + MOST + " of these already.",
                    "Delete those that are over. More than that nobody compares.");
        }
    }

    /** What people call a segment. */
    public static String label(String segment) {
        return Segment.parse(segment).map(Segment::label).orElse(segment);
    }
}
