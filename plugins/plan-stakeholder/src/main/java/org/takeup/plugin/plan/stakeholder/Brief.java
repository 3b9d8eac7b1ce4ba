package org.takeup.plugin.plan.stakeholder;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.plan.drafting.Answers;

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
                Answers.question(
                        StakeholderPlan.WORDS,
                        START,
                        FormField.Kind.DATE,
                        true,
                        usualStart(context.today()).toString()),
                Answers.question(StakeholderPlan.WORDS, PROGRAMME, FormField.Kind.TEXT, true, null),
                Answers.question(StakeholderPlan.WORDS, GAIN, FormField.Kind.LONG_TEXT, true, null),
                Answers.question(
                        StakeholderPlan.WORDS, WEEKS, FormField.Kind.NUMBER, true, Integer.toString(USUAL_WEEKS)));
    }

    static Brief of(PlanContext context, Map<String, Answer> given) {
        var answers = new Answers(StakeholderPlan.WORDS, given);
        LocalDate today = context.today();
        String programme = answers.named(PROGRAMME, LONGEST_NAME, context.objective());
        String gain = answers.named(GAIN, LONGEST_GAIN, StakeholderPlan.WORDS.draft("default.gain"));
        LocalDate start = answers.day(START, today, today.plusYears(FURTHEST_YEARS), usualStart(today));
        int weeks = answers.number(WEEKS, FEWEST_WEEKS, MOST_WEEKS, USUAL_WEEKS, "assume.weeks");
        return new Brief(programme, gain, start, weeks, answers.assumptions());
    }

    /** What the messages are filled with. */
    Map<String, Object> places() {
        return Map.of("programme", programme, "gain", gain, "weeks", weeks);
    }

    /** Monday of next week: time to read the draft before its first step. */
    private static LocalDate usualStart(LocalDate today) {
        return today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }
}
