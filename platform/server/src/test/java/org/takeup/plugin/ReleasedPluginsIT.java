package org.takeup.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pf4j.ExtensionPoint;
import org.takeup.app.TestPlatform;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.PluginHttp;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.Speakers;
import org.takeup.plugin.api.plan.Voices;
import org.takeup.plugin.api.plan.WorkCalendar;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.plugin.asking.AskingRules;
import org.takeup.plugin.trial.ReleasedApi;

/**
 * The promise to partners: a package that was built against a released API, and not since, passes the platform's gate and
 * does its work behind the guard, in this process and in one of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleasedPluginsIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private final Set<String> made = new HashSet<>();
    private TestPlatform platform;
    private Modes modes;

    @TempDir
    private Path work;

    @BeforeAll
    void start() throws Exception {
        platform = TestPlatform.start();
        modes = new Modes();
    }

    /** The store may be shared with other tests. */
    @AfterAll
    void stop() {
        modes.close();
        Packages packages = platform.platform().pluginRuntime().packages();
        packages.list().stream()
                .map(Listed::version)
                .filter(version -> made.contains(version.plugin()))
                .forEach(packages::remove);
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = "1.0")
    void anInstrumentStillAsksAndScores(String version) {
        var scores = List.of(new ReleasedScore("scale", 12, 31.5, 20.25, 42.75));
        for (Object result : inBothModes(version, "OldInstrument", SurveyInstrument.class, each -> {
            assertEquals(3, each.questionnaire().items().count());
            assertEquals("old-instrument", each.profile().id());
            assertEquals(
                    1, each.scoring().scales().getFirst().items().getFirst().weight());
            Signal signal = each.signals(scores).getFirst();
            assertEquals(Optional.empty(), each.guide());
            assertEquals("Alt", signal.message().in(java.util.Locale.GERMAN));
            return signal.id() + " " + signal.message().in(java.util.Locale.ENGLISH);
        })) {
            assertEquals("weak:scale 1.0.0 rating of 2,at most 1 of a,200 characters", result);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "1.1")
    void anInstrumentWithAGuideARankingAndDetailsStillAsksAndScores(String version) {
        var scores = List.of(new ReleasedScore("quiet", 12, 31.5, 20.25, 42.75));
        for (Object result : inBothModes(version, "GuidedInstrument", SurveyInstrument.class, each -> {
            assertEquals(4, each.questionnaire().items().count());
            assertEquals("quiet", each.scoring().scales().getLast().within());
            assertEquals(12, each.guide().orElseThrow().weeksBetween());
            Signal signal = each.signals(scores).getFirst();
            return signal.id() + " " + signal.message().in(java.util.Locale.ENGLISH);
        })) {
            assertEquals("noise 1.1.0 b of 10", result);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "1.2")
    void anInstrumentThatBranchesStillAsks(String version) {
        for (Object result : inBothModes(version, "AskingInstrument", SurveyInstrument.class, each -> {
            assertEquals(8, each.questionnaire().items().count());
            assertEquals(Set.of("second"), each.questionnaire().shownIf().keySet());
            assertEquals(List.of(), AskingRules.problems(each.questionnaire()));
            return List.of(
                    each.questionnaire(),
                    each.signals(List.of()).getFirst().message().in(java.util.Locale.ENGLISH));
        })) {
            assertTrue(result.toString().endsWith("1.2.0 true yes]"), result.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "1.4")
    void anInstrumentWithARangeOfItsOwnStillScores(String version) {
        var scores = List.of(new ReleasedScore("scale", 12, 30, 20, 40));
        for (Object result : inBothModes(version, "RangedInstrument", SurveyInstrument.class, each -> {
            assertEquals(-100, each.scoring().scales().getFirst().range().from());
            return each.signals(scores).getFirst().message().in(java.util.Locale.ENGLISH);
        })) {
            assertEquals("1.4.0 -40 of two sides", result);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "1.0")
    void aBuilderStillDraftsAndLints(String version) {
        var context = new PlanContext(
                "Take up",
                TODAY,
                List.of(new Audience(
                        "a1", "Managers", 12, 5, 2, Audience.Attitude.DOUBTER, Audience.Kind.LINE_MANAGERS)),
                Map.of(Messenger.LINE_MANAGER, new MessengerWeight(0.5, 0.4, 0.6, "a study")),
                List.of());
        Map<String, Answer> answers =
                Map.of("goal", new Answer.Text("Better meetings"), "pace", new Answer.Chosen(List.of("slow")));
        for (PlanDraft.Step step : inBothModes(version, "OldBuilder", PlanBuilder.class, each -> {
            assertEquals(2, each.wizard(context).size());
            PlanDraft draft = each.propose(context, answers);
            assertEquals(List.of(), each.lint(context, draft));
            return draft.steps().getFirst();
        })) {
            assertEquals("Better meetings slow", step.words());
            assertEquals("against it, power 5, interest 2, 12 people, 0.5 of a study, []", step.reason());
            assertEquals(TODAY.plusWeeks(1), step.on());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "1.3")
    void aBuilderThatAsksWhoCouldSpeakStillDrafts(String version) {
        var weight = new MessengerWeight(0.4, 0.3, 0.5, "own answers", 40);
        var voices =
                new Voices(Map.of(Messenger.PEER, weight), Map.of(Messenger.PEER, new Speakers(3, 12, 1, "champions")));
        var context = new PlanContext(
                "Take up",
                TODAY,
                List.of(
                        new Audience("a1", "Sales", 12, 2, 2, Audience.Attitude.NEUTRAL, Audience.Kind.LEARNERS),
                        new Audience("a2", "Support", 12, 2, 2, Audience.Attitude.NEUTRAL, Audience.Kind.LEARNERS)),
                Map.of(),
                List.of(),
                Map.of("a1", voices, "a2", voices),
                new WorkCalendar(Set.of(1, 2, 3, 4, 5), Set.of(TODAY)));
        for (PlanDraft draft : inBothModes(version, "VoicedBuilder", PlanBuilder.class, each -> {
            PlanDraft made = each.propose(context, Map.of());
            assertEquals(List.of(), each.lint(context, made));
            return made;
        })) {
            PlanDraft.Step first = draft.steps().getFirst();
            assertEquals(Messenger.PEER, first.messenger());
            assertEquals("1.3.0 true of 40/30 3 reach 12", first.reason());
            assertEquals(TODAY.plusDays(1), first.on());
            assertEquals(Messenger.LEARNING_TEAM, draft.steps().getLast().messenger());
            assertEquals("1.3.0 unknown 3 reach 12", draft.steps().getLast().reason());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "1.0")
    void aConnectorStillReadsFromUploadsAndOverHttp(String version) {
        PluginHttp answers = call -> new HttpAnswer(
                200, Map.of("Server", List.of("peer")), call.body().orElseThrow());
        var upload = new ConnectorContext(Map.of(), Optional.of(new Names("ann\n\nben")), answers);
        var none = new ConnectorContext(Map.of(), Optional.empty());
        for (List<Object> taken : inBothModes(version, "OldConnector", LmsConnector.class, each -> {
            var sink = new Taken();
            assertEquals("200 hello peer", said(each.check(upload)));
            assertEquals("not allowed false", said(each.check(none)));
            assertThrows(UnreadableSource.class, () -> each.read(none, sink));
            each.read(upload, sink);
            return sink.all;
        })) {
            assertEquals(3 + 4 + 1 + 4 + 1, taken.size(), taken.toString());
            assertEquals(new LearningRecord.Removed("gone", LearningRecord.Removed.Kind.PERSON), taken.getLast());
            assertEquals(new SourceLine("names.txt", 2), taken.get(7));
        }
    }

    private static String said(List<Finding> findings) {
        return findings.getFirst().message().in(java.util.Locale.ENGLISH);
    }

    /** What the plugin of that time does here, behind gate and guard, and in a process of its own. */
    private <E extends ExtensionPoint, R> List<R> inBothModes(
            String version, String name, Class<E> kind, PluginCall<E, R> call) {
        String id = "old-" + UUID.randomUUID().toString().substring(0, 8);
        byte[] zip = PluginSource.empty(id, "1.0.0")
                .extension("released." + name, new ReleasedApi(version).plugin(name, work))
                .zip();
        var runtime = platform.platform().pluginRuntime();
        runtime.packages().upload(zip);
        made.add(id);
        var workspace = platform.tenant("t" + id.substring(4));
        runtime.plugins().enable(workspace, id);
        R here = runtime.plugins().require(workspace, kind, id).call(Modes.LIMIT, call);
        R apart = modes.call(modes.load(zip, Mode.ISOLATED), kind, call);
        assertFalse(here == null || apart == null);
        return List.of(here, apart);
    }

    /** Takes all and forgets nothing: records, and the places of what was rejected. */
    private static final class Taken implements RecordSink {
        private final List<Object> all = new ArrayList<>();

        @Override
        public void accept(LearningRecord record, SourceLine at) {
            all.add(record);
        }

        @Override
        public void reject(SourceLine at, Finding why) {
            all.add(at);
        }

        @Override
        public void progress(long done, long total) {
            assertEquals(3, total);
        }
    }

    private record Names(String text) implements Archive {
        @Override
        public Set<String> names() {
            return Set.of("names.txt");
        }

        @Override
        public InputStream open(String name) {
            return new ByteArrayInputStream(text.getBytes(UTF_8));
        }

        @Override
        public long size(String name) {
            return text.length();
        }
    }
}
