package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.delivery.Eventually;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.tenant.Workspace;

/** Versions that come and go while they are called: no call is lost, and nothing of them stays in memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionsUnderLoadIT {
    @AutoClose
    private final TwoNodes nodes = new TwoNodes();

    @Test
    void aCallUnderWayFinishesOnTheVersionThatItBeganWith() throws Exception {
        String id = nodes.fresh();
        nodes.upload(id, "1.0.0");
        Workspace workspace = nodes.user(id);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var old = new FutureTask<>(
                () -> nodes.offered(nodes.here, workspace, id).call(Duration.ofMinutes(2), extension -> {
                    begun.countDown();
                    goOn.await();
                    return TwoNodes.version(extension);
                }));
        Thread.ofVirtual().start(old);
        begun.await();
        for (String version : List.of("1.1.0", "1.2.0")) {
            nodes.upload(id, version);
            nodes.promote(id, version);
        }
        nodes.awaitBoth(workspace, id, "1.2.0");
        goOn.countDown();
        assertEquals("1.0.0", old.get());
    }

    @Test
    void upgradesAndRollBacksUnderLoadOnTwoNodesCostNoCall() throws Exception {
        String id = nodes.fresh();
        nodes.upload(id, "1.0.0");
        Workspace workspace = nodes.user(id);
        try (var load = new Load(List.of(nodes.here, nodes.there), workspace, id)) {
            int round = 0;
            while (round < 20 || load.calls() < 20_000) {
                round++;
                String before = "1." + (round - 1) + ".0";
                String after = "1." + round + ".0";
                nodes.upload(id, after);
                nodes.promote(id, after);
                nodes.awaitBoth(workspace, id, after);
                nodes.rollBack(id);
                nodes.awaitBoth(workspace, id, before);
                nodes.promote(id, after);
                nodes.awaitBoth(workspace, id, after);
                nodes.packages.remove(new Version(id, before));
            }
            load.stop();
            assertEquals(Map.of(), load.failures());
        }
        assertEquals(1, nodes.overview(id).versions().size());
        Eventually.holds(
                "the calls of both nodes are counted, and none failed",
                TwoNodes.PATIENCE,
                () -> nodes.overview(id).versions().getFirst().calls() > 100
                        && nodes.overview(id).versions().getFirst().failed() == 0);
    }

    /** Calls as fast as they go, on all nodes at once, until told to stop. */
    private final class Load implements AutoCloseable {
        private final AtomicBoolean open = new AtomicBoolean(true);
        private final AtomicInteger calls = new AtomicInteger();
        private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> callers = new ArrayList<>();

        Load(List<PluginRuntime> called, Workspace workspace, String id) {
            for (PluginRuntime node : called) {
                Offered<PlanBuilder> kept = nodes.offered(node, workspace, id);
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
        String id = nodes.fresh();
        nodes.upload(id, "1.0.0");
        Workspace workspace = nodes.user(id);
        nodes.awaitBoth(workspace, id, "1.0.0");
        long before = versionsInHeap();
        long after50 = 0;
        for (int round = 1; round <= 200; round++) {
            nodes.upload(id, "1.0." + round);
            nodes.promote(id, "1.0." + round);
            assertEquals("1.0." + round, nodes.answers(nodes.here, workspace, id));
            nodes.packages.remove(new Version(id, "1.0." + (round - 1)));
            if (round == 50) {
                awaitVersionsInHeap(before);
                after50 = metaspace();
            }
        }
        nodes.awaitBoth(workspace, id, "1.0.200");
        awaitVersionsInHeap(before);
        long grown = metaspace() - after50;
        assertTrue(grown < 150 * 10 * 1024L, "metaspace has grown by " + grown + " bytes in 150 rounds");
    }

    private static void awaitVersionsInHeap(long most) {
        Eventually.holds("old versions are collected", TwoNodes.PATIENCE, () -> versionsInHeap() <= most);
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
