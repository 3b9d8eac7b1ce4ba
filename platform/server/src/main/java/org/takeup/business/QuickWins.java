package org.takeup.business;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * In which order programmes pay: value over effort, the most first.
 *
 * <pre>points = 100 x (weight / 5) x progress x reach / effort</pre>
 *
 * <ul>
 *   <li>weight: of the priority that it serves, 1 to 5; 0.5 without one
 *   <li>progress: the part of the way from the indicator's baseline to its target that the likely effect covers, 0 to 1
 *   <li>reach: the square root of the share of the organisation that it asks, so that small groups can still come first
 *   <li>effort: likely person-days, and likely purchases as the person-days that they would pay; at least half a day
 * </ul>
 *
 * More weight, more progress and more reach never put a programme lower, more effort never higher. Equal points are ordered by
 * name and id. Pure.
 */
final class QuickWins {
    /** The method in words. */
    static final String METHOD =
            "Points are 100 x (weight / 5) x progress x reach / effort. Weight is that of the business"
                    + " priority, 0.5 without one; progress the part of the way from baseline to target that the likely effect"
                    + " covers; reach the square root of the share of the organisation that is asked; effort the likely person-days,"
                    + " with purchases as the person-days that they would pay, at least half a day. The factors are judgement: they"
                    + " order programmes and predict nothing.";

    private static final double NO_PRIORITY = 0.5;
    private static final double MOST_WEIGHT = 5;
    private static final double LEAST_EFFORT = 0.5;

    private QuickWins() {}

    /**
     * What the points are made of.
     *
     * @param progress 0 to 1
     * @param reach share of the organisation, 0 to 1
     * @param effort in person-days
     */
    record Factors(double weight, double progress, double reach, double effort) {
        double points() {
            return 100 * weight / MOST_WEIGHT * progress * Math.sqrt(reach) / Math.max(LEAST_EFFORT, effort);
        }

        /** Why it stands where it does, in a sentence. @param priority its name, if there is one */
        String because(Optional<String> priority) {
            String serves = priority.map(
                            name -> String.format(Locale.ROOT, "It serves \"%s\" (weight %.0f of 5)", name, weight))
                    .orElse("It serves no business priority yet (counts as 0.5 of 5)");
            return String.format(
                    Locale.ROOT,
                    "%s, is likely to go %s of the way to its target, asks %s of the organisation, and takes about %s"
                            + " person-days.",
                    serves,
                    Figures.percent(progress),
                    Figures.percent(reach),
                    Figures.plain(effort));
        }
    }

    static Factors of(
            Programme programme, Optional<Priority> priority, CaseSettings settings, long people, long everybody) {
        double days = programme.measures().stream()
                .mapToDouble(each -> each.days().likely())
                .sum();
        // What is bought is put into days by their price; where a day costs nothing, it counts as one that costs 1.
        double bought = programme.purchases().likely() / Math.max(1, settings.perDay());
        return new Factors(
                priority.map(each -> (double) each.weight()).orElse(NO_PRIORITY),
                programme.indicator().progress(programme.effect().likely()),
                everybody == 0 ? 0 : Math.clamp((double) people / everybody, 0, 1),
                days + bought);
    }

    /** The most points first. */
    static List<Programme> ordered(List<Programme> programmes, Map<String, Factors> factors) {
        return programmes.stream()
                .sorted(Comparator.comparingDouble((Programme each) -> Optional.ofNullable(factors.get(each.id()))
                                .map(Factors::points)
                                .orElse(0.0))
                        .reversed()
                        .thenComparing(Programme::name)
                        .thenComparing(Programme::id))
                .toList();
    }
}
