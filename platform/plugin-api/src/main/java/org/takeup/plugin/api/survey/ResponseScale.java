package org.takeup.plugin.api.survey;

import java.util.List;
import org.takeup.plugin.api.LocalizedText;

/**
 * The points of a rating, each with its label.
 *
 * @param min the lowest point's number
 * @param labels one for each point, from {@code min} upwards; at least two
 */
public record ResponseScale(int min, List<LocalizedText> labels) {
    public ResponseScale {
        labels = List.copyOf(labels);
        if (labels.size() < 2) {
            throw new IllegalArgumentException("A scale has at least two points");
        }
    }

    /** The highest point's number. */
    public int max() {
        return min + labels.size() - 1;
    }
}
