package org.takeup.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.learning.FourWeeks;
import org.takeup.learning.TakeUps;
import org.takeup.learning.UnitTakeUp;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.scoring.ScaleResult;
import org.takeup.survey.scoring.Tally;
import org.takeup.survey.statistics.CoMoments;
import org.takeup.survey.statistics.Correlation;
import org.takeup.survey.statistics.Correlation.Coefficient;
import org.takeup.survey.statistics.Figure;

/**
 * How the scores of units go with their take-up. Made of released scores of units and of take-up that is shown of the same units,
 * and of nothing else: whoever may see this may see all that it is made of, so it can tell them nothing of anybody that those figures
 * do not. A correlation over units, which says neither what brings what about nor anything of single people.
 *
 * @param period of which take-up is looked at
 * @param data whether there is learning data of the period
 * @param scales the main scales: if they are ranked, the largest correlation first, of either sign; else as the instrument has them
 */
public record TakeUpDrivers(Period period, Data data, List<OfScale> scales) {
    /** Below so many units the order of correlations is chance for the most part, so there is none. */
    static final int LEAST_TO_RANK = 30;

    public TakeUpDrivers {
        scales = List.copyOf(scales);
    }

    /** What there is of learning data. */
    public enum Data {
        /** Nothing was imported yet. */
        NONE,
        /** It was counted before the period was over. */
        TOO_OLD,
        THERE
    }

    /**
     * Whole weeks.
     *
     * @param from a Monday
     * @param weeks how many
     */
    public record Period(LocalDate from, int weeks) {
        private static final int WEEKS = FourWeeks.WEEKS;

        /** The last four whole weeks before the day on which a wave closed. */
        static Period before(Instant ended, ZoneId zone) {
            LocalDate day = ended.atZone(zone).toLocalDate();
            LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
            return new Period(monday.minusWeeks(WEEKS), WEEKS);
        }

        /** Its last day, a Sunday. */
        LocalDate to() {
            return from.plusWeeks(weeks).minusDays(1);
        }
    }

    /**
     * One scale.
     *
     * @param units of which both figures are shown
     */
    public record OfScale(Scale scale, int units, Figure<Coefficient> figure) {
        private double size() {
            return figure.value().map(each -> Math.abs(each.r())).orElse(-1.0);
        }
    }

    /** The fewest units that a scale rests on. */
    int fewest() {
        return scales.stream().mapToInt(OfScale::units).min().orElse(0);
    }

    /** Whether the scales have an order. */
    boolean ranked() {
        return fewest() >= LEAST_TO_RANK;
    }

    /** Nothing if the wave has no scale, or counts no unit by its name. */
    static Optional<TakeUpDrivers> of(Tally.Released figures, Period period, ZoneId zone, Learning learning) {
        List<ScaleResult> main = figures.scales().stream()
                .filter(scale -> scale.scale().within().isEmpty())
                .toList();
        Set<String> named =
                main.stream().flatMap(scale -> scores(scale).keySet().stream()).collect(Collectors.toSet());
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Optional<TakeUps.Units> takeUp = learning.of(named, period);
        Data data = takeUp.map(units -> data(units, period, zone)).orElse(Data.NONE);
        Map<String, Double> shares =
                data == Data.THERE ? shares(takeUp.orElseThrow().units(), figures.threshold()) : Map.of();
        List<OfScale> scales =
                main.stream().map(scale -> ofScale(scale, shares)).toList();
        var inOrder = new TakeUpDrivers(period, data, scales);
        return Optional.of(inOrder.ranked() ? new TakeUpDrivers(period, data, ranked(scales)) : inOrder);
    }

    /** Where take-up comes from: that of units by their names, which is shown in each week of a period. */
    @FunctionalInterface
    interface Learning {
        Optional<TakeUps.Units> of(Set<String> named, Period period);
    }

    private static Data data(TakeUps.Units units, Period period, ZoneId zone) {
        return units.counted().atZone(zone).toLocalDate().isAfter(period.to()) ? Data.THERE : Data.TOO_OLD;
    }

    /** By name, in percent. A unit with others of them below it is left out: they would count twice, as its people. */
    private static Map<String, Double> shares(List<UnitTakeUp> units, int smallest) {
        List<UnitTakeUp> large =
                units.stream().filter(unit -> unit.fewest() >= smallest).toList();
        var above = new HashSet<String>();
        large.forEach(unit -> above.addAll(unit.above()));
        var shares = new HashMap<String, Double>();
        large.stream()
                .filter(unit -> !above.contains(unit.unit().key()))
                .forEach(unit -> shares.put(unit.unit().name(), 100 * unit.share()));
        return shares;
    }

    /** The scores of units that are shown, without what is counted together because it has no name or is small. */
    private static Map<String, Double> scores(ScaleResult scale) {
        var scores = new LinkedHashMap<String, Double>();
        scale.units().stream()
                .filter(unit -> !unit.unit().isEmpty())
                .forEach(unit -> unit.score().ifPresent(score -> scores.put(unit.unit(), score.mean())));
        return scores;
    }

    private static OfScale ofScale(ScaleResult scale, Map<String, Double> shares) {
        var pairs = new CoMoments(2);
        scores(scale).forEach((unit, score) -> {
            Double share = shares.get(unit);
            if (share != null) {
                pairs.add(new double[] {score, share});
            }
        });
        return new OfScale(scale.scale(), Math.toIntExact(pairs.n()), Correlation.of(pairs));
    }

    private static List<OfScale> ranked(List<OfScale> scales) {
        return scales.stream()
                .sorted(Comparator.comparingDouble(OfScale::size).reversed())
                .toList();
    }
}
