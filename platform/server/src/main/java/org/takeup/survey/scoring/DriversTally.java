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
 * a score on every scale and an answer to every question from 0 to 10: all rankings rest on the same people, so that two of
 * them cannot be subtracted to find what a few others answered.
 */
final class DriversTally {
    private final List<Scale> scales;
    private final List<Item.Recommend> questions;
    /** The scales, then the questions. */
    private final CoMoments cases;

    DriversTally(List<Scale> scales, Stream<Item> items) {
        this.scales = List.copyOf(scales);
        this.questions = items.filter(Item.Recommend.class::isInstance)
                .map(Item.Recommend.class::cast)
                .toList();
        this.cases = new CoMoments(scales.size() + questions.size());
    }

    /** @param own the person's scores, in the order of the scales */
    void add(List<OptionalDouble> own, Map<String, Answer> answers) {
        var row = new double[cases.size()];
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).isEmpty()) {
                return;
            }
            row[i] = own.get(i).getAsDouble();
        }
        for (int i = 0; i < questions.size(); i++) {
            if (!(answers.get(questions.get(i).id()) instanceof Answer.Rating rating)) {
                return;
            }
            row[scales.size() + i] = rating.value();
        }
        cases.add(row);
    }

    /** One a possible outcome; those that the instrument means as outcomes come first. */
    List<Drivers> result(int threshold) {
        var all = new ArrayList<Drivers>();
        int[] everyScale = IntStream.range(0, scales.size()).toArray();
        for (int i = 0; i < questions.size(); i++) {
            Item.Recommend question = questions.get(i);
            all.add(new Drivers(
                    question.id(), question.text(), true, ranking(everyScale, scales.size() + i, threshold)));
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
        return new Drivers(scale.id(), scale.name(), scale.index(), ranking(others, outcome, threshold));
    }

    /** A scale goes with another that rests on the same answers, whatever they are. */
    private static boolean shareItems(Scale one, Scale other) {
        List<String> items = one.items().stream().map(ItemRef::itemId).toList();
        return other.items().stream().map(ItemRef::itemId).anyMatch(items::contains);
    }

    private Figure<Drivers.Ranking> ranking(int[] scalesBeside, int outcome, int threshold) {
        if (scalesBeside.length == 0) {
            return Figure.missing(Why.TOO_FEW_ITEMS);
        }
        if (cases.n() < threshold) {
            return Figure.missing(Why.TOO_FEW);
        }
        List<Scale> predictors =
                IntStream.of(scalesBeside).mapToObj(scales::get).toList();
        int[] picked = IntStream.concat(IntStream.of(scalesBeside), IntStream.of(outcome))
                .toArray();
        return RelativeWeights.of(
                        cases.of(picked), predictors.stream().map(Scale::id).toList())
                .then(weights -> Figure.of(ranked(cases.n(), predictors, weights)));
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
