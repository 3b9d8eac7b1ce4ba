package org.takeup.learning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.takeup.learning.LearnerStore.Stored;
import org.takeup.people.People;
import org.takeup.tenant.Workspace;

/** Finds the learning records of people of the directory, a page of people at a time. Thread-safe; calls block on the store. */
final class OfPeople {
    private static final int PAGE = 1_000;

    private final People people;

    OfPeople(People people) {
        this.people = people;
    }

    /**
     * What can be said of each person by their records.
     *
     * @param personIds ids of the directory
     * @param say given the person's id and what is stored
     * @return by person; whoever has no learning records is left out
     */
    <T> Map<String, T> each(
            Workspace workspace, LearnerStore store, Collection<String> personIds, BiFunction<String, Stored, T> say) {
        var found = new HashMap<String, T>();
        var all = new ArrayList<>(personIds);
        for (int from = 0; from < all.size(); from += PAGE) {
            var persons = new HashMap<String, String>();
            people.learners(workspace, all.subList(from, Math.min(all.size(), from + PAGE)))
                    .forEach((person, key) -> persons.put(key, person));
            for (Stored stored : store.withKeys(persons.keySet())) {
                String person = persons.get(LearnerStore.key(stored.source(), stored.personId()));
                if (person != null) {
                    found.put(person, say.apply(person, stored));
                }
            }
        }
        return found;
    }
}
