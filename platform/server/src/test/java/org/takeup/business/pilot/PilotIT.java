package org.takeup.business.pilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.model.Filters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
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
import org.takeup.app.Visitor;
import org.takeup.business.Desk;
import org.takeup.identity.StillClock;
import org.takeup.learning.Archives;
import org.takeup.people.People;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** A pilot from its design to its result, over HTTP, with learning data; the test moves the clock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PilotIT {
    private static final Instant BEFORE = Instant.parse("2026-01-27T10:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-03-03T10:00:00Z");
    private static final int STAFF = 40;
    private static final String PILOT = """
            {"name":"Half an hour","segment":"everybody","design":"%s","starts":"2026-02-03","seed":"fixed",
             "weeksBefore":4,"weeksAfter":4%s}""";
    private static final String AGREED = """
            {"owner":"Ann Lee","success":"More people take part","least":10%s}""";

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
        workspace = platform.tenant("p" + UUID.randomUUID().toString().substring(0, 8), Placement.POOLED);
        desk = new Desk(platform, workspace);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** Everybody is enrolled; who was active in the week of 7 January, and who in that of 11 February. */
    private void learned(IntPredicate before, IntPredicate after) {
        Map<String, String> files = Archives.roster(STAFF);
        var results = new StringBuilder("sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate\n");
        IntStream.range(0, STAFF).forEach(i -> {
            if (before.test(i)) {
                results.append("b%d,l1,u%d,submitted,,2026-01-07\n".formatted(i, i));
            }
            if (after.test(i)) {
                results.append("a%d,l1,u%d,submitted,,2026-02-11\n".formatted(i, i));
            }
        });
        files.put("results.csv", results.toString());
        desk.learned(files);
    }

    private String begun(String design, String more) {
        String id = desk.done("POST", "/pilots", PILOT.formatted(design, more), 0)
                .path("id")
                .asText();
        desk.done("PUT", "/pilots/" + id + "/agreement", AGREED.formatted(""), 1);
        desk.done("POST", "/pilots/" + id + "/start", "", 2);
        return id;
    }

    /** Numbers of the learners who try it out, or are compared. */
    private Set<Integer> group(boolean tries) {
        Map<String, Integer> byPerson = IntStream.range(0, STAFF)
                .boxed()
                .collect(Collectors.toMap(i -> People.idOfRecord("lms-oneroster", "u" + i), i -> i));
        var group = new HashSet<Integer>();
        for (Document row : workspace.collection(PilotStore.PEOPLE).all()) {
            if (row.getBoolean("tries") == tries) {
                group.add(byPerson.get(row.getString("person")));
            }
        }
        return group;
    }

    private JsonNode result(String id) {
        return desk.read("/pilots/" + id + "/result");
    }

    @Test
    void aDrawnPilotThatWorksIsAnEffectAndSaysWhatWasAgreedBefore() {
        learned(i -> i % 4 == 0, _ -> false);
        String id = begun("RANDOM", "");
        JsonNode pilot = desk.read("/pilots/" + id);
        assertEquals("2026-02-02", pilot.path("starts").asText(), "a Monday");
        assertEquals(20, pilot.path("begun").path("pilot").asInt());
        assertEquals(20, pilot.path("begun").path("others").asInt());
        assertEquals("RUNNING", result(id).path("state").asText());
        assertTrue(desk.page("/pilots/" + id).contains("too early"));

        Set<Integer> tries = group(true);
        now.set(AFTER);
        assertEquals("WAITING", result(id).path("state").asText());
        learned(i -> i % 4 == 0, i -> tries.contains(i) || i % 4 == 0);
        JsonNode result = result(id);
        assertEquals("READY", result.path("state").asText(), result.toString());
        JsonNode effect = result.path("effect");
        assertEquals(1, effect.path("pilotAfter").asDouble(), 1e-9);
        double alike = group(false).stream().filter(i -> i % 4 == 0).count() / 20.0;
        assertEquals(alike, effect.path("othersAfter").asDouble(), 1e-9);
        assertEquals(
                1 - effect.path("pilotBefore").asDouble(),
                effect.path("difference").asDouble(),
                1e-9);
        assertTrue(effect.path("interval").path("low").asDouble() > 0, effect.toString());
        assertTrue(effect.path("method").asText().contains("permutation"), effect.toString());
        whoIsErasedMovesNothing(id, result);
        String words = result.path("sentences").toString();
        assertTrue(words.contains("is an effect of the pilot"), words);
        assertTrue(words.contains("Agreed with Ann Lee") && words.contains("All of the interval reaches"), words);
        assertTrue(words.contains("intention to treat"), words);
        assertTrue(desk.page("/pilots/" + id).contains("is an effect of the pilot"));
        aMessageIsMadeOfIt(id);
        String sheet = desk.sheet("/pilots/" + id + "/result.pdf");
        assertTrue(sheet.contains("More people take part") && sheet.contains("95 % interval"), sheet);
    }

    /** Or what they did could be told from the figures before and after. */
    private void whoIsErasedMovesNothing(String id, JsonNode before) {
        String erased = TenantCollection.id(workspace
                .collection(PilotStore.PEOPLE)
                .find(Filters.eq("pilot", id))
                .first());
        assertTrue(workspace.collection(PilotStore.PEOPLE).delete(erased));
        learned(_ -> false, _ -> false);
        assertEquals(before, result(id));
    }

    private void aMessageIsMadeOfIt(String id) {
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String page = desk.base() + "/pilots/" + id;
        assertTrue(planner.get(page).body().contains("nobody on your map"), "the next step is said");
        String sales = desk.done("POST", "/stakeholders", """
                {"name":"Sales people","kind":"LEARNERS","size":3,"power":2,"interest":2,"attitude":"NEUTRAL"}""", 0).path("id").asText();
        assertTrue(planner.get(page).body().contains("No plan is a draft"));
        String plan = desk.done("POST", "/plans", """
                {"builder":"plan-stakeholder","objective":"Everybody learns",
                 "answers":{"startDate":"%s","programme":"Safe data","gain":"keep data safe","weeks":"8"}}""".formatted(workspace.today()), 0)
                .path("id")
                .asText();
        Map<String, String> fields = Map.of("plan", plan, "audience", sales);
        var made = planner.submit(page, page + "/message", fields);
        assertEquals(303, made.statusCode(), made.body());
        String words = made.headers().firstValue("location").orElseThrow();
        String editor = planner.get(words).body();
        assertTrue(editor.contains("What came of ") && editor.contains("is an effect of the pilot"), editor);
        assertTrue(editor.contains("95 % interval"), editor);
        assertFalse(editor.contains("letter by letter"), "it is read as it is meant");
        var twice = planner.submit(page, page + "/message", fields);
        assertEquals(words, twice.headers().firstValue("location").orElseThrow(), "twice is once");
        assertEquals(
                404,
                planner.submit(page, page + "/message", Map.of("plan", "0", "audience", sales))
                        .statusCode());
        assertEquals(
                422,
                planner.submit(page, page + "/message", Map.of("plan", plan, "audience", "0"))
                        .statusCode());
    }

    @Test
    void aPilotWithoutAnEffectSaysSoAsPlainly() {
        learned(i -> i % 2 == 0, _ -> false);
        String id = begun("BLOCKS", "");
        now.set(AFTER);
        learned(i -> i % 2 == 0, i -> i % 4 < 2);
        String words = result(id).path("sentences").toString();
        assertTrue(words.contains("No effect is shown"), words);
        assertFalse(words.contains("is an effect of"), words);
    }

    @Test
    void namedPeopleAreMatchedAndOnlyAnAssociationIsClaimed() {
        learned(i -> i % 3 == 0, _ -> false);
        String named = IntStream.range(0, 6)
                .mapToObj(i -> "\"u" + i + "@northbank.example\"")
                .collect(Collectors.joining(","));
        String id = begun("MATCHED", ",\"people\":[" + named + "]");
        JsonNode begun = desk.read("/pilots/" + id).path("begun");
        assertEquals(6, begun.path("pilot").asInt());
        assertEquals(6, begun.path("others").asInt());
        assertEquals(Set.of(0, 1, 2, 3, 4, 5), group(true));
        assertTrue(Math.abs(begun.path("balance").path(0).path("after").asDouble()) < 0.05, begun.toString());
        assertTrue(desk.page("/pilots/" + id).contains("standard deviations apart before matching"));
        assertFalse(desk.read("/pilots/" + id).toString().contains("northbank.example"));
        now.set(AFTER);
        learned(i -> i % 3 == 0, i -> i < 6);
        String words = result(id).path("sentences").toString();
        assertTrue(words.contains("Association only"), words);
        assertFalse(words.contains("is an effect of"), words);
    }

    @Test
    void whatWasAgreedIsLockedAndAChangeNeedsAReasonAndIsShown() {
        desk.staff("North", 0, 12);
        String id = desk.done("POST", "/pilots", PILOT.formatted("RANDOM", ""), 0)
                .path("id")
                .asText();
        assertTrue(
                desk.page("/pilots/" + id).contains("you can see a difference of 81 points"), "2.8 x sqrt(0.5 / 12)");
        var early = desk.api("POST", "/pilots/" + id + "/start", "", 1);
        assertEquals(409, early.statusCode());
        assertTrue(early.body().contains("pilot-not-agreed"), early.body());
        desk.done("PUT", "/pilots/" + id + "/agreement", AGREED.formatted(""), 1);
        assertEquals(
                409,
                desk.api("PUT", "/pilots/" + id, PILOT.formatted("BLOCKS", ""), 2)
                        .statusCode());
        assertEquals(
                422,
                desk.api("PUT", "/pilots/" + id + "/agreement", AGREED.formatted(""), 2)
                        .statusCode());
        JsonNode changed = desk.done(
                "PUT",
                "/pilots/" + id + "/agreement",
                AGREED.formatted(",\"reason\":\"Mistyped\"").replace("10", "5"),
                2);
        assertEquals(
                10,
                changed.path("amendments").path(0).path("before").path("least").asDouble(),
                1e-9);
        String page = desk.page("/pilots/" + id);
        assertTrue(page.contains("Changed afterwards") && page.contains("Mistyped"), page);
        assertTrue(page.contains("That is more than the 5 points that were agreed"), "it would end undecided");
        desk.done("POST", "/pilots/" + id + "/start", "", 3);
        assertEquals(409, desk.api("POST", "/pilots/" + id + "/start", "", 4).statusCode());
        assertEquals(409, desk.api("DELETE", "/pilots/" + id, "", 4).statusCode());
    }

    @Test
    void smallGroupsAndLateBeginningsAreRefused() {
        desk.staff("Tiny", 0, 8);
        String id = desk.done("POST", "/pilots", PILOT.formatted("RANDOM", ""), 0)
                .path("id")
                .asText();
        desk.done("PUT", "/pilots/" + id + "/agreement", AGREED.formatted(""), 1);
        var small = desk.api("POST", "/pilots/" + id + "/start", "", 2);
        assertEquals(409, small.statusCode());
        assertTrue(small.body().contains("pilot-small"), small.body());
        now.set(AFTER);
        assertTrue(desk.api("POST", "/pilots/" + id + "/start", "", 2).body().contains("pilot-late"));
        assertEquals(204, desk.api("DELETE", "/pilots/" + id, "", 2).statusCode());
    }

    @Test
    void twoPilotsOfNearlyTheSamePeopleWouldTellOnTheFewInBetween() {
        desk.staff("North", 0, 12);
        var _ = begun("BEFORE_AFTER", "");
        var _ = begun("BEFORE_AFTER", "");
        desk.staff("North", 12, 2);
        String id = desk.done("POST", "/pilots", PILOT.formatted("BEFORE_AFTER", ""), 0)
                .path("id")
                .asText();
        desk.done("PUT", "/pilots/" + id + "/agreement", AGREED.formatted(""), 1);
        var refused = desk.api("POST", "/pilots/" + id + "/start", "", 2);
        assertEquals(409, refused.statusCode());
        assertTrue(refused.body().contains("pilot-too-alike"), refused.body());
        assertEquals(
                422,
                desk.api("POST", "/pilots", PILOT.formatted("RANDOM", ",\"course\":\"no/such\""), 0)
                        .statusCode());
    }

    @Test
    void whoHasLeftIsStillCountedAndWhoJoinedLaterIsNot() {
        learned(_ -> true, _ -> false);
        String id = begun("BEFORE_AFTER", "");
        desk.staff("North", STAFF, 7);
        now.set(AFTER);
        learned(_ -> true, _ -> true);
        JsonNode result = result(id);
        assertEquals(STAFF, result.path("effect").path("pilot").asInt());
        assertEquals(0, result.path("effect").path("others").asInt());
        String words = result.path("sentences").toString();
        assertTrue(words.contains("7 people joined later"), words);
        assertTrue(words.contains("Association only") && words.contains("nobody to compare"), words);
        assertEquals(
                LocalDate.of(2026, 2, 2),
                LocalDate.parse(desk.read("/pilots/" + id).path("starts").asText()));
    }

    @Test
    void aFormThatIsRefusedComesBackAsItWasSent() {
        desk.staff("North", 0, 12);
        var fields = Map.of(
                "name",
                "Evenings",
                "segment",
                "everybody",
                "design",
                "MATCHED",
                "percent",
                "50",
                "metric",
                "ACTIVE",
                "starts",
                "2026-02-02",
                "weeksBefore",
                "4",
                "weeksAfter",
                "4",
                "people",
                "nobody@elsewhere.example");
        var refused = desk.planner().submit(desk.base() + "/pilots/new", desk.base() + "/pilots", fields);
        assertEquals(422, refused.statusCode());
        assertTrue(
                refused.body().contains("value=\"Evenings\"") && refused.body().contains("nobody@elsewhere.example"),
                refused.body());
    }
}
