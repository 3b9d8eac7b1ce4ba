package org.takeup.survey;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.people.SizedSegment;
import org.takeup.tenant.Role;

/** The pages on which planners open surveys, plan them for later, and change and delete what is planned. */
public final class OpeningPages {
    private final Surveys surveys;

    public OpeningPages(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        var large = new Body.Form(WaveForm.MOST_BYTES);
        return new Room(
                List.of(
                        Route.page("survey-new", "/surveys/new", planners, this::prepare),
                        Route.form("survey-open", "/surveys", planners, this::open)
                                .accepting(large),
                        Route.page("survey-plan", "/surveys/{wave}/plan", planners, this::edit),
                        Route.form("survey-change", "/surveys/{wave}/plan", planners, this::change)
                                .accepting(large),
                        Route.form("survey-delete", "/surveys/{wave}/delete", planners, this::delete)),
                List.of());
    }

    /**
     * The form.
     *
     * @param path to which it is sent
     * @param revision of the wave that is changed; 0 for a new one
     */
    public record Preparation(
            String path,
            long revision,
            List<InstrumentOffer> instruments,
            List<SizedSegment> segments,
            Locale language,
            int smallestGroup,
            LocalDate earliest,
            LocalDate preset,
            String zone,
            Map<String, String> entered,
            List<Problem.Field> wrong) {
        public boolean isNew() {
            return revision == 0;
        }

        public String entered(String field, String otherwise) {
            return entered.getOrDefault(field, otherwise);
        }

        public boolean is(String field, String value, String otherwise) {
            return entered(field, otherwise).equals(value);
        }

        public String problem(String field) {
            return wrong.stream()
                    .filter(each -> each.name().equals(field))
                    .map(Problem.Field::message)
                    .findFirst()
                    .orElse("");
        }
    }

    private Reply prepare(Exchange exchange) {
        return form(
                exchange,
                "/surveys",
                0,
                exchange.query("from").map(wave -> again(exchange, wave)).orElseGet(Map::of),
                List.of());
    }

    /** The same survey once more, for real if it was a pilot. */
    private Map<String, String> again(Exchange exchange, String waveId) {
        Wave wave = surveys.find(exchange.workspace(), waveId);
        return WaveForm.enteredAgain(wave, new Named(exchange.workspace(), waveId).all());
    }

    private Reply form(
            Exchange exchange, String path, long revision, Map<String, String> entered, List<Problem.Field> wrong) {
        LocalDate today = exchange.workspace().today();
        return Reply.page(
                "survey/new.jte",
                revision == 0 ? "New survey" : "Change the survey",
                new Preparation(
                        path,
                        revision,
                        surveys.instruments(exchange.workspace()),
                        surveys.segments(exchange.workspace()),
                        exchange.locale(),
                        exchange.workspace().settings().smallestGroup(),
                        today,
                        today.plusDays(14),
                        exchange.workspace().settings().zone().getId(),
                        entered,
                        wrong));
    }

    private Reply open(Exchange exchange) {
        Form form = exchange.form();
        try {
            Wave wave = surveys.open(exchange.workspace(), read(exchange));
            return Reply.redirect(exchange.link("/surveys/" + wave.id()));
        } catch (Problem e) {
            return again(exchange, "/surveys", 0, form, e);
        }
    }

    private Opening read(Exchange exchange) {
        return new WaveForm(surveys, exchange.workspace(), exchange.form()).read();
    }

    /** The form as it was sent, with what is wrong with it. */
    private Reply again(Exchange exchange, String path, long revision, Form form, Problem problem) {
        if (problem.fields().isEmpty()) {
            throw problem;
        }
        return form(exchange, path, revision, WaveForm.entered(form), problem.fields())
                .withStatus(422);
    }

    private Reply edit(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        if (!wave.planned()) {
            return Reply.redirect(exchange.link("/surveys/" + wave.id()));
        }
        return form(
                exchange,
                planOf(exchange),
                surveys.course(exchange.workspace(), wave.id()).revision(),
                WaveForm.entered(wave, new Named(exchange.workspace(), wave.id()).all()),
                List.of());
    }

    private static String planOf(Exchange exchange) {
        return "/surveys/" + exchange.path("wave") + "/plan";
    }

    private Reply change(Exchange exchange) {
        Form form = exchange.form();
        long revision = Versions.ofForm(exchange);
        try {
            Wave wave = surveys.change(exchange.workspace(), exchange.path("wave"), revision, read(exchange));
            return Reply.redirect(exchange.link("/surveys/" + wave.id()));
        } catch (Problem e) {
            return again(exchange, planOf(exchange), revision, form, e);
        }
    }

    private Reply delete(Exchange exchange) {
        surveys.delete(exchange.workspace(), exchange.path("wave"));
        return Reply.redirect(exchange.link("/surveys"));
    }
}
