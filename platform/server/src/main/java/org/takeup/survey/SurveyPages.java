package org.takeup.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.chart.BarChart;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;
import org.takeup.tenant.Role;

/** The pages on which planners run surveys. */
public final class SurveyPages {
    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

    private final Surveys surveys;

    public SurveyPages(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("surveys", "/surveys", planners, this::list),
                        Route.page("survey-new", "/surveys/new", planners, this::prepare),
                        Route.form("survey-open", "/surveys", planners, this::open),
                        Route.page("survey", "/surveys/{wave}", planners, this::room),
                        Route.page("survey-preview", "/surveys/{wave}/preview", planners, this::preview),
                        Route.page("survey-results", "/surveys/{wave}/results", planners, this::results),
                        Route.form("survey-invite", "/surveys/{wave}/invitations", planners, this::invite),
                        Route.form("survey-close", "/surveys/{wave}/close", planners, this::close)),
                List.of(new Room.Entry(10, "Surveys", "/surveys", planners)));
    }

    /** The list. @param canAsk whether there is any instrument */
    public record Overview(List<Line> waves, boolean canAsk) {}

    /** One wave of the list. */
    public record Line(String id, String title, String instrument, boolean open, String ends, Participation taken) {}

    /** The form for a new wave. */
    public record Preparation(
            List<InstrumentOffer> instruments,
            List<SizedSegment> segments,
            Locale language,
            int smallestGroup,
            LocalDate earliest,
            LocalDate preset,
            Map<String, String> entered,
            List<Problem.Field> wrong) {
        public String entered(String field, String otherwise) {
            return entered.getOrDefault(field, otherwise);
        }

        public String problem(String field) {
            return wrong.stream()
                    .filter(each -> each.name().equals(field))
                    .map(Problem.Field::message)
                    .findFirst()
                    .orElse("");
        }
    }

    /** One wave. @param purpose of its instrument, in the tenant's language */
    public record Control(
            Wave wave,
            Participation taken,
            boolean open,
            String instrument,
            String purpose,
            String opened,
            String ends) {}

    /** All pages of a questionnaire as respondents see them. */
    public record Preview(Wave wave, List<AnswerView.Screen> screens) {}

    /**
     * Results, or why there are none yet.
     *
     * @param chart none if no score may be shown
     * @param earlier surveys to compare with
     */
    public record Report(
            Wave wave,
            boolean open,
            Optional<ResultsView> results,
            Optional<BarChart> chart,
            List<Heat> heat,
            List<Choice> earlier) {
        /** Whether any figure may be shown. An instrument may count answers only, and have no scores. */
        public boolean showsAnything() {
            return chart.isPresent()
                    || results.stream()
                            .flatMap(view -> view.items().stream())
                            .anyMatch(item -> item.n().isPresent());
        }
    }

    /** Something to choose. */
    public record Choice(String id, String name) {}

    /** A row of the table by unit. */
    public record Heat(String unit, List<Optional<ResultsView.UnitView>> scores) {}

    private Reply list(Exchange exchange) {
        Instant now = exchange.workspace().clock().instant();
        List<Wave> waves = surveys.list(exchange.workspace(), Optional.empty());
        Map<String, Participation> taken = surveys.participations(exchange.workspace(), waves);
        List<Line> lines = waves.stream()
                .map(wave -> new Line(
                        wave.id(),
                        wave.title(),
                        wave.instrument().name().in(exchange.locale()),
                        wave.takesAnswers(now),
                        inWords(exchange, wave.ends()),
                        taken.getOrDefault(wave.id(), Participation.none())))
                .toList();
        boolean canAsk = !surveys.instruments(exchange.workspace()).isEmpty();
        return Reply.page("survey/list.jte", "Surveys", new Overview(lines, canAsk));
    }

    private Reply prepare(Exchange exchange) {
        return preparation(exchange, Map.of(), List.of());
    }

    private Reply preparation(Exchange exchange, Map<String, String> entered, List<Problem.Field> wrong) {
        LocalDate today = exchange.workspace().today();
        return Reply.page(
                "survey/new.jte",
                "New survey",
                new Preparation(
                        surveys.instruments(exchange.workspace()),
                        surveys.segments(exchange.workspace()),
                        exchange.locale(),
                        exchange.workspace().settings().smallestGroup(),
                        today,
                        today.plusDays(14),
                        entered,
                        wrong));
    }

    private Reply open(Exchange exchange) {
        Form form = exchange.form();
        try {
            Wave wave = surveys.open(exchange.workspace(), opening(form, zone(exchange)));
            return Reply.redirect(exchange.link("/surveys/" + wave.id()));
        } catch (Problem e) {
            if (e.fields().isEmpty()) {
                throw e;
            }
            return preparation(exchange, entered(form), e.fields()).withStatus(422);
        }
    }

    private static Opening opening(Form form, ZoneId zone) {
        Segment segment = Segment.parse(form.required("segment", 300))
                .orElseThrow(() -> Problem.invalid("segment", "Please choose one of the options."));
        // The last minute of that day, which people read as its end; midnight would be shown as the next day.
        Instant closes = form.date("closes").atTime(LAST_MINUTE).atZone(zone).toInstant();
        return new Opening(form.required("plugin", 100), form.required("title", 120), segment, closes);
    }

    private static Map<String, String> entered(Form form) {
        var entered = new java.util.HashMap<String, String>();
        form.names().forEach(name -> form.text(name).ifPresent(value -> entered.put(name, value)));
        return entered;
    }

    private Reply room(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        return Reply.page(
                "survey/wave.jte",
                wave.title(),
                new Control(
                        wave,
                        surveys.participation(exchange.workspace(), wave),
                        wave.takesAnswers(exchange.workspace().clock().instant()),
                        wave.instrument().name().in(exchange.locale()),
                        wave.instrument().purpose().in(exchange.locale()),
                        inWords(exchange, wave.opened()),
                        inWords(exchange, wave.ends())));
    }

    private Reply preview(Exchange exchange) {
        Waves.Known known = surveys.asked(exchange.workspace(), exchange.path("wave"));
        Locale language = known.snapshot().language(exchange.languages(), exchange.locale());
        int pages = known.snapshot().questionnaire().pages().size();
        List<AnswerView.Screen> screens = java.util.stream.IntStream.range(0, pages)
                .mapToObj(i -> AnswerView.screen(known, i, language, "", "", Map.of(), List.of()))
                .toList();
        return Reply.page("survey/preview.jte", "Preview", new Preview(known.wave(), screens));
    }

    private Reply results(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        if (wave.state() != Wave.State.SEPARATED) {
            boolean open = wave.takesAnswers(exchange.workspace().clock().instant());
            return Reply.page(
                    "survey/results.jte",
                    "Results",
                    new Report(wave, open, Optional.empty(), Optional.empty(), List.of(), List.of()));
        }
        ResultsView view = ResultsView.of(
                surveys.compared(exchange.workspace(), wave.id(), exchange.query("since"), exchange.query("outcome")),
                exchange.locale());
        boolean scored = view.main().stream().anyMatch(scale -> scale.score().isPresent());
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
                                .toList()));
    }

    private static List<Heat> heat(ResultsView view) {
        return view.unitNames().stream()
                .map(unit -> new Heat(
                        unit,
                        view.main().stream()
                                .map(scale -> ResultsView.of(scale, unit))
                                .toList()))
                .toList();
    }

    private Reply invite(Exchange exchange) {
        surveys.invite(exchange.workspace(), exchange.path("wave"), true);
        return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave")));
    }

    private Reply close(Exchange exchange) {
        surveys.close(exchange.workspace(), exchange.path("wave"));
        return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave")));
    }

    private static String inWords(Exchange exchange, Instant moment) {
        return Times.inWords(moment, zone(exchange), exchange.locale());
    }

    private static ZoneId zone(Exchange exchange) {
        return exchange.workspace().settings().zone();
    }
}
