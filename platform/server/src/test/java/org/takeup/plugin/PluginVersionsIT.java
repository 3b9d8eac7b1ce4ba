package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.http.Problem;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.VersionDesk.Row;
import org.takeup.plugin.VersionDesk.User;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.store.Signals;
import org.takeup.tenant.Workspace;

/** Versions side by side, on two nodes that share a store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginVersionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VERSION_FILE = "classes/sample/version.txt";

    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final Map<Workspace, String> users = new ConcurrentHashMap<>();
    private final Vertx otherVertx = Vertx.vertx();
    private final Signals otherSignals = new Signals(otherVertx);
    private TestPlatform platform;
    private Path work;
    private PluginRuntime here;
    private PluginRuntime there;
    private Packages packages;
    private VersionDesk desk;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        work = PluginSource.temporary();
        here = platform.platform().pluginRuntime();
        there = new PluginRuntime(
                new PluginRuntime.Settings(
                        work.resolve("none"),
                        work.resolve("loaded"),
                        false,
                        TestPublisher.publishers(),
                        false,
                        Set.of()),
                platform.store(),
                otherSignals,
                new SimpleMeterRegistry(),
                Clock.systemUTC());
        there.start();
        packages = here.packages();
        desk = here.versions();
    }

    @AfterAll
    void stop() {
        users.forEach((workspace, id) -> here.plugins().follow(workspace, id, Follow.STABLE));
        packages.list().stream()
                .map(Listed::version)
                .filter(version -> made.contains(version.plugin()))
                .forEach(packages::remove);
        there.close();
        otherVertx.close();
        platform.close();
        PluginSource.delete(work);
        assertEquals(List.of(), platform.watch().offences());
    }

    private Workspace workspace() {
        return platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
    }

    private String fresh() {
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        made.add(id);
        return id;
    }

    /** A builder that says its version. Compiled once: only a text in the package differs. */
    private static final PluginSource SAMPLE = PluginSource.builder("sample", "0.0.0", """
            static String version() {
                try (var in = Sample.class.getResourceAsStream("version.txt")) {
                    return new String(in.readAllBytes());
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            """, """
            return List.of(new FormField("version", LocalizedText.english(version()), null, FormField.Kind.TEXT,
                    List.of(), false, null));
            """);

    private static String version(PlanBuilder builder) {
        var context = new PlanContext("Take up", LocalDate.EPOCH, List.of(), Map.of(), List.of());
        return builder.wizard(context).getFirst().label().in(Locale.ENGLISH);
    }

    private void upload(String id, String version) {
        packages.upload(SAMPLE.set("plugin.id", id)
                .set("plugin.version", version)
                .entry(VERSION_FILE, version.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .zip());
        tellTheOtherNode();
    }

    /** What the cluster does; a node that hears nothing looks by itself every few seconds. */
    private void tellTheOtherNode() {
        otherSignals.publish(Signals.Topic.PLUGINS, "anything");
    }

    private void promote(String id, String version) {
        desk.promote(new Version(id, version));
        tellTheOtherNode();
    }

    private VersionDesk.Overview overview(String id) {
        return desk.overview(id, platform.platform().tenants().all());
    }

    private void tryOut(Version version, int percent, List<String> slugs) {
        desk.tryOut(version, percent, slugs, platform.platform().tenants().all());
        tellTheOtherNode();
    }

    private void rollBack(String id) {
        desk.rollBack(id);
        tellTheOtherNode();
    }

    private void follow(Workspace workspace, String id, String word) {
        here.plugins().follow(workspace, id, Follow.of(word).orElseThrow());
        tellTheOtherNode();
    }

    private Offered<PlanBuilder> offered(PluginRuntime node, Workspace workspace, String id) {
        return node.plugins().require(workspace, PlanBuilder.class, id);
    }

    private String answers(PluginRuntime node, Workspace workspace, String id) {
        return offered(node, workspace, id).call(PluginVersionsIT::version);
    }

    private void awaitBoth(Workspace workspace, String id, String version) {
        Eventually.holds(
                "both nodes answer with " + version,
                PATIENCE,
                () -> answers(here, workspace, id).equals(version)
                        && answers(there, workspace, id).equals(version));
    }

    private Workspace user(String id) {
        Workspace workspace = workspace();
        here.plugins().enable(workspace, id);
        users.put(workspace, id);
        tellTheOtherNode();
        Eventually.holds(
                "the other node knows the choice",
                PATIENCE,
                () -> there.plugins().offered(workspace, PlanBuilder.class).stream()
                        .anyMatch(offered -> offered.plugin().equals(id)));
        return workspace;
    }

    @Test
    void whatIsLoadedAnewIsAFreshCopyOnEveryNode() {
        String id = fresh();
        upload(id, "1.0.0");
        Workspace workspace = user(id);
        awaitBoth(workspace, id, "1.0.0");
        Loaded before = here.plugins().serving(workspace, id).orElseThrow();
        Loaded elsewhere = there.plugins().serving(workspace, id).orElseThrow();
        packages.loadAnew(new Version(id, "1.0.0"));
        tellTheOtherNode();
        assertNotSame(before, here.plugins().serving(workspace, id).orElseThrow());
        Eventually.holds(
                "the other node has a fresh copy",
                PATIENCE,
                () -> there.plugins().serving(workspace, id).orElseThrow() != elsewhere);
        awaitBoth(workspace, id, "1.0.0");
        assertEquals("version-not-in-use", refusedAnew(id).type());
    }

    private Problem refusedAnew(String id) {
        for (String version : List.of("1.1.0", "1.2.0", "1.3.0")) {
            upload(id, version);
            promote(id, version);
        }
        return assertThrows(Problem.class, () -> packages.loadAnew(new Version(id, "1.0.0")));
    }

    @Test
    void aChannelAPinAndATrialEachLeadToTheirVersion() {
        String id = fresh();
        upload(id, "1.0.0");
        Workspace stable = user(id);
        Workspace eager = user(id);
        Workspace careful = user(id);
        follow(eager, id, "next");
        follow(careful, id, "1.0.0");
        upload(id, "1.1.0");
        awaitBoth(eager, id, "1.1.0");
        awaitBoth(stable, id, "1.0.0");

        tryOut(
                new Version(id, "1.1.0"),
                0,
                List.of(stable.tenant().slug(), careful.tenant().slug()));
        awaitBoth(stable, id, "1.1.0");
        awaitBoth(careful, id, "1.0.0");
        rollBack(id);
        awaitBoth(stable, id, "1.0.0");

        promote(id, "1.1.0");
        awaitBoth(stable, id, "1.1.0");
        awaitBoth(careful, id, "1.0.0");
        assertEquals(
                Set.of("stable 1.1.0", "next 1.1.0", "1.0.0 1.0.0"),
                Set.copyOf(overview(id).users().stream()
                        .map(user -> user.follows() + " " + user.version())
                        .toList()));
        assertEquals(3, overview(id).users().stream().map(User::slug).distinct().count());
    }

    @Test
    void aVersionThatNobodyNeedsIsUnloadedAndOneThatIsPinnedIsNot() {
        String id = fresh();
        upload(id, "1.0.0");
        Workspace careful = user(id);
        follow(careful, id, "1.0.0");
        for (String version : List.of("1.1.0", "1.2.0", "1.3.0")) {
            upload(id, version);
            promote(id, version);
        }
        Eventually.holds(
                "the stable one, the one before and the pinned one are loaded",
                PATIENCE,
                () -> overview(id).versions().stream()
                        .filter(Row::loaded)
                        .map(Row::version)
                        .toList()
                        .equals(List.of("1.3.0", "1.2.0", "1.0.0")));
        var pinned = assertThrows(Problem.class, () -> packages.remove(new Version(id, "1.0.0")));
        assertEquals(409, pinned.status());
        assertEquals("1.0.0", answers(here, careful, id));

        follow(careful, id, "1.1.0");
        awaitBoth(careful, id, "1.1.0");
        packages.remove(new Version(id, "1.0.0"));
    }

    @Test
    void whatCannotBeFollowedTriedOrRolledBackIsRefused() {
        String id = fresh();
        upload(id, "1.0.0");
        Workspace workspace = user(id);
        refused(
                422,
                () -> here.plugins().follow(workspace, id, Follow.of("9.9.9").orElseThrow()));
        refused(404, () -> here.plugins().follow(workspace, "no-such-plugin", Follow.STABLE));
        refused(404, () -> desk.promote(new Version(id, "9.9.9")));
        refused(422, () -> tryOut(new Version(id, "1.0.0"), 10, List.of()));
        upload(id, "1.1.0");
        refused(422, () -> tryOut(new Version(id, "1.1.0"), 0, List.of()));
        refused(422, () -> tryOut(new Version(id, "1.1.0"), 101, List.of()));
        refused(422, () -> tryOut(new Version(id, "1.1.0"), 10, List.of("nobody-here")));
        refused(409, () -> desk.rollBack(id));
        refused(404, () -> overview("no-such-plugin"));
        assertEquals("1.0.0", answers(here, workspace, id));
    }

    private static void refused(int status, Runnable deed) {
        assertEquals(status, assertThrows(Problem.class, deed::run).status());
    }

    @Test
    void aCallUnderWayFinishesOnTheVersionThatItBeganWith() throws Exception {
        String id = fresh();
        upload(id, "1.0.0");
        Workspace workspace = user(id);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var old = new FutureTask<>(() -> offered(here, workspace, id).call(Duration.ofMinutes(2), extension -> {
            begun.countDown();
            goOn.await();
            return version(extension);
        }));
        Thread.ofVirtual().start(old);
        begun.await();
        for (String version : List.of("1.1.0", "1.2.0")) {
            upload(id, version);
            promote(id, version);
        }
        awaitBoth(workspace, id, "1.2.0");
        goOn.countDown();
        assertEquals("1.0.0", old.get());
    }

    @Test
    void upgradesAndRollBacksUnderLoadOnTwoNodesCostNoCall() throws Exception {
        String id = fresh();
        upload(id, "1.0.0");
        Workspace workspace = user(id);
        try (var load = new Load(List.of(here, there), workspace, id)) {
            int round = 0;
            while (round < 20 || load.calls() < 20_000) {
                round++;
                String before = "1." + (round - 1) + ".0";
                String after = "1." + round + ".0";
                upload(id, after);
                promote(id, after);
                awaitBoth(workspace, id, after);
                rollBack(id);
                awaitBoth(workspace, id, before);
                promote(id, after);
                awaitBoth(workspace, id, after);
                packages.remove(new Version(id, before));
            }
            load.stop();
            assertEquals(Map.of(), load.failures());
        }
        assertEquals(1, overview(id).versions().size());
        Eventually.holds(
                "the calls of both nodes are counted, and none failed",
                PATIENCE,
                () -> overview(id).versions().getFirst().calls() > 100
                        && overview(id).versions().getFirst().failed() == 0);
    }

    /** Calls as fast as they go, on all nodes at once, until told to stop. */
    private final class Load implements AutoCloseable {
        private final AtomicBoolean open = new AtomicBoolean(true);
        private final AtomicInteger calls = new AtomicInteger();
        private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> callers = new ArrayList<>();

        Load(List<PluginRuntime> nodes, Workspace workspace, String id) {
            for (PluginRuntime node : nodes) {
                Offered<PlanBuilder> kept = offered(node, workspace, id);
                for (int i = 0; i < 3; i++) {
                    callers.add(Thread.ofVirtual().start(() -> callOn(kept)));
                }
            }
        }

        private void callOn(Offered<PlanBuilder> kept) {
            while (open.get()) {
                try {
                    kept.call(extension -> extension.profile().name().in(Locale.ENGLISH));
                    calls.incrementAndGet();
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }
        }

        int calls() {
            return calls.get();
        }

        /** How often each message was given. */
        Map<String, Long> failures() {
            return failures.stream()
                    .collect(java.util.stream.Collectors.groupingBy(
                            String::valueOf, java.util.stream.Collectors.counting()));
        }

        void stop() throws InterruptedException {
            open.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
        }

        @Override
        public void close() throws InterruptedException {
            stop();
        }
    }

    /** The heap is walked by the JVM itself: its histogram counts the classes of the plugin that have an object. */
    @Test
    void twoHundredRoundsLeaveNoClassLoaderAndNoMetaspace() {
        String id = fresh();
        upload(id, "1.0.0");
        Workspace workspace = user(id);
        awaitBoth(workspace, id, "1.0.0");
        long before = versionsInHeap();
        long after50 = 0;
        for (int round = 1; round <= 200; round++) {
            upload(id, "1.0." + round);
            promote(id, "1.0." + round);
            assertEquals("1.0." + round, answers(here, workspace, id));
            packages.remove(new Version(id, "1.0." + (round - 1)));
            if (round == 50) {
                awaitVersionsInHeap(before);
                after50 = metaspace();
            }
        }
        awaitBoth(workspace, id, "1.0.200");
        awaitVersionsInHeap(before);
        long grown = metaspace() - after50;
        assertTrue(grown < 150 * 10 * 1024L, "metaspace has grown by " + grown + " bytes in 150 rounds");
    }

    private static void awaitVersionsInHeap(long most) {
        Eventually.holds("old versions are collected", PATIENCE, () -> versionsInHeap() <= most);
    }

    private static long versionsInHeap() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            String histogram = (String) server.invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
            return histogram
                    .lines()
                    .filter(line -> line.endsWith(" sample.Sample"))
                    .count();
        } catch (javax.management.JMException e) {
            throw new AssertionError(e);
        }
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}
