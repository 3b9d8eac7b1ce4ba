package org.takeup.plugin.plan.stakeholder;

import java.util.ArrayList;
import java.util.List;

/** Fills what would be a long silence towards an audience, as far as a plan stays short enough to be carried. */
final class Rhythm {
    /** As many as the platform takes of a draft. */
    static final int MOST_STEPS = 200;

    private static final int DAYS_A_WEEK = 7;

    private final int days;
    private int steps;
    private boolean cut;

    /** @param steps that the plan has anyway */
    Rhythm(int weeks, int steps) {
        this.days = weeks * DAYS_A_WEEK;
        this.steps = steps;
    }

    /**
     * The days on which something more is said, so that there are fewer than two rhythms between two messages, and until the
     * end of the programme.
     *
     * @param said days of the programme on which something is said, at least one
     * @param weeks of the audience's rhythm
     */
    List<Integer> between(List<Integer> said, int weeks) {
        List<Integer> more = new ArrayList<>();
        List<Integer> sorted = new ArrayList<>(said.stream().sorted().toList());
        sorted.add(days);
        int rhythm = weeks * DAYS_A_WEEK;
        for (int i = 1; i < sorted.size(); i++) {
            int from = Math.max(0, sorted.get(i - 1));
            int gap = sorted.get(i) - from;
            int parts = gap / rhythm;
            for (int part = 1; part < parts; part++) {
                if (steps < MOST_STEPS) {
                    more.add(from + part * gap / parts);
                    steps++;
                } else {
                    cut = true;
                }
            }
        }
        return more;
    }

    /** Whether something was left out because the plan was long enough. */
    boolean wasCut() {
        return cut;
    }
}
