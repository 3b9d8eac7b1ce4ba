package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.http.Problem;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.tenant.Workspace;

/** Plugins while the platform runs: called, swapped, left alone, taken out of use, removed without a trace. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PluginRuntimeIT {
    private static final PlanContext CONTEXT =
            new PlanContext("Take up", LocalDate.EPOCH, List.of(), Map.of(), List.of());

    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private TestPlatform platform;
    private Workspace workspace;
    private Plugins plugins;
    private Packages packages;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        plugins = platform.platform().pluginRuntime().plugins();
        packages = platform.platform().pluginRuntime().packages();
        // What a hostile plugin does in the guard is seen only if it is let in.
        packages.scanWith(zip -> {});
    }

    @AfterAll
    void stop() {
        removeMade();
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 20 s: " + what);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private Offered<PlanBuilder> builder(PluginSource source, String id) {
        packages.upload(source.zip());
        plugins.enable(workspace, id);
        return plugins.require(workspace, PlanBuilder.class, id);
    }

    private String fresh() {
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        made.add(id);
        return id;
    }

    /** The store may be shared with other tests. */
    private void removeMade() {
        Packages packages = platform.platform().pluginRuntime().packages();
        packages.list().stream()
                .map(Listed::version)
                .filter(version -> made.contains(version.plugin()))
                .forEach(packages::remove);
    }

    @Test
    void aCallThatIsInterruptedBecauseItsVersionGoesIsNoFaultOfThePlugin() throws Exception {
        String id = fresh();
        var offered = builder(PluginSource.good(id, "1.0.0"), id);
        var begun = new CountDownLatch(1);
        var call = new java.util.concurrent.FutureTask<>(() -> assertThrows(
                PluginFailed.class,
                () -> offered.call(Duration.ofMinutes(2), extension -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return "";
                })));
        Thread.ofVirtual().start(call);
        begun.await();
        packages.remove(new Version(id, "1.0.0"));
        assertEquals(PluginFailed.Reason.CANCELLED, call.get().reason());
    }

    @Test
    void aTenantChoosesForItselfAlone() {
        String id = fresh();
        var offered = builder(PluginSource.good(id, "1.0.0"), id);
        var other = platform.tenant("o" + UUID.randomUUID().toString().substring(0, 8));
        assertThrows(PluginMissing.class, () -> plugins.require(other, PlanBuilder.class, id));
        plugins.disable(workspace, id);
        assertThrows(PluginMissing.class, () -> offered.call(PlanBuilder::profile));
        assertThrows(Problem.class, () -> plugins.enable(workspace, "no-such-plugin"));
    }

    @Test
    void aNewVersionTakesTheNextCallAndTheOldOneFinishesWhatItBegan() throws Exception {
        String id = fresh();
        var offered = builder(PluginSource.good(id, "1.9.0"), id);
        assertEquals("1.9.0", name(offered));
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var old = new java.util.concurrent.FutureTask<>(() -> offered.call(Duration.ofSeconds(30), extension -> {
            begun.countDown();
            goOn.await();
            return extension.profile().name().in(Locale.ENGLISH);
        }));
        Thread.ofVirtual().start(old);
        begun.await();
        release(id, "1.10.0");
        assertEquals("1.10.0", name(offered));
        packages.remove(new Version(id, "1.9.0"));
        goOn.countDown();
        assertEquals("1.9.0", old.get());
    }

    private void release(String id, String version) {
        packages.upload(PluginSource.good(id, version).zip());
        platform.platform().pluginRuntime().versions().promote(new Version(id, version));
    }

    private static String name(Offered<PlanBuilder> offered) {
        return offered.call(extension -> extension.profile().name().in(Locale.ENGLISH));
    }

    @Test
    void sameVersionWithOtherBytesIsRefusedAndTheFirstOneStays() {
        String id = fresh();
        var offered = builder(PluginSource.good(id, "1.0.0"), id);
        var rejected = assertThrows(
                PackageRejected.class,
                () -> packages.upload(PluginSource.good(id, "1.0.0")
                        .entry("classes/more.txt", new byte[1])
                        .zip()));
        assertTrue(rejected.getMessage().contains("other content"), rejected.getMessage());
        assertEquals("1.0.0", name(offered));
    }

    @Test
    void classesThatThrowWhileLoadingAreRefusedAndNothingIsLeft() {
        var before = packages.list();
        Path work = platform.folder().resolve("loaded-plugins");
        Set<Path> unpacked = folders(work);
        var cases = Map.of(
                "ExceptionInInitializerError",
                "static { if (true) throw new IllegalStateException(); }",
                "IllegalStateException",
                "public Sample() { throw new IllegalStateException(); }",
                "StackOverflowError",
                "{ deep(); } static void deep() { deep(); }");
        cases.forEach((name, members) -> {
            var source = PluginSource.builder(fresh(), "1.0.0", members, "return List.of();");
            assertThrows(PackageRejected.class, () -> packages.upload(source.zip()), name);
        });
        var missing = PluginSource.builder(
                fresh(), "1.0.0", "static class Gone {} Object gone = new Gone();", "return List.of();");
        missing.entry("classes/sample/Sample$Gone.class", new byte[0]);
        assertThrows(PackageRejected.class, () -> packages.upload(missing.zip()));
        var none = assertThrows(
                PackageRejected.class,
                () -> packages.upload(PluginSource.empty(fresh(), "1.0.0").zip()));
        assertTrue(none.getMessage().contains("no extension"), none.getMessage());
        assertEquals(before, packages.list());
        // Folders of other tests may go meanwhile; none has come.
        var left = new HashSet<>(folders(work));
        left.removeAll(unpacked);
        assertEquals(Set.of(), left);
    }

    @Test
    void aPluginSeesTheApiAndNothingElseOfTheHost() throws Exception {
        List<String> host = hostClasses();
        assertTrue(host.size() >= 50, "only " + host);
        String id = fresh();
        var offered = builder(PluginSource.builder(id, "1.0.0", "", """
                        for (String name : "%s".split(" ")) {
                            try {
                                Class.forName(name);
                                throw new IllegalStateException(name);
                            } catch (ClassNotFoundException fine) {
                                // As it should be.
                            }
                        }
                        if (Sample.class.getResource("/logback-test.xml") != null) throw new IllegalStateException();
                        if (Thread.currentThread().getContextClassLoader() != Sample.class.getClassLoader()) {
                            throw new IllegalStateException();
                        }
                        return List.of();
                        """.formatted(String.join(" ", host))), id);
        assertEquals(List.of(), offered.call(extension -> extension.wizard(CONTEXT)));
    }

    /** One class of each library that the platform runs on, some of its own, and modules of the JDK that no plugin needs. */
    private static List<String> hostClasses() throws IOException {
        var names = new ArrayList<>(List.of(
                "org.takeup.app.Main",
                "org.takeup.plugin.Plugins",
                "org.takeup.tenant.Tenants",
                "org.takeup.store.Store",
                "sun.misc.Unsafe",
                "com.sun.net.httpserver.HttpServer"));
        for (String place : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(java.io.File.pathSeparator)) {
            // PF4J's extension point and the annotations of nullness are the API's own.
            if (place.endsWith(".jar") && !place.matches(".*(pf4j|jspecify|takeup-plugin).*")) {
                try (var jar = new JarFile(place)) {
                    jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.matches("[a-z][\\w/]*/[A-Z]\\w*\\.class"))
                            .findFirst()
                            .ifPresent(name -> names.add(name.substring(0, name.length() - ".class".length())
                                    .replace('/', '.')));
                }
            }
        }
        return names;
    }

    @Test
    void aPluginThatSpinsIsCutOffAndLeftAloneAfterAWhileAndOthersDoNotNotice() {
        String id = fresh();
        var spinning = builder(
                PluginSource.builder(
                        id, "1.0.0", "", "while (!Thread.currentThread().isInterrupted()) {} return List.of();"),
                id);
        var healthy = fresh();
        var other = builder(PluginSource.good(healthy, "1.0.0"), healthy);
        for (int i = 0; i < Breaker.FAILURES; i++) {
            var failed = assertThrows(
                    PluginFailed.class,
                    () -> spinning.call(Duration.ofMillis(50), extension -> extension.wizard(CONTEXT)));
            assertEquals(PluginFailed.Reason.TOO_SLOW, failed.reason());
            assertEquals("1.0.0", name(other));
        }
        var resting = assertThrows(PluginFailed.class, () -> spinning.call(PlanBuilder::profile));
        assertEquals(PluginFailed.Reason.RESTING, resting.reason());
    }

    @Test
    void anObjectOfThePluginsOwnDoesNotLeaveIt() {
        String id = fresh();
        var offered = builder(
                PluginSource.builder(
                        id,
                        "1.0.0",
                        "record Own(String text) {} static class Mine<T> extends ArrayList<T> {}",
                        "List list = new Mine(); if (context.objective().equals(\"own\")) list.add(new Own(\"x\"));"
                                + " return list;"),
                id);
        List<?> copied = offered.call(extension -> extension.wizard(CONTEXT));
        assertSame(null, copied.getClass().getClassLoader());
        var own = new PlanContext("own", LocalDate.EPOCH, List.of(), Map.of(), List.of());
        assertThrows(PluginFailed.class, () -> offered.call(extension -> extension.wizard(own)));
        assertThrows(PluginFailed.class, () -> offered.call(extension -> extension));
    }

    @Test
    void whatOurOwnCodeThrowsWithinACallComesOutAsItIs() {
        String id = fresh();
        var offered = builder(PluginSource.good(id, "1.0.0"), id);
        var ours = new PluginMissing("thrown by our own sink");
        for (int i = 0; i < Breaker.FAILURES + 1; i++) {
            var thrown = assertThrows(
                    PluginMissing.class,
                    () -> offered.call(extension -> {
                        throw ours;
                    }));
            assertSame(ours, thrown);
        }
        assertEquals("1.0.0", name(offered));
    }

    @Test
    void whatIsUnpackedIsDeletedWithItsVersion() {
        String id = fresh();
        builder(PluginSource.good(id, "1.0.0"), id);
        Path work = platform.folder().resolve("loaded-plugins");
        long before = folders(work).size();
        for (int round = 1; round <= 5; round++) {
            release(id, "1.0." + round);
            packages.remove(new Version(id, "1.0." + (round - 1)));
        }
        until("one folder is left of the six", () -> folders(work).size() == before);
    }

    @Test
    void aPluginWhoseThreadsCannotBeStoppedIsPutInQuarantineAndLeavesIt() {
        String id = fresh();
        var deaf = builder(PluginSource.builder(id, "1.0.0", "", """
                        while (System.getProperty("%s") == null) {
                            Thread.interrupted();
                            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                        }
                        return List.of();
                        """.formatted(id)), id);
        var healthy = fresh();
        var other = builder(PluginSource.good(healthy, "1.0.0"), healthy);
        // Another tenant each time, so that no breaker steps in before.
        for (int i = 0; i < 8; i++) {
            var user = platform.tenant("q" + UUID.randomUUID().toString().substring(0, 8));
            plugins.enable(user, id);
            var failed = assertThrows(
                    PluginFailed.class,
                    () -> plugins.require(user, PlanBuilder.class, id)
                            .call(Duration.ofMillis(50), extension -> extension.wizard(CONTEXT)));
            assertEquals(PluginFailed.Reason.TOO_SLOW, failed.reason());
        }
        var refused = assertThrows(PluginFailed.class, () -> deaf.call(PlanBuilder::profile));
        assertEquals(PluginFailed.Reason.QUARANTINED, refused.reason());
        assertEquals("1.0.0", name(other));
        packages.loadAnew(new Version(id, "1.0.0"));
        assertEquals("1.0.0", name(deaf));
        release(id, "1.0.1");
        assertEquals("1.0.1", name(deaf));
        // So that its threads end at last.
        System.setProperty(id, "");
    }

    /** Folders of plugins that other tests have let go of may vanish while one looks. */
    private static Set<Path> folders(Path work) {
        var found = new HashSet<Path>();
        for (Path node : list(work)) {
            found.addAll(list(node));
        }
        return found;
    }

    private static List<Path> list(Path folder) {
        try (var inside = Files.list(folder)) {
            return inside.toList();
        } catch (NoSuchFileException | NotDirectoryException gone) {
            return List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
