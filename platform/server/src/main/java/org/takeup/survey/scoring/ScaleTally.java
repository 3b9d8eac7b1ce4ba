package org.takeup.survey.scoring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** One scale, counted over responses as they come: the total, each unit, and how well the items hang together. */
final class ScaleTally {
    private final Scale scale;
    private final List<Rated> items;
    private final Moments total = new Moments();
    private final Map<String, Moments> units = new TreeMap<>();
    private final AlphaTally alpha;

    /** An item's part in the scale, with the ends of its own response scale. */
    private record Rated(ItemRef ref, int min, int max) {
        /** The answer with agreement turned round on a reverse item, if there is one on the scale. */
        OptionalDouble turned(Map<String, Answer> answers) {
            return answers.get(ref.itemId()) instanceof Answer.Rating rating
                    ? OptionalDouble.of(ref.reverse() ? min + max - rating.value() : rating.value())
                    : OptionalDouble.empty();
        }

        double onHundred(double turned) {
            return (turned - min) / (max - min) * 100;
        }
    }

    ScaleTally(Scale scale, Questionnaire questionnaire) {
        this.scale = scale;
        this.items =
                scale.items().stream().map(ref -> rated(ref, questionnaire)).toList();
        this.alpha = new AlphaTally(items.size());
    }

    private static Rated rated(ItemRef ref, Questionnaire questionnaire) {
        Item item = questionnaire.item(ref.itemId()).orElseThrow();
        if (item instanceof Item.Rating rating) {
            return new Rated(ref, rating.scale().min(), rating.scale().max());
        }
        throw new IllegalArgumentException("Item " + ref.itemId() + " of a scale is no rating");
    }

    void add(String unit, Map<String, Answer> answers) {
        score(answers).ifPresent(score -> {
            total.add(score);
            units.computeIfAbsent(unit, ignored -> new Moments()).add(score);
        });
        complete(answers).ifPresent(alpha::add);
    }

    /** Weighted mean of the answered items on 0 to 100, missing when too few were answered. Never filled with zeros. */
    OptionalDouble score(Map<String, Answer> answers) {
        double sum = 0;
        double weights = 0;
        int answered = 0;
        for (Rated item : items) {
            OptionalDouble value = item.turned(answers);
            if (value.isPresent()) {
                answered++;
                sum += item.ref().weight() * item.onHundred(value.getAsDouble());
                weights += item.ref().weight();
            }
        }
        return answered >= scale.minAnswered() && weights > 0
                ? OptionalDouble.of(sum / weights)
                : OptionalDouble.empty();
    }

    private Optional<double[]> complete(Map<String, Answer> answers) {
        var row = new double[items.size()];
        for (int i = 0; i < row.length; i++) {
            OptionalDouble value = items.get(i).turned(answers);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            row[i] = value.getAsDouble();
        }
        return Optional.of(row);
    }

    ScaleResult result(int threshold) {
        if (total.n() < threshold) {
            return new ScaleResult(scale, Optional.empty(), Optional.empty(), hidden());
        }
        Optional<Reliability> reliability =
                scale.index() ? Optional.empty() : alpha.reliability().filter(each -> each.n() >= threshold);
        return new ScaleResult(scale, Optional.of(Score.of(total)), reliability, released(threshold));
    }

    private List<UnitScore> hidden() {
        return units.keySet().stream()
                .map(unit -> new UnitScore(unit, Optional.empty()))
                .toList();
    }

    private List<UnitScore> released(int threshold) {
        List<Map.Entry<String, Moments>> all = List.copyOf(units.entrySet());
        boolean[] shown = Suppression.shown(
                all.stream().mapToLong(unit -> unit.getValue().n()).toArray(), threshold);
        return java.util.stream.IntStream.range(0, shown.length)
                .mapToObj(i -> new UnitScore(
                        all.get(i).getKey(),
                        shown[i] ? Optional.of(Score.of(all.get(i).getValue())) : Optional.empty()))
                .toList();
    }
}
