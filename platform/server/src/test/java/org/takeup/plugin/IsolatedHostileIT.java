package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.plugin.PluginFailed.Reason;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.isolated.Confinement.Part;
import org.takeup.plugin.isolated.ProcessState.Phase;

/** What plugins of strangers may try in their own process: each costs its call, and nobody else's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolatedHostileIT {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String FIELD = "return List.of(new FormField(\"a\", LocalizedText.english(%s), null,"
            + " FormField.Kind.TEXT, List.of(), false, null));";

    private Modes modes;
    private Loaded bystander;

    @BeforeAll
    void start() {
        modes = new Modes();
        bystander = modes.isolated(PluginSource.good("bystander", "1.0.0"));
    }

    @AfterAll
    void stop() {
        modes.close();
    }

    /** What is done when the objective is "evil"; whatever else is asked is answered. */
    enum Evil {
        SPINS(Reason.TOO_SLOW, true, "while (true) { Thread.onSpinWait(); }"),
        SLEEPS_ON(
                Reason.TOO_SLOW,
                true,
                "while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) {} }"),
        EXITS(Reason.BROKEN, true, "System.exit(0);"),
        HALTS(Reason.BROKEN, true, "Runtime.getRuntime().halt(0);"),
        FILLS_ITS_HEAP(
                Reason.BROKEN,
                true,
                "List<byte[]> all = new ArrayList<>(); while (true) { all.add(new byte[1 << 20]); }"),
        FILLS_DIRECT_MEMORY(
                Reason.BROKEN,
                true,
                "List<Object> all = new ArrayList<>();"
                        + " while (true) { all.add(java.nio.ByteBuffer.allocateDirect(1 << 20)); }"),
        FILLS_NATIVE_MEMORY(
                Reason.BROKEN,
                true,
                "List<Object> all = new ArrayList<>(); while (true) {"
                        + " var part = java.lang.foreign.Arena.ofAuto().allocate(1L << 24); part.fill((byte) 1); all.add(part); }"),
        STARTS_THREADS(
                Reason.BROKEN,
                true,
                "while (true) { Thread.ofPlatform().daemon().start(() -> {"
                        + " try { Thread.sleep(600_000); } catch (InterruptedException e) {} }); }"),
        OPENS_FILES(
                Reason.BROKEN,
                false,
                "try { List<Object> all = new ArrayList<>(); while (true) {"
                        + " all.add(new java.io.FileInputStream(\"/dev/null\")); } }"
                        + " catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }"),
        RECURSES(Reason.BROKEN, false, "wizard(context);"),
        DEADLOCKS(
                Reason.TOO_SLOW,
                true,
                "Object one = new Object(); var held = new java.util.concurrent.CountDownLatch(1);"
                        + " Thread.ofPlatform().daemon().start(() -> { synchronized (one) { held.countDown();"
                        + " while (true) { try { Thread.sleep(600_000); } catch (InterruptedException e) {} } } });"
                        + " try { held.await(); } catch (InterruptedException e) {} synchronized (one) { one.hashCode(); }"),
        ANSWERS_WITH_A_GIGABYTE(
                Reason.BROKEN,
                false,
                "String text = \"x\".repeat(1 << 20); List<FormField> all = new ArrayList<>();"
                        + " for (int i = 0; i < 1024; i++) { all.add(new FormField(\"a\" + i, LocalizedText.english(text),"
                        + " null, FormField.Kind.TEXT, List.of(), false, null)); } return all;"),
        ANSWERS_WITH_ITS_OWN_CLASS(
                Reason.BROKEN, false, "List list = new ArrayList(); list.add(new Object() {}); return list;"),
        THROWS_AN_ERROR(Reason.BROKEN, false, "throw new AssertionError(\"what people answered\");"),
        WRITES_FILES(
                Reason.BROKEN,
                false,
                "try { java.io.File file = java.io.File.createTempFile(\"evil\", null);"
                        + " try (var out = new java.io.FileOutputStream(file)) { out.write(1); } finally { file.delete(); } }"
                        + " catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }");

        final Reason reason;
        final boolean endsProcess;
        final String code;

        Evil(Reason reason, boolean endsProcess, String code) {
            this.reason = reason;
            this.endsProcess = endsProcess;
            this.code = code;
        }
    }

    private Loaded load(String id, String code) {
        return modes.isolated(PluginSource.builder(
                id,
                "1.0.0",
                "",
                "if (context.objective().equals(\"evil\")) { if (context != null) { " + code
                        + " } } return List.of();"));
    }

    private Object ask(Loaded loaded, String tenant, String objective, Duration limit) {
        var context = new PlanContext(objective, LocalDate.EPOCH, List.of(), Map.of(), List.of());
        return modes.call(loaded, PlanBuilder.class, tenant, limit, each -> each.wizard(context));
    }

    private static long pid(Loaded loaded) {
        return loaded.isolated().orElseThrow().state().pid();
    }

    private static long starts(Loaded loaded) {
        return loaded.isolated().orElseThrow().state().starts();
    }

    @ParameterizedTest
    @EnumSource
    void itCostsThatCallOnly(Evil evil) throws Exception {
        Loaded loaded = load("evil-" + evil.ordinal(), evil.code);
        assertEquals(List.of(), ask(loaded, "tenant-a", "good", Modes.LIMIT));
        long before = pid(loaded);
        var open = new AtomicBoolean(true);
        var answers = new AtomicInteger();
        var failures = new ArrayList<Throwable>();
        Thread others = Thread.ofPlatform().start(() -> {
            while (open.get()) {
                try {
                    ask(bystander, "tenant-b", "good", Modes.LIMIT);
                    answers.incrementAndGet();
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            }
        });
        var failed = assertThrows(
                PluginFailed.class,
                () -> ask(loaded, "tenant-a", "evil", evil.reason == Reason.TOO_SLOW ? SHORT : Modes.LIMIT));
        int during = answers.get();
        assertEquals(evil.reason, failed.reason());
        // The next calls, of this tenant and of another, wait for a new process if they must, and are answered.
        assertEquals(List.of(), ask(loaded, "tenant-b", "good", Modes.LIMIT));
        assertEquals(List.of(), ask(loaded, "tenant-a", "good", Modes.LIMIT));
        if (evil.endsProcess) {
            Modes.until("another process has taken over", () -> pid(loaded) != 0 && pid(loaded) != before);
            assertEquals(2, starts(loaded));
            assertEquals(List.of(), ask(loaded, "tenant-b", "good", Modes.LIMIT));
            Modes.until(
                    "the old process is gone", () -> ProcessHandle.of(before).isEmpty());
        } else {
            assertEquals(before, pid(loaded));
        }
        Modes.until("others are answered", () -> answers.get() > during);
        open.set(false);
        others.join();
        assertEquals(List.of(), failures);
        assertEquals(1, starts(bystander));
        loaded.close();
        Modes.until("nothing is left of it", () -> ProcessHandle.of(before).isEmpty());
    }

    @Test
    void aCallThatGivesWayWhenItIsStoppedKeepsItsProcess() {
        Loaded loaded = load(
                "gives-way",
                "try { Thread.sleep(600_000); } catch (InterruptedException e) { throw new IllegalStateException(e); }");
        assertEquals(List.of(), ask(loaded, "tenant-a", "good", Modes.LIMIT));
        long before = pid(loaded);
        var failed = assertThrows(PluginFailed.class, () -> ask(loaded, "tenant-a", "evil", SHORT));
        assertEquals(Reason.TOO_SLOW, failed.reason());
        for (int i = 0; i < 200; i++) {
            assertEquals(List.of(), ask(loaded, "tenant-a", "good", Modes.LIMIT));
        }
        assertEquals(before, pid(loaded));
    }

    @ParameterizedTest
    @EnumSource(names = {"SPINS", "HALTS"})
    void callsOfOtherTenantsInTheSameProcessAreAnsweredWhenItEnds(Evil evil) throws Exception {
        Loaded loaded = load("shared-" + evil.ordinal(), evil.code);
        var open = new AtomicBoolean(true);
        var failures = new java.util.concurrent.ConcurrentLinkedQueue<Throwable>();
        var answers = new AtomicInteger();
        var others = new ArrayList<Thread>();
        for (String tenant : List.of("tenant-b", "tenant-c", "tenant-d")) {
            others.add(Thread.ofPlatform().start(() -> {
                while (open.get()) {
                    try {
                        ask(loaded, tenant, "good", Modes.LIMIT);
                        answers.incrementAndGet();
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                }
            }));
        }
        Modes.until("the other tenants call", () -> answers.get() > 30);
        var failed = assertThrows(
                PluginFailed.class, () -> ask(loaded, "tenant-a", "evil", evil == Evil.SPINS ? SHORT : Modes.LIMIT));
        assertEquals(evil.reason, failed.reason());
        Modes.until("another process has taken over", () -> starts(loaded) >= 2 && pid(loaded) != 0);
        int now = answers.get();
        Modes.until("the other tenants are answered there", () -> answers.get() > now + 30);
        open.set(false);
        for (Thread each : others) {
            each.join();
        }
        assertEquals(List.of(), List.copyOf(failures));
        // The call that ends its process is tried once more when it was not alone, as nobody knows which one it was.
        assertTrue(starts(loaded) <= (evil == Evil.SPINS ? 2 : 3), "starts: " + starts(loaded));
    }

    @Test
    void oneThatEndsTooOftenIsTakenOutOfUseUntilAnOperatorReleasesIt() {
        Loaded loaded = load("often", Evil.HALTS.code);
        var process = loaded.isolated().orElseThrow();
        for (int i = 1; i <= 4; i++) {
            assertEquals(
                    Reason.BROKEN,
                    assertThrows(PluginFailed.class, () -> ask(loaded, "tenant-a", "evil", Modes.LIMIT))
                            .reason());
            int ends = i;
            Modes.until(
                    "the end is dealt with",
                    () -> ends < 4
                            ? process.state().pid() != 0 && starts(loaded) == ends + 1
                            : process.state().phase() == Phase.QUARANTINED);
        }
        assertEquals(4, starts(loaded));
        assertTrue(
                process.state().reason().startsWith("It ended 4 times within 5 minutes"),
                process.state().reason());
        for (String tenant : List.of("tenant-a", "tenant-b")) {
            var failed = assertThrows(PluginFailed.class, () -> ask(loaded, tenant, "good", Modes.LIMIT));
            assertEquals(Reason.QUARANTINED, failed.reason());
        }
        assertEquals(List.of(), ask(bystander, "tenant-a", "good", Modes.LIMIT));
        process.release();
        assertEquals(List.of(), ask(loaded, "tenant-b", "good", Modes.LIMIT));
        assertEquals(Phase.RUNNING, process.state().phase());
    }

    @Test
    void nothingIsNoResult() {
        Loaded loaded = load("null", "return null;");
        var failed = assertThrows(PluginFailed.class, () -> ask(loaded, "tenant-a", "evil", Modes.LIMIT));
        assertEquals(PluginFailed.Reason.BROKEN, failed.reason());
    }

    @Test
    void itsEnvironmentHoldsNothingOfThePlatformsAndItsFolderIsEmpty() {
        Loaded loaded = load(
                "environment",
                "String all = System.getenv().keySet() + \" \""
                        + " + Arrays.toString(new java.io.File(\".\").list()) + System.getProperty(\"jdk.serialFilter\");"
                        + FIELD.formatted("all"));
        String said = ask(loaded, "tenant-a", "evil", Modes.LIMIT).toString();
        assertTrue(said.contains("[MALLOC_ARENA_MAX] []!*"), said);
    }

    /** Looks for canaries where a process of the platform's user would find them. */
    @Test
    void withAUserOfItsOwnItReadsNothingOfThePlatforms() throws Exception {
        assumeTrue(org.takeup.plugin.isolated.Confinement.here().inForce().contains(Part.USER));
        Path canary = Files.writeString(Files.createTempFile("takeup", "canary"), "canary-7781");
        long host = ProcessHandle.current().pid();
        try {
            Loaded loaded = load(
                    "reader",
                    "String said = \"\"; for (String file : List.of(\"/proc/1/environ\", \"/proc/" + host
                            + "/environ\", \"/proc/" + host + "/mem\", \"" + canary + "\", \"/etc/shadow\")) {"
                            + " try (var in = new java.io.FileInputStream(file)) { said += in.read(); }"
                            + " catch (java.io.IOException e) { said += \"no \"; } }"
                            + " said += new java.io.File(\"" + System.getProperty("user.home") + "\").list() == null;"
                            + FIELD.formatted("said"));
            String said = ask(loaded, "tenant-a", "evil", Modes.LIMIT).toString();
            assertTrue(said.contains("en=no no no no no true"), said);
        } finally {
            Files.delete(canary);
        }
    }

    @Test
    void withoutNetworkItReachesNoListener() throws Exception {
        assumeTrue(org.takeup.plugin.isolated.Confinement.here().inForce().contains(Part.NETWORK));
        var accepted = new AtomicInteger();
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        listener.accept().close();
                        accepted.incrementAndGet();
                    }
                } catch (java.io.IOException e) {
                    // Closed.
                }
            });
            Loaded loaded = load(
                    "caller",
                    "String said; try { new java.net.Socket(\"127.0.0.1\", " + listener.getLocalPort()
                            + ").close(); said = \"connected\"; }"
                            + " catch (java.io.IOException e) { said = \"refused\"; }" + FIELD.formatted("said"));
            String said = ask(loaded, "tenant-a", "evil", Modes.LIMIT).toString();
            assertTrue(said.contains("refused"), said);
        }
        assertEquals(0, accepted.get());
    }

    @Test
    void anAnswerAfterTheLimitReachesNobody() {
        Loaded loaded = load(
                "late",
                "long end = System.nanoTime() + 1_200_000_000L; while (System.nanoTime() < end) { Thread.onSpinWait(); } "
                        + FIELD.formatted("\"late\""));
        assertThrows(PluginFailed.class, () -> ask(loaded, "tenant-a", "evil", SHORT));
        for (int i = 0; i < 300; i++) {
            assertEquals(List.of(), ask(loaded, "tenant-b", "good", Modes.LIMIT));
        }
    }

    @Test
    void whatItForgesOnTheSocketItFindsIsRefused() {
        String forges = "String said = \"\"; try { String command = \"\";"
                + " for (String word : new String(java.nio.file.Files.readAllBytes(java.nio.file.Path.of("
                + "\"/proc/self/maps\"))).split(\"\\n\")) { if (word.endsWith(\"child.jar\")) { command = word; } }"
                + " java.io.File here = new java.io.File(\"..\").getCanonicalFile();"
                + " var channel = java.nio.channels.SocketChannel.open(java.net.StandardProtocolFamily.UNIX);"
                + " channel.connect(java.net.UnixDomainSocketAddress.of(here.toPath().resolve(\"s\")));"
                + " var bytes = java.nio.ByteBuffer.allocate(36); bytes.putInt(32); bytes.position(0);"
                + " channel.write(bytes);"
                + " said = \"read \" + channel.read(java.nio.ByteBuffer.allocate(10)); }"
                + " catch (Exception e) { said = e.getClass().getName(); } ";
        Loaded loaded = load("forger", forges + FIELD.formatted("said"));
        String said = ask(loaded, "tenant-a", "evil", Modes.LIMIT).toString();
        assertTrue(said.contains("read -1"), said);
        assertEquals(List.of(), ask(loaded, "tenant-b", "good", Modes.LIMIT));
        assertEquals(1, starts(loaded));
    }

    @Test
    void aMillionLinesOnItsOutputStopNobody() {
        Loaded loaded = load(
                "printer",
                "for (int i = 0; i < 1_000_000; i++) { System.out.println(\"line \" + i); } System.err.println(\"end\");");
        assertEquals(List.of(), ask(loaded, "tenant-a", "evil", Duration.ofSeconds(60)));
        assertEquals(1, starts(loaded));
    }

    @Test
    void onlyAPluginThatLoadsIsTakenIn() {
        int before = descendants();
        for (String members : List.of(
                "static { if (true) { Runtime.getRuntime().halt(1); } }",
                "static { if (true) { throw new IllegalStateException(); } }")) {
            var rejected = assertThrows(
                    PackageRejected.class,
                    () -> modes.isolated(PluginSource.builder("no-start", "1.0.0", members, "return List.of();")));
            assertFalse(rejected.getMessage() == null);
        }
        assertNotEquals(0, before);
        Modes.until("no process is left", () -> descendants() <= before);
    }

    private static int descendants() {
        return (int) ProcessHandle.current().descendants().count();
    }
}
