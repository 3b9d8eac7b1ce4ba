package org.takeup.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.tenant.Role;

/** Measures of the library and of a workspace's own, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasuresIT {
    private TestPlatform platform;
    private MeasureDesk desk;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @BeforeEach
    void anotherWorkspace() {
        desk = new MeasureDesk(platform);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    @Test
    void aMeasureOfOnesOwnIsRankedBesideTheOthersChangedAndDeletedOrArchived() {
        String wave = desk.barriers();
        String id = desk.added("Talk first");
        assertTrue(MeasureDesk.proposed(
                        MeasureDesk.json(desk.api("GET", "/waves/" + wave + "/measures", "", "")), "proposed")
                .contains(id));
        assertTrue(desk.page("/measures?need=means").contains("Talk first"));
        assertFalse(
                desk.page("/measures?need=barrier:fear&effort=S&who=SPONSOR").contains("Talk first"));
        assertEquals(422, desk.api("GET", "/measures?effort=XL", "", "").statusCode());

        var changed = desk.api("PUT", "/measures/" + id, MeasureDesk.TALK.formatted("Talk soon"), "\"1\"");
        assertEquals("\"2\"", changed.headers().firstValue("etag").orElseThrow());
        assertEquals(
                412,
                desk.api("PUT", "/measures/" + id, MeasureDesk.TALK.formatted("Late"), "\"1\"")
                        .statusCode());
        assertEquals(
                409,
                desk.api("PUT", "/measures/quick-wins", MeasureDesk.TALK.formatted("Mine"), "\"0\"")
                        .statusCode());
        assertEquals(
                409, desk.api("DELETE", "/measures/quick-wins", "", "\"0\"").statusCode());

        String unused = desk.added("Nobody used it");
        assertFalse(MeasureDesk.json(desk.api("DELETE", "/measures/" + unused, "", "\"1\""))
                .path("archived")
                .asBoolean());
        assertEquals(404, desk.api("GET", "/measures/" + unused, "", "").statusCode());

        assertEquals(
                200,
                desk.api("PUT", "/measures/" + id + "/decision", "{\"state\":\"CHOSEN\"}", "\"0\"")
                        .statusCode());
        assertTrue(MeasureDesk.json(desk.api("DELETE", "/measures/" + id, "", "\"2\""))
                .path("archived")
                .asBoolean());
        assertTrue(MeasureDesk.json(desk.api("GET", "/measures/" + id, "", ""))
                .path("archived")
                .asBoolean());
        assertFalse(MeasureDesk.proposed(
                        MeasureDesk.json(desk.api("GET", "/waves/" + wave + "/measures", "", "")), "proposed")
                .contains(id));
        assertTrue(desk.page("/measures").contains("Talk soon"), "what was decided still has its name");
        assertTrue(desk.page("/measures/" + id).contains("is archived"));
    }

    @Test
    void theFormsDoTheSameWithoutScript() {
        var fields = new HashMap<>(Map.of(
                "name",
                "By hand",
                "doing",
                "Ask them.",
                "direct",
                "barrier:time",
                "effort",
                "S",
                "daysFrom",
                "1",
                "daysTo",
                "2",
                "weeksFrom",
                "1",
                "weeksTo",
                "4",
                "who",
                "SPONSOR"));
        fields.put("evidence", "EXPERIENCE");
        fields.put("sign", "They come");
        var added = desk.submit("/measures/new", "/measures", fields);
        assertEquals(303, added.statusCode(), added.body());
        String path = added.headers()
                .firstValue("location")
                .orElseThrow()
                .substring(desk.base().length());
        fields.put("version", "1");
        fields.put("name", "By hand again");
        assertEquals(303, desk.submit(path, path + "/change", fields).statusCode());
        assertTrue(desk.page(path).contains("By hand again"));
        assertEquals(412, desk.submit(path, path + "/change", fields).statusCode());
        fields.remove("direct");
        fields.put("version", "2");
        var wrong = desk.submit(path, path + "/change", fields);
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("at least one thing that it answers"), wrong.body());
        assertEquals(
                303,
                desk.submit(path, path + "/removal", Map.of("version", "2")).statusCode());
    }

    @Test
    void textsOfOnesOwnStayTexts() {
        String quiet = desk.added("=HYPERLINK(1)' \\\" x & <3");
        String page = desk.page("/measures/" + quiet);
        assertTrue(page.contains("&lt;3") && !page.contains("& <3"), page);
        for (String hostile : List.of(
                "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a\\u202eb", "a\\u0000b", "a\\nb", "")) {
            var refused = desk.api("POST", "/measures", MeasureDesk.TALK.formatted(hostile), "");
            assertEquals(422, refused.statusCode(), hostile);
            assertTrue(refused.body().contains("\"name\""), refused.body());
        }
        var odd = MeasureDesk.TALK
                .formatted("Odd")
                .replace("[\"SPONSOR\"]", "[null]")
                .replace("\"daysTo\":2", "\"daysTo\":0");
        var refused = desk.api("POST", "/measures", odd, "");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("daysTo") && refused.body().contains("who"), refused.body());
        var need =
                desk.api("POST", "/measures", MeasureDesk.TALK.formatted("Odd").replace("barrier:time", "$where"), "");
        assertEquals(422, need.statusCode());
        var strong = MeasureDesk.TALK.formatted("Odd").replace("\"sign\"", "\"evidence\":\"STRONG\",\"sign\"");
        assertTrue(desk.api("POST", "/measures", strong, "").body().contains("source"));
        var note =
                desk.api("PUT", "/measures/quick-wins/decision", "{\"state\":\"DONE\",\"note\":\"<b>x</b>\"}", "\"0\"");
        assertEquals(422, note.statusCode());
    }

    @Test
    void anotherWorkspacesMeasuresAndSurveysAreNotThereAndNobodyElseMayLook() {
        String wave = desk.barriers();
        String mine = desk.added("Mine alone");
        desk.api("PUT", "/measures/quick-wins/decision", "{\"state\":\"CHOSEN\",\"owner\":\"Only we\"}", "\"0\"");
        MeasureDesk first = desk;
        desk = new MeasureDesk(platform);
        assertEquals(404, desk.api("GET", "/measures/" + mine, "", "").statusCode());
        assertEquals(
                404,
                desk.api("PUT", "/measures/" + mine, MeasureDesk.TALK.formatted("Theirs"), "\"1\"")
                        .statusCode());
        assertEquals(404, desk.api("DELETE", "/measures/" + mine, "", "\"1\"").statusCode());
        assertEquals(
                404,
                desk.api("PUT", "/measures/" + mine + "/decision", "{\"state\":\"DONE\"}", "\"0\"")
                        .statusCode());
        assertEquals(
                404, desk.api("GET", "/waves/" + wave + "/measures", "", "").statusCode());
        assertFalse(desk.page("/measures").contains("Mine alone")
                || desk.page("/measures").contains("Only we"));
        desk = first;
        for (Role role : List.of(Role.LEARNER, Role.MANAGER)) {
            Visitor visitor = platform.signedIn(desk.workspace, role);
            for (String path : List.of("/measures", "/measures/" + mine, "/surveys/" + wave + "/measures")) {
                assertEquals(403, visitor.get(desk.base() + path).statusCode(), role + path);
            }
        }
    }
}
