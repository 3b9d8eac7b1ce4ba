package org.takeup.people.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.Workspace;

/**
 * Joiners, movers and leavers. Each change is stored here first and then told to the directory; sent again, it is told
 * again. Thread-safe; calls block on the store.
 */
final class ScimUsers {
    /** Nobody's organisation is deeper; and so a search up the tree ends, whatever is in it. */
    private static final int DEEPEST = 100;

    private static final int TRIES = 10;
    private static final int BATCH = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final People people;

    ScimUsers(People people) {
        this.people = people;
    }

    /** A new id: 128 random bits, so that none can be guessed. */
    static String freshId() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @throws Problem 409 if the user name is taken, 400 if the manager reports to this user */
    ScimUser add(Workspace workspace, ObjectNode attributes) {
        var store = new ScimStore(workspace);
        Instant now = now(workspace);
        var user = new ScimUser(freshId(), freshId(), ScimUser.complete(attributes, true), 1, now, now);
        if (people.isErasedUser(workspace, user.userNameKey())) {
            throw ScimProblems.erased();
        }
        refuseCycle(store, user);
        if (user.active()) {
            people.refuseOneTooMany(workspace);
        }
        if (!store.add(user)) {
            throw ScimProblems.taken("userName");
        }
        String person = people.claim(workspace, user.mail(), user.person());
        if (!person.equals(user.person())) {
            store.isPerson(user.id(), person);
        }
        tell(workspace, store, user.as(person));
        return user;
    }

    ScimUser find(Workspace workspace, String id) {
        return new ScimStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    Page.Part<ScimUser> list(Workspace workspace, Filter filter, Page page) {
        return new ScimStore(workspace).list(filter, page);
    }

    /**
     * Changes a user.
     *
     * @param expected looks at the version that is there, and refuses it by throwing
     * @param change makes new attributes of a copy of those that are there
     * @throws Problem 404, 409, 412 or 400, as above
     */
    ScimUser change(Workspace workspace, String id, Consumer<Long> expected, UnaryOperator<ObjectNode> change) {
        var store = new ScimStore(workspace);
        for (int tries = 0; tries < TRIES; tries++) {
            ScimUser before = store.find(id).orElseThrow(Problem::notFound);
            expected.accept(before.version());
            ObjectNode attributes =
                    ScimUser.complete(change.apply(before.attributes().deepCopy()), before.active());
            boolean same = attributes.equals(before.attributes());
            var after = new ScimUser(
                    id,
                    before.person(),
                    attributes,
                    same ? before.version() : before.version() + 1,
                    before.created(),
                    same ? before.modified() : now(workspace));
            refuseCycle(store, after);
            if (after.active() && !before.active()) {
                people.refuseOneTooMany(workspace);
            }
            ScimStore.Outcome outcome = same ? ScimStore.Outcome.DONE : store.change(after, before.version());
            if (outcome == ScimStore.Outcome.TAKEN) {
                throw ScimProblems.taken("userName");
            }
            if (outcome == ScimStore.Outcome.DONE) {
                tell(workspace, store, after);
                return after;
            }
        }
        throw ScimProblems.stale();
    }

    /** Takes a user away: they are not active any more; what they answered and did stays. @throws Problem 404, 412 */
    void remove(Workspace workspace, String id, Consumer<Long> expected) {
        var store = new ScimStore(workspace);
        ScimUser user = store.find(id).orElseThrow(Problem::notFound);
        expected.accept(user.version());
        people.release(workspace, user.person());
        new ScimGroupStore(workspace).leave(id);
        store.remove(id);
    }

    /** Tells the directory about a user, and who reports to them now that they are known by their external id. */
    private void tell(Workspace workspace, ScimStore store, ScimUser user) {
        people.provision(workspace, List.of(user.inDirectory(managerId(store, user))));
        if (user.externalId().isEmpty()) {
            return;
        }
        var reports = new ArrayList<Person>();
        for (ScimUser report : store.reportsOf(user.externalId().get())) {
            reports.add(report.inDirectory(Optional.of(user.person())));
            if (reports.size() == BATCH) {
                people.provision(workspace, reports);
                reports.clear();
            }
        }
        people.provision(workspace, reports);
    }

    /** The person they report to; one who is not known yet is told of when they come. */
    private static Optional<String> managerId(ScimStore store, ScimUser user) {
        return user.manager().flatMap(named -> resolve(store, named)).map(ScimUser::person);
    }

    private static Optional<ScimUser> resolve(ScimStore store, String named) {
        return store.find(named).or(() -> store.withExternalId(named));
    }

    /** Two changes at the same moment can still close a circle; then the next one in it is refused. */
    private static void refuseCycle(ScimStore store, ScimUser user) {
        Optional<String> above = user.manager();
        for (int level = 0; above.isPresent(); level++) {
            String named = above.get();
            if (named.equals(user.id()) || named.equals(user.externalId().orElse(null))) {
                throw ScimProblems.value(
                        "manager",
                        level == 0
                                ? "Nobody can report to themselves."
                                : "The manager reports to this user, " + level + " levels up; change that first.");
            }
            if (level == DEEPEST) {
                throw ScimProblems.value("manager", "There are more than " + DEEPEST + " levels above this user.");
            }
            above = resolve(store, named).flatMap(ScimUser::manager);
        }
    }

    private static Instant now(Workspace workspace) {
        return workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
