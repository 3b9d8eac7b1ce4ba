package org.takeup.plugin.survey.maturity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pf4j.Extension;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.InstrumentGuide;
import org.takeup.plugin.api.survey.InstrumentProfile;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.plugin.api.survey.SurveyInstrument;

/**
 * Six strands, five statements each, and three outcomes of two statements, rated from "strongly disagree" (1) to "strongly
 * agree" (5) or left open as not applicable. All of it is data that is built once.
 */
@Extension
public final class SixStrands implements SurveyInstrument {
    private static final Texts TEXTS = Texts.beside(SixStrands.class, "texts", "en", "de", "fr", "es");
    private static final int POINTS = 5;

    private static final InstrumentProfile PROFILE =
            new InstrumentProfile("six-strands", TEXTS.text("name"), TEXTS.text("purpose"), 7, 5);
    private static final ResponseScale AGREEMENT = new ResponseScale(
            1,
            IntStream.rangeClosed(1, POINTS)
                    .mapToObj(point -> TEXTS.text("agreement." + point))
                    .toList());
    private static final Questionnaire QUESTIONNAIRE = new Questionnaire(
            "1.1.0",
            Stream.concat(
                            Arrays.stream(Strand.values()).map(strand -> strand.page(TEXTS, AGREEMENT)),
                            Stream.of(Outcome.page(TEXTS, AGREEMENT)))
                    .toList());
    private static final ScoringModel SCORING = new ScoringModel(Stream.concat(
                    Arrays.stream(Strand.values()).map(strand -> strand.scale(TEXTS)),
                    Arrays.stream(Outcome.values()).map(outcome -> outcome.index(TEXTS)))
            .toList());
    private static final int WEEKS_BETWEEN = 26;
    private static final InstrumentGuide GUIDE = new InstrumentGuide(
            Stream.concat(
                            Arrays.stream(Strand.values()).map(strand -> strand.construct(TEXTS)),
                            Arrays.stream(Outcome.values()).map(outcome -> outcome.construct(TEXTS)))
                    .toList(),
            TEXTS.text("guide.scoring"),
            TEXTS.text("guide.audience"),
            WEEKS_BETWEEN,
            TEXTS.text("guide.reading"),
            Arrays.stream(Strand.values()).map(strand -> strand.note(TEXTS)).toList(),
            List.of(
                    "The six strands, the outcomes and the weakest areas: summary of research with over 700 organisations,"
                            + " 300 of them in its latest round, in a discussion of the Learning and Skills Group.",
                    "Items: written for Takeup; none of the published ones is used.",
                    "Summed ratings with turned items: Likert (1932), A technique for the measurement of attitudes,"
                            + " Archives of Psychology 140.",
                    "Index of formative items, without alpha: Diamantopoulos and Winklhofer (2001), Index construction"
                            + " with formative indicators, Journal of Marketing Research 38."));
    private static final WeakStrands WEAK_STRANDS = new WeakStrands(TEXTS);

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
     * {@code weak:<strand>} for up to three strands, weakest first. A strand is weak when the whole of its 95 % interval
     * lies below the middle of the scale (50), or below the average of the other released strands while its own mean is
     * under 75, the point "agree". An interval that reaches up to either line is no ground for a signal.
     */
    @Override
    public List<Signal> signals(List<ReleasedScore> scores) {
        return WEAK_STRANDS.in(scores);
    }

    @Override
    public Optional<InstrumentGuide> guide() {
        return Optional.of(GUIDE);
    }
}
