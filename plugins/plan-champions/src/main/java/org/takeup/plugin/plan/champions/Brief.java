package org.takeup.plugin.plan.champions;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.plan.drafting.Occasion;
import org.takeup.plugin.plan.drafting.Play;
import org.takeup.plugin.plan.drafting.Words;

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
                question(
                        LAUNCH,
                        FormField.Kind.DATE,
                        true,
                        usual(context, USUAL_LEAD).toString()),
                question(PROGRAMME, FormField.Kind.TEXT, true, null),
                question(GAIN, FormField.Kind.LONG_TEXT, true, null),
                question(LEAD, FormField.Kind.NUMBER, false, Integer.toString(USUAL_LEAD)));
    }

    static Brief of(PlanContext context, Map<String, Answer> answers) {
        List<String> assumptions = new ArrayList<>();
        int lead = lead(text(answers, LEAD), assumptions);
        LocalDate launch = launch(text(answers, LAUNCH), context.today(), usual(context, lead), assumptions);
        assumptions.add(Plays.WORDS.draft("assume.lead", Map.of("launch", launch, "lead", lead)));
        LocalDate first = context.today().plusDays(1);
        if (launch.minusDays(lead + 14L).isBefore(first)) {
            assumptions.add(Plays.WORDS.draft("assume.late"));
        }
        return new Brief(
                named(answers, PROGRAMME, LONGEST_NAME, context.objective(), assumptions),
                named(answers, GAIN, LONGEST_GAIN, Plays.WORDS.draft("default.gain"), assumptions),
                launch,
                lead,
                first,
                List.copyOf(assumptions));
    }

    @Override
    public Map<String, Object> places() {
        return Map.of("programme", programme, "gain", gain, "launch", written(launch));
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

    private static int lead(String said, List<String> assumptions) {
        if (said.isBlank()) {
            return USUAL_LEAD;
        }
        int lead;
        try {
            lead = Integer.parseInt(said.strip());
        } catch (NumberFormatException e) {
            lead = USUAL_LEAD;
        }
        int taken = Math.clamp(lead, SHORTEST_LEAD, LONGEST_LEAD);
        if (!said.strip().equals(Integer.toString(taken))) {
            assumptions.add(Plays.WORDS.draft("assume.lead.replaced", Map.of("value", taken)));
        }
        return taken;
    }

    private static FormField question(String id, FormField.Kind kind, boolean required, @Nullable String preset) {
        return new FormField(
                id, Plays.WORDS.form(id), Plays.WORDS.form(id + ".help"), kind, List.of(), required, preset);
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
        String taken = instead.isEmpty() ? Plays.WORDS.draft("default.programme") : instead;
        assumptions.add(Plays.WORDS.draft("assume." + id, Map.of("value", taken)));
        return taken;
    }

    private static LocalDate launch(String said, LocalDate today, LocalDate usual, List<String> assumptions) {
        Optional<LocalDate> launch =
                day(said).filter(day -> !day.isBefore(today) && day.isBefore(today.plusDays(FURTHEST_DAYS)));
        if (launch.isEmpty()) {
            assumptions.add(Plays.WORDS.draft("assume.launchDate", Map.of("value", usual)));
        }
        return launch.orElse(usual);
    }

    private static Optional<LocalDate> day(String said) {
        try {
            return Optional.of(LocalDate.parse(said.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, Answer> answers, String id) {
        return answers.get(id) instanceof Answer.Text text ? text.value() : "";
    }

    /** A day as the draft writes it. */
    private static String written(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(Locale.UK)
                .format(day);
    }
}
