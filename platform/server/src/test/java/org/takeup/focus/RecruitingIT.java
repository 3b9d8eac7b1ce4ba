package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;

/** Recruiting by quota: so many of each unit, in the order of the draw, and the next in line when somebody says no. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecruitingIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private QuotaDesk desk(Placement placement) {
        return new QuotaDesk(platform, clock, placement);
    }

    @ParameterizedTest
    @EnumSource
    void asManyAreAskedAsThereAreSeatsAndTheNextInLineWhenSomebodySaysNo(Placement placement) throws Exception {
        var desk = desk(placement);
        String group = desk.group();
        assertEquals(5, desk.recruit(group, 0));
        assertEquals(0, desk.recruit(group, 0), "repeating it asks nobody");
        List<Guest> sales = desk.guests(group, "Sales", Guest.State.INVITED);
        assertEquals(3, sales.size());
        assertEquals(2, desk.guests(group, "Works", Guest.State.INVITED).size());
        // The order is that of the draw.
        List<String> order =
                Draw.next(new People().members(desk.workspace, Segment.unit("Sales")), "s1", 8, Set.of()).stream()
                        .map(person -> person.id())
                        .toList();
        assertEquals(
                new HashSet<>(order.subList(0, 3)),
                new HashSet<>(sales.stream().map(Guest::person).toList()));

        assertEquals(303, desk.says(group, order.get(0), "COME"));
        assertEquals(303, desk.says(group, order.get(1), "STAY_AWAY"));
        List<String> now = desk.guests(group, "Sales", Guest.State.INVITED).stream()
                .map(Guest::person)
                .toList();
        assertEquals(new HashSet<>(List.of(order.get(2), order.get(3))), new HashSet<>(now));
        // Whoever took a seat and gives it back is followed by the next one as well.
        desk.says(group, order.get(0), "STAY_AWAY");
        assertEquals(3, desk.guests(group, "Sales", Guest.State.INVITED).size());
        assertEquals(7, desk.invitations());
        var quota = desk.quota(group, 0);
        assertEquals(3, quota.get("asked").asInt());
        assertEquals(2, quota.get("declined").asInt());
        assertEquals(2, desk.quota(group, 1).get("asked").asInt(), "the other unit is as it was");

        String page = desk.planner.get(desk.base + "/focus-groups/" + group).body();
        assertTrue(page.contains("3 of Sales, 2 of Works"), page);
        var byNumber = desk.send("POST", "/focus-groups/" + group + "/invitations", "{\"many\":2}");
        assertEquals(422, byNumber.statusCode());
    }

    @Test
    void aFullQuotaLetsTheRestWaitAlsoWhileOtherSeatsAreFreeAndTheFirstWhoWaitsMovesUp() throws Exception {
        var desk = desk(Placement.POOLED);
        String group = desk.group();
        assertEquals(8, desk.recruit(group, 2), "five of Sales, and all three of Works");
        List<String> sales = desk.guests(group, "Sales", Guest.State.INVITED).stream()
                .map(Guest::person)
                .toList();
        assertEquals(5, sales.size());
        sales.forEach(person -> assertEquals(303, desk.says(group, person, "COME")));
        assertEquals(3, desk.guests(group, "Sales", Guest.State.COMING).size());
        List<Guest> waiting = desk.guests(group, "Sales", Guest.State.WAITING);
        assertEquals(2, waiting.size());
        Guest first =
                waiting.stream().min(Comparator.comparingLong(Guest::queue)).orElseThrow();
        String leaves =
                desk.guests(group, "Sales", Guest.State.COMING).getFirst().person();
        desk.says(group, leaves, "STAY_AWAY");
        assertTrue(desk.guests(group, "Sales", Guest.State.COMING).stream()
                .anyMatch(each -> each.person().equals(first.person())));
        assertEquals(3, desk.guests(group, "Sales", Guest.State.COMING).size());

        // Works has nobody left to ask.
        for (Guest guest : desk.guests(group, "Works", Guest.State.INVITED).subList(0, 2)) {
            desk.says(group, guest.person(), "STAY_AWAY");
        }
        String page = desk.planner.get(desk.base + "/focus-groups/" + group).body();
        assertTrue(page.contains("Nobody of Works is left to ask: 1 may come, and there are 2 seats."), page);
        // The places of the quotas have numbers that seats never have, and go with the seats.
        var seats = new GuestStore(desk.workspace);
        assertEquals(3, seats.seats(group).size());
        assertEquals(3, seats.seats(group + ":quotas").size());
        clock.pass(Duration.ofDays(3));
        var later = platform.signedIn(desk.workspace, Role.PLANNER);
        String session = desk.base + "/focus-groups/" + group + "/session";
        assertEquals(
                303,
                later.submit(session, desk.base + "/focus-groups/" + group + "/speakers/removal", Map.of())
                        .statusCode());
        assertEquals(Map.of(), seats.seats(group));
        assertEquals(Map.of(), seats.seats(group + ":quotas"));
    }

    @Test
    void whoSaysYesOrNoAtTheSameMomentNeverOverfillsAQuotaAndNobodyIsAskedTwice() throws Exception {
        var desk = desk(Placement.DEDICATED);
        String group = desk.group();
        desk.recruit(group, 3);
        List<Guest> asked = desk.guests(group, "Sales", Guest.State.INVITED);
        assertEquals(6, asked.size());
        var together = new CyclicBarrier(asked.size());
        try (var threads = Executors.newFixedThreadPool(asked.size())) {
            var all = new ArrayList<Future<Integer>>();
            for (int i = 0; i < asked.size(); i++) {
                String person = asked.get(i).person();
                String what = i < 2 ? "STAY_AWAY" : "COME";
                all.add(threads.submit(() -> {
                    together.await();
                    return desk.says(group, person, what);
                }));
            }
            for (Future<Integer> each : all) {
                assertEquals(303, each.get());
            }
        }
        assertEquals(3, desk.guests(group, "Sales", Guest.State.COMING).size());
        assertEquals(1, desk.guests(group, "Sales", Guest.State.WAITING).size());
        List<String> everybody = new GuestStore(desk.workspace)
                .of(group).stream().map(Guest::person).toList();
        assertEquals(new HashSet<>(everybody).size(), everybody.size());
        assertEquals(
                8,
                everybody.stream()
                        .filter(each -> desk.quotaOf(group, each).equals("Sales"))
                        .count());
        assertEquals(everybody.size(), desk.invitations());
    }
}
