package org.takeup.plugin.plan.launch;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.plan.drafting.Answers;
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
        questions.add(Answers.question(
                Plays.WORDS, LAUNCH, FormField.Kind.DATE, true, usual(context).toString()));
        questions.add(Answers.question(Plays.WORDS, PROGRAMME, FormField.Kind.TEXT, true, null));
        questions.add(Answers.question(Plays.WORDS, GAIN, FormField.Kind.LONG_TEXT, true, null));
        questions.add(new FormField(
                SPONSOR,
                Plays.WORDS.form(SPONSOR),
                Plays.WORDS.form(SPONSOR + ".help"),
                FormField.Kind.CHOICE,
                sponsorChoices(context),
                true,
                NOT_YET));
        questions.add(Answers.question(Plays.WORDS, WIN, FormField.Kind.TEXT, false, null));
        questions.add(Answers.question(Plays.WORDS, DEADLINE, FormField.Kind.DATE, false, null));
        return questions;
    }

    static Brief of(PlanContext context, Map<String, Answer> given) {
        var answers = new Answers(Plays.WORDS, given);
        LocalDate today = context.today();
        LocalDate launch = answers.day(LAUNCH, today, today.plusDays(FURTHEST_DAYS), usual(context));
        LocalDate first = today.plusDays(1);
        answers.assume("assume.launch", Map.of("launch", launch));
        sponsor(context, given)
                .ifPresentOrElse(
                        name -> answers.assume("assume.sponsor", Map.of("value", name)),
                        () -> answers.assume("assume.no-sponsor-named", Map.of()));
        if (launch.minusDays(FIRST_PLAY).isBefore(first)) {
            answers.assume("assume.late", Map.of());
        }
        String programme = answers.named(PROGRAMME, LONGEST_NAME, context.objective());
        String gain = answers.named(GAIN, LONGEST_GAIN, Plays.WORDS.draft("default.gain"));
        String win = answers.named(WIN, LONGEST_WIN, Plays.WORDS.draft("default.win"));
        Optional<LocalDate> deadline = deadline(answers, launch);
        return new Brief(programme, gain, win, launch, deadline, first, answers.assumptions());
    }

    @Override
    public Map<String, Object> places() {
        return Map.of(
                "programme", programme,
                "gain", gain,
                "win", win,
                "launch", Answers.written(launch),
                "deadline", deadline.map(Answers::written).orElse(""));
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

    private static Optional<LocalDate> deadline(Answers answers, LocalDate launch) {
        if (answers.text(DEADLINE).isBlank()) {
            return Optional.empty();
        }
        Optional<LocalDate> deadline = answers.day(DEADLINE)
                .filter(day -> !day.isBefore(launch.plusDays(DAYS_TO_DEADLINE))
                        && day.isBefore(launch.plusDays(FURTHEST_DAYS / 2)));
        deadline.ifPresentOrElse(
                day -> answers.assume("assume.deadline.taken", Map.of("value", day)),
                () -> answers.assume("assume.deadline", Map.of()));
        return deadline;
    }
}
