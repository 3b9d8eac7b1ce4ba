package org.takeup.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.survey.WaveResults;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * The measures of a workspace: those of the library and its own, what was decided about each, and which of them a survey's
 * results speak for. Thread-safe; calls block on the store.
 */
public final class Measures {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(OwnMeasureStore.MEASURES, DecisionStore.DECISIONS);

    /** How many measures of its own a workspace may have, archived ones included. */
    static final int MOST = 200;

    private final Library library;

    public Measures(Library library) {
        this.library = library;
    }

    Library library() {
        return library;
    }

    /** Those of the library in its order, then the workspace's own by name; archived ones only if wanted. */
    public List<Measure> all(Workspace workspace, boolean archived) {
        return Stream.concat(library.measures().stream(), new OwnMeasureStore(workspace).byName().stream())
                .filter(measure -> archived || !measure.archived())
                .toList();
    }

    /** The measure with this id, of the library or the workspace's own, archived ones included. */
    public Optional<Measure> find(Workspace workspace, String id) {
        return library.find(id).or(() -> new OwnMeasureStore(workspace).find(id));
    }

    /** @throws Problem 404 if there is none with this id */
    Measure require(Workspace workspace, String id) {
        return find(workspace, id).orElseThrow(Problem::notFound);
    }

    /** @throws Problem 404 if there is none with this id, 409 if it is one of the library */
    private Measure own(Workspace workspace, String id) {
        if (library.find(id).isPresent()) {
            throw new Problem(
                    409,
                    "measure-of-library",
                    "This measure belongs to the library and stays as it is.",
                    "Add a measure of your own that says it your way.");
        }
        return require(workspace, id);
    }

    /** Adds one of the workspace's own. @throws Problem 422 naming what does not fit, 409 if there are very many */
    Measure add(Workspace workspace, MeasureEntry entry) {
        var store = new OwnMeasureStore(workspace);
        Measure added = entry.checked(library, RandomCode.hex(12), 1);
        if (store.count() >= MOST) {
            throw new Problem(
                    409,
                    "measures-full",
                    "There are " + MOST + " measures of your own already.",
                    "Delete those that nobody uses.");
        }
        store.insert(added);
        return added;
    }

    /**
     * Changes one of the workspace's own.
     *
     * @param seen the version that the change is made to
     * @throws Changed if it has another version by now
     */
    Measure change(Workspace workspace, String id, long seen, MeasureEntry entry) {
        own(workspace, id);
        Measure next = entry.checked(library, id, seen + 1);
        if (!new OwnMeasureStore(workspace).replace(next)) {
            throw new Changed("measure");
        }
        return next;
    }

    /**
     * Deletes one of the workspace's own, or archives it if something was ever decided about it.
     *
     * @return whether it is only archived
     * @throws Changed as above
     */
    boolean remove(Workspace workspace, String id, long seen) {
        own(workspace, id);
        var store = new OwnMeasureStore(workspace);
        boolean used = decision(workspace, id).isPresent();
        if (!(used ? store.archive(id, seen) : store.delete(id, seen))) {
            throw new Changed("measure");
        }
        return used;
    }

    /** What was decided about a measure, if anything. */
    Optional<Decision> decision(Workspace workspace, String measure) {
        return new DecisionStore(workspace).find(measure);
    }

    /** All decisions by measure, the latest first. */
    Map<String, Decision> decisions(Workspace workspace) {
        var byMeasure = new LinkedHashMap<String, Decision>();
        new DecisionStore(workspace).all().forEach(decision -> byMeasure.put(decision.measure(), decision));
        return byMeasure;
    }

    /**
     * Decides about a measure.
     *
     * @param seen the version of the decision before; 0 if there is none
     * @throws Problem 404 without such a measure, 422 naming what does not fit
     * @throws Changed if somebody has decided meanwhile
     */
    Decision decide(Workspace workspace, Caller caller, String measure, long seen, DecisionEntry entry) {
        require(workspace, measure);
        Optional<Decision> before = decision(workspace, measure);
        Decision next = entry.checked(workspace, caller, measure, before);
        if (next.version() != seen + 1 || !new DecisionStore(workspace).put(next)) {
            throw new Changed("decision");
        }
        return next;
    }

    /** The measures that a survey's results speak for. @param results as they may be shown */
    public Shortlist shortlist(Workspace workspace, WaveResults results, Locale language) {
        Map<String, Decision> decisions = decisions(workspace);
        Instant now = workspace.clock().instant();
        List<Finding> findings = Findings.of(library, results);
        Speech speech = Speech.in(language);
        var proposed = new ArrayList<Shortlist.Line>();
        var aside = new ArrayList<Shortlist.Line>();
        for (Ranking.Ranked ranked : Ranking.of(findings, all(workspace, false))) {
            Optional<Decision> decision =
                    Optional.ofNullable(decisions.get(ranked.measure().id()));
            boolean away = decision.filter(each -> each.aside(now)).isPresent();
            (away ? aside : proposed).add(Shortlist.Line.of(ranked, speech, decision));
        }
        List<String> found = findings.stream().map(speech::found).toList();
        return new Shortlist(found, proposed, aside);
    }
}
