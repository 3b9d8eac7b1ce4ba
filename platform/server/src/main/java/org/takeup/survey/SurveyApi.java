package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.questionnaire.Use;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Surveys in the REST API: everything that the pages do. */
public final class SurveyApi {
    private static final long ANSWERS = 256 * 1024;
    private static final Body LARGE = new Body.Json(WaveForm.MOST_BYTES);

    private final Surveys surveys;

    public SurveyApi(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        Access anybody = Access.signedIn();
        return new Room(
                List.of(
                        Route.api("instruments-list", HttpMethod.GET, "/instruments", planners, this::instruments),
                        Route.api("waves-list", HttpMethod.GET, "/waves", planners, this::list),
                        Route.api("wave-open", HttpMethod.POST, "/waves", planners, this::open)
                                .accepting(LARGE),
                        Route.api("wave-read", HttpMethod.GET, "/waves/{wave}", planners, this::read),
                        Route.api("wave-change", HttpMethod.PUT, "/waves/{wave}", planners, this::change)
                                .accepting(LARGE),
                        Route.api("wave-delete", HttpMethod.DELETE, "/waves/{wave}", planners, this::delete),
                        Route.api("wave-close", HttpMethod.POST, "/waves/{wave}/close", planners, this::close),
                        Route.api("wave-invite", HttpMethod.POST, "/waves/{wave}/invitations", planners, this::invite),
                        Route.api(
                                "wave-questionnaire",
                                HttpMethod.GET,
                                "/waves/{wave}/questionnaire",
                                anybody,
                                this::questionnaire),
                        Route.api("wave-answers", HttpMethod.GET, "/waves/{wave}/answers", anybody, this::answers),
                        Route.api("wave-answer", HttpMethod.PUT, "/waves/{wave}/answers", anybody, this::answer)
                                .accepting(new Body.Json(ANSWERS)),
                        Route.api("wave-results", HttpMethod.GET, "/waves/{wave}/results", planners, this::results),
                        Route.api("wave-results-csv", HttpMethod.GET, "/waves/{wave}/results.csv", planners, this::csv),
                        Route.api("my-waves", HttpMethod.GET, "/me/waves", anybody, this::waiting)),
                List.of());
    }

    /** Instruments that can be asked. */
    public record Instruments(List<InstrumentLine> instruments) {}

    /** One instrument, in the tenant's language. @param uses what results are used for, beside being shown */
    public record InstrumentLine(
            String plugin,
            String version,
            String id,
            String name,
            String purpose,
            int minutes,
            int smallestGroup,
            List<String> uses) {}

    /** Waves, newest first. @param next for the parameter {@code before}, if there may be more */
    public record WaveList(List<WaveView> waves, Optional<Instant> next) {}

    /** How to invite. @param mail whether to write to people; true if left out */
    public record InviteBody(@Nullable Boolean mail) {}

    /** What was begun. @param segment who is being invited; @param people how many they are */
    public record Inviting(String wave, String segment, long people) {}

    /** What the caller has answered so far, by item id. */
    public record OwnAnswers(Map<String, AnswersBody.Given> answers, Progress progress) {}

    /** Surveys that wait for the caller. */
    public record MyWaves(List<MyWave> waves) {}

    /** One survey that waits. */
    public record MyWave(String id, String title, int minutes, Instant closes, boolean started) {}

    private Reply instruments(Exchange exchange) {
        Locale language = exchange.locale();
        return Reply.json(new Instruments(surveys.instruments(exchange.workspace()).stream()
                .map(offer -> new InstrumentLine(
                        offer.plugin(),
                        offer.version(),
                        offer.profile().id(),
                        offer.profile().name().in(language),
                        offer.profile().purpose().in(language),
                        offer.profile().minutes(),
                        offer.profile().smallestGroup(),
                        Use.words(offer.uses())))
                .toList()));
    }

    private Reply list(Exchange exchange) {
        Optional<Instant> before = exchange.query("before").map(SurveyApi::moment);
        List<Wave> waves = surveys.list(exchange.workspace(), before);
        Map<String, Participation> taken = surveys.turnout().of(exchange.workspace(), waves);
        return Reply.json(new WaveList(
                waves.stream()
                        .map(wave -> view(exchange, wave, taken.getOrDefault(wave.id(), Participation.none())))
                        .toList(),
                waves.size() < Surveys.LATEST
                        ? Optional.empty()
                        : Optional.of(waves.getLast().opened())));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException e) {
            throw Problem.invalid("before", "Give the value of next from the answer before.");
        }
    }

    private Reply open(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Wave wave = surveys.open(workspace, exchange.json(OpeningBody.class).read(surveys, workspace));
        return tagged(exchange, 201, wave).withHeader("location", exchange.link("/api/v1/waves/" + wave.id()));
    }

    private Reply change(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Opening opening = exchange.json(OpeningBody.class).read(surveys, workspace);
        Wave wave = surveys.change(workspace, exchange.path("wave"), Versions.seen(exchange), opening);
        return tagged(exchange, 200, wave);
    }

    private Reply delete(Exchange exchange) {
        surveys.delete(exchange.workspace(), exchange.path("wave"));
        return Reply.empty();
    }

    private Reply tagged(Exchange exchange, int status, Wave wave) {
        long revision = surveys.course(exchange.workspace(), wave.id()).revision();
        return Reply.json(status, view(exchange, wave)).withHeader("etag", Versions.tag(revision));
    }

    private Reply read(Exchange exchange) {
        return tagged(exchange, 200, surveys.find(exchange.workspace(), exchange.path("wave")));
    }

    private Reply close(Exchange exchange) {
        return Reply.json(view(exchange, surveys.close(exchange.workspace(), exchange.path("wave"))));
    }

    private Reply invite(Exchange exchange) {
        Boolean mail = exchange.json(InviteBody.class).mail();
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        surveys.invite(exchange.workspace(), wave.id(), mail == null || mail);
        long size = surveys.course(exchange.workspace(), wave.id()).people();
        return Reply.json(202, new Inviting(wave.id(), wave.segment().key(), size));
    }

    private Reply questionnaire(Exchange exchange) {
        Waves.Known known = surveys.asked(exchange.workspace(), exchange.path("wave"));
        boolean planner = exchange.caller().is(Role.PLANNER);
        if (!planner && !surveys.isInvited(exchange.workspace(), known.wave().id(), exchange.caller())) {
            throw Problem.notFound();
        }
        return Reply.json(QuestionnaireView.of(known));
    }

    private Reply answers(Exchange exchange) {
        Held own = surveys.answering().tickets().own(exchange.workspace(), exchange.caller(), exchange.path("wave"));
        var answers = new TreeMap<String, AnswersBody.Given>();
        own.ballot().answers().forEach((item, answer) -> answers.put(item, AnswersBody.Given.of(answer)));
        return Reply.json(new OwnAnswers(answers, own.progress()));
    }

    private Reply answer(Exchange exchange) {
        AnswersBody body = exchange.json(AnswersBody.class);
        return Reply.json(surveys.answering()
                .allAtOnce()
                .replace(
                        exchange.workspace(),
                        exchange.caller(),
                        exchange.path("wave"),
                        body.read(),
                        body.isFinished(),
                        exchange.header("idempotency-key").map(SurveyApi::key),
                        body.language(exchange.locale())));
    }

    private static String key(String sent) {
        if (sent.isBlank() || sent.length() > 255) {
            throw Problem.invalid("Idempotency-Key", "Give 1 to 255 characters.");
        }
        return sent;
    }

    private Reply results(Exchange exchange) {
        return Reply.json(resultsView(exchange));
    }

    private Reply csv(Exchange exchange) {
        return Reply.bytes("text/csv; charset=utf-8", ResultsCsv.of(resultsView(exchange)))
                .withHeader(
                        "content-disposition", "attachment; filename=\"results-" + exchange.path("wave") + ".csv\"");
    }

    private ResultsView resultsView(Exchange exchange) {
        return ResultsView.of(
                surveys.outcomes()
                        .compared(
                                exchange.workspace(),
                                exchange.path("wave"),
                                exchange.query("since"),
                                exchange.query("outcome")),
                exchange.locale());
    }

    private Reply waiting(Exchange exchange) {
        return Reply.json(new MyWaves(surveys.waitingFor(exchange.workspace(), exchange.caller()).stream()
                .map(each -> new MyWave(each.id(), each.title(), each.minutes(), each.closes(), each.started()))
                .toList()));
    }

    private WaveView view(Exchange exchange, Wave wave) {
        return view(exchange, wave, surveys.turnout().of(exchange.workspace(), wave));
    }

    private static WaveView view(Exchange exchange, Wave wave, Participation taken) {
        return WaveView.of(wave, taken, exchange.workspace().clock().instant(), exchange.locale());
    }
}
