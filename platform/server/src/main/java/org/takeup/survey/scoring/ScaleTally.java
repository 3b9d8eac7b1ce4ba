package org.takeup.survey.scoring;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.statistics.Figure;
import org.takeup.survey.statistics.Figure.Why;

/** One scale, counted over responses as they come: the total, each unit, and how well the items hang together. For one thread. */
final class ScaleTally {
    private final Scale scale;
    private final List<Rated> items;
    private final Moments total = new Moments();
    private final Map<String, Moments> units = new TreeMap<>();
    private final Few few = new Few();
    private final ItemsTally together;
    /** The answers that are being counted, one place an item. */
    private final double[] row;

    /** An item's part in the scale, with the ends of its own response scale. */
    private record Rated(ItemRef ref, int min, int max) {
        /** The answer with agreement turned round on a reverse item; NaN if there is none on the scale. */
        double turned(Map<String, Answer> answers) {
            if (answers.get(ref.itemId()) instanceof Answer.Rating rating) {
                return ref.reverse() ? min + max - rating.value() : rating.value();
            }
            return Double.NaN;
        }

        double onHundred(double turned) {
            return (turned - min) / (max - min) * 100;
        }
    }

    ScaleTally(Scale scale, Questionnaire questionnaire) {
        this.scale = scale;
        this.items =
                scale.items().stream().map(ref -> rated(ref, questionnaire)).toList();
        this.together = new ItemsTally(scale);
        this.row = new double[items.size()];
    }

    private static Rated rated(ItemRef ref, Questionnaire questionnaire) {
        Item item = questionnaire.item(ref.itemId()).orElseThrow();
        if (item instanceof Item.Rating rating) {
            return new Rated(ref, rating.scale().min(), rating.scale().max());
        }
        throw new IllegalArgumentException("Item " + ref.itemId() + " of a scale is no rating");
    }

    /** @return the person's score, for what else rests on it */
    OptionalDouble add(String unit, Map<String, Answer> answers) {
        int answered = read(answers);
        OptionalDouble score = score(answered);
        score.ifPresent(value -> {
            total.add(value);
            few.add(value);
            units.computeIfAbsent(unit, ignored -> new Moments()).add(value);
        });
        if (answered == row.length) {
            together.add(row);
        }
        return score;
    }

    /** Weighted mean of the answered items on 0 to 100, missing when too few were answered. Never filled with zeros. */
    OptionalDouble score(Map<String, Answer> answers) {
        return score(read(answers));
    }

    /** The same for whoever answered every item; missing for anybody else. */
    OptionalDouble scoreOfAll(Map<String, Answer> answers) {
        int answered = read(answers);
        return answered == row.length ? score(answered) : OptionalDouble.empty();
    }

    /** Lays the answers out in the row. @return how many items were answered */
    private int read(Map<String, Answer> answers) {
        int answered = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = items.get(i).turned(answers);
            answered += Double.isNaN(row[i]) ? 0 : 1;
        }
        return answered;
    }

    private OptionalDouble score(int answered) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < row.length; i++) {
            if (!Double.isNaN(row[i])) {
                Rated item = items.get(i);
                sum += item.ref().weight() * item.onHundred(row[i]);
                weights += item.ref().weight();
            }
        }
        double score = sum / weights;
        // An instrument's weights come from outside: a score that is no number is no score.
        return answered >= scale.minAnswered() && weights > 0 && Double.isFinite(score)
                ? OptionalDouble.of(score)
                : OptionalDouble.empty();
    }

    ScaleResult result(int threshold) {
        return result(threshold, Optional.empty(), LeftOut.nothing());
    }

    /**
     * @param unseen how many people the figures have whom no release before had, if there was any
     * @param leftOut what is not shown, however many people it rests on
     */
    ScaleResult result(int threshold, Optional<Unseen> unseen, LeftOut leftOut) {
        List<Map.Entry<String, Moments>> all = List.copyOf(units.entrySet());
        long[] sizes = all.stream().mapToLong(unit -> unit.getValue().n()).toArray();
        long[] moving = all.stream()
                .mapToLong(unit -> unseen.map(each -> each.ofUnit(scale.id(), unit.getKey()))
                        .orElse(unit.getValue().n()))
                .toArray();
        if (!leftOut.isShown(scale)
                || total.n() < threshold
                || Arrays.stream(moving).sum() < threshold) {
            return new ScaleResult(scale, Optional.empty(), Figure.missing(Why.TOO_FEW), hidden());
        }
        boolean[] shown = Suppression.shown(sizes, moving, threshold);
        List<UnitScore> released = IntStream.range(0, shown.length)
                .mapToObj(i -> new UnitScore(
                        all.get(i).getKey(),
                        shown[i] && leftOut.isTold(scale, all.get(i).getKey())
                                ? Optional.of(Score.of(all.get(i).getValue()))
                                : Optional.empty()))
                .toList();
        return new ScaleResult(scale, Optional.of(Score.of(total, few)), together.result(threshold), released);
    }

    Scale scale() {
        return scale;
    }

    private List<UnitScore> hidden() {
        return units.keySet().stream()
                .map(unit -> new UnitScore(unit, Optional.empty()))
                .toList();
    }
}
