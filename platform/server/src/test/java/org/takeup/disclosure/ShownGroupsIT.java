package org.takeup.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The ledger of groups that are shown, in each kind of placement. */
class ShownGroupsIT {
    /** A capability that keeps in memory what it shows. */
    private record Kind(Map<String, Compared> all, Map<String, Compared> already) implements Shows {
        Kind() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }

        @Override
        public Map<String, Compared> already(Workspace workspace) {
            return already;
        }

        @Override
        public Compared compared(Workspace workspace, String id) {
            return all.getOrDefault(id, new Compared(Set.of(), Set.of()));
        }

        @Override
        public String name(Workspace workspace, String id) {
            return "“" + id + "”";
        }
    }

    private static Compared people(int from, int to) {
        return new Compared(IntStream.range(from, to).mapToObj(i -> "p" + i).collect(Collectors.toSet()), Set.of());
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whoeverShowsGroupsLooksAtThoseOfOthers(Placement placement) {
        try (TestPlatform platform = TestPlatform.start()) {
            Workspace workspace = platform.tenant("ledger", placement);
            var steps = new Kind();
            var pilots = new Kind();
            var shown = new ShownGroups();
            shown.register("step", steps);
            shown.register("pilot", pilots);
            // What was shown before there was a ledger is in it from its first day.
            pilots.all().put("old", people(0, 100));
            pilots.already().put("old", people(0, 100));

            steps.all().put("one", people(0, 98));
            assertEquals(Optional.of("“old”"), shown.enter(workspace, "step", "one", people(0, 98)));
            assertFalse(shown.entered(workspace, "step", "one"));
            steps.all().put("same", people(0, 100));
            assertEquals(Optional.empty(), shown.enter(workspace, "step", "same", people(0, 100)));
            assertTrue(shown.entered(workspace, "step", "same"));
            assertFalse(shown.entered(workspace, "pilot", "same"));
            // Again, with fewer of its own: only the others count.
            shown.leave(workspace, "pilot", "old");
            assertEquals(Optional.empty(), shown.enter(workspace, "step", "same", people(0, 99)));
        }
    }

    /** Figures of a hundred are shown; two of them are erased, and the rest is shown as another group: that would tell of the two. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    void theRestAfterAnErasureIsNotTheSameGroup(Placement placement) {
        try (TestPlatform platform = TestPlatform.start()) {
            Workspace workspace = platform.tenant("ledger", placement);
            var steps = new Kind();
            var shown = new ShownGroups();
            shown.register("step", steps);
            steps.all().put("all", people(0, 100));
            assertEquals(Optional.empty(), shown.enter(workspace, "step", "all", people(0, 100)));
            steps.all().put("all", people(2, 100));
            assertEquals(Optional.of("“all”"), shown.enter(workspace, "step", "rest", people(2, 100)));
            // Five: nobody can tell who of them did what.
            steps.all().put("all", people(5, 100));
            assertEquals(Optional.empty(), shown.enter(workspace, "step", "rest", people(5, 100)));
        }
    }

    /** Of one owner's attempts one is shown at most, and it holds against others. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    void attemptsOfOneOwnerAreNotComparedWithEachOther(Placement placement) {
        try (TestPlatform platform = TestPlatform.start()) {
            Workspace workspace = platform.tenant("ledger", placement);
            var pilots = new Kind();
            var shown = new ShownGroups();
            shown.register("pilot", pilots);
            pilots.all().put("one/a", people(0, 100));
            assertEquals(Optional.empty(), shown.enter(workspace, "pilot", "one/a", people(0, 100)));
            pilots.all().put("one/b", people(0, 101));
            assertEquals(Optional.empty(), shown.enter(workspace, "pilot", "one/b", people(0, 101)));
            assertTrue(shown.enter(workspace, "pilot", "one2/a", people(0, 102)).isPresent());
            shown.leaveOthers(workspace, "pilot", "one/b");
            assertFalse(shown.entered(workspace, "pilot", "one/a"));
            assertTrue(shown.entered(workspace, "pilot", "one/b"));
            shown.leaveAll(workspace, "pilot", "one");
            assertFalse(shown.entered(workspace, "pilot", "one/b"));
            assertEquals(Optional.empty(), shown.enter(workspace, "pilot", "one2/a", people(0, 102)));
        }
    }

    /** Of groups that are entered at once, each too alike to all others, one is shown. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    void ofManyAtOnceOneIsShown(Placement placement) throws Exception {
        int many = 8;
        try (TestPlatform platform = TestPlatform.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Workspace workspace = platform.tenant("ledger", placement);
            var steps = new Kind();
            var shown = new ShownGroups();
            shown.register("step", steps);
            var together = new CyclicBarrier(many);
            List<Future<Optional<String>>> all = IntStream.range(0, many)
                    .mapToObj(i -> threads.submit(() -> {
                        Compared people = people(i % 2, 100 + i / 2);
                        steps.all().put("s" + i, people);
                        together.await();
                        return shown.enter(workspace, "step", "s" + i, people);
                    }))
                    .toList();
            int entered = 0;
            for (Future<Optional<String>> each : all) {
                entered += each.get().isEmpty() ? 1 : 0;
            }
            assertEquals(1, entered);
        }
    }
}
