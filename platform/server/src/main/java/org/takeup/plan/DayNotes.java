package org.takeup.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.takeup.plan.PlanView.Note;
import org.takeup.plan.schedule.WorkingDays;
import org.takeup.plugin.api.Finding;

/** Says which steps of a plan fall on days that do not fit. For one plan at one moment, and one thread. */
final class DayNotes {
    private final WorkingDays days;
    private final LocalDate today;
    private final Map<LocalDate, String> calendars;
    private final Map<String, PlanStep> byId = new HashMap<>();

    /** @param calendars what else is on by day */
    DayNotes(WorkingDays days, Map<LocalDate, String> calendars, LocalDate today, Plan plan) {
        this.days = days;
        this.calendars = calendars;
        this.today = today;
        plan.steps().forEach(step -> byId.put(step.id(), step));
    }

    /** What is wrong with the days of a step. @param open which of its times have not gone out */
    List<Note> about(PlanStep step, Predicate<PlanStep> open) {
        var notes = new ArrayList<Note>();
        if (open.test(step) && step.on().isBefore(today)) {
            notes.add(warning(
                    "Its day has passed: once the plan is approved, it goes out at once. Give it another day."));
        }
        String region = step.planning().region();
        for (PlanStep time : step.times().stream().filter(open).toList()) {
            days.off(time.on(), region)
                    .ifPresent(why -> notes.add(warning(time.on() + " " + why + ". The next working day is "
                            + days.onOrAfter(time.on(), region) + ".")));
            Optional.ofNullable(calendars.get(time.on()))
                    .ifPresent(
                            event -> notes.add(warning("On " + time.on() + " something else is on: " + event + ".")));
        }
        for (String id : step.planning().waitsFor()) {
            PlanStep before = byId.get(id);
            if (before != null && before.on().isAfter(step.on())) {
                notes.add(
                        warning("It waits for “" + before.subject() + "”, which comes later, on " + before.on() + "."));
            }
        }
        return notes;
    }

    /** The next working day, if a step's own is none. */
    Optional<LocalDate> instead(PlanStep step) {
        LocalDate next = days.onOrAfter(step.on(), step.planning().region());
        return next.equals(step.on()) ? Optional.empty() : Optional.of(next);
    }

    private static Note warning(String message) {
        return new Note(Finding.Severity.WARNING, message);
    }
}
