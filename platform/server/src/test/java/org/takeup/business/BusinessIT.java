package org.takeup.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.takeup.tenant.Role;

/** From a priority to a case on paper, over HTTP, on a Tuesday in January. */
class BusinessIT extends PlannersTuesday {
    private static final String PRIORITY = """
            {"name":"%s","owner":"Ann Lee","weight":%d,"from":"2026-01-05","deadline":"2026-06-30",
             "claims":[{"segment":"unit:North","hours":%s}]}""";
    private static final String PROGRAMME = """
            {"name":"%s","need":"%s","priority":"%s","sponsor":"Sam Poe","from":"%s","until":"%s","segments":[%s],
             "minutesPerWeek":%d,"measures":[{"measure":"protected-time"}],
             "indicator":{"kind":"TAKE_UP","name":"Active people","unit":"percent of people","baseline":20,"target":60},
             "effect":{"low":5,"likely":%s,"high":30},"gain":{"low":10000,"likely":20000,"high":40000},
             "purchases":{"low":1000,"likely":2000,"high":3000}%s}""";

    @BeforeEach
    void twoMoreUnits() {
        desk.staff("South", 12, 8);
        desk.staff("Tiny", 20, 3);
    }

    private JsonNode programme(String name, String need, String priority, String segments, int minutes, String more) {
        return desk.done(
                "POST",
                "/programmes",
                PROGRAMME.formatted(name, need, priority, "2026-02-02", "2026-03-01", segments, minutes, "10", more),
                0);
    }

    private static String id(JsonNode made) {
        return made.path("id").asText();
    }

    @Test
    void aCaseLeadsFromTheNeedToTheIndicatorWithRangesAndChangesWithItsInput() {
        String priority = id(desk.done("POST", "/priorities", PRIORITY.formatted("Safe ships", 5, "4"), 0));
        String id = id(programme("Safety basics", "Too many near misses", priority, "\"unit:North\"", 30, ""));
        JsonNode sheet = desk.read("/programmes/" + id + "/case");
        assertEquals(12, sheet.path("people").asInt());
        assertEquals(24, sheet.path("hours").asDouble(), 1e-9, "12 people, half an hour, four weeks");
        assertTrue(sheet.path("method").asText().contains("triangular"), sheet.toString());
        JsonNode net = sheet.path("net");
        assertTrue(net.path("low").asDouble() < net.path("likely").asDouble());
        assertTrue(net.path("likely").asDouble() < net.path("high").asDouble());
        assertEquals("Gain", sheet.path("swings").path(0).path("line").asText());

        String page = desk.page("/programmes/" + id);
        for (String part : List.of(
                "Too many near misses",
                "Safe ships",
                "Protected learning time",
                "percent of people",
                "Gain less cost")) {
            assertTrue(page.contains(part), part);
        }
        desk.done(
                "PUT",
                "/programmes/" + id,
                PROGRAMME
                        .formatted(
                                "Safety basics",
                                "Too many near misses",
                                priority,
                                "2026-02-02",
                                "2026-03-01",
                                "\"unit:North\"",
                                30,
                                "20",
                                "")
                        .replace("40000", "90000"),
                1);
        assertTrue(desk.read("/programmes/" + id + "/case")
                        .path("net")
                        .path("high")
                        .asDouble()
                > net.path("high").asDouble());
        assertEquals(
                412,
                desk.api(
                                "PUT",
                                "/programmes/" + id,
                                PROGRAMME.formatted("X", "", "", "2026-02-02", "2026-03-01", "", 30, "20", ""),
                                1)
                        .statusCode());
    }

    @Test
    void quickWinsComeFirstWithTheReasonAndGapsAndDeadlinesAreListed() {
        String heavy = id(desk.done("POST", "/priorities", PRIORITY.formatted("Safe ships", 5, "4"), 0));
        String light = id(desk.done("POST", "/priorities", PRIORITY.formatted("Nice canteen", 1, "4"), 0));
        programme("Cooking", "Better food", light, "\"everybody\"", 15, "");
        programme("Safety", "", heavy, "\"everybody\"", 15, """
                ,"statutory":{"rule":"Ship safety act","due":"2026-01-10","audience":"unit:North"}""");
        programme("Later law", "Rules", "", "\"everybody\"", 15, """
                ,"statutory":{"rule":"Data act","due":"2026-01-27","audience":"everybody"}""");
        JsonNode all = desk.read("/business-case");
        assertEquals("Safety", all.path("programmes").path(0).path("name").asText());
        assertTrue(
                all.path("programmes").path(0).path("because").asText().contains("\"Safe ships\" (weight 5 of 5)"),
                all.toString());
        assertEquals("Safety", all.path("gaps").path(0).path("name").asText());
        assertEquals(1, all.path("gaps").size());
        assertEquals(-10, all.path("deadlines").path(0).path("days").asInt());
        assertEquals(7, all.path("deadlines").path(1).path("days").asInt());
        String page = desk.page("/business-case");
        assertTrue(page.contains("10 days overdue") && page.contains("7 days left"), page);
        assertTrue(page.contains("Programmes without a business need"), page);
    }

    @Test
    void twoProgrammesThatWantTheSamePeopleAreBothNamedWithWeeksAndPeopleButNeverFewOfThem() {
        programme("One", "Need", "", "\"unit:North\",\"unit:Tiny\"", 40, "");
        programme("Two", "Need", "", "\"unit:North\",\"unit:South\"", 40, "");
        JsonNode conflicts = desk.read("/business-case").path("conflicts");
        assertEquals(1, conflicts.size());
        JsonNode conflict = conflicts.path(0);
        assertEquals("One", conflict.path("one").asText());
        assertEquals("Two", conflict.path("other").asText());
        assertEquals(12, conflict.path("people").asInt(), "those of North alone are asked by both");
        assertEquals(4, conflict.path("weeks").asInt());
        assertEquals("2026-02-02", conflict.path("first").asText());
        assertTrue(desk.page("/business-case").contains("Up to 12 people"));

        programme("Three", "Need", "", "\"unit:Tiny\"", 40, "");
        JsonNode few = desk.read("/business-case").path("conflicts").path(0);
        assertEquals("Three", few.path("other").asText());
        assertEquals(0, few.path("people").asInt());
        assertTrue(desk.page("/business-case").contains("Too few people are concerned to be counted"));

        desk.done("POST", "/priorities", PRIORITY.formatted("Alpha", 3, "25"), 0);
        desk.done("POST", "/priorities", PRIORITY.formatted("Beta", 3, "25"), 0);
        assertEquals(
                12,
                desk.read("/business-case")
                        .path("contests")
                        .path(0)
                        .path("people")
                        .asInt());
    }

    @Test
    void whatIsRefusedComesBackFilledInAndWhoIsOvertakenLosesNothing() {
        var fields = new HashMap<>(Map.of(
                "name",
                "Night shifts",
                "owner",
                "Ann",
                "weight",
                "3",
                "deadline",
                "2020-01-01",
                "claimed",
                "unit:North",
                "hours",
                "2,5"));
        var refused = desk.planner().submit(desk.base() + "/priorities/new", desk.base() + "/priorities", fields);
        assertEquals(422, refused.statusCode());
        assertTrue(
                refused.body().contains("value=\"Night shifts\"")
                        && refused.body().contains("value=\"2,5\""),
                refused.body());
        fields.put("deadline", "2026-12-31");
        assertEquals(
                303,
                desk.planner()
                        .submit(desk.base() + "/priorities/new", desk.base() + "/priorities", fields)
                        .statusCode());
        String id =
                desk.read("/priorities").path("priorities").path(0).path("id").asText();
        assertEquals(
                2.5,
                desk.read("/priorities/" + id)
                        .path("claims")
                        .path(0)
                        .path("hours")
                        .asDouble());
        desk.done("PUT", "/priorities/" + id, PRIORITY.formatted("Faster", 3, "4"), 1);
        fields.put("version", "1");
        fields.put("name", "Slower");
        var late = desk.planner()
                .submit(desk.base() + "/priorities/" + id, desk.base() + "/priorities/" + id + "/change", fields);
        assertEquals(412, late.statusCode());
        assertTrue(
                late.body().contains("value=\"Slower\"") && late.body().contains("name=\"version\" value=\"2\""),
                late.body());
        assertEquals("Faster", desk.read("/priorities/" + id).path("name").asText());
    }

    @Test
    void badInputIsNamedAndNothingIsStored() {
        var wrong = desk.api("POST", "/programmes", """
                {"name":"","until":"2020-01-01","segments":["nobody"],"minutesPerWeek":9999,
                 "measures":[{"measure":"no-such-thing"}],"priority":"none",
                 "indicator":{"kind":"OWN","name":"<b>x</b>","unit":"u","baseline":1,"target":2},
                 "effect":{"low":3,"likely":2,"high":1}}""", 0);
        assertEquals(422, wrong.statusCode());
        for (String field : List.of(
                "name", "until", "segments", "minutesPerWeek", "measures", "priority", "indicator.name", "effect")) {
            assertTrue(wrong.body().contains("\"" + field + "\""), field + " in " + wrong.body());
        }
        assertEquals(
                422,
                desk.api("POST", "/priorities", PRIORITY.formatted("X", 6, "900"), 0)
                        .statusCode());
        assertEquals(0, desk.read("/programmes").path("programmes").size());
        assertEquals(
                403,
                platform.signedIn(workspace, Role.LEARNER)
                        .get(desk.base() + "/business-case")
                        .statusCode());
    }

    @Test
    void theSheetIsOnePageOfTextWhateverIsWrittenInIt() {
        String priority = id(desk.done("POST", "/priorities", PRIORITY.formatted("P".repeat(100), 5, "4"), 0));
        String id =
                id(programme("N".repeat(100), "many words ".repeat(45), priority, "\"unit:North\"", 30, """
                ,"statutory":{"rule":"%s","due":"2026-01-10","audience":"unit:North"}""".formatted(
                                "rule ".repeat(90))));
        String text = desk.sheet("/programmes/" + id + "/case.pdf");
        for (String part :
                List.of("Business need", "Business priority", "Measures", "Cost", "What the result hangs on")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        String plain = id(programme("Short", "Need", "", "\"unit:North\"", 30, ""));
        assertFalse(desk.sheet("/programmes/" + plain + "/case.pdf").contains("Shortened"));
        assertTrue(desk.sheet("/api/v1/programmes/" + plain + "/case.pdf").contains("Short"));
    }

    @Test
    void theSettingsChangeTheCostAndAreRefusedToWhoeverIsLate() {
        String id = id(programme("Safety", "Need", "", "\"unit:North\"", 30, ""));
        double before = desk.read("/programmes/" + id + "/case")
                .path("cost")
                .path("likely")
                .asDouble();
        var form = Map.of(
                "version",
                "0",
                "currency",
                "GBP",
                "perDay",
                "900",
                "perHour",
                "20",
                "learningMinutes",
                "60",
                "workHours",
                "38");
        String path = desk.base() + "/business-case/settings";
        assertEquals(303, desk.planner().submit(path, path, form).statusCode());
        JsonNode sheet = desk.read("/programmes/" + id + "/case");
        assertEquals("GBP", sheet.path("currency").asText());
        assertTrue(sheet.path("cost").path("likely").asDouble() > before);
        assertTrue(sheet.path("swings").toString().contains("Purchases"));
        assertEquals(412, desk.planner().submit(path, path, form).statusCode());
        assertEquals(1, desk.read("/business-settings").path("version").asInt());
    }

    @Test
    void whatIsDeletedIsGoneAndItsProgrammesStay() {
        String priority = id(desk.done("POST", "/priorities", PRIORITY.formatted("Gone", 5, "4"), 0));
        String id = id(programme("Stays", "Need", priority, "\"unit:North\"", 30, ""));
        assertEquals(412, desk.api("DELETE", "/priorities/" + priority, "", 7).statusCode());
        assertEquals(204, desk.api("DELETE", "/priorities/" + priority, "", 1).statusCode());
        assertTrue(desk.page("/programmes/" + id).contains("None yet"));
        assertEquals(204, desk.api("DELETE", "/programmes/" + id, "", 1).statusCode());
        assertEquals(404, desk.api("GET", "/programmes/" + id, "", 0).statusCode());
    }

    @Test
    void ofEachProgrammeTheCostNowStandsBesideTheGainLater() {
        String id = id(programme("Balance of pain", "Too many near misses", "", "\"unit:North\"", 30, ""));
        JsonNode sheet = desk.read("/programmes/" + id + "/case");
        JsonNode balance = null;
        for (JsonNode each : desk.read("/business-case").path("balance")) {
            balance = each.path("id").asText().equals(id) ? each : balance;
        }
        assertEquals("Balance of pain", balance.path("name").asText());
        assertTrue(balance.path("cost").path("likely").asDouble() > 0, balance.toString());
        assertEquals(sheet.path("cost"), balance.path("cost"), "the case and the comparison say the same");
        assertEquals(desk.read("/programmes/" + id).path("gain"), balance.path("gain"));
        assertEquals(sheet.path("net"), balance.path("net"));
        JsonNode gain = balance.path("gain");
        assertTrue(gain.path("low").asDouble() < gain.path("high").asDouble(), balance.toString());
        assertEquals("2026-02-02", balance.path("from").asText());
        String page = desk.page("/business-case");
        assertTrue(page.contains("Cost now, gain later") && page.contains("Balance of pain"), page);
        String currency = sheet.path("currency").asText();
        for (String of : List.of("cost", "gain", "net")) {
            JsonNode shown = balance.path(of);
            String range = Figures.range(
                    new Estimate(
                            shown.path("low").asDouble(),
                            shown.path("likely").asDouble(),
                            shown.path("high").asDouble()),
                    currency);
            assertTrue(!range.isEmpty() && page.contains(range), of + " " + range + " in " + page);
        }
    }
}
