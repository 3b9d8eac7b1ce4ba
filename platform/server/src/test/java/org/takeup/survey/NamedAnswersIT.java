package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Cells;
import org.takeup.delivery.Eventually;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** A named survey: whoever answers is told so first, planners read it afterwards, and an erased person is in it no more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamedAnswersIT {
    /** More than one part of the list. */
    private static final int PEOPLE = 53;

    private static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"x\")<script>alert(1)</script>";

    private TestPlatform platform;
    private Workspace workspace;
    private Planner planner;
    private List<String> people;
    private Wave wave;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
        workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        planner = new Planner(platform, workspace);
        people = Samples.people(workspace, 0, PEOPLE, "Sales");
        wave = Samples.wave(workspace, Confidentiality.Mode.NAMED, "Sales");
        Samples.invite(platform, workspace, wave, PEOPLE);
        for (String person : people) {
            String link = link(person);
            Visitor phone = platform.stranger();
            assertEquals(303, phone.post(link + "/1", "a.mood=4").statusCode());
            assertEquals(
                    303,
                    phone.post(link + "/2", "a.words=" + URLEncoder.encode(FORMULA, StandardCharsets.UTF_8))
                            .statusCode());
        }
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private String link(String person) {
        return Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, person);
    }

    private String path(Wave of) {
        return Samples.base(workspace) + "/surveys/" + of.id() + "/answers";
    }

    private String api(Wave of, String rest) {
        return Samples.base(workspace) + "/api/v1/waves/" + of.id() + "/named-answers" + rest;
    }

    @Test
    void whoAnswersIsToldSoAndAfterwardsPlannersReadItUntilSomebodyIsErased() {
        Wave other = Samples.wave(workspace, Confidentiality.Mode.NAMED, "Sales");
        Samples.invite(platform, workspace, other, PEOPLE);
        String welcome = platform.stranger()
                .get(Samples.base(workspace) + "/answer/" + other.id() + "/"
                        + Samples.ticket(workspace, other, people.getFirst()))
                .body();
        assertTrue(welcome.contains(other.privacy().promise(AnswerWords.ENGLISH)), welcome);
        assertFalse(planner.visitor().get(path(wave)).body().contains("Robin 1"), "nobody reads it while it is open");

        Samples.closeAndSeparate(platform, workspace, wave);

        Set<String> names = new HashSet<>();
        JsonNode part = Planner.json(planner.visitor().get(api(wave, "")));
        assertEquals(50, part.path("answers").size());
        part.path("answers").forEach(each -> names.add(each.path("name").asText()));
        part = Planner.json(
                planner.visitor().get(api(wave, "?after=" + part.path("next").asText())));
        part.path("answers").forEach(each -> names.add(each.path("name").asText()));
        assertTrue(part.path("next").isNull() || part.path("next").isMissingNode(), part::toString);
        assertEquals(PEOPLE, names.size());
        assertEquals(4, part.path("answers").path(0).at("/answers/mood/rating").asInt());

        String page = planner.visitor().get(path(wave)).body();
        assertTrue(page.contains("Robin") && page.contains("Point 4"), page);
        assertFalse(page.contains("<script>alert"), page);
        String csv = planner.visitor().get(api(wave, ".csv")).body();
        assertEquals(List.of(), Cells.live(csv));
        assertEquals(PEOPLE, csv.lines().filter(line -> line.contains("Robin")).count());

        erased(people.getFirst());
        assertFalse(platform.dump(workspace).toString().contains(people.getFirst()));
        JsonNode left = Planner.json(planner.visitor().get(api(wave, "")));
        assertFalse(left.toString().contains("\"Robin 0\""), left::toString);
        assertEquals(
                PEOPLE,
                planner.read("/waves/" + wave.id() + "/results")
                        .path("responses")
                        .asInt(),
                "the answer still counts");
    }

    @Test
    void onlyPlannersReadNamedAnswersAndOnlyOfNamedSurveys() {
        var learner = platform.signedIn(workspace, Role.LEARNER);
        assertEquals(403, learner.get(path(wave)).statusCode());
        assertEquals(403, learner.get(api(wave, "")).statusCode());
        assertEquals(
                403,
                platform.signedIn(workspace, Role.MANAGER)
                        .get(api(wave, ".csv"))
                        .statusCode());
        Wave confidential = Samples.wave(workspace, Confidentiality.Mode.CONFIDENTIAL, "Sales");
        assertTrue(planner.visitor().get(path(confidential)).statusCode() >= 404);
        assertTrue(planner.visitor().get(api(confidential, "")).statusCode() >= 404);
        assertEquals(
                422,
                planner.visitor()
                        .get(api(wave, "?after=%7B%22$gt%22:%22%22%7D"))
                        .statusCode());
        Workspace other = Samples.tenant(platform, Tenant.Placement.POOLED);
        var stranger = new Planner(platform, other).visitor();
        assertEquals(
                404,
                stranger.get(Samples.base(other) + "/surveys/" + wave.id() + "/answers")
                        .statusCode());
    }

    private void erased(String person) {
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String page = Samples.base(workspace) + "/your-data";
        assertEquals(
                303,
                admin.submit(page, page + "/erasures", Map.of("person", person)).statusCode());
        Eventually.holds(
                "the person is erased",
                Samples.SOON,
                () -> !platform.dump(workspace).toString().contains(person));
    }
}
