package org.takeup.survey.scoring;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which groups of one breakdown may be shown beside their total. A group below the threshold is hidden. As the total
 * minus the shown groups gives the hidden ones together, more groups are hidden, the smallest first, until these
 * together are at least the threshold too, or nobody.
 */
public final class Suppression {
    private Suppression() {}

    /**
     * @param sizes respondents of each group; the groups are disjoint and make up the total
     * @param threshold the smallest number that may be shown
     * @return whether each group is shown
     */
    public static boolean[] shown(long[] sizes, int threshold) {
        var shown = new boolean[sizes.length];
        long hidden = 0;
        for (int i = 0; i < sizes.length; i++) {
            shown[i] = sizes[i] >= threshold;
            hidden += shown[i] ? 0 : sizes[i];
        }
        int[] bySize = IntStream.range(0, sizes.length)
                .filter(i -> shown[i])
                .boxed()
                .sorted(Comparator.comparingLong(i -> sizes[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < bySize.length && hidden > 0 && hidden < threshold; i++) {
            shown[bySize[i]] = false;
            hidden += sizes[bySize[i]];
        }
        if (hidden > 0 && hidden < threshold) {
            Arrays.fill(shown, false);
        }
        return shown;
    }
}
