package org.takeup.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * Where steps are on a drawing of weeks. Numbers are units of the drawing.
 *
 * @param day how wide a day is
 * @param from the first day, a Monday
 */
public record Timeline(int width, int height, int day, LocalDate from, List<Week> weeks, List<Bar> bars) {
    /** Where the names end and the days begin. */
    public static final int LEFT = 8;

    public static final int TOP = 28;
    public static final int ROW = 30;

    private static final int WIDE = 960;
    private static final int NARROWEST = 2;
    private static final int WIDEST = 24;
    private static final int MOST_WEEKS = 16;

    /** A line where a week begins. @param label whether there is room for its date */
    public record Week(int x, LocalDate monday, boolean label) {}

    /** One step. @param again where it comes again */
    public record Bar(PlanView.StepView step, int x, int y, List<Integer> again) {}

    static Timeline of(List<PlanView.StepView> steps, LocalDate today) {
        LocalDate first = steps.stream()
                .map(PlanView.StepView::on)
                .min(LocalDate::compareTo)
                .orElse(today);
        LocalDate last =
                steps.stream().map(Timeline::last).max(LocalDate::compareTo).orElse(today);
        LocalDate from = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate to = last.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).plusWeeks(1);
        long days = to.toEpochDay() - from.toEpochDay();
        int day = Math.clamp(WIDE / days, NARROWEST, WIDEST);
        var weeks = new ArrayList<Week>();
        long every = Math.max(1, days / 7 / MOST_WEEKS);
        long n = 0;
        for (LocalDate monday = from; monday.isBefore(to); monday = monday.plusWeeks(1)) {
            weeks.add(new Week(x(from, monday, day), monday, n++ % every == 0));
        }
        var bars = new ArrayList<Bar>();
        for (PlanView.StepView step : steps) {
            List<Integer> again = step.planned().times().stream()
                    .skip(1)
                    .map(time -> x(from, time.on(), day))
                    .toList();
            bars.add(new Bar(step, x(from, step.on(), day), TOP + bars.size() * ROW, again));
        }
        return new Timeline(
                LEFT + (int) days * day + 8, TOP + Math.max(1, bars.size()) * ROW + 8, day, from, weeks, bars);
    }

    private static LocalDate last(PlanView.StepView step) {
        List<PlanView.Time> times = step.planned().times();
        return times.isEmpty() ? step.on() : times.getLast().on();
    }

    private static int x(LocalDate from, LocalDate day, int wide) {
        return LEFT + (int) (day.toEpochDay() - from.toEpochDay()) * wide;
    }
}
