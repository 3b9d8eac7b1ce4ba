package org.takeup.survey;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.chart.BarChart;
import org.takeup.delivery.MailState;
import org.takeup.delivery.Tally;
import org.takeup.http.Access;
import org.takeup.http.Dates;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.questionnaire.Use;
import org.takeup.tenant.Role;

/** The pages on which planners run surveys. */
public final class SurveyPages {
    private final Surveys surveys;

    public SurveyPages(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("surveys", "/surveys", planners, this::list),
                        Route.page("survey", "/surveys/{wave}", planners, this::room),
                        Route.page("survey-preview", "/surveys/{wave}/preview", planners, this::preview),
                        Route.page("survey-results", "/surveys/{wave}/results", planners, this::results),
                        Route.form("survey-invite", "/surveys/{wave}/invitations", planners, this::invite),
                        Route.form("survey-close", "/surveys/{wave}/close", planners, this::close)),
                List.of(new Room.Entry(Room.Group.ASK, 10, "Surveys", "/surveys", planners)));
    }

    /** The list. @param canAsk whether there is any instrument */
    public record Overview(List<Line> waves, boolean canAsk) {}

    /** One wave of the list. @param when it ends or ended, or opens if it is planned */
    public record Line(
            String id,
            String title,
            String instrument,
            boolean open,
            boolean planned,
            boolean pilot,
            String when,
            Participation taken) {}

    /** One wave. @param purpose of its instrument, in the tenant's language */
    public record Control(
            Wave wave,
            Participation taken,
            boolean open,
            String instrument,
            String purpose,
            String opened,
            String ends,
            Course course,
            List<ReminderLine> reminders,
            Participation messengers) {
        /** What its results are used for, in plain words. */
        public List<String> uses() {
            return Use.labels(wave.instrument().uses());
        }

        public boolean remindsLater() {
            return course.reminders().stream().anyMatch(each -> each.state() == Course.Reminder.State.PLANNED);
        }

        /** What respondents are promised. */
        public String promised() {
            return wave.privacy().promise(AnswerWords.ENGLISH);
        }
    }

    /** A reminder. @param what became of it, in words */
    public record ReminderLine(String at, String what) {}

    /** All pages of a questionnaire as respondents see them. */
    public record Preview(Wave wave, List<ShownIf.Page> pages) {}

    /**
     * Results, or why there are none yet.
     *
     * @param chart none if no score from 0 to 100 may be shown
     * @param earlier surveys to compare with
     * @param weeks whose take-up is put beside scores, in words; empty if none is
     * @param imports whether the reader may import learning data
     */
    public record Report(
            Wave wave,
            boolean open,
            Optional<ResultsView> results,
            Optional<BarChart> chart,
            List<Heat> heat,
            List<Choice> earlier,
            String weeks,
            boolean imports) {
        /** Whether any figure may be shown. An instrument may count answers only, and have no scores. */
        public boolean showsAnything() {
            return chart.isPresent()
                    || results.stream()
                            .flatMap(view -> view.ranged().stream())
                            .anyMatch(scale -> scale.score().isPresent())
                    || results.stream()
                            .flatMap(view -> view.items().stream())
                            .anyMatch(item -> item.n().isPresent());
        }
    }

    /** Something to choose. */
    public record Choice(String id, String name) {}

    /** A pilot in place of results: how many took part, and nothing of what they said. */
    public record Pilot(Wave wave, Participation taken) {}

    /** A row of the table by unit. */
    public record Heat(String unit, List<HeatCell> cells) {}

    /** What a unit says on a scale. @param scale by its name @param shown nothing if it is withheld */
    public record HeatCell(String scale, Optional<ScaleView.UnitView> shown) {}

    private Reply list(Exchange exchange) {
        Instant now = exchange.workspace().clock().instant();
        List<Wave> waves = surveys.list(exchange.workspace(), Optional.empty());
        Map<String, Participation> taken = surveys.turnout().of(exchange.workspace(), waves);
        List<Line> lines = waves.stream()
                .map(wave -> new Line(
                        wave.id(),
                        wave.title(),
                        wave.instrument().name().in(exchange.locale()),
                        wave.takesAnswers(now),
                        wave.planned(),
                        wave.fieldwork().pilot(),
                        inWords(exchange, wave, wave.planned() ? wave.opened() : wave.ends()),
                        taken.getOrDefault(wave.id(), Participation.none())))
                .toList();
        boolean canAsk = !surveys.instruments(exchange.workspace()).isEmpty();
        return Reply.page("survey/list.jte", "Surveys", new Overview(lines, canAsk));
    }

    private Reply room(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        Course course = surveys.course(exchange.workspace(), wave.id());
        return Reply.page(
                "survey/wave.jte",
                wave.title(),
                new Control(
                        wave,
                        surveys.turnout().of(exchange.workspace(), wave),
                        wave.takesAnswers(exchange.workspace().clock().instant()),
                        wave.instrument().name().in(exchange.locale()),
                        wave.instrument().purpose().in(exchange.locale()),
                        inWords(exchange, wave, wave.opened()),
                        inWords(exchange, wave, wave.ends()),
                        course,
                        reminders(exchange, wave, course),
                        surveys.turnout().byMessenger(exchange.workspace(), wave)));
    }

    private List<ReminderLine> reminders(Exchange exchange, Wave wave, Course course) {
        Map<Integer, Tally> mails = surveys.reminderMails(exchange.workspace(), wave.id(), course);
        return course.reminders().stream()
                .map(each -> new ReminderLine(
                        inWords(exchange, wave, each.at()), words(each, mails.getOrDefault(each.number(), Tally.NONE))))
                .toList();
    }

    private static String words(Course.Reminder reminder, Tally mails) {
        return switch (reminder.state()) {
            case PLANNED -> "planned";
            case SENT -> mails.of(MailState.SENT) + " mails sent, " + mails.open() + " still waiting";
            case STOPPED -> "stopped";
            case TOO_LATE -> "not sent: the survey closes before";
        };
    }

    private Reply preview(Exchange exchange) {
        Waves.Known known = surveys.asked(exchange.workspace(), exchange.path("wave"));
        Locale language = known.snapshot().language(exchange.languages(), exchange.locale());
        return Reply.page("survey/preview.jte", "Preview", new Preview(known.wave(), ShownIf.preview(known, language)));
    }

    private Reply results(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        if (wave.fieldwork().pilot()) {
            return Reply.page("survey/pilot.jte", "Pilot", new Pilot(wave, taken(exchange, wave)));
        }
        if (wave.state() != Wave.State.SEPARATED) {
            boolean open = wave.takesAnswers(exchange.workspace().clock().instant());
            return Reply.page(
                    "survey/results.jte",
                    "Results",
                    new Report(wave, open, Optional.empty(), Optional.empty(), List.of(), List.of(), "", false));
        }
        ResultsView view = ResultsView.of(
                surveys.outcomes()
                        .compared(exchange.workspace(), wave.id(), exchange.query("since"), exchange.query("outcome")),
                exchange.locale());
        boolean scored = view.usual().stream().anyMatch(scale -> scale.score().isPresent());
        return Reply.page(
                "survey/results.jte",
                "Results",
                new Report(
                        wave,
                        false,
                        Optional.of(view),
                        scored ? Optional.of(view.chart()) : Optional.empty(),
                        heat(view),
                        view.earlier().stream()
                                .map(each ->
                                        new Choice(each.id(), each.title() + ", " + inWords(exchange, each.ended())))
                                .toList(),
                        view.takeUp().map(takeUp -> weeks(exchange, takeUp)).orElse(""),
                        exchange.caller().is(Role.ADMIN)));
    }

    private static String weeks(Exchange exchange, TakeUpDriversView takeUp) {
        var dates = new Dates(exchange.locale(), exchange.workspace().settings().zone());
        return dates.dayOfYear(takeUp.from()) + " to " + dates.dayOfYear(takeUp.to());
    }

    private Participation taken(Exchange exchange, Wave wave) {
        return surveys.turnout().of(exchange.workspace(), wave);
    }

    private static List<Heat> heat(ResultsView view) {
        return view.unitNames().stream()
                .map(unit -> new Heat(
                        unit,
                        view.main().stream()
                                .map(scale -> new HeatCell(scale.name(), ResultsView.of(scale, unit)))
                                .toList()))
                .toList();
    }

    private Reply invite(Exchange exchange) {
        boolean mail = exchange.form().text("without").isEmpty();
        surveys.invite(exchange.workspace(), exchange.path("wave"), mail);
        return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave")));
    }

    private Reply close(Exchange exchange) {
        surveys.close(exchange.workspace(), exchange.path("wave"));
        return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave")));
    }

    private static String inWords(Exchange exchange, Instant moment) {
        return Times.inWords(moment, exchange.workspace().settings().zone(), exchange.locale());
    }

    private static String inWords(Exchange exchange, Wave wave, Instant moment) {
        return Times.inWords(moment, wave.fieldwork().zone(), exchange.workspace(), exchange.locale());
    }
}
