package org.takeup.plugin.survey.culture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pf4j.Extension;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;

/**
 * Eight statements on how people are led, four for trust and four for control, and one score. The questions alternate
 * between the two, so that whoever agrees with everything comes out in the middle.
 */
@Extension
public final class TrustOrControl implements SurveyInstrument {
    private static final Texts TEXTS = Texts.beside(TrustOrControl.class, "texts", "en", "de", "fr", "es");

    private static final String CLIMATE = "climate";
    private static final List<String> PEOPLE = List.of("responsibility", "watching", "own-way", "told");
    private static final List<String> WORK = List.of("ideas", "rules", "mistakes", "reward-threat");
    private static final Set<String> FOR_CONTROL = Set.of("watching", "told", "rules", "reward-threat");
    private static final int MIN_ANSWERED = 4;
    private static final int WEEKS_BETWEEN = 52;

    /** From control (Theory X) to trust (Theory Y). */
    private static final ScoringModel.Range RANGE = new ScoringModel.Range(-100, 100);

    /** On that range. */
    private static final double CONTROL = -20;

    private static final double TRUST = 20;

    private static final InstrumentProfile PROFILE =
            new InstrumentProfile("culture-xy", TEXTS.text("name"), TEXTS.text("purpose"), 3, 5);
    private static final ResponseScale AGREEMENT = new ResponseScale(
            1,
            IntStream.rangeClosed(1, 5)
                    .mapToObj(point -> TEXTS.text("agreement." + point))
                    .toList());
    private static final Questionnaire QUESTIONNAIRE =
            new Questionnaire("1.0.0", List.of(page("people", PEOPLE), page("work", WORK)));
    private static final ScoringModel SCORING = new ScoringModel(List.of(new ScoringModel.Scale(
                    CLIMATE,
                    TEXTS.text("climate.name"),
                    TEXTS.text("climate.meaning"),
                    Stream.concat(PEOPLE.stream(), WORK.stream())
                            .map(id -> new ItemRef(id, FOR_CONTROL.contains(id), 1))
                            .toList(),
                    MIN_ANSWERED)
            .on(RANGE)));
    private static final InstrumentGuide GUIDE = new InstrumentGuide(
            List.of(
                    new InstrumentGuide.Construct(TEXTS.text("trust.name"), TEXTS.text("trust.definition"), PEOPLE),
                    new InstrumentGuide.Construct(TEXTS.text("part.name"), TEXTS.text("part.definition"), WORK)),
            TEXTS.text("guide.scoring"),
            TEXTS.text("guide.audience"),
            WEEKS_BETWEEN,
            TEXTS.text("guide.reading"),
            List.of(note("theory-x"), note("theory-y")),
            List.of(
                    "Constructs: McGregor (1960), The Human Side of Enterprise, McGraw-Hill.",
                    "Items: written for Takeup.",
                    "Summed ratings with turned items: Likert (1932), A technique for the measurement of attitudes,"
                            + " Archives of Psychology 140."));

    private static Questionnaire.Page page(String id, List<String> statements) {
        List<Item> items = statements.stream()
                .<Item>map(each -> new Item.Rating(each, TEXTS.text(each), false, AGREEMENT, true))
                .toList();
        return new Questionnaire.Page(id, TEXTS.text(id + ".page"), items);
    }

    private static InstrumentGuide.SignalNote note(String theory) {
        return new InstrumentGuide.SignalNote("climate:" + theory, TEXTS.text("when." + theory));
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

    /**
     * {@code climate:theory-x} when the whole interval lies below -20 on the range from -100 to 100, {@code climate:theory-y}
     * when it lies above 20. In between neither way of leading is the rule.
     */
    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        return scores.stream()
                .filter(score -> score.scaleId().equals(CLIMATE))
                .flatMap(score -> RANGE.at(score.high()) < CONTROL
                        ? Stream.of(signal("theory-x", score))
                        : RANGE.at(score.low()) > TRUST ? Stream.of(signal("theory-y", score)) : Stream.empty())
                .limit(1)
                .toList();
    }

    private static Signal signal(String theory, ReleasedScore score) {
        long index = Math.round(RANGE.at(score.mean()));
        return new Signal("climate:" + theory, CLIMATE, TEXTS.text("signal." + theory, Map.of("index", index)));
    }

    @Override
    public Optional<InstrumentGuide> guide() {
        return Optional.of(GUIDE);
    }
}
