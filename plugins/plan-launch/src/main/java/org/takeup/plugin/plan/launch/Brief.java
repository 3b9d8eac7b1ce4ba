package org.takeup.plugin.plan.launch;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.plan.drafting.Circle;
import org.takeup.plugin.plan.drafting.Occasion;
import org.takeup.plugin.plan.drafting.Play;
import org.takeup.plugin.plan.drafting.Words;

/**
 * What the planner answered. Whatever is missing or cannot be is replaced, and the replacement is named as an assumption.
 *
 * @param programme at most 60 characters
 * @param gain completes "afterwards you can ...", at most 200 characters
 * @param win the first result that can be told, at most 160 characters
 * @param launch not in the past
 * @param deadline by when people should be done, if there is such a day
 * @param first the first day on which something can be said
 */
record Brief(
        String programme,
        String gain,
        String win,
        LocalDate launch,
        Optional<LocalDate> deadline,
        LocalDate first,
        List<String> assumptions)
        implements Occasion {
    private static final String LAUNCH = "launchDate";
    private static final String PROGRAMME = "programme";
    private static final String GAIN = "gain";
    private static final String SPONSOR = "sponsor";
    private static final String WIN = "win";
    private static final String DEADLINE = "deadline";
    private static final String NOT_YET = "not-yet";
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_GAIN = 200;
    private static final int LONGEST_WIN = 160;
    private static final int MOST_SPONSORS = 20;
    private static final int DAYS_TO_LAUNCH = 49;
    private static final int DAYS_TO_DEADLINE = 21;
    private static final int FURTHEST_DAYS = 500;
    private static final int FIRST_PLAY = 42;

    static List<FormField> questions(PlanContext context) {
        List<FormField> questions = new ArrayList<>();
        questions.add(question(LAUNCH, FormField.Kind.DATE, true, usual(context).toString()));
        questions.add(question(PROGRAMME, FormField.Kind.TEXT, true, null));
        questions.add(question(GAIN, FormField.Kind.LONG_TEXT, true, null));
        questions.add(new FormField(
                SPONSOR,
                Plays.WORDS.form(SPONSOR),
                Plays.WORDS.form(SPONSOR + ".help"),
                FormField.Kind.CHOICE,
                sponsorChoices(context),
                true,
                NOT_YET));
        questions.add(question(WIN, FormField.Kind.TEXT, false, null));
        questions.add(question(DEADLINE, FormField.Kind.DATE, false, null));
        return questions;
    }

    static Brief of(PlanContext context, Map<String, Answer> answers) {
        List<String> assumptions = new ArrayList<>();
        LocalDate launch = launch(text(answers, LAUNCH), context.today(), usual(context), assumptions);
        LocalDate first = context.today().plusDays(1);
        assumptions.add(Plays.WORDS.draft("assume.launch", Map.of("launch", launch)));
        assumptions.add(sponsor(context, answers)
                .map(name -> Plays.WORDS.draft("assume.sponsor", Map.of("value", name)))
                .orElseGet(() -> Plays.WORDS.draft("assume.no-sponsor-named")));
        if (launch.minusDays(FIRST_PLAY).isBefore(first)) {
            assumptions.add(Plays.WORDS.draft("assume.late"));
        }
        return new Brief(
                named(answers, PROGRAMME, LONGEST_NAME, context.objective(), assumptions),
                named(answers, GAIN, LONGEST_GAIN, Plays.WORDS.draft("default.gain"), assumptions),
                named(answers, WIN, LONGEST_WIN, Plays.WORDS.draft("default.win"), assumptions),
                launch,
                deadline(text(answers, DEADLINE), launch, assumptions),
                first,
                List.copyOf(assumptions));
    }

    @Override
    public Map<String, Object> places() {
        return Map.of(
                "programme", programme,
                "gain", gain,
                "win", win,
                "launch", written(launch),
                "deadline", deadline.map(Brief::written).orElse(""));
    }

    /** One about a deadline only if there is one. */
    @Override
    public Optional<LocalDate> day(Play play) {
        Optional<LocalDate> day = play == Plays.DEADLINE
                ? deadline.map(last -> last.plusDays(play.day()))
                : Optional.of(launch.plusDays(play.day()));
        return day.map(wanted -> wanted.isBefore(first) ? first : wanted);
    }

    /** A Monday that leaves time to win a sponsor first. */
    private static LocalDate usual(PlanContext context) {
        return context.today().plusDays(DAYS_TO_LAUNCH).with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    private static List<Choice> sponsorChoices(PlanContext context) {
        List<Audience> sponsors = sponsors(context);
        return Stream.concat(
                        Stream.of(new Choice(NOT_YET, Plays.WORDS.form("sponsor.not-yet"))),
                        IntStream.range(0, sponsors.size())
                                .mapToObj(i -> new Choice(
                                        choice(i),
                                        Plays.WORDS.name(sponsors.get(i).name()))))
                .toList();
    }

    private static List<Audience> sponsors(PlanContext context) {
        return context.audiences().stream()
                .filter(each -> Circle.of(each) == Circle.LEADERS)
                .sorted(Comparator.comparing(Audience::id))
                .limit(MOST_SPONSORS)
                .toList();
    }

    private static String choice(int place) {
        return "sponsor-" + (place + 1);
    }

    private static Optional<String> sponsor(PlanContext context, Map<String, Answer> answers) {
        List<Audience> sponsors = sponsors(context);
        return answers.get(SPONSOR) instanceof Answer.Chosen chosen
                ? IntStream.range(0, sponsors.size())
                        .filter(i -> chosen.ids().contains(choice(i)))
                        .mapToObj(i -> Words.oneLine(sponsors.get(i).name(), Words.LONGEST_NAME))
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<LocalDate> deadline(String said, LocalDate launch, List<String> assumptions) {
        if (said.isBlank()) {
            return Optional.empty();
        }
        Optional<LocalDate> deadline = day(said)
                .filter(day -> !day.isBefore(launch.plusDays(DAYS_TO_DEADLINE))
                        && day.isBefore(launch.plusDays(FURTHEST_DAYS / 2)));
        assumptions.add(deadline.map(day -> Plays.WORDS.draft("assume.deadline.taken", Map.of("value", day)))
                .orElseGet(() -> Plays.WORDS.draft("assume.deadline")));
        return deadline;
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
