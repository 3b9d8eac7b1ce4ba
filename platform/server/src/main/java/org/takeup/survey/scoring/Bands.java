package org.takeup.survey.scoring;

import java.util.List;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;

/**
 * The points of a slider as results count them: each by itself if there are few, else in ten bands of neighbours. A point of a
 * hundred would show what a single person chose.
 *
 * @param inBand how many points a band has; the last one may have fewer
 */
record Bands(Item.Slider slider, int points, int inBand) {
    private static final int MOST_POINTS = 11;
    private static final int MOST_BANDS = 10;

    static Bands of(Item.Slider slider) {
        int points = (int) (((long) slider.max() - slider.min()) / slider.step()) + 1;
        return new Bands(slider, points, points <= MOST_POINTS ? 1 : Math.ceilDiv(points, MOST_BANDS));
    }

    /** The place of the point's band; none of them if it is no point. */
    int band(int value) {
        return value < slider.min() || value > slider.max()
                ? -1
                : (int) (((long) value - slider.min()) / slider.step()) / inBand;
    }

    List<Choice> options() {
        return IntStream.range(0, Math.ceilDiv(points, inBand))
                .mapToObj(band -> {
                    int from = point(band * inBand);
                    int to = point(Math.min((band + 1) * inBand, points) - 1);
                    String name = from == to ? String.valueOf(from) : from + "…" + to;
                    return new Choice(from == to ? name : from + "-" + to, LocalizedText.english(name));
                })
                .toList();
    }

    private int point(int place) {
        return slider.min() + place * slider.step();
    }
}
