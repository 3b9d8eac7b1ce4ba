package org.takeup.business.pilot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.business.Figures;
import org.takeup.survey.statistics.Interval;

/** A result in plain sentences. Says what causes what only where chance alone decided who tried it out. */
final class PilotWords {
    private PilotWords() {}

    static List<String> of(Pilot pilot, PilotStore.Counted counted, Result.Drift drift, int smallest) {
        Effect effect = counted.effect();
        var words = new ArrayList<String>();
        words.add(figures(pilot, effect));
        words.add(difference(pilot, effect));
        words.add(conclusion(pilot.design(), effect));
        pilot.agreed().ifPresent(agreed -> words.add(success(agreed, effect)));
        words.add(drift(drift, smallest));
        words.add("Counted on " + counted.on()
                + ", once: data that come later and people who are erased do not move it, so that"
                + " nobody can tell what one person did.");
        return words;
    }

    private static String figures(Pilot pilot, Effect effect) {
        String span = String.format(
                Locale.ROOT,
                "in the %s before and %s in the %s from the start",
                weeks(pilot.weeksBefore()),
                "%s",
                weeks(pilot.weeksAfter()));
        String first = "Of the " + effect.pilot() + " who tried it out, " + Figures.percent(effect.pilotBefore()) + " "
                + pilot.metric().label() + " " + span.replace("%s", Figures.percent(effect.pilotAfter()));
        return pilot.design().compares()
                ? first + "; of the " + effect.others() + " they are compared with, "
                        + Figures.percent(effect.othersBefore()) + " and " + Figures.percent(effect.othersAfter())
                        + "."
                : first + ".";
    }

    private static String weeks(int number) {
        return number == 1 ? "week" : number + " weeks";
    }

    private static String difference(Pilot pilot, Effect effect) {
        String what = pilot.design().compares() ? "The difference of the two changes is " : "The change is ";
        return what + Figures.points(effect.difference()) + " points"
                + effect.interval()
                        .map(interval -> ", 95 % interval " + range(interval) + " (" + effect.method() + ").")
                        .orElse("; there is no interval, because the people hardly vary.");
    }

    private static String range(Interval interval) {
        return Figures.points(interval.low()) + " to " + Figures.points(interval.high());
    }

    /** What can be concluded, and what cannot. */
    static String conclusion(Pilot.Design design, Effect effect) {
        Optional<Interval> interval = effect.interval();
        boolean none = interval.map(each -> each.includes(0)).orElse(Math.abs(effect.difference()) < 1e-9);
        return switch (design) {
            case RANDOM, BLOCKS ->
                none
                        ? "No effect is shown: no difference at all fits these figures as well. That does not prove that"
                                + " there is none, only that it is not outside the interval."
                        : "Chance alone decided who tried it out, so a difference beyond chance is an effect of the pilot,"
                                + " unless something else reached one of the groups only.";
            case MATCHED ->
                (none ? "No difference at all fits these figures as well. " : "")
                        + "Association only: those who tried it out were not drawn by chance, and may differ from the"
                        + " others in what they were not matched by.";
            case BEFORE_AFTER ->
                (none ? "No change at all fits these figures as well. " : "")
                        + "Association only: there is nobody to compare with, and whatever else changed at that time is"
                        + " in these figures too.";
        };
    }

    private static String success(Pilot.Agreement agreed, Effect effect) {
        double least = agreed.success().least() / 100;
        String measure =
                "Agreed with " + agreed.owner() + ": \"" + agreed.success().words() + "\", at least "
                        + Figures.plain(agreed.success().least()) + " points. ";
        return measure
                + effect.interval()
                        .map(interval -> interval.low() >= least
                                ? "All of the interval reaches that."
                                : interval.high() < least
                                        ? "All of the interval stays below that."
                                        : "The interval holds both less and more than that, so it is not decided.")
                        .orElse("Without an interval that is not decided.");
    }

    private static String drift(Result.Drift drift, int smallest) {
        return "Everybody stays in the group that they were assigned to, whatever they did (intention to treat); whoever"
                + " has no learning records counts as not having taken part. Of the assigned people "
                + many(drift.left(), smallest)
                + " have left since and are still counted; " + many(drift.joined(), smallest)
                + " people joined later and are in neither group.";
    }

    private static String many(long number, int smallest) {
        return number < smallest ? "fewer than " + smallest : String.valueOf(number);
    }
}
