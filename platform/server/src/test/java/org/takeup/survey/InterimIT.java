package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.survey.SubtractionIT.Figure;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Live results of open surveys, as a planner reads them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterimIT {
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

    private void answer(Workspace workspace, Wave wave, String person, int mood) {
        Visitor phone = platform.stranger();
        String address =
                Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, person);
        phone.post(address + "/1", "a.mood=" + mood + "&a.time=2");
        assertEquals(303, phone.post(address + "/2", "a.ways=do").statusCode());
    }

    private static JsonNode live(Planner planner, Wave wave) {
        return planner.read("/waves/" + wave.id() + "/live");
    }

    /** Waits until so many are counted. */
    private static JsonNode counted(Planner planner, Wave wave, int finished) {
        Eventually.holds(
                finished + " are counted",
                Samples.SOON,
                () -> live(planner, wave).get("finished").asInt() == finished);
        return live(planner, wave);
    }

    /** Who came in which order, by the name they are shown under. */
    private static final class Arrivals {
        private final Map<String, List<String>> units = new LinkedHashMap<>();

        void add(String unit, String person) {
            units.computeIfAbsent(unit.isEmpty() ? "All other units" : unit, ignored -> new ArrayList<>())
                    .add(person);
        }

        Set<String> first(String unit, int n) {
            return new HashSet<>(units.getOrDefault(unit, List.of()).subList(0, n));
        }

        Set<String> all() {
            var all = new HashSet<String>();
            units.values().forEach(all::addAll);
            return all;
        }
    }

    private static void read(Map<Set<String>, Figure> seen, JsonNode live, Arrivals arrivals) {
        JsonNode scale = live.get("scales").get(0);
        var total = new HashSet<String>();
        for (JsonNode unit : scale.get("units")) {
            if (!unit.get("score").isNull()) {
                Set<String> people = arrivals.first(
                        unit.get("unit").asText(), unit.get("score").get("n").asInt());
                total.addAll(people);
                seen.putIfAbsent(people, new Figure("live " + unit.get("unit").asText() + people.size(), people));
            }
        }
        assertEquals(total.isEmpty(), scale.get("score").isNull());
        if (!total.isEmpty()) {
            assertEquals(total.size(), scale.get("score").get("n").asInt(), "the total is its units");
            assertEquals(total.size(), live.get("items").get(0).get("n").asInt());
            seen.putIfAbsent(total, new Figure("live all" + total.size(), total));
        }
    }

    private static void readFinal(Map<Set<String>, Figure> seen, JsonNode results, Arrivals arrivals) {
        JsonNode scale = results.get("scales").get(0);
        if (!scale.get("score").isNull()) {
            Set<String> all = arrivals.all();
            assertEquals(all.size(), scale.get("score").get("n").asInt());
            seen.putIfAbsent(all, new Figure("final all", all));
        }
        for (JsonNode unit : scale.get("units")) {
            if (!unit.get("score").isNull()) {
                Set<String> people = arrivals.first(
                        unit.get("unit").asText(), unit.get("score").get("n").asInt());
                seen.putIfAbsent(people, new Figure("final " + unit.get("unit").asText(), people));
            }
        }
    }

    @Attack(
            value = "reading live results after each answer and the final ones, over all pairs and triples of figures",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/api/v1/waves/{wave}/live",
            onePlacement = "figures are made from what was read, wherever it lies")
    @Test
    void whoeverPollsAnOpenSurveyLearnsOfNoFewerThanTheSmallestGroup() {
        var random = new Random(5);
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Map<String, String> unitOf = new HashMap<>();
        Samples.people(workspace, 0, 14, "Sales").forEach(person -> unitOf.put(person, "Sales"));
        Samples.people(workspace, 50, 11, "Works").forEach(person -> unitOf.put(person, "Works"));
        Samples.people(workspace, 100, 4, "Desk").forEach(person -> unitOf.put(person, ""));
        Wave wave = Samples.wave(workspace, "Sales", "Works");
        Samples.invite(platform, workspace, wave, 29);
        List<String> order = new ArrayList<>(unitOf.keySet().stream().sorted().toList());
        Collections.shuffle(order, random);
        var arrivals = new Arrivals();
        Map<Set<String>, Figure> seen = new LinkedHashMap<>();
        for (String person : order.subList(0, 27)) {
            answer(workspace, wave, person, 1 + random.nextInt(5));
            arrivals.add(unitOf.get(person), person);
            read(seen, counted(planner, wave, arrivals.all().size()), arrivals);
        }
        assertTrue(seen.size() >= 3, "there is something to subtract: " + seen.values());
        Samples.closeAndSeparate(platform, workspace, wave);
        readFinal(seen, planner.read("/waves/" + wave.id() + "/results"), arrivals);
        assertEquals(List.of(), SubtractionIT.isolated(List.copyOf(seen.values())));
        assertEquals(0, workspace.collection(InterimStore.SPEC).count(com.mongodb.client.model.Filters.empty()));
    }

    @Test
    void theFiguresAppearWithTheTenthOfAUnitAndTheRateWithEach() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.DEDICATED);
        var planner = new Planner(platform, workspace);
        List<String> people = Samples.people(workspace, 0, 12, "Sales");
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.NAMED, "Sales");
        Samples.invite(platform, workspace, wave, 12);
        assertEquals(
                0, counted(planner, wave, 0).get("response").get("finished").asInt());
        for (String person : people.subList(0, 9)) {
            answer(workspace, wave, person, 3);
        }
        JsonNode nine = counted(planner, wave, 9);
        assertTrue(nine.get("scales").get(0).get("score").isNull(), nine.toString());
        assertEquals(75, nine.get("response").get("percent").asInt());
        assertEquals(3, nine.get("response").get("units").get(0).get("notYet").asInt());
        String page = planner.visitor().get(live(workspace, wave)).body();
        assertTrue(page.contains("Figures appear when 10 people"), page);

        answer(workspace, wave, people.get(9), 5);
        JsonNode ten = counted(planner, wave, 10);
        // The first five: 3 and 2 of 5 are 50 and 25.
        assertEquals(5, ten.get("scales").get(0).get("score").get("n").asInt(), ten.toString());
        assertEquals(38, ten.get("scales").get(0).get("score").get("mean").asInt());
        assertTrue(ten.get("scales").get(0).get("score").get("low").isNull(), "all alike");
        page = planner.visitor().get(live(workspace, wave)).body();
        assertTrue(page.contains("Preliminary") && page.contains("all answered alike"), page);
    }

    @Test
    void aUnitThatIsTooSmallToBeLiveIsNamedWithTheReasonAndTheTime() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        List<String> sales = Samples.people(workspace, 0, 12, "Sales");
        Samples.people(workspace, 50, 7, "Works");
        Wave wave = Samples.wave(workspace, "Sales", "Works");
        Samples.invite(platform, workspace, wave, 19);
        String before = planner.visitor().get(live(workspace, wave)).body();
        assertTrue(before.contains("Figures appear when 10 people") && before.contains("<li>Works</li>"), before);
        assertTrue(!before.contains("<li>Sales</li>"), before);
        sales.subList(0, 10).forEach(person -> answer(workspace, wave, person, 3));
        counted(planner, wave, 10);
        String page = planner.visitor().get(live(workspace, wave)).body();
        assertTrue(page.contains("Units without live figures"), page);
        assertTrue(page.contains("They have fewer than 10 people") && page.contains("when it closes"), page);
    }

    @Test
    void aSurveyOfSmallUnitsOnlySaysThatItHasNoLiveFigures() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Samples.people(workspace, 0, 8, "Sales");
        Samples.people(workspace, 50, 6, "Works");
        Wave wave = Samples.wave(workspace, "Sales", "Works");
        Samples.invite(platform, workspace, wave, 14);
        String page = planner.visitor().get(live(workspace, wave)).body();
        assertTrue(page.contains("No live figures in this survey"), page);
        assertTrue(!page.contains("Figures appear when") && !page.contains("Units without live figures"), page);
    }

    private static String live(Workspace workspace, Wave wave) {
        return Samples.base(workspace) + "/surveys/" + wave.id() + "/live";
    }

    @Test
    void whoTakesEverythingBackDoesNotUncoverTheRest() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        List<String> people = Samples.people(workspace, 0, 10, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, wave, 10);
        // One half after the other: within a half, nobody knows in which order they are counted.
        people.subList(0, 5).forEach(person -> answer(workspace, wave, person, 4));
        counted(planner, wave, 5);
        people.subList(5, 10).forEach(person -> answer(workspace, wave, person, 4));
        counted(planner, wave, 10);
        // The five that are not shown yet are four once one of them takes it back.
        String last = people.getLast();
        Visitor them = platform.signedIn(workspace, Role.LEARNER, last);
        String csrf = Visitor.token(them.get(Samples.base(workspace) + "/answer/" + wave.id() + "/"
                        + Samples.ticket(workspace, wave, last) + "/1")
                .body());
        String answers = Samples.base(workspace) + "/api/v1/waves/" + wave.id() + "/answers";
        assertEquals(200, them.json("PUT", answers, "{\"answers\":{}}", csrf).statusCode());
        Samples.closeAndSeparate(platform, workspace, wave);
        JsonNode results = planner.read("/waves/" + wave.id() + "/results");
        assertEquals(9, results.get("responses").asInt());
        assertTrue(results.get("scales").get(0).get("score").isNull(), results.toString());
        assertTrue(results.get("items").get(0).get("n").isNull(), results.toString());
    }

    @Attack(
            value = "giving most answers of each group by the open link, to see what the one other person says",
            kind = Kind.REPORT_FILE,
            threats = "W11",
            at = "/api/v1/waves/{wave}/live",
            onePlacement = "figures are made from what was read, wherever it lies")
    @Test
    void whoFloodsTheOpenLinkMovesNoLiveFigure() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        List<String> people = Samples.people(workspace, 0, 10, "");
        Wave wave = Samples.wave(workspace);
        Samples.invite(platform, workspace, wave, 10);
        var made = planner.send("PUT", "/waves/" + wave.id() + "/link", "{\"most\":100}");
        String url = Planner.json(made).get("url").asText();
        String link = url.substring(url.indexOf("/w/"));
        for (int i = 0; i < 10; i++) {
            Visitor own = platform.stranger();
            String page = own.post(link, "").headers().firstValue("location").orElseThrow();
            own.post(page, "a.mood=1&a.time=1");
            own.post(page.substring(0, page.length() - 1) + "2", "");
        }
        people.subList(0, 9).forEach(person -> answer(workspace, wave, person, 5));
        JsonNode live = counted(planner, wave, 19);
        assertTrue(live.get("scales").get(0).get("score").isNull(), live.toString());
        assertEquals(90, live.get("response").get("percent").asInt());
        answer(workspace, wave, people.getLast(), 5);
        JsonNode ten = counted(planner, wave, 20);
        assertEquals(5, ten.get("scales").get(0).get("score").get("n").asInt());
        Samples.closeAndSeparate(platform, workspace, wave);
        assertEquals(
                20,
                planner.read("/waves/" + wave.id() + "/results")
                        .get("scales")
                        .get(0)
                        .get("score")
                        .get("n")
                        .asInt());
    }

    @Test
    void anAnonymousSurveyHasNoneAndSaysWhy() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Samples.people(workspace, 0, 8, "Sales");
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.ANONYMOUS, "Sales");
        Samples.invite(platform, workspace, wave, 8);
        JsonNode live = live(planner, wave);
        assertTrue(live.get("sealed").asBoolean());
        assertEquals(0, live.get("scales").size() + live.get("items").size());
        String page = planner.visitor().get(live(workspace, wave)).body();
        assertTrue(page.contains("its answers are sealed until it closes"), page);
        assertFalse(page.contains("live.js"), "nothing moves");
    }

    @Test
    void aClosedSurveyLeadsToItsResults() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.closeAndSeparate(platform, workspace, wave);
        assertEquals(
                409,
                planner.visitor()
                        .get(planner.base() + "/api/v1/waves/" + wave.id() + "/live")
                        .statusCode());
        var page = planner.visitor().get(live(workspace, wave));
        assertEquals(303, page.statusCode());
        assertTrue(page.headers().firstValue("location").orElseThrow().endsWith("/results"));
    }
}
