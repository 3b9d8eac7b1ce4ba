package org.takeup.people.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.tenant.Workspace;

/** Groups that a company provisions, by name, and who is in them. Thread-safe; calls block on the store. */
final class ScimGroups {
    private static final int TRIES = 10;

    private final People people;

    ScimGroups(People people) {
        this.people = people;
    }

    /** @throws Problem 400 if a member is not here */
    ScimGroup add(Workspace workspace, ObjectNode attributes, Membership membership) {
        refuseUnknown(workspace, membership);
        var store = new ScimGroupStore(workspace);
        Instant now = now(workspace);
        var group = new ScimGroup(ScimUsers.freshId(), ScimGroup.complete(attributes), 1, now, now);
        store.add(group);
        store.change(group.id(), membership);
        return group;
    }

    ScimGroup find(Workspace workspace, String id) {
        return new ScimGroupStore(workspace).find(id).orElseThrow(Problem::notFound);
    }

    Page.Part<ScimGroup> list(Workspace workspace, Filter filter, Page page) {
        return new ScimGroupStore(workspace).list(filter, page);
    }

    List<String> members(Workspace workspace, String group) {
        return new ScimGroupStore(workspace).members(group);
    }

    /**
     * Changes a group.
     *
     * @param expected looks at the version that is there, and refuses it by throwing
     * @param change changes the copy of the attributes that it gets, and says what becomes of the members
     * @throws Problem 404, 412, or 400 if a member is not here
     */
    ScimGroup change(Workspace workspace, String id, Consumer<Long> expected, Function<ObjectNode, Membership> change) {
        var store = new ScimGroupStore(workspace);
        for (int tries = 0; tries < TRIES; tries++) {
            ScimGroup before = store.find(id).orElseThrow(Problem::notFound);
            expected.accept(before.version());
            ObjectNode attributes = before.attributes().deepCopy();
            Membership membership = change.apply(attributes);
            refuseUnknown(workspace, membership);
            var after = new ScimGroup(
                    id, ScimGroup.complete(attributes), before.version() + 1, before.created(), now(workspace));
            boolean gaveRole = givesRole(workspace, before);
            List<String> membersBefore = gaveRole ? store.members(id) : List.of();
            if (store.change(after, before.version())) {
                store.change(id, membership);
                if (gaveRole) {
                    boolean stillDoes = before.name().equals(after.name());
                    lost(workspace, membersBefore, stillDoes ? store.members(id) : List.of());
                }
                return after;
            }
        }
        throw ScimProblems.stale();
    }

    /** Takes a group away; its members stay people. @throws Problem 404, 412 */
    void remove(Workspace workspace, String id, Consumer<Long> expected) {
        var store = new ScimGroupStore(workspace);
        ScimGroup group = store.find(id).orElseThrow(Problem::notFound);
        expected.accept(group.version());
        List<String> members = givesRole(workspace, group) ? store.members(id) : List.of();
        store.remove(id);
        lost(workspace, members, List.of());
    }

    private static boolean givesRole(Workspace workspace, ScimGroup group) {
        return workspace.settings().groupsByRole().values().stream().anyMatch(names -> names.contains(group.name()));
    }

    /** Whoever was in a group that gives a role, and is not any more, signs in anew. */
    private void lost(Workspace workspace, List<String> before, List<String> after) {
        var gone = new LinkedHashSet<>(before);
        gone.removeAll(new HashSet<>(after));
        var users = new ScimStore(workspace);
        ScimGroupStore.inBatches(gone, ids -> people.rightsLost(workspace, users.persons(ids)));
    }

    private static void refuseUnknown(Workspace workspace, Membership membership) {
        var users = new ScimStore(workspace);
        ScimGroupStore.inBatches(membership.coming(), ids -> {
            var missing = new HashSet<>(ids);
            missing.removeAll(users.known(ids));
            missing.stream().findFirst().ifPresent(Membership::unknown);
        });
    }

    private static Instant now(Workspace workspace) {
        return workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
