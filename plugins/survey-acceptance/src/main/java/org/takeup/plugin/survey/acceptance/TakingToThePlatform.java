package org.takeup.plugin.survey.acceptance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pf4j.Extension;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentGuide.SignalNote;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;

/**
 * Usefulness, ease, the people around, the conditions, and the intention to use the learning platform: fifteen statements
 * rated from 1 to 5, and one wish. All of it is data that is built once. Headings of pages say what is asked about, not what a
 * scale is called: "It is easy" would put an answer into people's mouths.
 */
@Extension
public final class TakingToThePlatform implements SurveyInstrument {
    private static final Texts TEXTS = Texts.beside(TakingToThePlatform.class, "texts", "en", "de", "fr", "es");
    private static final double MIDDLE = 50;
    private static final int WORDS = 500;
    /** The one of version 1.0.0 was another question. */
    private static final String WISH = "wish-2";

    private static final int WEEKS_BETWEEN = 12;

    private static final InstrumentProfile PROFILE =
            new InstrumentProfile("platform-acceptance", TEXTS.text("name"), TEXTS.text("purpose"), 4, 5);
    private static final ResponseScale AGREEMENT = new ResponseScale(
            1,
            IntStream.rangeClosed(1, 5)
                    .mapToObj(point -> TEXTS.text("agreement." + point))
                    .toList());
    private static final Questionnaire QUESTIONNAIRE = new Questionnaire(
            "2.0.0",
            List.of(
                    page("platform", Stream.concat(asked(Driver.USEFULNESS), asked(Driver.EASE))),
                    page("around", Stream.concat(asked(Driver.INFLUENCE), asked(Driver.CONDITIONS))),
                    page(
                            "next",
                            Stream.concat(
                                    asked(Driver.INTENTION),
                                    Stream.of(new Item.FreeText(WISH, TEXTS.text(WISH), false, WORDS))))));
    private static final ScoringModel SCORING = new ScoringModel(
            Arrays.stream(Driver.values()).map(driver -> driver.scale(TEXTS)).toList());
    private static final InstrumentGuide GUIDE = new InstrumentGuide(
            Arrays.stream(Driver.values())
                    .map(driver -> driver.construct(TEXTS))
                    .toList(),
            TEXTS.text("guide.scoring"),
            TEXTS.text("guide.audience"),
            WEEKS_BETWEEN,
            TEXTS.text("guide.reading"),
            Arrays.stream(Driver.values())
                    .map(driver -> new SignalNote(
                            "weak:" + driver.id(), TEXTS.text("when", Map.of("scale", driver.name(TEXTS)))))
                    .toList(),
            List.of(
                    "Usefulness and ease as constructs: Davis (1989), Perceived usefulness, perceived ease of use, and user"
                            + " acceptance of information technology, MIS Quarterly 13.",
                    "Social influence, facilitating conditions and intention as constructs: Venkatesh, Morris, Davis and"
                            + " Davis (2003), User acceptance of information technology, MIS Quarterly 27.",
                    "Items: written for Takeup; none of the published ones is used.",
                    "Summed ratings with turned items: Likert (1932), A technique for the measurement of attitudes,"
                            + " Archives of Psychology 140."));

    private static Stream<Item> asked(Driver driver) {
        return driver.items(TEXTS, AGREEMENT);
    }

    private static Questionnaire.Page page(String id, Stream<Item> items) {
        return new Questionnaire.Page(id, TEXTS.text(id + ".page"), items.toList());
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

    /** {@code weak:<scale>} for each scale whose whole 95 % interval lies below the middle, the lowest first. */
    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        return scores.stream()
                .filter(score -> score.high() < MIDDLE)
                .sorted(Comparator.comparingDouble(ReleasedScore::mean).thenComparing(ReleasedScore::scaleId))
                .flatMap(score -> Driver.withId(score.scaleId()).map(driver -> signal(driver, score)).stream())
                .limit(Driver.values().length)
                .toList();
    }

    private static Signal signal(Driver driver, ReleasedScore score) {
        return new Signal(
                "weak:" + driver.id(),
                driver.id(),
                TEXTS.text(
                        score.low() < score.high() ? "weak" : "weak.alike",
                        Map.of(
                                "scale", driver.name(TEXTS),
                                "mean", Math.round(score.mean()),
                                "low", Math.round(score.low()),
                                "high", Math.round(score.high()))));
    }

    @Override
    public Optional<InstrumentGuide> guide() {
        return Optional.of(GUIDE);
    }
}
