package org.takeup.business.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.business.Desk;
import org.takeup.disclosure.ShownGroups;
import org.takeup.http.Changed;
import org.takeup.identity.StillClock;
import org.takeup.learning.Archives;
import org.takeup.people.People;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What a pilot that begins leaves in the ledger of groups that are shown: when it dies on the way, and when people are erased. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PilotStartIT {
    private static final Instant BEFORE = Instant.parse("2026-01-27T10:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-03-03T10:00:00Z");
    private static final Caller ANN = new Caller("ann", "Ann Lee", "ann@example.org", Set.of(Role.PLANNER));

    private final StillClock now = new StillClock(BEFORE);
    private TestPlatform platform;
    private Workspace workspace;
    private Desk desk;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), now);
    }

    @BeforeEach
    void anotherWorkspace() {
        now.set(BEFORE);
        workspace = platform.tenant("s" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
        desk = new Desk(platform, workspace);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** @return id of one that can begin, of version 2 */
    private String agreed(String segment) {
        String id = desk.done("POST", "/pilots", """
                {"name":"Half an hour","segment":"%s","design":"BEFORE_AFTER","starts":"2026-02-03","seed":"fixed",
                 "weeksBefore":4,"weeksAfter":4}""".formatted(segment), 0)
                .path("id")
                .asText();
        desk.done("PUT", "/pilots/" + id + "/agreement", """
                {"owner":"Ann Lee","success":"More people take part","least":10}""", 1);
        return id;
    }

    private HttpResponse<String> begin(String id) {
        return desk.api("POST", "/pilots/" + id + "/start", "", 2);
    }

    /** What is in the ledger. */
    private Set<String> entered() {
        return workspace
                .collection(ShownGroups.COLLECTIONS.getFirst())
                .find("ledger")
                .map(each -> each.get("sizes", Document.class).keySet())
                .orElse(Set.of());
    }

    /** The draws that anybody is stored of. */
    private Set<String> draws() {
        return workspace
                .collection(PilotStore.PEOPLE)
                .all()
                .map(each -> each.getString("draw"))
                .into(new HashSet<>());
    }

    private String draw(String id) {
        return new PilotStore(workspace)
                .find(id)
                .orElseThrow()
                .begun()
                .orElseThrow()
                .draw();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** As if its node was killed when the groups had been entered. @param entries that are left then */
    private void dies(String id, int entries) {
        var starts = new PilotStarts(new People(), new ShownGroups(), () -> {
            throw new Killed();
        });
        assertThrows(Killed.class, () -> starts.start(workspace, ANN, id, 2));
        assertEquals(
                entries, entered().stream().filter(each -> each.contains(id)).count(), "It has died behind its entry");
        assertTrue(desk.read("/pilots/" + id).path("begun").isNull());
    }

    @Test
    void aStartThatDiedBehindItsEntryDoesNotHoldUpTheNextOne() {
        desk.staff("North", 0, 12);
        String id = agreed("everybody");
        dies(id, 1);
        dies(id, 2);
        // Nearly the same people: somebody has come meanwhile.
        desk.staff("North", 12, 1);
        assertEquals(200, begin(id).statusCode());
        assertEquals(Set.of("pilot:" + id + "/" + draw(id)), entered());
        assertEquals(Set.of(draw(id)), draws());
        assertEquals(13, workspace.collection(PilotStore.PEOPLE).count(new Document()));
        // What it has entered now holds as ever.
        desk.staff("North", 13, 2);
        HttpResponse<String> refused = begin(agreed("everybody"));
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("pilot-too-alike"), refused.body());
    }

    @Test
    void whatADeadStartHasLeftGoesWithItsPilot() {
        desk.staff("North", 0, 12);
        String id = agreed("everybody");
        dies(id, 1);
        assertEquals(204, desk.api("DELETE", "/pilots/" + id, "", 2).statusCode());
        assertEquals(Set.of(), entered());
        assertEquals(Set.of(), draws());
        desk.staff("North", 12, 2);
        assertEquals(200, begin(agreed("everybody")).statusCode());
    }

    @Test
    void ofTwoStartsAtOnceOneIsInTheLedgerAndBegins() throws Exception {
        desk.staff("North", 0, 12);
        String id = agreed("everybody");
        var both = new CyclicBarrier(2);
        var starts = new PilotStarts(new People(), new ShownGroups(), () -> {
            try {
                var _ = both.await(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Callable<Pilot> start = () -> starts.start(workspace, ANN, id, 2);
        int begun = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Pilot> each : List.of(threads.submit(start), threads.submit(start))) {
                try {
                    assertTrue(each.get().begun().isPresent());
                    begun++;
                } catch (ExecutionException e) {
                    assertTrue(e.getCause() instanceof Changed, String.valueOf(e.getCause()));
                }
            }
        }
        assertEquals(1, begun);
        assertEquals(Set.of("pilot:" + id + "/" + draw(id)), entered());
        assertEquals(Set.of(draw(id)), draws());
    }

    /**
     * Eight people apart when the second one begins; six of them are erased before the first one is counted. Its figures would be of
     * two people more than those of the second one.
     */
    @Test
    void anErasureDoesNotBringTwoPilotsNearerThanTheSmallestGroup() {
        int staff = 20;
        learned(staff);
        String first = agreed("everybody");
        assertEquals(200, begin(first).statusCode());
        IntStream.range(0, 8).forEach(each -> desk.staff("West", each, 1));
        desk.staff("North", 8, 12);
        String second = agreed("unit:North");
        assertEquals(200, begin(second).statusCode());
        Set<String> erased = IntStream.range(0, 6)
                .mapToObj(each -> People.idOfRecord("lms-oneroster", "u" + each))
                .collect(Collectors.toSet());
        erased.forEach(
                each -> assertTrue(workspace.collection(PilotStore.PEOPLE).delete(draw(first) + "/" + each)));
        now.set(AFTER);
        learned(staff);
        JsonNode ofSecond = desk.read("/pilots/" + second + "/result");
        assertEquals("READY", ofSecond.path("state").asText(), ofSecond.toString());
        assertEquals(12, ofSecond.path("effect").path("pilot").asInt());
        JsonNode ofFirst = desk.read("/pilots/" + first + "/result");
        assertEquals("WITHHELD", ofFirst.path("state").asText(), ofFirst.toString());
        assertTrue(ofFirst.path("effect").isNull(), ofFirst.toString());
        String page = desk.page("/pilots/" + first);
        assertTrue(page.contains("Some people of this pilot were erased since it began"), page);
        assertFalse(page.contains("% interval"), page);
    }

    private void learned(int staff) {
        Map<String, String> files = Archives.roster(staff);
        files.put(
                "results.csv",
                "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate\n"
                        + IntStream.range(0, staff)
                                .mapToObj("a%1$d,l1,u%1$d,submitted,,2026-02-11\n"::formatted)
                                .collect(Collectors.joining()));
        desk.learned(files);
    }
}
