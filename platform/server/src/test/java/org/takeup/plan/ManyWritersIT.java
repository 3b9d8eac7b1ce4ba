package org.takeup.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.http.Changed;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Many who change the same thing at the same time: each change is made or refused, none is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyWritersIT {
    private static final int WRITERS = 64;
    private static final Caller PLANNER = new Caller("pia", "Pia", "pia@example.org", Set.of(Role.PLANNER));

    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static StakeholderEntry sized(int size) {
        return new StakeholderEntry(
                "Learners", Audience.Kind.LEARNERS, size, 1, 1, Audience.Attitude.NEUTRAL, "", "", "", "", null);
    }

    @Attack(
            value = "64 writers of one object at once: a lost update",
            kind = Kind.OTHER,
            threats = "D3",
            at = "stakeholders")
    @ParameterizedTest
    @EnumSource(Placement.class)
    void theVersionGrowsByAsManyChangesAsSucceeded(Placement placement) throws Exception {
        Workspace workspace = platform.tenant("w" + UUID.randomUUID().toString().substring(0, 8), placement);
        var stakeholders = new Stakeholders();
        Stakeholder added = stakeholders.add(workspace, PLANNER, sized(1));
        Callable<Integer> writer = () -> {
            long seen = stakeholders.require(workspace, added.id()).version();
            try {
                stakeholders.change(workspace, PLANNER, added.id(), seen, sized(2));
                return 1;
            } catch (Changed e) {
                return 0;
            }
        };
        int succeeded = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(
                    IntStream.range(0, WRITERS).mapToObj(n -> writer).toList())) {
                succeeded += each.get();
            }
        }
        assertEquals(1 + succeeded, stakeholders.require(workspace, added.id()).version());
    }
}
