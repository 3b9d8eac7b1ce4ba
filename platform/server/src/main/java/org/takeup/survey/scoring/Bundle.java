package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;

/**
 * Figures of an open wave that rest on the very same people: a scale and its items, or an item by itself.
 * Whoever left one of the items out counts for none of them until the wave is closed. If they counted for some, the mean of the
 * scale less the counts of its items would tell what the few said who skipped one. For one thread.
 */
final class Bundle {
    private final Optional<ScaleTally> scale;
    private final List<Item> items;

    /** @param scale none for an item by itself */
    Bundle(Optional<ScaleTally> scale, List<Item> items) {
        this.scale = scale;
        this.items = List.copyOf(items);
    }

    /** How many numbers its sums have. */
    int size() {
        return firstItem() + items.stream().mapToInt(Bundle::size).sum();
    }

    private int firstItem() {
        return scale.isPresent() ? 3 : 1;
    }

    private static int size(Item item) {
        return new ItemTally(item).sums().length;
    }

    boolean has(String scaleOrItem) {
        return Stream.concat(
                        scale.stream().map(each -> each.scale().id()),
                        items.stream().map(Item::id))
                .anyMatch(scaleOrItem::equals);
    }

    /** One person's part in the sums, which are simply added: 1, the score and its square, each item's counts. Empty if they do not count here. */
    Optional<double[]> of(Map<String, Answer> answers) {
        var sums = new double[size()];
        sums[0] = 1;
        if (scale.isPresent()) {
            OptionalDouble score = scale.get().scoreOfAll(answers);
            if (score.isEmpty()) {
                return Optional.empty();
            }
            sums[1] = score.getAsDouble();
            sums[2] = score.getAsDouble() * score.getAsDouble();
        }
        int at = firstItem();
        for (Item item : items) {
            if (!answers.containsKey(item.id())) {
                return Optional.empty();
            }
            var tally = new ItemTally(item);
            tally.add(answers);
            double[] counts = tally.sums();
            System.arraycopy(counts, 0, sums, at, counts.length);
            at += counts.length;
        }
        return Optional.of(sums);
    }

    /** The scale's score from sums; empty for fewer people than the threshold, and where there is no scale. */
    Optional<Score> score(double[] sums, int threshold) {
        return scale.isEmpty() || sums[0] < threshold
                ? Optional.empty()
                : Optional.of(Score.of(Moments.of(Math.round(sums[0]), sums[1], sums[2])));
    }

    /** What each of its items shows of these sums. */
    List<ItemResult> items(double[] sums, int threshold) {
        var results = new ArrayList<ItemResult>();
        int at = firstItem();
        for (Item item : items) {
            int size = size(item);
            var counts = new double[size];
            System.arraycopy(sums, at, counts, 0, size);
            results.add(ItemTally.of(item, counts).result(threshold));
            at += size;
        }
        return results;
    }
}
