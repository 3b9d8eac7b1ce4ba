package org.takeup.survey;

import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.unset;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.business.Desk;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.questionnaire.Use;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Signals;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What results of surveys are used for: what their questionnaires said when they opened, and no name of a scale. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsesIT {
    private static final int PEOPLE = 6;
    private static final String SAYS = "Readiness: programmes can be launched on its results";

    private TestPlatform platform;
    private Workspace workspace;
    private Desk desk;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @BeforeEach
    void anotherWorkspace() {
        work(Placement.POOLED);
    }

    private void work(Placement placement) {
        workspace = Samples.tenant(platform, placement);
        desk = new Desk(platform, workspace);
        Samples.people(workspace, 0, PEOPLE, "Sales");
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static String yaml(String uses) {
        return """
            format: takeup-questionnaire/1
            title: Are we there?
            purpose: Shows whether we are there.
            minutes: 1
            languages: [en]
            uses: [%s]
            pages:
              - id: one
                title: Us
                items:
                  - {id: all-set, kind: likert, required: true, text: All is set., points: ["No", "Hardly", "Rather", "Nearly", "Yes"]}
            scales:
              - {id: ready, name: Set, meaning: All is set., items: [all-set]}
            """.formatted(uses);
    }

    private static String body(String yaml) {
        return JsonNodeFactory.instance.objectNode().put("yaml", yaml).toString();
    }

    /** One of the workspace's own with a scale that is called ready, published. @return as the API has it */
    private JsonNode written(String uses) {
        String id = desk.done("POST", "/questionnaires", body(yaml(uses)), 0)
                .path("id")
                .asText();
        return desk.done("POST", "/questionnaires/" + id + "/publication", "", 1);
    }

    private JsonNode copied(String included) {
        return desk.done("POST", "/questionnaires/files/included", "{\"included\":\"" + included + "\"}", 0);
    }

    /** A survey with it that everybody has answered so that its score is 100. @return its id */
    private String asked(JsonNode questionnaire, String title) {
        String wave = new Planner(platform, workspace)
                .open(Map.of("plugin", questionnaire.path("instrument").asText(), "title", title));
        var answers = new HashMap<String, Object>();
        var known = new WaveStore(workspace).snapshot(wave).orElseThrow();
        known.scoring()
                .scales()
                .forEach(scale -> scale.items().forEach(ref -> answers.put(ref.itemId(), ref.reverse() ? 1 : 5)));
        Separated.end(workspace, wave, Map.of("", PEOPLE), answers);
        return wave;
    }

    private String programme() {
        return desk.done("POST", "/programmes", """
            {"name":"Safe data","need":"Fewer leaks","sponsor":"Ada Finance","until":"%s","segments":["everybody"],
             "indicator":{"kind":"OWN","name":"Leaks","unit":"a month","baseline":9,"target":4}}""".formatted(workspace.today().plusDays(60)), 0)
                .path("id")
                .asText();
    }

    /** The titles of the surveys that a launch can rest on, and of those without results. */
    private List<String> ready(String programme) {
        JsonNode readiness = desk.read("/programmes/" + programme + "/readiness");
        assertEquals(0, readiness.path("waiting").size() + readiness.path("few").size(), readiness.toString());
        return StreamSupport.stream(readiness.path("results").spliterator(), false)
                .map(each -> each.path("title").asText())
                .toList();
    }

    @Test
    void aScaleThatIsCalledReadyCountsForNothingUnlessTheQuestionnaireSaysThatItIsForReadiness() {
        JsonNode silent = written("");
        String before = asked(silent, "Are the desks ready?");
        String programme = programme();
        assertEquals(List.of(), ready(programme));
        HttpResponse<String> refused =
                desk.api("POST", "/programmes/" + programme + "/launch", "{\"waves\":[\"" + before + "\"]}", 1);
        assertEquals(422, refused.statusCode(), refused.body());

        String path = "/questionnaires/" + silent.path("id").asText();
        desk.done("PUT", path, body(yaml("readiness")), 1);
        asked(silent, "Before it is published");
        desk.done("POST", path + "/publication", "", 2);
        asked(silent, "Are we ready?");
        assertEquals(List.of("Are we ready?"), ready(programme), "the earlier ones stay what they were opened as");
        // And the other way round: what is taken out counts for what opens then.
        desk.done("PUT", path, body(yaml("")), 2);
        desk.done("POST", path + "/publication", "", 3);
        asked(silent, "No more");
        assertEquals(List.of("Are we ready?"), ready(programme));
        String page = desk.page("/programmes/" + programme);
        assertTrue(page.contains("What a scale is called counts for nothing"), page);
    }

    @Test
    void whoSetsUpASurveyReadsWhatItsResultsCountAsAndTheSurveyKeepsIt() {
        JsonNode copy = copied("readiness");
        assertEquals(
                "readiness", copy.path("questionnaire").path("uses").path(0).asText(), copy.toString());
        JsonNode silent = written("");
        String page = desk.page("/surveys/new");
        assertEquals(1, page.split(SAYS, -1).length - 1, page);
        assertTrue(page.contains("Its results count as: " + SAYS), page);
        JsonNode offers = desk.read("/instruments").path("instruments");
        for (JsonNode offer : offers) {
            boolean is =
                    offer.path("plugin").asText().equals(copy.path("instrument").asText());
            assertEquals(is ? 1 : 0, offer.path("uses").size(), offer.toString());
        }
        String instrument = copy.path("instrument").asText();
        assertTrue(desk.page("/instruments/" + instrument).contains(SAYS));
        assertEquals(1, desk.read("/instruments/" + instrument).path("uses").size());
        String wave = asked(copy, "Are we ready?");
        assertTrue(desk.page("/surveys/" + wave).contains("Its results count as: " + SAYS));
        assertEquals(
                "readiness",
                desk.read("/waves/" + wave)
                        .path("instrument")
                        .path("uses")
                        .path(0)
                        .asText());
        String other = asked(silent, "Something else");
        assertFalse(desk.page("/surveys/" + other).contains("Its results count as"));
        assertEquals(
                0, desk.read("/waves/" + other).path("instrument").path("uses").size());
    }

    @Test
    void aUseIsTickedOnTheSettingsPageAndNeedsItsScales() {
        JsonNode silent = written("");
        String home = desk.base() + "/questionnaires/" + silent.path("id").asText();
        assertTrue(desk.planner().get(home).body().contains("Its results are not used for readiness, although"));
        var fields = new HashMap<>(Map.of(
                "version", "1",
                "title.en", "Are we there?",
                "purpose.en", "Shows it.",
                "minutes", "1",
                "smallestGroup", "5",
                "languages", "en",
                "use.work-context", "yes"));
        HttpResponse<String> refused = desk.planner().submit(home + "/settings", home + "/settings", fields);
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("scales with the ids time, tools, support, pressure"), refused.body());
        assertTrue(refused.body().contains("name=\"use.work-context\" value=\"yes\" checked"), "what was ticked stays");
        fields.remove("use.work-context");
        fields.put("use.readiness", "yes");
        HttpResponse<String> saved = desk.planner().submit(home + "/settings", home + "/settings", fields);
        assertEquals(303, saved.statusCode(), saved.body());
        assertTrue(desk.planner().get(home).body().contains("Counts as: " + SAYS));
        assertTrue(
                desk.planner().get(home + "/settings").body().contains("name=\"use.readiness\" value=\"yes\" checked"));
    }

    @Test
    void aSurveyIsFoundBehindManyMoreThanAListShows() {
        JsonNode copy = copied("readiness");
        asked(copy, "The first one");
        JsonNode context = copied("work-context");
        asked(context, "How we work");
        for (int i = 0; i < Surveys.LATEST + 5; i++) {
            Separated.wave(workspace, List.of(5));
        }
        assertEquals(List.of("The first one"), ready(programme()));
        assertEquals(
                List.of("How we work"),
                counted(Use.WORK_CONTEXT).stream().map(Wave::title).toList());
        assertEquals(List.of(), counted(Use.HEARTS_MINDS));
    }

    /** What plan builders hear of, and what results are set beside. */
    @Test
    void theNewestSurveyOfAnInstrumentIsFoundBehindManyMoreThanAListShows() {
        JsonNode copy = copied("readiness");
        String first = asked(copy, "The first one");
        var store = new WaveStore(workspace);
        var signal = new Signal("low", "ready", LocalizedText.english("Not ready"));
        workspace.collection(WaveStore.WAVES).updateAll(empty(), unset("signals"));
        new SignalStore(workspace).keep(first, List.of(signal));
        String last = "";
        for (int i = 0; i < Surveys.LATEST + 5; i++) {
            last = Separated.wave(workspace, List.of(5));
        }
        new SignalStore(workspace).keep(last, List.of());
        var vertx = Vertx.vertx();
        try {
            var waves = new Waves(new Signals(vertx));
            var outcomes = new Outcomes(waves, new Results(waves, null), null);
            assertEquals(List.of(signal), outcomes.latestSignals(workspace));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        String later = asked(copy, "The last one");
        assertEquals(
                List.of(first),
                new Comparisons()
                        .earlier(workspace, store.find(later).orElseThrow().wave()).stream()
                                .map(Wave::id)
                                .toList());
    }

    private List<Wave> counted(Use use) {
        return new NewestWaves(workspace).usedFor(use, Set.of(Wave.State.SEPARATED), 1);
    }

    /** While nodes are exchanged, one of an older Takeup may open a survey: it stores none of what results are used for. */
    @Test
    void aSurveyThatAnOlderNodeOpenedIsForWhatItIsACopyOfOnceItCloses() {
        JsonNode copy = copied("readiness");
        String wave = new Planner(platform, workspace)
                .open(Map.of("plugin", copy.path("instrument").asText(), "title", "Of an older node"));
        workspace.collection(WaveStore.WAVES).updateAll(empty(), unset("instrument.uses"));
        Samples.closeAndSeparate(
                platform,
                workspace,
                new WaveStore(workspace).find(wave).orElseThrow().wave());
        assertEquals(
                List.of("Of an older node"),
                counted(Use.READINESS).stream().map(Wave::title).toList());
    }

    /** Writes off what this version of the platform notes, as an older one has left it. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    void whatWasStoredBeforeIsForWhatItIsACopyOf(Placement placement) {
        work(placement);
        JsonNode copy = copied("readiness");
        JsonNode silent = written("");
        String of = asked(copy, "A copy");
        asked(silent, "One of our own");
        for (String each : List.of("questionnaires", "questionnaire_versions")) {
            var collection = workspace.collection(CollectionSpec.named(each));
            for (var stored : collection.find(empty())) {
                assertFalse(stored.getString("text").contains("\"uses\""), "an older node reads this text as well");
            }
            collection.updateAll(empty(), combine(unset("uses"), unset("offer.uses")));
        }
        workspace.collection(WaveStore.WAVES).updateAll(empty(), unset("instrument.uses"));

        String page = desk.page("/surveys/new");
        assertEquals(1, page.split(SAYS, -1).length - 1, page);
        assertEquals(
                "readiness",
                desk.read("/questionnaires/" + copy.path("id").asText())
                        .path("questionnaire")
                        .path("uses")
                        .path(0)
                        .asText());
        assertTrue(desk.read("/questionnaires/" + silent.path("id").asText())
                .path("questionnaire")
                .path("uses")
                .isMissingNode());
        String programme = programme();
        assertEquals(List.of(), ready(programme), "nothing is looked up that is not noted");
        for (int run = 0; run < 2; run++) {
            Surveys.sayUses(workspace::collection);
        }
        assertEquals(List.of("A copy"), ready(programme));
        assertEquals(
                Set.of(Use.READINESS),
                new WaveStore(workspace)
                        .find(of)
                        .orElseThrow()
                        .wave()
                        .instrument()
                        .uses());
        asked(copy, "A copy, later");
        asked(silent, "One of our own, later");
        assertEquals(List.of("A copy, later", "A copy"), ready(programme));
    }
}
