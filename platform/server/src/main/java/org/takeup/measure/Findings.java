package org.takeup.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.survey.WaveResults;
import org.takeup.survey.scoring.ItemResult;
import org.takeup.survey.scoring.ScaleResult;
import org.takeup.survey.scoring.Score;
import org.takeup.survey.scoring.StandingOut;
import org.takeup.survey.scoring.UnitScore;
import org.takeup.survey.statistics.Interval;
import org.takeup.survey.statistics.Share;

/**
 * What a survey found that measures can answer: the signals of its instrument, each with the figures behind it. Only
 * released figures come in here, so nothing made from it can show more than the results page does.
 */
final class Findings {
    /** How many of a rating's highest points say that it is much. */
    private static final int MUCH = 2;

    private final Library library;
    private final WaveResults results;
    private final List<Signal> signals;
    private final Map<String, ScaleResult> scales = new HashMap<>();
    /** Which units stand out, over all signals together, so that many looks do not find chance. */
    private final Map<StandingOut.Cell, StandingOut.Side> sides;

    private Findings(Library library, WaveResults results) {
        this.library = library;
        this.results = results;
        this.signals = TrainerReadiness.asked(results) ? TrainerReadiness.signals(library) : results.signals();
        results.figures().scales().forEach(scale -> scales.put(scale.scale().id(), scale));
        this.sides = StandingOut.of(
                signals.stream()
                        .map(Signal::scaleId)
                        .distinct()
                        .flatMap(id -> Optional.ofNullable(scales.get(id)).stream())
                        .toList(),
                results.figures().threshold());
    }

    /** In the order in which the instrument gives its signals. */
    static List<Finding> of(Library library, WaveResults results) {
        var findings = new Findings(library, results);
        String plugin = results.wave().instrument().plugin();
        var found = new ArrayList<Finding>();
        for (Signal signal : findings.signals) {
            Optional<Need> need = TrainerReadiness.asked(results)
                    ? library.need(signal.id())
                    : library.pointedAt(plugin, signal.id());
            need.flatMap(each -> findings.finding(each, signal)).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Finding> finding(Need need, Signal signal) {
        return Optional.ofNullable(scales.get(signal.scaleId()))
                .flatMap(scale -> scale.total()
                        .map(total -> new Finding(
                                signal.id(),
                                need,
                                library.about(need, signal.id()),
                                amount(need, total, scale.scale().range()),
                                often(need),
                                need.asked().flatMap(this::share),
                                worst(need, scale),
                                scale.scale().range())));
    }

    private static Finding.Amount amount(Need need, Score score, ScoringModel.Range range) {
        Interval interval = score.interval()
                .orElse(new Interval(score.mean(), score.mean()))
                .clipped();
        Need.Kind kind = need.kind();
        double one = kind.missing(interval.low(), range);
        double other = kind.missing(interval.high(), range);
        return new Finding.Amount(kind.missing(score.mean(), range), Math.min(one, other), Math.max(one, other));
    }

    private OptionalDouble often(Need need) {
        return need.often().map(scales::get).flatMap(ScaleResult::total).stream()
                .mapToDouble(seldom -> 100 - seldom.mean())
                .findFirst();
    }

    private Optional<Finding.Share> share(String item) {
        return results.figures().items().stream()
                .filter(each -> each.item().id().equals(item))
                .findFirst()
                .flatMap(ItemResult::distribution)
                .filter(counted -> counted.n() > 0 && counted.options().size() > MUCH)
                .map(this::share);
    }

    private Finding.Share share(ItemResult.Distribution counted) {
        List<ItemResult.Option> options = counted.options();
        long much = options.subList(options.size() - MUCH, options.size()).stream()
                .mapToLong(ItemResult.Option::count)
                .sum();
        Interval interval = Share.interval(much, counted.n(), results.frame());
        long percent = Math.round(100.0 * much / counted.n());
        return new Finding.Share(percent, counted.n(), 100 * interval.low(), 100 * interval.high());
    }

    /** The one of which most is missing, of the units that stand out that way from the rest of the wave. */
    private Optional<Finding.OfUnit> worst(Need need, ScaleResult scale) {
        return scale.units().stream()
                .filter(unit -> !unit.unit().isEmpty())
                .filter(unit -> sides.get(new StandingOut.Cell(scale.scale().id(), unit.unit()))
                        == need.kind().worse(scale.scale().range()))
                .flatMap(unit -> ofUnit(need, unit, scale.scale().range()).stream())
                .reduce((one, other) -> other.amount().size() > one.amount().size() ? other : one);
    }

    private static Optional<Finding.OfUnit> ofUnit(Need need, UnitScore unit, ScoringModel.Range range) {
        return unit.score().map(score -> new Finding.OfUnit(unit.unit(), amount(need, score, range)));
    }
}
