package org.takeup.effect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.effect.Measured.Figures;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.survey.statistics.Interval;

/** What a step came to, in plain sentences. Says what changes what only where chance alone decided who was spoken to. */
final class EffectWords {
    /** What is said of every figure without a draw; nothing that claims more stands beside it. */
    static final String ASSOCIATION = "Association only";

    private EffectWords() {}

    static List<String> of(Figures figures, PlanDraft.Metric metric, Counted counted, double least) {
        var words = new ArrayList<String>();
        words.add(shares(figures, metric, counted));
        words.add(difference(figures));
        words.add(conclusion(figures));
        words.add(expected(figures, least));
        return words;
    }

    private static String shares(Figures figures, PlanDraft.Metric metric, Counted counted) {
        String who = switch (figures.basis()) {
            case RANDOMISED ->
                "Of " + people(figures.treated()) + " whom chance put among those who are spoken to ("
                        + figures.reached() + " were reached), ";
            case MATCHED ->
                "Of " + people(figures.treated()) + " who were reached and have somebody alike (" + figures.reached()
                        + " were reached), ";
            case BEFORE_AFTER ->
                "Of " + people(figures.treated()) + " who were looked at (" + figures.reached() + " were reached), ";
        };
        String own = who + percent(figures.response()) + " " + did(metric) + " in the " + counted.after() + ", and "
                + percent(figures.before()) + " in the " + counted.before();
        if (!figures.basis().compares()) {
            return own + ".";
        }
        String others = figures.basis() == Basis.RANDOMISED
                ? "; of " + people(figures.others()) + " held out by chance, "
                : "; of " + people(figures.others()) + " who are alike and were not reached, ";
        return own + others + percent(figures.othersAfter()) + " and " + percent(figures.othersBefore()) + ".";
    }

    private static String difference(Figures figures) {
        String what = figures.basis().compares() ? "The difference of the two changes is " : "The change is ";
        return what + points(figures.difference()) + " points"
                + figures.interval()
                        .map(interval -> ", 95 % interval " + range(interval) + " (" + figures.method() + ").")
                        .orElse("; there is no interval, for the people hardly vary.");
    }

    static String range(Interval interval) {
        return points(interval.low()) + " to " + points(interval.high());
    }

    private static boolean none(Figures figures) {
        return figures.interval().map(interval -> interval.includes(0)).orElse(Math.abs(figures.difference()) < 1e-9);
    }

    private static String conclusion(Figures figures) {
        String nothing = "No difference was found; one smaller than " + plain(figures.detectable())
                + " points cannot be seen with so few people.";
        return switch (figures.basis()) {
            case RANDOMISED ->
                none(figures)
                        ? nothing
                        : "Chance alone decided who was spoken to, so a difference beyond chance is an effect of the plan"
                                + " up to then: whoever is held out of this step is held out of its others too.";
            case MATCHED ->
                (none(figures) ? nothing + " " : "") + ASSOCIATION
                        + ", with people who are alike: they were not drawn by chance, and may differ in what is not known"
                        + " of them.";
            case BEFORE_AFTER ->
                (none(figures) ? nothing + " " : "") + ASSOCIATION
                        + ": there is nobody to compare with, and whatever else changed at that time is in these figures"
                        + " too.";
        };
    }

    private static String expected(Figures figures, double least) {
        String asked = "At least " + number(least) + " points were to count. ";
        Optional<Interval> interval = figures.interval();
        if (interval.isEmpty()) {
            return asked + "Without an interval that is not decided.";
        }
        if (interval.get().low() * 100 >= least) {
            return asked + "All of the interval reaches that.";
        }
        return asked
                + (interval.get().high() * 100 < least
                        ? "All of the interval stays below that."
                        : "The interval holds both less and more than that, so it is not decided.");
    }

    /** For a step whose weeks are not over. @param later whether it went out to somebody later than on its own day */
    static String early(LocalDate end, boolean later) {
        return (later ? "It went out to some people later than to others. " : "")
                + "It is too early to tell: the weeks that count are over on " + Counted.said(end) + ".";
    }

    /** For a step whose learning data does not reach to its end. */
    static String waiting(LocalDate end) {
        return "The weeks that count are over. It waits for learning data of all of them, until " + Counted.said(end)
                + ".";
    }

    private static String did(PlanDraft.Metric metric) {
        return switch (metric) {
            case ENROLLED -> "were enrolled";
            case STARTED -> "started something new";
            case ACTIVE -> "took part";
            case FINISHED -> "completed something";
        };
    }

    private static String people(long number) {
        return number == 1 ? "1 person" : number + " people";
    }

    /** A share of 0 to 1 in percent. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }

    /** A share of 0 to 1 as points with a sign. */
    static String points(double share) {
        return String.format(Locale.ROOT, "%+.1f", share * 100);
    }

    /** A share of 0 to 1 as points. */
    static String plain(double share) {
        return number(Math.round(share * 1_000) / 10.0);
    }

    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
