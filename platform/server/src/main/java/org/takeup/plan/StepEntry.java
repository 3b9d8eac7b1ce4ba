package org.takeup.plan;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.plan.schedule.Holidays;
import org.takeup.plan.schedule.Recurrence;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.store.RandomCode;

/**
 * What a planner says about a step, as it came in. What is left out stays as it is.
 *
 * @param owner id of a person of the directory; empty for nobody
 * @param waitsFor ids of steps of the plan
 * @param time of the day, such as {@code 14:30}
 * @param region whose holidays count; empty for the workspace's usual one
 * @param everyWeeks from one time to the next; 0 for a step that comes once
 * @param until the last day on which it may come again
 */
public record StepEntry(
        @Nullable String audienceId,
        @Nullable Messenger messenger,
        PlanDraft.@Nullable Channel channel,
        @Nullable LocalDate on,
        @Nullable String subject,
        @Nullable String words,
        @Nullable String owner,
        @Nullable List<String> waitsFor,
        @Nullable String time,
        @Nullable String region,
        @Nullable Integer everyWeeks,
        @Nullable LocalDate until) {
    /** Characters of a subject. */
    public static final int LONGEST_SUBJECT = 120;

    static final int LONGEST_WORDS = 4_000;
    private static final int MOST_BEFORE = 50;

    /** Other words, and everything else as it is. */
    public static StepEntry ofWords(String subject, String words) {
        return new StepEntry(null, null, null, null, subject, words, null, null, null, null, null, null);
    }

    /** What an entry is checked against. @param here whether a person is in the directory */
    record Around(LocalDate today, List<Stakeholder> stakeholders, Plan plan, Predicate<String> here) {}

    /** A new step. @throws Problem 422 naming every part that does not fit */
    PlanStep added(Around around) {
        var step = new PlanStep(
                RandomCode.hex(12),
                "",
                "",
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                Messenger.LINE_MANAGER,
                PlanDraft.Channel.HAND_OVER,
                around.today(),
                "",
                "",
                "Added by a planner.",
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, 14));
        return changed(step, around);
    }

    /** The step with these changes. @throws Problem 422 naming every part that does not fit */
    PlanStep changed(PlanStep step, Around around) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanSubject = Plain.line(subject, "subject", LONGEST_SUBJECT, true, wrong);
        String cleanWords = Plain.text(words, "words", LONGEST_WORDS, true, wrong);
        LocalDate day = on == null ? step.on() : on;
        boolean ahead = sane(day, around.today()) && !day.isBefore(around.today());
        if (!ahead && !day.equals(step.on())) {
            wrong.add(new Problem.Field("on", "Please give a date from today to two years ahead."));
        }
        String id = audienceId == null || audienceId.isBlank() ? step.audienceId() : audienceId.strip();
        String name = around.stakeholders().stream()
                .filter(each -> each.id().equals(id))
                .map(Stakeholder::name)
                .findFirst()
                .orElse(id.equals(step.audienceId()) ? step.audience() : "");
        if (name.isEmpty()) {
            wrong.add(new Problem.Field("audienceId", "Please choose one of your stakeholders."));
        }
        PlanStep.Planning planning = planning(step, day, around, wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return step.copy(
                step.id(),
                id,
                name,
                messenger == null ? step.messenger() : messenger,
                channel == null ? step.channel() : channel,
                day,
                cleanSubject,
                cleanWords,
                planning);
    }

    private PlanStep.Planning planning(PlanStep step, LocalDate day, Around around, List<Problem.Field> wrong) {
        PlanStep.Planning was = step.planning();
        String sees = owner == null ? was.owner() : owner.strip();
        if (!sees.isEmpty() && !sees.equals(was.owner()) && !around.here().test(sees)) {
            wrong.add(new Problem.Field("owner", "Please choose somebody of your directory."));
        }
        String where = region == null ? was.region() : region.strip();
        if (!where.isEmpty() && !Holidays.standard().knows(where)) {
            wrong.add(new Problem.Field("region", "Please choose one of the regions."));
        }
        return new PlanStep.Planning(
                sees,
                before(step, around.plan(), wrong),
                at(was, wrong),
                where,
                again(step, day, around, wrong),
                was.changed());
    }

    private Set<String> before(PlanStep step, Plan plan, List<Problem.Field> wrong) {
        if (waitsFor == null) {
            return step.planning().waitsFor();
        }
        var before = new HashSet<String>();
        waitsFor.stream().map(String::strip).filter(id -> !id.isEmpty()).forEach(before::add);
        if (before.size() > MOST_BEFORE) {
            wrong.add(new Problem.Field("waitsFor", "A step waits for at most " + MOST_BEFORE + " others."));
        }
        Set<String> known = new HashSet<>();
        plan.steps().forEach(each -> known.add(each.id()));
        if (!known.containsAll(before)) {
            wrong.add(new Problem.Field("waitsFor", "Please choose steps of this plan."));
        }
        if (before.contains(step.id())) {
            wrong.add(new Problem.Field("waitsFor", "A step cannot wait for itself."));
        }
        return before;
    }

    private LocalTime at(PlanStep.Planning was, List<Problem.Field> wrong) {
        if (time == null || time.isBlank()) {
            return was.time();
        }
        try {
            return LocalTime.parse(time.strip()).withSecond(0).withNano(0);
        } catch (DateTimeParseException e) {
            wrong.add(new Problem.Field("time", "Please give a time like 14:30."));
            return was.time();
        }
    }

    private Optional<Recurrence> again(PlanStep step, LocalDate day, Around around, List<Problem.Field> wrong) {
        int weeks = everyWeeks == null
                ? step.planning().recurrence().map(Recurrence::weeks).orElse(0)
                : everyWeeks;
        if (weeks == 0) {
            return Optional.empty();
        }
        LocalDate last = until == null
                ? step.planning().recurrence().map(Recurrence::until).orElse(LocalDate.MIN)
                : until;
        if (weeks < 1 || weeks > Recurrence.MOST_WEEKS) {
            wrong.add(new Problem.Field(
                    "everyWeeks", "Please give a number of weeks from 0 to " + Recurrence.MOST_WEEKS + "."));
            return Optional.empty();
        }
        if (last.isBefore(day) || last.isAfter(around.today().plusYears(2))) {
            wrong.add(new Problem.Field("until", "Please give the last day, from the step's own to two years ahead."));
            return Optional.empty();
        }
        return Optional.of(new Recurrence(weeks, last));
    }

    /** From yesterday, for plans that are drafted around midnight, to two years ahead. */
    static boolean sane(LocalDate day, LocalDate today) {
        return !day.isBefore(today.minusDays(1)) && !day.isAfter(today.plusYears(2));
    }
}
