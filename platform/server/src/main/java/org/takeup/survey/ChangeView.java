package org.takeup.survey;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.survey.scoring.Change;
import org.takeup.survey.statistics.Difference;
import org.takeup.survey.statistics.Figure;

/**
 * What changed since an earlier survey with the same instrument.
 *
 * @param since id of the earlier wave
 * @param ended when it ended
 * @param note what to mind when reading; else empty
 */
public record ChangeView(String since, String title, Instant ended, String note, List<ScaleLine> scales) {
    /**
     * One scale.
     *
     * @param difference none where there is nothing to compare; {@code words} says why
     * @param verdict {@code higher}, {@code lower} or {@code not-sure}
     * @param words the same in a sentence
     */
    public record ScaleLine(
            String id,
            String name,
            Optional<DifferenceView> difference,
            String verdict,
            String words,
            List<UnitLine> units) {}

    /** One unit that both surveys show. */
    public record UnitLine(String unit, DifferenceView difference, String verdict, String words) {}

    /**
     * Points now less points before, on the range of the scale.
     *
     * @param low and {@code high} are the 95 % interval
     * @param effect Hedges' g, with its 95 % interval
     */
    public record DifferenceView(
            double points, double low, double high, double p, double effect, double effectLow, double effectHigh) {
        static DifferenceView of(Difference difference, ScoreRange range) {
            return new DifferenceView(
                    range.wide(difference.difference()),
                    range.wide(difference.interval().low()),
                    range.wide(difference.interval().high()),
                    difference.p(),
                    difference.effect(),
                    difference.effectInterval().low(),
                    difference.effectInterval().high());
        }

        /** With its sign, in whole points. */
        public String pointsInWords() {
            return signed(points);
        }

        public String intervalInWords() {
            return signed(low) + " to " + signed(high);
        }

        public String effectInWords() {
            return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", effect, effectLow, effectHigh);
        }

        static String signed(double points) {
            long rounded = Math.round(points);
            return rounded > 0 ? "+" + rounded : String.valueOf(rounded);
        }
    }

    /** One wave to compare with. */
    public record Earlier(String id, String title, Instant ended) {
        static Earlier of(Wave wave) {
            return new Earlier(wave.id(), wave.title(), wave.ends());
        }
    }

    static ChangeView of(Wave now, WaveResults.Since since, Locale language) {
        Wave before = since.before();
        boolean others = !before.audience().segment().equals(now.audience().segment())
                || before.audience() instanceof Audience.Named
                || now.audience() instanceof Audience.Named;
        return new ChangeView(
                before.id(),
                before.title(),
                before.ends(),
                others
                        ? "The two surveys may have asked different groups of people. A difference may be one between the groups."
                        : "",
                since.scales().stream().map(scale -> line(scale, language)).toList());
    }

    private static ScaleLine line(Change.OfScale scale, Locale language) {
        var range = ScoreRange.of(scale.scale().range());
        return new ScaleLine(
                scale.scale().id(),
                scale.scale().name().in(language),
                scale.difference().value().map(difference -> DifferenceView.of(difference, range)),
                verdict(scale.verdict()),
                scale.asked()
                        ? words(scale.difference(), scale.verdict())
                        : "Asked differently in the two surveys, so it is not compared.",
                scale.units().stream()
                        .map(unit -> new UnitLine(
                                unit.unit(),
                                DifferenceView.of(unit.difference(), range),
                                verdict(unit.verdict()),
                                words(Figure.of(unit.difference()), unit.verdict())))
                        .toList());
    }

    private static String verdict(Change.Verdict verdict) {
        return switch (verdict) {
            case HIGHER -> "higher";
            case LOWER -> "lower";
            case NOT_SURE -> "not-sure";
        };
    }

    private static String words(Figure<Difference> figure, Change.Verdict verdict) {
        return switch (figure) {
            case Figure.Missing<Difference> missing -> FigureWords.change(missing.reason());
            case Figure.Known<Difference>(Difference difference) ->
                switch (verdict) {
                    case HIGHER -> sure("Higher", difference);
                    case LOWER -> sure("Lower", difference);
                    case NOT_SURE -> "No clear change: a difference like this one also comes about by chance.";
                };
        };
    }

    private static String sure(String way, Difference difference) {
        return way + " than before, by more than chance explains; a " + FigureWords.size(difference.effect())
                + " difference.";
    }
}
