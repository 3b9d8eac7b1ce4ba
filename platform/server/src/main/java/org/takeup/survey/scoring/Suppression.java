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
        return shown(sizes, sizes, threshold);
    }

    /**
     * The same where parts of the groups were shown before.
     *
     * @param moving how many respondents of each group are in nothing that was shown before; at most its size. These must be
     *     enough, in each group that is shown and in all hidden ones together
     */
    static boolean[] shown(long[] sizes, long[] moving, int threshold) {
        var shown = new boolean[sizes.length];
        long hidden = 0;
        boolean pool = false;
        for (int i = 0; i < sizes.length; i++) {
            shown[i] = moving[i] >= threshold;
            hidden += shown[i] ? 0 : moving[i];
            pool |= !shown[i] && sizes[i] > 0;
        }
        int[] bySize = IntStream.range(0, sizes.length)
                .filter(i -> shown[i])
                .boxed()
                .sorted(Comparator.comparingLong(i -> sizes[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < bySize.length && pool && hidden < threshold; i++) {
            shown[bySize[i]] = false;
            hidden += moving[bySize[i]];
        }
        if (pool && hidden < threshold) {
            Arrays.fill(shown, false);
        }
        return shown;
    }
}
