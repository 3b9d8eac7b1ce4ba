package org.takeup.plugin.plan.stakeholder;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.plan.drafting.Words;

/**
 * What the planner answered. Whatever is missing or cannot be is replaced, and the replacement is named as an assumption.
 *
 * @param programme at most 60 characters
 * @param gain completes "afterwards you can ...", at most 200 characters
 * @param start not in the past
 * @param weeks 4 to 26
 */
record Brief(String programme, String gain, LocalDate start, int weeks, List<String> assumptions) {
    private static final String START = "startDate";
    private static final String PROGRAMME = "programme";
    private static final String GAIN = "gain";
    private static final String WEEKS = "weeks";
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_GAIN = 200;
    private static final int FEWEST_WEEKS = 4;
    private static final int MOST_WEEKS = 26;
    private static final int USUAL_WEEKS = 8;
    private static final int FURTHEST_YEARS = 2;

    static List<FormField> questions(PlanContext context) {
        return List.of(
                question(START, FormField.Kind.DATE, usualStart(context.today()).toString()),
                question(PROGRAMME, FormField.Kind.TEXT, null),
                question(GAIN, FormField.Kind.LONG_TEXT, null),
                question(WEEKS, FormField.Kind.NUMBER, Integer.toString(USUAL_WEEKS)));
    }

    static Brief of(PlanContext context, Map<String, Answer> answers) {
        List<String> assumptions = new ArrayList<>();
        return new Brief(
                named(answers, PROGRAMME, LONGEST_NAME, context.objective(), assumptions),
                named(answers, GAIN, LONGEST_GAIN, StakeholderPlan.WORDS.draft("default.gain", Map.of()), assumptions),
                start(text(answers, START), context.today(), assumptions),
                weeks(text(answers, WEEKS), assumptions),
                List.copyOf(assumptions));
    }

    /** What the messages are filled with. */
    Map<String, Object> places() {
        return Map.of("programme", programme, "gain", gain, "weeks", weeks);
    }

    private static FormField question(String id, FormField.Kind kind, @Nullable String preset) {
        return new FormField(
                id,
                StakeholderPlan.WORDS.form(id),
                StakeholderPlan.WORDS.form(id + ".help"),
                kind,
                List.of(),
                true,
                preset);
    }

    private static String named(
            Map<String, Answer> answers, String id, int most, String otherwise, List<String> assumptions) {
        String said = Words.oneLine(text(answers, id), most);
        while (said.endsWith(".")) {
            said = said.substring(0, said.length() - 1).strip();
        }
        if (!said.isEmpty()) {
            return said;
        }
        String instead = Words.oneLine(otherwise, most);
        String taken = instead.isEmpty() ? StakeholderPlan.WORDS.draft("default.programme", Map.of()) : instead;
        assumptions.add(StakeholderPlan.WORDS.draft("assume." + id, Map.of("value", taken)));
        return taken;
    }

    private static LocalDate start(String said, LocalDate today, List<String> assumptions) {
        try {
            LocalDate start = LocalDate.parse(said.strip());
            if (!start.isBefore(today) && start.isBefore(today.plusYears(FURTHEST_YEARS))) {
                return start;
            }
        } catch (DateTimeParseException e) {
            // As with a date that cannot be: the usual start, named as an assumption.
        }
        LocalDate usual = usualStart(today);
        assumptions.add(StakeholderPlan.WORDS.draft("assume.startDate", Map.of("value", usual)));
        return usual;
    }

    private static int weeks(String said, List<String> assumptions) {
        int weeks;
        try {
            weeks = Integer.parseInt(said.strip());
        } catch (NumberFormatException e) {
            weeks = USUAL_WEEKS;
        }
        int taken = Math.clamp(weeks, FEWEST_WEEKS, MOST_WEEKS);
        if (!said.strip().equals(Integer.toString(taken))) {
            assumptions.add(StakeholderPlan.WORDS.draft("assume.weeks", Map.of("value", taken)));
        }
        return taken;
    }

    /** Monday of next week: time to read the draft before its first step. */
    private static LocalDate usualStart(LocalDate today) {
        return today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    private static String text(Map<String, Answer> answers, String id) {
        return answers.get(id) instanceof Answer.Text text ? text.value() : "";
    }
}
