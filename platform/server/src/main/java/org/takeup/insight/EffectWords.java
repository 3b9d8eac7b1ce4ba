package org.takeup.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Before and after in plain words. */
final class EffectWords {
    private EffectWords() {}

    static List<String> of(List<Milestone> milestones, Optional<BeforeAfter> effect) {
        if (milestones.isEmpty()) {
            return List.of();
        }
        Milestone first = milestones.getFirst();
        if (effect.isEmpty()) {
            return List.of("There are not yet weeks on both sides of \"" + first.title()
                    + "\" to compare. Come back when a week has passed since it was sent.");
        }
        BeforeAfter found = effect.get();
        var words = new ArrayList<String>();
        words.add(String.format(
                Locale.ROOT,
                "In the %s before \"%s\" take-up was %s on average, in the %s after it %s.",
                weeks(found.weeksBefore()),
                first.title(),
                BoardRoutes.percent(found.before()),
                weeks(found.weeksAfter()),
                BoardRoutes.percent(found.after())));
        words.add(found.interval().map(interval -> interval(found, interval)).orElseGet(() -> change(found)));
        words.add("Association only: whatever else changed at that time is in these figures too.");
        return words;
    }

    private static String interval(BeforeAfter found, BeforeAfter.Interval interval) {
        String range = String.format(
                Locale.ROOT,
                "The change is %+.1f points, 95 %% interval %+.1f to %+.1f (Welch, weeks as the sample).",
                found.change() * 100,
                interval.low() * 100,
                interval.high() * 100);
        return interval.holdsZero() ? range + " No change at all fits these weeks as well." : range;
    }

    private static String change(BeforeAfter found) {
        return String.format(
                Locale.ROOT,
                "The change is %+.1f points; there are too few weeks, or they vary too little, for an interval.",
                found.change() * 100);
    }

    private static String weeks(int number) {
        return number == 1 ? "one week" : number + " weeks";
    }
}
