package org.takeup.survey;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.takeup.app.TestPlatform;
import org.takeup.people.Segment;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.tenant.Workspace;

/** Waves of the real learner-voice instrument that are over, for tests of what is made from results. */
public final class Learners {
    public static final String PLUGIN = "survey-learner-voice";

    private Learners() {}

    /** What somebody says of doing and of thinking, 1 to 5; the last of four statements is worded against the others. */
    public record Voice(int doing, int thinking) {
        private Document answers() {
            var answers = new Document();
            for (int n = 1; n <= 4; n++) {
                answers.append("doing-" + n, n == 4 ? 6 - doing : doing)
                        .append("thinking-" + n, n == 4 ? 6 - thinking : thinking);
            }
            return answers;
        }
    }

    /** Asks what the enabled plugin asks at this moment, and closes. @return the wave's id */
    public static String wave(TestPlatform platform, Workspace workspace, List<Voice> voices) {
        var plugins = platform.platform().pluginRuntime().plugins();
        plugins.enable(workspace, PLUGIN);
        var said = plugins.require(workspace, SurveyInstrument.class, PLUGIN)
                .ask(each -> new Asked(each.profile(), new Snapshot(each.questionnaire(), each.scoring())));
        InstrumentProfile profile = said.value().profile();
        Snapshot snapshot = said.value().snapshot();
        var now = workspace.clock().instant();
        var wave = new Wave(
                UUID.randomUUID().toString().replace("-", ""),
                "What we do and think",
                Wave.State.OPEN,
                now,
                now.plus(Duration.ofDays(3)),
                Optional.empty(),
                new Instrument(
                        PLUGIN,
                        said.version(),
                        profile.id(),
                        snapshot.questionnaire().version(),
                        profile.name(),
                        profile.purpose(),
                        profile.minutes()),
                Segment.everybody(),
                new Confidentiality(Confidentiality.Mode.ANONYMOUS, 5),
                List.of(),
                Participation.none());
        new WaveStore(workspace).insert(wave, WaveKey.fresh(), snapshot);
        voices.forEach(each -> Separated.ballot(workspace, wave, "", each.answers()));
        return Separated.over(workspace, wave);
    }

    private record Asked(InstrumentProfile profile, Snapshot snapshot) {}
}
