package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.attack.Attack;
import org.takeup.attack.Kind;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** What people wrote, as planners see it: themes of many, and single answers only where people were told so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreeTextIT {
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

    /** A wave that is over, whose people wrote this. */
    private static Wave over(Workspace workspace, Confidentiality.Mode mode, List<String> texts) {
        Wave wave = Samples.wave(workspace, mode);
        for (String text : texts) {
            String id = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
            var ballot = new Document("wave", wave.id())
                    .append("unit", "")
                    .append("order", id.substring(0, 16))
                    .append("separated", true)
                    .append("touched", true)
                    .append("finished", true)
                    .append("answers", new Document("mood", 4).append("words", text));
            if (mode != Confidentiality.Mode.ANONYMOUS) {
                ballot.append("language", "en");
            }
            if (mode == Confidentiality.Mode.NAMED) {
                ballot.append("person", "lms:" + id.substring(0, 8));
            }
            workspace.collection(BallotStore.BALLOTS).put(id, ballot);
        }
        var store = new WaveStore(workspace);
        store.close(wave.id(), wave.opened());
        store.beginSeparating(wave.id(), Participation.none());
        store.separated(wave.id());
        return wave;
    }

    private static List<String> said(int people, String text) {
        return Collections.nCopies(people, text);
    }

    private static String page(Planner planner, Wave wave, String what) {
        return planner.visitor()
                .get(planner.base() + "/surveys/" + wave.id() + what)
                .body();
    }

    @Attack(
            value = "looking for what a few wrote, and for names, in the themes of what people wrote",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/surveys/{wave}/words",
            onePlacement = "themes are made from what was read, wherever it lies")
    @Test
    void whatFewerThanTenWroteAndWhoIsNamedIsNowhere() {
        for (var mode : List.of(Confidentiality.Mode.ANONYMOUS, Confidentiality.Mode.CONFIDENTIAL)) {
            Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
            Samples.people(workspace, 0, 3, "Sales");
            var texts = new ArrayList<>(
                    said(12, "There is no time for me because of Robin 1, write to robin@corp.example"));
            texts.addAll(said(9, "The affair in accounting"));
            Wave wave = over(workspace, mode, texts);
            var planner = new Planner(platform, workspace);
            var words = planner.read("/waves/" + wave.id() + "/words");
            assertEquals(10, words.get("smallestGroup").asInt());
            String all = words.get("questions").toString();
            assertTrue(all.contains("\"words\":\"time\",\"people\":12"), all);
            assertFalse(all.contains("robin") || all.contains("accounting") || all.contains("affair"), all);
            String page = page(planner, wave, "/words");
            assertFalse(page.contains("accounting") || page.contains("robin") || page.contains("Robin"), page);
            assertTrue(page.contains("Single answers are shown to nobody"), page);
            // Nor by coding them one by one.
            var coding = planner.visitor().get(planner.base() + "/surveys/" + wave.id() + "/coding");
            assertEquals(409, coding.statusCode());
            assertFalse(coding.body().contains("accounting"));
        }
    }

    private static int change(Planner planner, Wave wave, String what, Map<String, String> fields) {
        String words = planner.base() + "/surveys/" + wave.id() + "/words";
        return planner.visitor()
                .submit(words, planner.base() + "/surveys/" + wave.id() + what, fields)
                .statusCode();
    }

    @Test
    void answersOfANamedSurveyAreCodedAndAChangeIsTakenBack() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.DEDICATED);
        var planner = new Planner(platform, workspace);
        Wave wave = over(workspace, Confidentiality.Mode.NAMED, said(25, "More time"));
        assertTrue(page(planner, wave, "/coding").contains("There are no codes yet"));
        assertEquals(303, change(planner, wave, "/codes", Map.of("name", "Time")));
        String code = new Codes().of(workspace, wave.id()).getFirst().id();

        String first = page(planner, wave, "/coding");
        List<String> answers = answers(first);
        assertEquals(20, answers.size());
        String next = first.replaceFirst("(?s).*href=\"[^\"]*(/coding\\?item=words&amp;after=[0-9a-f]{16})\".*", "$1")
                .replace("&amp;", "&");
        assertEquals(5, answers(page(planner, wave, next)).size());

        for (String answer : answers.subList(0, 4)) {
            assertEquals(
                    303, change(planner, wave, "/coding", Map.of("item", "words", "answer", answer, "code", code)));
        }
        assertTrue(people(planner, wave).isNull(), "four are too few to be shown");
        String fifth = answers.get(4);
        change(planner, wave, "/coding", Map.of("item", "words", "answer", fifth, "code", code));
        assertEquals(5, people(planner, wave).asInt());
        change(planner, wave, "/coding", Map.of("item", "words", "answer", fifth, "undo", "true"));
        assertTrue(people(planner, wave).isNull());
        assertEquals(4, count(page(planner, wave, "/coding"), "checked"));

        assertEquals(303, change(planner, wave, "/codes", Map.of("remove", code)));
        assertEquals(List.of(), new Codes().of(workspace, wave.id()));
        assertEquals(Map.of(), new Coding(workspace, wave.id()).counts("words"));
    }

    private static com.fasterxml.jackson.databind.JsonNode people(Planner planner, Wave wave) {
        return planner.read("/waves/" + wave.id() + "/words")
                .get("questions")
                .get(0)
                .get("coded")
                .get(0)
                .get("people");
    }

    private static List<String> answers(String page) {
        return java.util.regex.Pattern.compile("id=\"a-([0-9a-f]{16})\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static int count(String page, String word) {
        return page.split("\\b" + word + "\\b", -1).length - 1;
    }

    @Attack(
            value = "markup, turning characters and another workspace's ids in codes and in what is coded",
            kind = {Kind.XSS_SURVEY, Kind.ID_IN_BODY},
            threats = {"W2", "T1"},
            at = "/surveys/{wave}/codes, /surveys/{wave}/coding",
            onePlacement = "texts and ids are checked before the store is asked")
    @Test
    void hostileCodesAndForeignIdsAreRefusedOrShownAsText() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Workspace other = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Wave wave = over(
                workspace, Confidentiality.Mode.NAMED, List.of("<script>alert(1)</script>\u202Egnp.exe", "=cmd|calc"));
        Wave foreign = over(other, Confidentiality.Mode.NAMED, said(3, "theirs"));
        new Codes().make(other, foreign.id(), "Their code");
        String theirs = new Codes().of(other, foreign.id()).getFirst().id();

        for (String name : List.of("a\u202Eb", "a\nb", "\u2066x", "x".repeat(61))) {
            assertEquals(422, change(planner, wave, "/codes", Map.of("name", name)), name);
        }
        assertEquals(303, change(planner, wave, "/codes", Map.of("name", "<img src=x onerror=alert(1)>")));
        assertEquals(422, change(planner, wave, "/codes", Map.of("name", "<IMG src=x onerror=alert(1)>")));
        String page = page(planner, wave, "/coding");
        assertFalse(page.contains("<img") || page.contains("<script>alert"), page);
        assertTrue(page.contains("&lt;script&gt;") && page.contains("&lt;img"), page);

        String answer = answers(page).getFirst();
        assertEquals(404, change(planner, wave, "/codes", Map.of("remove", theirs)));
        assertEquals(422, change(planner, wave, "/coding", Map.of("item", "words", "answer", answer, "code", theirs)));
        String theirAnswer = workspaceOrder(other, foreign);
        assertEquals(404, change(planner, wave, "/coding", Map.of("item", "words", "answer", theirAnswer)));
        assertEquals(422, change(planner, wave, "/coding", Map.of("item", "mood", "answer", answer)));
        assertEquals(422, change(planner, wave, "/coding", Map.of("item", "words", "answer", "$ne")));
        assertEquals(1, new Codes().of(other, foreign.id()).size());
    }

    private static String workspaceOrder(Workspace workspace, Wave wave) {
        return new Coding(workspace, wave.id())
                .written("words", "", 1)
                .getFirst()
                .order();
    }
}
