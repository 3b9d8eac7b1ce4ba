package org.takeup.plugin.survey.voice;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pf4j.Extension;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentGuide.Construct;
import org.takeup.plugin.api.survey.InstrumentGuide.SignalNote;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;

/**
 * What learners do and think: whose opinion counts, how and when they want to be told, on what they learn, what they do
 * differently, two scales of four statements, and whether they would recommend it. All of it is data that is built once.
 */
@Extension
public final class LearnerVoice implements SurveyInstrument {
    /** Statements of a scale; the last one is worded against the others. */
    static final int STATEMENTS = 4;

    private static final Texts TEXTS = Texts.beside(LearnerVoice.class, "texts", "en", "de", "fr", "es");
    private static final List<String> SCALES = List.of("doing", "thinking");
    private static final double MIDDLE = 50;
    private static final int WEEKS_BETWEEN = 12;

    private static final InstrumentProfile PROFILE =
            new InstrumentProfile("learner-voice", TEXTS.text("name"), TEXTS.text("purpose"), 7, 5);
    private static final Questionnaire QUESTIONNAIRE = new Questionnaire("1.0.0", new Questions(TEXTS).pages());
    private static final ScoringModel SCORING =
            new ScoringModel(SCALES.stream().map(LearnerVoice::scale).toList());
    private static final InstrumentGuide GUIDE = new InstrumentGuide(
            List.of(
                    construct("view", "view-first", "view-second"),
                    construct("told", "told-how", "told-when", "told-often"),
                    construct("learn", "device", "learn-when"),
                    scaleConstruct("doing"),
                    scaleConstruct("thinking"),
                    construct("change", "new-ability", "used", "helped", "share"),
                    construct("recommend", "recommend", "recommend-why")),
            TEXTS.text("guide.scoring"),
            TEXTS.text("guide.audience"),
            WEEKS_BETWEEN,
            TEXTS.text("guide.reading"),
            SCALES.stream()
                    .map(scale -> new SignalNote(
                            "weak:" + scale, TEXTS.text("when", Map.of("scale", TEXTS.text(scale + ".name")))))
                    .toList(),
            List.of(
                    "Whose opinion counts (55 %, 23 %, less than 10 %): figures from learners, quoted in a group discussion"
                            + " of learning professionals, Learning and Skills Group.",
                    "Items: written for Takeup. No item of a published recommendation score is used.",
                    "Standard error of the recommend score: variance of a difference of two shares of one multinomial"
                            + " sample, (p + d - (p - d)^2) / n.",
                    "Summed ratings with turned items: Likert (1932), A technique for the measurement of attitudes,"
                            + " Archives of Psychology 140."));

    private static Scale scale(String id) {
        List<ItemRef> items = IntStream.rangeClosed(1, STATEMENTS)
                .mapToObj(n -> new ItemRef(id + "-" + n, n == STATEMENTS, 1))
                .toList();
        return new Scale(id, TEXTS.text(id + ".name"), TEXTS.text(id + ".meaning"), items, (STATEMENTS + 1) / 2);
    }

    private static Construct construct(String id, String... items) {
        return new Construct(TEXTS.text(id + ".name"), TEXTS.text(id + ".definition"), List.of(items));
    }

    private static Construct scaleConstruct(String id) {
        return new Construct(
                TEXTS.text(id + ".name"),
                TEXTS.text(id + ".meaning"),
                IntStream.rangeClosed(1, STATEMENTS).mapToObj(n -> id + "-" + n).toList());
    }

    @Override
    public InstrumentProfile profile() {
        return PROFILE;
    }

    @Override
    public Questionnaire questionnaire() {
        return QUESTIONNAIRE;
    }

    @Override
    public ScoringModel scoring() {
        return SCORING;
    }

    /** {@code weak:doing} and {@code weak:thinking}, when the whole 95 % interval lies below the middle, the lower first. */
    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        return scores.stream()
                .filter(score -> SCALES.contains(score.scaleId()) && score.high() < MIDDLE)
                .sorted(Comparator.comparingDouble(ReleasedScore::mean).thenComparing(ReleasedScore::scaleId))
                .limit(SCALES.size())
                .map(LearnerVoice::weak)
                .toList();
    }

    private static Signal weak(ReleasedScore score) {
        return new Signal(
                "weak:" + score.scaleId(),
                score.scaleId(),
                TEXTS.text(
                        score.low() < score.high() ? "weak" : "weak.alike",
                        Map.of(
                                "scale", TEXTS.text(score.scaleId() + ".name"),
                                "mean", Math.round(score.mean()),
                                "low", Math.round(score.low()),
                                "high", Math.round(score.high()))));
    }

    @Override
    public Optional<InstrumentGuide> guide() {
        return Optional.of(GUIDE);
    }
}
