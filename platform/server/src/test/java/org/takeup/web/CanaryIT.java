package org.takeup.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Requests of many tenants at once: each gets its own workspace and its own caller. */
class CanaryIT {
    private static final int TENANTS = 100;
    private static final int REQUESTS = 10_000;
    private static final int AT_ONCE = 64;

    private record Guest(Workspace workspace, String person, Visitor visitor) {}

    @Attack(
            value = "10,000 interleaved requests of 100 tenants, each looking for its own words",
            kind = Kind.CACHE_KEY,
            threats = "T9",
            at = "/api/v1/workspace",
            onePlacement = "every other tenant lies in the other placement")
    @Test
    void ofTenThousandInterleavedRequestsNoneGetsAnothersAnswer() throws Exception {
        try (var platform = TestPlatform.start()) {
            String run = UUID.randomUUID().toString().substring(0, 8);
            List<Guest> guests = IntStream.range(0, TENANTS)
                    .mapToObj(i ->
                            guest(platform, "c" + i + "-" + run, i % 2 == 0 ? Placement.POOLED : Placement.DEDICATED))
                    .toList();
            var wrong = new ConcurrentLinkedQueue<String>();
            askAll(guests, wrong);
            assertEquals(List.of(), List.copyOf(wrong));
            assertEquals(List.of(), platform.watch().offences());
        }
    }

    private static Guest guest(TestPlatform platform, String slug, Placement placement) {
        Workspace workspace = platform.tenant(slug, placement);
        String person = "person-of-" + slug;
        return new Guest(workspace, person, platform.signedIn(workspace, Role.LEARNER, person));
    }

    private static void askAll(List<Guest> guests, Queue<String> wrong) throws Exception {
        var random = new Random(1);
        var turns = new ArrayList<Guest>();
        IntStream.range(0, REQUESTS).forEach(i -> turns.add(guests.get(i % guests.size())));
        java.util.Collections.shuffle(turns, random);
        try (var pool = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<?>> asked = new ArrayList<>();
            turns.forEach(guest -> asked.add(pool.submit(() -> ask(guest, wrong))));
            for (Future<?> each : asked) {
                each.get();
            }
        }
    }

    private static void ask(Guest guest, Queue<String> wrong) {
        String slug = guest.workspace().tenant().slug();
        String body = guest.visitor().get("/w/" + slug + "/api/v1/workspace").body();
        boolean own = body.contains("\"slug\":\"" + slug + "\"")
                && body.contains("\"name\":\"Tenant " + slug + "\"")
                && body.contains("\"person\":\"" + guest.person() + "\"");
        if (!own) {
            wrong.add(slug + " got " + body);
        }
    }
}
