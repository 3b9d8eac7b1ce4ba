package org.takeup.plan;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Who may see plans, as far as it is known. A role comes with a sign-in and stands nowhere else, so whoever opens a plan is
 * noted, once a day, and forgotten when they lose rights or have not come for half a year. Thread-safe; calls block.
 */
public final class PlanReaders {
    static final CollectionSpec READERS = CollectionSpec.named("plan_readers").index("seen");

    private static final Duration KNOWN = Duration.ofDays(180);
    private static final Duration ONCE_IN = Duration.ofDays(1);
    private static final int MOST = 500;
    private static final int MOST_FOUND = 8;
    private static final int LONGEST = 80;

    private final People people;

    PlanReaders(People people) {
        this.people = people;
        people.whenRightsAreLost(PlanReaders::forget);
    }

    /** Notes that the caller sees plans. */
    void saw(Workspace workspace, Caller caller) {
        TenantCollection readers = workspace.collection(READERS);
        Instant now = workspace.clock().instant();
        boolean known = readers.find(caller.personId())
                .filter(row -> row.getDate("seen").toInstant().isAfter(now.minus(ONCE_IN)))
                .isPresent();
        if (!known) {
            readers.upsert(caller.personId(), combine(set("person", caller.personId()), set("seen", Date.from(now))));
        }
    }

    /** Whether somebody is known to see plans. */
    static boolean sees(Workspace workspace, String personId) {
        Instant since = workspace.clock().instant().minus(KNOWN);
        return workspace
                .collection(READERS)
                .find(personId)
                .filter(row -> row.getDate("seen").toInstant().isAfter(since))
                .isPresent();
    }

    private static void forget(Workspace workspace, List<String> personIds) {
        personIds.forEach(workspace.collection(READERS)::delete);
    }

    /**
     * Those whose name has a word that begins so and who have a mail address, by name, at most {@value #MOST_FOUND}.
     *
     * @param part of a name; nobody is found by nothing
     */
    public List<Person> named(Workspace workspace, String part) {
        String begins = part.strip().toLowerCase(Locale.ROOT);
        if (begins.isEmpty() || begins.length() > LONGEST) {
            return List.of();
        }
        List<String> ids = workspace
                .collection(READERS)
                .find(gt("seen", Date.from(workspace.clock().instant().minus(KNOWN))))
                .sort(Sorts.descending("seen"))
                .limit(MOST)
                .map(TenantCollection::id)
                .into(new ArrayList<>());
        return people.active(workspace, ids).stream()
                .filter(person -> !person.email().isEmpty() && isNamed(person, begins))
                .sorted(Comparator.comparing(Person::name).thenComparing(Person::id))
                .limit(MOST_FOUND)
                .toList();
    }

    private static boolean isNamed(Person person, String begins) {
        String name = person.name().toLowerCase(Locale.ROOT);
        return name.startsWith(begins)
                || Arrays.stream(name.split("[\\s-]+", -1)).anyMatch(word -> word.startsWith(begins));
    }
}
