package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A platform on a Tuesday in January, and for each test a workspace of its own with twelve people in the North. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PlannersTuesday {
    static final Instant TUESDAY = Instant.parse("2026-01-20T10:00:00Z");

    TestPlatform platform;
    Workspace workspace;
    Desk desk;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), Clock.fixed(TUESDAY, ZoneOffset.UTC));
    }

    @BeforeEach
    void anotherWorkspace() {
        workspace = platform.tenant("b" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
        desk = new Desk(platform, workspace);
        desk.staff("North", 0, 12);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }
}
