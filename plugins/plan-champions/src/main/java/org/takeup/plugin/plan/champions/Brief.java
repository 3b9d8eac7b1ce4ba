package org.takeup.plugin.plan.champions;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.plan.drafting.Answers;
import org.takeup.plugin.plan.drafting.Occasion;
import org.takeup.plugin.plan.drafting.Play;

/**
 * What the planner answered. Whatever is missing or cannot be is replaced, and the replacement is named as an assumption.
 *
 * @param programme at most 60 characters
 * @param gain completes "afterwards you can ...", at most 200 characters
 * @param launch not in the past
 * @param lead how many days before the launch champions hear of it at least, 7 to 90
 * @param first the first day on which something can be said
 */
record Brief(String programme, String gain, LocalDate launch, int lead, LocalDate first, List<String> assumptions)
        implements Occasion {
    /** A play on this day comes the lead time before the launch. */
    static final int EARLY = -1000;

    /** How early champions are asked, if a sponsor says nothing else. */
    static final int USUAL_LEAD = 30;

    private static final int LATEST_OF_EARLY = -500;
    private static final String LAUNCH = "launchDate";
    private static final String PROGRAMME = "programme";
    private static final String GAIN = "gain";
    private static final String LEAD = "leadDays";
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_GAIN = 200;
    private static final int SHORTEST_LEAD = 7;
    private static final int LONGEST_LEAD = 90;
    private static final int TIME_TO_FIND = 21;
    private static final int FURTHEST_DAYS = 500;

    static List<FormField> questions(PlanContext context) {
        return List.of(
                Answers.question(
                        Plays.WORDS,
                        LAUNCH,
                        FormField.Kind.DATE,
                        true,
                        usual(context, USUAL_LEAD).toString()),
                Answers.question(Plays.WORDS, PROGRAMME, FormField.Kind.TEXT, true, null),
                Answers.question(Plays.WORDS, GAIN, FormField.Kind.LONG_TEXT, true, null),
                Answers.question(Plays.WORDS, LEAD, FormField.Kind.NUMBER, false, Integer.toString(USUAL_LEAD)));
    }

    static Brief of(PlanContext context, Map<String, Answer> given) {
        var answers = new Answers(Plays.WORDS, given);
        LocalDate today = context.today();
        int lead = answers.text(LEAD).isBlank()
                ? USUAL_LEAD
                : answers.number(LEAD, SHORTEST_LEAD, LONGEST_LEAD, USUAL_LEAD, "assume.lead.replaced");
        LocalDate launch = answers.day(LAUNCH, today, today.plusDays(FURTHEST_DAYS), usual(context, lead));
        answers.assume("assume.lead", Map.of("launch", launch, "lead", lead));
        LocalDate first = today.plusDays(1);
        if (launch.minusDays(lead + 14L).isBefore(first)) {
            answers.assume("assume.late", Map.of());
        }
        String programme = answers.named(PROGRAMME, LONGEST_NAME, context.objective());
        String gain = answers.named(GAIN, LONGEST_GAIN, Plays.WORDS.draft("default.gain"));
        return new Brief(programme, gain, launch, lead, first, answers.assumptions());
    }

    @Override
    public Map<String, Object> places() {
        return Map.of("programme", programme, "gain", gain, "launch", Answers.written(launch));
    }

    /** Always, for this kind of plan. */
    @Override
    public Optional<LocalDate> day(Play play) {
        LocalDate day = play.day() < LATEST_OF_EARLY
                ? launch.minusDays(lead).plusDays(play.day() - EARLY)
                : launch.plusDays(play.day());
        return Optional.of(day.isBefore(first) ? first : day);
    }

    /** A Monday that leaves time to find champions and to ask them early. */
    private static LocalDate usual(PlanContext context, int lead) {
        return context.today().plusDays(lead + TIME_TO_FIND).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }
}
