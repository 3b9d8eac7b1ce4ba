package org.takeup.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What is counted is asked once for all mails that are written together. The test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountedLatelyIT {
    private static final int MAILS = 100;

    private final StillClock clock = new StillClock();
    private final AtomicInteger reads = new AtomicInteger();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(environment -> environment, clock);
        platform.watch().tell((name, command) -> {
            if (name.equals("find") && command.getString("find").getValue().equals("reach_rules")) {
                reads.incrementAndGet();
            }
        });
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void manyMailsReadItOnceAndSeeWhatIsSwitched(Placement placement) throws Exception {
        Workspace workspace = platform.tenant("r" + UUID.randomUUID().toString().substring(0, 8), placement);
        var lately = new CountedLately();
        var store = new CountingStore(workspace);
        reads.set(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Counting>> all = IntStream.range(0, MAILS)
                    .mapToObj(n -> threads.submit(() -> lately.of(workspace)))
                    .toList();
            for (Future<Counting> each : all) {
                assertFalse(each.get().clicks());
            }
        }
        assertEquals(1, reads.get());

        assertTrue(store.put(true, false, 0));
        lately.changed(workspace);
        assertTrue(lately.of(workspace).clicks(), "what this node switches counts at once");
        assertTrue(store.put(false, true, 1));
        assertTrue(lately.of(workspace).clicks());
        clock.pass(CountedLately.KEPT);
        assertTrue(lately.of(workspace).opens(), "what another one does, after a moment");
        assertEquals(3, reads.get());
    }
}
