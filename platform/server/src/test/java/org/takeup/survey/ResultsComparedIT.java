package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** Two surveys with one instrument, one after the other: what the page, the API and the file make of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsComparedIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    /** A separated wave in which everybody of the unit rated their mood so, one after the other. */
    private Wave answered(Workspace workspace, String unit, List<Integer> moods) {
        return answered(workspace, unit, moods, Samples.snapshot());
    }

    private Wave answered(Workspace workspace, String unit, List<Integer> moods, Snapshot asked) {
        List<String> people = Samples.people(workspace, 0, moods.size(), unit);
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.CONFIDENTIAL, asked, unit);
        Samples.invite(platform, workspace, wave, people.size());
        for (int i = 0; i < people.size(); i++) {
            String link = Samples.base(workspace) + "/answer/" + wave.id() + "/"
                    + Samples.ticket(workspace, wave, people.get(i));
            platform.stranger().post(link + "/1", "a.mood=" + moods.get(i) + "&a.time=" + (1 + i % 2));
            platform.stranger().post(link + "/2", "a.words=");
        }
        Samples.closeAndSeparate(platform, workspace, wave);
        shown(platform.signedIn(workspace, Role.PLANNER), workspace, wave);
        return wave;
    }

    /** A node may keep the state before for some seconds, and say that answers are being separated. */
    private static void shown(Visitor planner, Workspace workspace, Wave wave) {
        Eventually.holds(
                "the results are shown",
                Samples.SOON,
                () -> planner.get(page(workspace, wave)).body().contains("Only finished answers count"));
    }

    private static String page(Workspace workspace, Wave wave) {
        return Samples.base(workspace) + "/surveys/" + wave.id() + "/results";
    }

    private static String api(Workspace workspace, Wave wave) {
        return Samples.base(workspace) + "/api/v1/waves/" + wave.id() + "/results";
    }

    @Test
    void aLaterSurveySaysWhatChangedOnThePageInTheApiAndInTheFile() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        Wave before = answered(workspace, "Sales", List.of(1, 1, 2, 1, 2, 1));
        Wave after = answered(workspace, "Sales", List.of(5, 4, 5, 5, 5, 4));
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);

        String page = planner.get(page(workspace, after)).body();
        assertTrue(page.contains("Change since How we learn"), page);
        assertTrue(page.contains("Higher than before, by more than chance explains; a large difference."), page);
        assertTrue(page.contains("How well the statements of each scale go together"), page);
        String json = planner.get(api(workspace, after)).body();
        assertTrue(json.contains("\"since\":\"" + before.id() + "\""), json);
        assertTrue(json.contains("\"verdict\":\"higher\"") && json.contains("\"unit\":\"Sales\""), json);
        String csv = planner.get(api(workspace, after) + ".csv").body();
        assertTrue(csv.contains("\"change\",\"joy\",\"Joy\",\"all\"") && csv.contains("\"higher\""), csv);

        String without = planner.get(page(workspace, after) + "?since=none").body();
        assertTrue(without.contains("Change since an earlier survey") && !without.contains("Higher than"), without);
        assertTrue(planner.get(api(workspace, after) + "?since=none").body().contains("\"change\":null"));
        String first = planner.get(page(workspace, before)).body();
        assertFalse(first.contains("Change since"), first);
    }

    /** As when a new version of a plugin asks the same scale with other statements. */
    @Test
    void aSurveyOfStatementsThatWereRewordedIsNotComparedAndTheOneBeforeItStaysAsItWas() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        Wave before = answered(workspace, "Sales", List.of(1, 1, 2, 1, 2, 1));
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        String then = planner.get(api(workspace, before)).body();
        Wave after = answered(workspace, "Sales", List.of(5, 4, 5, 5, 5, 4), reworded());

        String json = planner.get(api(workspace, after)).body();
        assertTrue(json.contains("\"since\":\"" + before.id() + "\"") && json.contains("\"difference\":null"), json);
        String page = planner.get(page(workspace, after)).body();
        assertTrue(page.contains("Asked differently in the two surveys, so it is not compared."), page);
        assertTrue(page.contains("Learning is a joy") && !page.contains("Higher than before"), page);

        assertEquals(then, planner.get(api(workspace, before)).body());
        assertTrue(planner.get(page(workspace, before)).body().contains("I like learning"), then);
    }

    /** The same scale, of which one statement says it in other words. */
    private static Snapshot reworded() {
        Snapshot before = Samples.snapshot();
        return new Snapshot(
                new Questionnaire(
                        "2.0.0",
                        before.questionnaire().pages().stream()
                                .map(page -> new Questionnaire.Page(
                                        page.id(),
                                        page.title(),
                                        page.items().stream()
                                                .map(ResultsComparedIT::reworded)
                                                .toList()))
                                .toList()),
                before.scoring());
    }

    private static Item reworded(Item item) {
        return item instanceof Item.Rating mood && mood.id().equals("mood")
                ? new Item.Rating(
                        mood.id(), LocalizedText.english("Learning is a joy"), true, mood.scale(), mood.notApplicable())
                : item;
    }

    @Test
    void aWaveThatCannotBeComparedWithIsRefusedInWords() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        Wave before = answered(workspace, "Sales", List.of(1, 2, 3, 4, 5));
        Wave after = answered(workspace, "Sales", List.of(1, 2, 3, 4, 5));
        Wave open = Samples.wave(workspace, "Sales");
        Wave other = ofAnotherInstrument(workspace, before);
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);

        for (String since :
                List.of(after.id(), open.id(), other.id(), "0".repeat(32), "..", "%27", "x".repeat(2_000))) {
            var answer = planner.get(api(workspace, after) + "?since=" + since);
            assertEquals(422, answer.statusCode(), since);
            assertTrue(answer.body().contains("that used the same instrument"), answer.body());
            Eventually.holds(
                    "the page refuses " + since,
                    Samples.SOON,
                    () -> planner.get(page(workspace, after) + "?since=" + since)
                                    .statusCode()
                            == 422);
        }
        assertEquals(
                422,
                planner.get(api(workspace, before) + "?since=" + after.id()).statusCode(),
                "a later one");
        var unknown = planner.get(api(workspace, after) + "?outcome=nothing");
        assertEquals(422, unknown.statusCode());
        assertTrue(unknown.body().contains("nothing to rank"), unknown.body());
    }

    /** With results, and as old as the wave that could be compared with. */
    private static Wave ofAnotherInstrument(Workspace workspace, Wave like) {
        Instrument asked = like.instrument();
        var wave = new Wave(
                "a".repeat(32),
                "Another instrument",
                Wave.State.SEPARATED,
                like.opened(),
                like.closes(),
                Optional.of(like.closes()),
                new Instrument(
                        asked.plugin(), "1.0.0", "another", "1.0.0", asked.name(), asked.purpose(), asked.minutes()),
                like.segment(),
                like.privacy(),
                List.of(),
                Participation.none());
        new WaveStore(workspace).insert(wave, WaveKey.fresh(), Samples.snapshot());
        return wave;
    }

    @Attack(
            value = "the results of another workspace's survey, as the earlier one to compare with",
            kind = Kind.ID_IN_QUERY,
            threats = "T13",
            at = "/api/v1/waves/{wave}/results")
    @BothPlacements
    void anotherWorkspacesSurveyIsNobodyToCompareWith(Placement placement) {
        Workspace victim = Samples.tenant(platform, placement);
        Wave theirs = answered(victim, "Secret unit", List.of(1, 2, 1, 2, 1));
        Workspace workspace = Samples.tenant(platform, placement);
        Wave own = answered(workspace, "Sales", List.of(5, 4, 5, 4, 5));
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);

        var stolen = planner.get(api(workspace, own) + "?since=" + theirs.id());
        var invented = planner.get(api(workspace, own) + "?since=" + "0".repeat(32));
        assertEquals(422, stolen.statusCode());
        assertEquals(withoutRequest(invented.body()), withoutRequest(stolen.body()));
        assertFalse(stolen.body().contains("Secret"), stolen.body());
        assertFalse(planner.get(api(workspace, own)).body().contains(theirs.id()));
    }

    private static String withoutRequest(String problem) {
        return problem.replaceAll("\"(request|instance|requestId)\":\"[^\"]*\"", "");
    }

    @Test
    void aSurveyOfFourShowsNothingAndIsComparedWithNothing() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        answered(workspace, "Sales", List.of(1, 2, 3, 4));
        // Five more have come: fewer are not invited to be asked the same again.
        Wave after = answered(workspace, "Sales", List.of(5, 5, 4, 4, 5, 5, 4, 4, 5));
        String json = platform.signedIn(workspace, Role.PLANNER)
                .get(api(workspace, after))
                .body();
        assertTrue(json.contains("\"difference\":null"), json);
        assertTrue(json.contains("Too few people in one of the two surveys."), json);
        assertFalse(json.contains("\"points\""), json);
    }
}
