package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.statistics.CoMoments;
import org.takeup.survey.statistics.Correlation;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.Figure.Why;
import org.takeup.survey.statistics.RelativeWeights;

/**
 * How the scales that are shown at first sight go with outcomes, counted over responses as they come. A row counts if it has
 * a score on all of them; for a question from 0 to 10 it must have that answer as well.
 */
final class DriversTally {
    private final List<Scale> scales;
    private final CoMoments scores;
    private final List<Asked> questions;

    /** A question whether one would recommend, with the scores of those who answered it; the answer is the last variable. */
    private record Asked(Item.Recommend item, CoMoments scores) {}

    DriversTally(List<Scale> scales, Stream<Item> items) {
        this.scales = List.copyOf(scales);
        this.scores = new CoMoments(scales.size());
        this.questions = items.filter(Item.Recommend.class::isInstance)
                .map(item -> new Asked((Item.Recommend) item, new CoMoments(scales.size() + 1)))
                .toList();
    }

    /** @param own the person's scores, in the order of the scales */
    void add(List<OptionalDouble> own, Map<String, Answer> answers) {
        if (own.isEmpty() || own.stream().anyMatch(OptionalDouble::isEmpty)) {
            return;
        }
        var row = new double[own.size() + 1];
        for (int i = 0; i < own.size(); i++) {
            row[i] = own.get(i).getAsDouble();
        }
        scores.add(row);
        for (Asked asked : questions) {
            if (answers.get(asked.item().id()) instanceof Answer.Rating rating) {
                row[own.size()] = rating.value();
                asked.scores().add(row);
            }
        }
    }

    /** One a possible outcome; those that the instrument means as outcomes come first. */
    List<Drivers> result(int threshold) {
        var all = new ArrayList<Drivers>();
        for (Asked asked : questions) {
            all.add(new Drivers(
                    asked.item().id(), asked.item().text(), true, ranking(asked.scores(), scales, threshold)));
        }
        IntStream.range(0, scales.size()).mapToObj(i -> of(i, threshold)).forEach(all::add);
        return all.stream()
                .sorted(Comparator.comparing((Drivers each) -> !each.preset()))
                .toList();
    }

    private Drivers of(int outcome, int threshold) {
        Scale scale = scales.get(outcome);
        int[] others = IntStream.range(0, scales.size())
                .filter(i -> !shareItems(scales.get(i), scale))
                .toArray();
        int[] picked =
                IntStream.concat(IntStream.of(others), IntStream.of(outcome)).toArray();
        List<Scale> predictors = IntStream.of(others).mapToObj(scales::get).toList();
        return new Drivers(scale.id(), scale.name(), scale.index(), ranking(scores.of(picked), predictors, threshold));
    }

    /** A scale goes with another that rests on the same answers, whatever they are. */
    private static boolean shareItems(Scale one, Scale other) {
        List<String> items = one.items().stream().map(ItemRef::itemId).toList();
        return other.items().stream().map(ItemRef::itemId).anyMatch(items::contains);
    }

    private static Figure<Drivers.Ranking> ranking(CoMoments cases, List<Scale> predictors, int threshold) {
        if (cases.n() < threshold) {
            return Figure.missing(Why.TOO_FEW);
        }
        List<String> ids = predictors.stream().map(Scale::id).toList();
        return RelativeWeights.of(cases, ids).then(weights -> Figure.of(ranked(cases.n(), predictors, weights)));
    }

    private static Drivers.Ranking ranked(long n, List<Scale> predictors, RelativeWeights weights) {
        List<Drivers.Driver> drivers = IntStream.range(0, predictors.size())
                .mapToObj(i -> new Drivers.Driver(
                        predictors.get(i),
                        weights.weights().get(i),
                        weights.correlations().get(i),
                        Correlation.interval(weights.correlations().get(i), n)))
                .sorted(Comparator.comparingDouble(Drivers.Driver::weight).reversed())
                .toList();
        return new Drivers.Ranking(n, weights.explained(), drivers);
    }
}
