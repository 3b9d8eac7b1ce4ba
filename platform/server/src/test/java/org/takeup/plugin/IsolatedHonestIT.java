package org.takeup.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.plugin.isolated.Confinement;

/** The plugins of this project do in a process of their own what they do in this one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolatedHonestIT {
    private Modes modes;

    @BeforeAll
    void start() {
        modes = new Modes();
    }

    @AfterAll
    void stop() {
        modes.close();
    }

    private Loaded load(String plugin, Mode mode) throws IOException {
        try (var zips = Files.newDirectoryStream(TestPlatform.PACKAGES, "*" + plugin + "*.zip")) {
            return modes.load(Files.readAllBytes(zips.iterator().next()), mode);
        }
    }

    /** Virtual ones would hold a carrier each for good: as many children as carriers, and nothing else goes on. */
    @Test
    void theOutputOfAChildIsReadByNoVirtualThread() throws Exception {
        Loaded loaded = load("survey-culture", Mode.ISOLATED);
        modes.call(loaded, SurveyInstrument.class, SurveyInstrument::profile);
        // Virtual threads are not among these.
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("plugin-output")));
    }

    @Test
    void anInstrumentGivesEqualResults() throws Exception {
        var scores = List.of(new ReleasedScore("engagement", 12, 31.5, 20.25, 42.75));
        var results = new ArrayList<Object>();
        for (Mode mode : Mode.values()) {
            Loaded loaded = load("survey-maturity", mode);
            results.add(modes.call(
                    loaded,
                    SurveyInstrument.class,
                    each -> List.of(
                            List.of(each.profile(), each.questionnaire()),
                            List.of(each.scoring()),
                            each.signals(scores))));
        }
        assertEquals(results.get(0), results.get(1));
    }

    @Test
    void aBuilderGivesEqualResults() throws Exception {
        var signal = new Signal(
                "weak:engagement", "engagement", LocalizedText.english("Weak").with("de", "Schwach"));
        var context = new PlanContext(
                "Everyone finishes the course \u2013 gr\u00fcndlich \ud83d\ude80",
                LocalDate.of(2026, 11, 25),
                List.of(
                        new Audience(
                                "a1", "Managers", 12, 5, 2, Audience.Attitude.DOUBTER, Audience.Kind.LINE_MANAGERS),
                        new Audience("a2", "Ann", 1, 4, 5, Audience.Attitude.CHAMPION, Audience.Kind.SPONSOR)),
                Map.of(Messenger.LINE_MANAGER, new MessengerWeight(0.5, 0.4, 0.6, "A study")),
                List.of(signal));
        var results = new ArrayList<Object>();
        for (Mode mode : Mode.values()) {
            Loaded loaded = load("plan-stakeholder", mode);
            results.add(modes.call(loaded, PlanBuilder.class, each -> {
                List<FormField> wizard = each.wizard(context);
                var draft = each.propose(context, answers(wizard));
                return List.of(List.of(each.profile(), draft), wizard, each.lint(context, draft));
            }));
        }
        assertEquals(results.get(0), results.get(1));
    }

    private static Map<String, Answer> answers(List<FormField> wizard) {
        Map<String, Answer> answers = new TreeMap<>();
        for (FormField field : wizard) {
            answers.put(
                    field.id(),
                    switch (field.kind()) {
                        case CHOICE ->
                            new Answer.Chosen(List.of(field.choices().getFirst().id()));
                        case DATE -> new Answer.Text("2027-01-15");
                        case NUMBER -> new Answer.Text("3");
                        case TEXT, LONG_TEXT ->
                            new Answer.Text(Optional.ofNullable(field.preset()).orElse("Sales coaching"));
                    });
        }
        return answers;
    }

    @Test
    void onAMachineThatHelpsWithNothingItRunsAllTheSame() {
        try (var bare = new Modes(Confinement.none())) {
            Loaded loaded = bare.isolated(PluginSource.good("bare", "1.0.0"));
            assertEquals(
                    "1.0.0",
                    bare.call(loaded, PlanBuilder.class, PlanBuilder::profile)
                            .name()
                            .byLanguage()
                            .get("en"));
        }
    }

    @Test
    void noClassOfAnIsolatedPluginIsInThisProcess() throws Exception {
        Loaded loaded = load("plan-stakeholder", Mode.ISOLATED);
        assertThrows(
                ClassNotFoundException.class,
                () -> loaded.classLoader().loadClass("org.takeup.plugin.plan.stakeholder.StakeholderPlan"));
        String type = modes.call(
                loaded,
                PlanBuilder.class,
                each -> each.getClass().getClassLoader().toString());
        assertEquals(Modes.class.getClassLoader().toString(), type);
    }
}
