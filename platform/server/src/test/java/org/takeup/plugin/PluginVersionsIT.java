package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.delivery.Eventually;
import org.takeup.http.Problem;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.VersionDesk.Row;
import org.takeup.plugin.VersionDesk.User;
import org.takeup.tenant.Workspace;

/** Versions side by side, on two nodes that share a store: who gets which, and which stay loaded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginVersionsIT {
    @AutoClose
    private final TwoNodes nodes = new TwoNodes();

    @Test
    void whatIsLoadedAnewIsAFreshCopyOnEveryNode() {
        String id = nodes.fresh();
        nodes.upload(id, "1.0.0");
        Workspace workspace = nodes.user(id);
        nodes.awaitBoth(workspace, id, "1.0.0");
        Loaded before = nodes.here.plugins().serving(workspace, id).orElseThrow();
        Loaded elsewhere = nodes.there.plugins().serving(workspace, id).orElseThrow();
        nodes.packages.loadAnew(new Version(id, "1.0.0"));
        nodes.tellTheOtherNode();
        assertNotSame(before, nodes.here.plugins().serving(workspace, id).orElseThrow());
        Eventually.holds(
                "the other node has a fresh copy",
                TwoNodes.PATIENCE,
                () -> nodes.there.plugins().serving(workspace, id).orElseThrow() != elsewhere);
        nodes.awaitBoth(workspace, id, "1.0.0");
        assertEquals("version-not-in-use", refusedAnew(id).type());
    }

    private Problem refusedAnew(String id) {
        for (String version : List.of("1.1.0", "1.2.0", "1.3.0")) {
            nodes.upload(id, version);
            nodes.promote(id, version);
        }
        return assertThrows(Problem.class, () -> nodes.packages.loadAnew(new Version(id, "1.0.0")));
    }

    @Test
    void aChannelAPinAndATrialEachLeadToTheirVersion() {
        String id = nodes.fresh();
        nodes.upload(id, "1.0.0");
        Workspace stable = nodes.user(id);
        Workspace eager = nodes.user(id);
        Workspace careful = nodes.user(id);
        nodes.follow(eager, id, "next");
        nodes.follow(careful, id, "1.0.0");
        nodes.upload(id, "1.1.0");
        nodes.awaitBoth(eager, id, "1.1.0");
        nodes.awaitBoth(stable, id, "1.0.0");

        nodes.tryOut(
                new Version(id, "1.1.0"),
                0,
                List.of(stable.tenant().slug(), careful.tenant().slug()));
        nodes.awaitBoth(stable, id, "1.1.0");
        nodes.awaitBoth(careful, id, "1.0.0");
        nodes.rollBack(id);
        nodes.awaitBoth(stable, id, "1.0.0");

        nodes.promote(id, "1.1.0");
        nodes.awaitBoth(stable, id, "1.1.0");
        nodes.awaitBoth(careful, id, "1.0.0");
        assertEquals(
                Set.of("stable 1.1.0", "next 1.1.0", "1.0.0 1.0.0"),
                Set.copyOf(nodes.overview(id).users().stream()
                        .map(user -> user.follows() + " " + user.version())
                        .toList()));
        assertEquals(
                3,
                nodes.overview(id).users().stream().map(User::slug).distinct().count());
    }

    @Test
    void aVersionThatNobodyNeedsIsUnloadedAndOneThatIsPinnedIsNot() {
        String id = nodes.fresh();
        nodes.upload(id, "1.0.0");
        Workspace careful = nodes.user(id);
        nodes.follow(careful, id, "1.0.0");
        for (String version : List.of("1.1.0", "1.2.0", "1.3.0")) {
            nodes.upload(id, version);
            nodes.promote(id, version);
        }
        Eventually.holds(
                "the stable one, the one before and the pinned one are loaded",
                TwoNodes.PATIENCE,
                () -> nodes.overview(id).versions().stream()
                        .filter(Row::loaded)
                        .map(Row::version)
                        .toList()
                        .equals(List.of("1.3.0", "1.2.0", "1.0.0")));
        var pinned = assertThrows(Problem.class, () -> nodes.packages.remove(new Version(id, "1.0.0")));
        assertEquals(409, pinned.status());
        assertEquals("1.0.0", nodes.answers(nodes.here, careful, id));

        nodes.follow(careful, id, "1.1.0");
        nodes.awaitBoth(careful, id, "1.1.0");
        nodes.packages.remove(new Version(id, "1.0.0"));
    }

    @Test
    void whatCannotBeFollowedTriedOrRolledBackIsRefused() {
        String id = nodes.fresh();
        nodes.upload(id, "1.0.0");
        Workspace workspace = nodes.user(id);
        refused(
                422,
                () -> nodes.here
                        .plugins()
                        .follow(workspace, id, Follow.of("9.9.9").orElseThrow()));
        refused(404, () -> nodes.here.plugins().follow(workspace, "no-such-plugin", Follow.STABLE));
        refused(404, () -> nodes.desk.promote(new Version(id, "9.9.9")));
        refused(422, () -> nodes.tryOut(new Version(id, "1.0.0"), 10, List.of()));
        nodes.upload(id, "1.1.0");
        refused(422, () -> nodes.tryOut(new Version(id, "1.1.0"), 0, List.of()));
        refused(422, () -> nodes.tryOut(new Version(id, "1.1.0"), 101, List.of()));
        refused(422, () -> nodes.tryOut(new Version(id, "1.1.0"), 10, List.of("nobody-here")));
        refused(409, () -> nodes.desk.rollBack(id));
        refused(404, () -> nodes.overview("no-such-plugin"));
        assertEquals("1.0.0", nodes.answers(nodes.here, workspace, id));
    }

    private static void refused(int status, Runnable deed) {
        assertEquals(status, assertThrows(Problem.class, deed::run).status());
    }
}
