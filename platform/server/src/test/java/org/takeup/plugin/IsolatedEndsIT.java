package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.takeup.plugin.isolated.ProcessState.Phase;

/** How the process of an isolated plugin ends, is started again and is given up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolatedEndsIT {
    private static final Duration SHORT = Duration.ofSeconds(1);

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

    private Loaded load(String id, Evil evil) {
        return modes.isolated(evil.plugin(id));
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

    @Test
    void aCallThatGivesWayWhenItIsStoppedKeepsItsProcess() {
        Loaded loaded = load("gives-way", Evil.GIVES_WAY);
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
        Loaded loaded = load("shared-" + evil.ordinal(), evil);
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
        assertEquals(evil.apart.name(), failed.reason().name());
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
    void oneThatEndsTooOftenIsTakenOutOfUse() {
        Loaded loaded = load("often", Evil.HALTS);
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
        assertEquals(4, starts(loaded));
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
