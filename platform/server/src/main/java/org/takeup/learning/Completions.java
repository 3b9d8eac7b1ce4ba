package org.takeup.learning;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.takeup.learning.LearnerStore.Stored;
import org.takeup.people.People;
import org.takeup.plugin.api.lms.LearningRecord.Completion;
import org.takeup.tenant.Workspace;

/**
 * Which courses single people have completed, as the learning platform says. Whoever asks shows it to that person alone, or counts of
 * groups that are large enough. Thread-safe; calls block on the store.
 */
public final class Completions {
    private final OfPeople learners;

    public Completions(People people) {
        this.learners = new OfPeople(people);
    }

    /** A course. @param key unique over all sources */
    public record Course(String key, String name) {}

    /** All courses that there are, by name. */
    public List<Course> courses(Workspace workspace) {
        return new LearnerStore(workspace)
                .catalogue().stream()
                        .filter(entry -> entry.kind() == RecordKind.COURSE)
                        .map(entry -> new Course(entry.key(), entry.name()))
                        .sorted(Comparator.comparing(Course::name).thenComparing(Course::key))
                        .toList();
    }

    /**
     * Keys of the courses that people have completed and not failed, whichever offering it was.
     *
     * @param personIds ids of the directory
     * @return by person; whoever has no learning records is left out
     */
    public Map<String, Set<String>> of(Workspace workspace, Collection<String> personIds) {
        var store = new LearnerStore(workspace);
        var courses = new HashMap<String, String>();
        store.catalogue().forEach(entry -> {
            String parent = entry.parent();
            if (entry.kind() == RecordKind.OFFERING && parent != null) {
                courses.put(entry.key(), parent);
            }
        });
        return learners.each(workspace, store, personIds, (_, stored) -> completed(stored, courses));
    }

    private static Set<String> completed(Stored stored, Map<String, String> courses) {
        var completed = new HashSet<String>();
        for (Completion each : stored.learner().completions()) {
            String course = courses.get(CatalogueEntry.key(stored.source(), RecordKind.OFFERING, each.offeringId()));
            if (course != null && each.outcome() != Completion.Outcome.FAILED) {
                completed.add(course);
            }
        }
        return completed;
    }
}
