package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.survey.scoring.Reliability;
import org.takeup.survey.scoring.ScaleResult;
import org.takeup.survey.scoring.StandingOut;
import org.takeup.survey.scoring.UnitScore;

/**
 * One scale.
 *
 * @param score none when too few people have one
 * @param alpha rounded to three decimals
 * @param alphaNote empty when alpha is good or there is none
 * @param noAlpha why there is no alpha; else empty
 * @param reliability of the statements, for whoever writes questionnaires; none if there is no alpha
 * @param within the scale of which this one is a detail; empty for one that is shown at first sight
 * @param range on which its scores are shown
 * @param withheld why there is no score
 */
public record ScaleView(
        String id,
        String name,
        String meaning,
        Optional<ScoreView> score,
        Optional<Double> alpha,
        String alphaNote,
        String noAlpha,
        Optional<ReliabilityView> reliability,
        String within,
        ScoreRange range,
        Optional<Withheld> withheld,
        List<UnitView> units) {

    /**
     * One unit on one scale.
     *
     * @param score none when it is not shown
     * @param standsOut {@code higher} or {@code lower} than the rest of the wave, by more than chance; else empty
     * @param withheld why there is no score
     */
    public record UnitView(String unit, Optional<ScoreView> score, String standsOut, Optional<Withheld> withheld) {}

    static ScaleView of(
            ScaleResult result,
            Map<StandingOut.Cell, StandingOut.Side> sides,
            Map<String, String> texts,
            FewApart.Shown shown,
            Locale language) {
        Optional<Reliability> reliability = result.reliability().value();
        Withheld ofUnits = Withheld.ofUnits(shown, language);
        ScoreRange range = ScoreRange.of(result.scale().range());
        return new ScaleView(
                result.scale().id(),
                result.scale().name().in(language),
                result.scale().meaning().in(language),
                result.total().map(score -> ScoreView.of(score, range)),
                reliability.map(each -> ReliabilityView.three(each.alpha().value())),
                reliability.map(ScaleView::note).orElse(""),
                result.reliability().why().map(FigureWords::alpha).orElse(""),
                reliability.map(each -> ReliabilityView.of(each, texts)),
                result.scale().within(),
                range,
                Withheld.unless(result.total(), Withheld.ofAll(shown, language)),
                result.units().stream()
                        .map(unit -> unit(
                                unit,
                                range,
                                ofUnits,
                                Optional.ofNullable(sides.get(
                                        new StandingOut.Cell(result.scale().id(), unit.unit())))))
                        .toList());
    }

    private static UnitView unit(UnitScore unit, ScoreRange range, Withheld why, Optional<StandingOut.Side> side) {
        String name = unit.unit().isEmpty() ? "All other units" : unit.unit();
        String standsOut = side.map(each -> switch (each) {
                    case HIGHER -> "higher";
                    case LOWER -> "lower";
                })
                .orElse("");
        return new UnitView(
                name,
                unit.score().map(score -> ScoreView.of(score, range)),
                standsOut,
                Withheld.unless(unit.score(), why));
    }

    private static String note(Reliability reliability) {
        return switch (reliability.reading()) {
            case GOOD -> "";
            case CAUTION -> "Read with caution: these statements hang together only loosely in this group.";
            case DO_NOT_INTERPRET ->
                "Do not interpret this score: these statements do not measure one thing in this group.";
        };
    }
}
