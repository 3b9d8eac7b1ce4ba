package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.learning.Archives;
import org.takeup.survey.statistics.CoMoments;
import org.takeup.survey.statistics.Correlation;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * A survey of six units on a Tuesday, and learning data of the same units: five that are shown, one of three people, and one that is
 * hidden along with it. What the page, the API and the file make of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TakeUpDriversIT {
    private static final Instant TUESDAY = Instant.parse("2026-02-10T10:00:00Z");
    private static final LocalDate MONDAY = LocalDate.parse("2026-01-12");

    /** Learners by unit. */
    private static final Map<String, Integer> SIZES =
            Map.of("North", 12, "South", 11, "East", 10, "West", 9, "Works", 8, "Desk", 5, "Tiny", 3);

    private static final Map<String, Integer> ACTIVE =
            Map.of("North", 11, "South", 6, "East", 7, "West", 3, "Works", 1, "Desk", 4, "Tiny", 2);
    private static final Map<String, Integer> MOODS =
            Map.of("North", 5, "South", 3, "East", 4, "West", 3, "Works", 1, "Desk", 2);

    private final StillClock clock = new StillClock(TUESDAY);
    private TestPlatform platform;
    private Workspace workspace;
    private Wave wave;

    @BeforeAll
    void answerAndClose() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
        workspace = Samples.tenant(platform, Placement.POOLED);
        wave = Samples.wave(workspace, MOODS.keySet().toArray(String[]::new));
        var people = new HashMap<String, List<String>>();
        MOODS.keySet().forEach(unit -> people.put(unit, Samples.people(workspace, 100 * (people.size() + 1), 5, unit)));
        Samples.invite(platform, workspace, wave, 5 * MOODS.size());
        people.forEach((unit, ids) -> ids.forEach(id -> {
            String link = Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, id);
            platform.stranger().post(link + "/1", "a.mood=" + MOODS.get(unit));
            assertEquals(303, platform.stranger().post(link + "/2", "").statusCode());
        }));
        String page = Samples.base(workspace) + "/surveys/" + wave.id();
        planner().submit(page, page + "/close", Map.of());
        Eventually.holds("the wave is separated", Samples.SOON, () -> {
            clock.pass(Duration.ofSeconds(3));
            return Samples.stored(workspace, wave).state() == Wave.State.SEPARATED;
        });
        Eventually.holds(
                "the results are shown", Samples.SOON, () -> page(planner()).contains("Only finished answers count"));
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private Visitor planner() {
        return platform.signedIn(workspace, Role.PLANNER);
    }

    private String page(Visitor visitor) {
        return visitor.get(Samples.base(workspace) + "/surveys/" + wave.id() + "/results")
                .body();
    }

    private JsonNode read(String path) {
        return new Planner(platform, workspace).read(path);
    }

    private JsonNode results() {
        return read("/waves/" + wave.id() + "/results");
    }

    /** Imports who was active in each of the four weeks, and waits until it is counted. */
    private void learn(Map<String, Integer> active) {
        Map<String, String> files = Archives.roster(0);
        var orgs = new StringBuilder("sourcedId,name,type,parentSourcedId\nall,Northbank,district,\n");
        var users = new StringBuilder(files.get("users.csv"));
        var enrolments = new StringBuilder(files.get("enrollments.csv"));
        var results = new StringBuilder(files.get("results.csv"));
        SIZES.forEach((unit, size) -> {
            orgs.append("%s,%s,school,all\n".formatted(unit, unit));
            for (int i = 0; i < size; i++) {
                String id = unit + i;
                users.append("%s,true,%s,student,%s,Learner,%s,%s@northbank.example\n".formatted(id, unit, id, id, id));
                enrolments.append("e%s,k1,%s,student,2026-01-05,\n".formatted(id, id));
                for (int week = 0; week < 4 && i < active.get(unit); week++) {
                    results.append("r%s-%d,l1,%s,submitted,,%s\n"
                            .formatted(id, week, id, MONDAY.plusWeeks(week).plusDays(1)));
                }
            }
        });
        files.put("orgs.csv", orgs.toString());
        files.put("users.csv", users.toString());
        files.put("enrollments.csv", enrolments.toString());
        files.put("results.csv", results.toString());
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String base = Samples.base(workspace);
        String csrf = Visitor.token(admin.get(base + "/learning").body());
        var sent = Archives.upload(admin, base + "/learning/imports", csrf, "x.zip", Archives.zip(files));
        assertEquals(303, sent.statusCode(), sent.body());
        String imported = sent.headers().firstValue("location").orElseThrow();
        Eventually.holds("the import is counted", Samples.SOON, () -> {
            clock.pass(Duration.ofSeconds(3));
            return admin.get(imported.replaceFirst("/learning/imports/", "/api/v1/learning/imports/"))
                    .body()
                    .contains("\"DONE\"");
        });
    }

    @Test
    @Order(1)
    void beforeAnyImportItTellsTheNextStep() {
        String page = page(planner());
        assertTrue(page.contains("What goes with take-up"), page);
        assertTrue(page.contains("There is no learning data yet.") && page.contains("Ask an admin"), page);
        assertFalse(page.contains("Import learning data</a>"), page);
        assertTrue(page(platform.signedIn(workspace, Set.of(Role.PLANNER, Role.ADMIN), "both"))
                .contains("Import learning data</a>"));
        JsonNode takeUp = results().path("takeUp");
        assertEquals("everything", takeUp.path("missing").asText(), takeUp.toString());
        assertEquals(0, takeUp.path("scales").size());
    }

    @Test
    @Order(2)
    void withLearningDataItShowsTheCorrelationWithItsIntervalAndUnitsAndRefusesARanking() {
        learn(ACTIVE);
        JsonNode takeUp = results().path("takeUp");
        assertEquals("2026-01-12", takeUp.path("from").asText());
        assertEquals("2026-02-08", takeUp.path("to").asText());
        assertFalse(takeUp.path("ranked").asBoolean());
        assertTrue(takeUp.path("note").asText().contains("at least 30 units"), takeUp.toString());
        JsonNode joy = takeUp.path("scales").path(0);
        assertEquals(5, joy.path("units").asInt(), takeUp.toString());
        double r = joy.path("correlation").asDouble();
        assertTrue(r > 0.8 && r < 1, joy.toString());
        assertTrue(joy.path("low").asDouble() < r && r <= joy.path("high").asDouble(), joy.toString());

        String page = page(planner());
        assertTrue(page.contains("It is correlation over units and no cause"), page);
        assertTrue(page.contains("the fewest has 5."), page);
        assertTrue(page.contains("<td>" + r), page);
        String csv = planner()
                .get(Samples.base(workspace) + "/api/v1/waves/" + wave.id() + "/results.csv")
                .body();
        assertTrue(csv.contains("\"take-up\",\"joy\",\"Joy\",\"units\",\"5\""), csv);
    }

    @Attack(
            value = "working the correlation out by hand from scores and take-up by unit: it holds nothing else",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/api/v1/waves/{wave}/results",
            onePlacement = "figures are made from what was read, wherever it lies")
    @Test
    @Order(3)
    void whatItRestsOnIsShownToTheSameReader() {
        JsonNode results = results();
        var scores = new HashMap<String, Double>();
        results.path("scales").path(0).path("units").forEach(unit -> {
            if (!unit.path("score").isNull()) {
                scores.put(
                        unit.path("unit").asText(),
                        unit.path("score").path("mean").asDouble());
            }
        });
        assertEquals(MOODS.keySet(), scores.keySet());
        var pairs = new CoMoments(2);
        var shown = new HashSet<String>();
        read("/take-up/overview").path("units").forEach(unit -> {
            Double score = scores.get(unit.path("name").asText());
            if (score != null) {
                shown.add(unit.path("name").asText());
                pairs.add(new double[] {score, takeUp(unit.path("key").asText())});
            }
        });
        assertEquals(Set.of("North", "South", "East", "West", "Works"), shown);
        double r = Correlation.of(pairs).value().orElseThrow().r();
        JsonNode joy = results.path("takeUp").path("scales").path(0);
        assertEquals(Math.rint(100 * r) / 100, joy.path("correlation").asDouble(), 1e-9);
    }

    private double takeUp(String unit) {
        int enrolled = 0;
        int active = 0;
        for (JsonNode week : read("/take-up?from=2026-01-12&to=2026-02-08&unit="
                        + URLEncoder.encode(unit, StandardCharsets.UTF_8))
                .path("weeks")) {
            assertFalse(week.path("figures").isNull(), week.toString());
            enrolled += week.path("figures").path("enrolled").asInt();
            active += week.path("figures").path("active").asInt();
        }
        return (double) active / enrolled;
    }

    @Attack(
            value =
                    "reading the correlation before and after people of a hidden unit learn, and looking for the difference",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/api/v1/waves/{wave}/results",
            onePlacement = "figures are made from what was read, wherever it lies")
    @Test
    @Order(4)
    void whatPeopleOfHiddenUnitsLearnMovesNothing() {
        JsonNode before = results().path("takeUp");
        assertEquals(5, before.path("scales").path(0).path("units").asInt());
        var changed = new HashMap<>(ACTIVE);
        changed.put("Tiny", SIZES.get("Tiny"));
        changed.put("Desk", SIZES.get("Desk"));
        learn(changed);
        assertEquals(before, results().path("takeUp"));
        // What is shown moves it: the figures above are not the same because nothing was counted.
        changed.put("Works", SIZES.get("Works"));
        learn(changed);
        assertFalse(before.equals(results().path("takeUp")));
    }
}
