package org.takeup.question;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What the learning team does with questions, in the API. Says nothing of who asked. */
public final class TriageApi {
    private final Questions questions;

    public TriageApi(Questions questions) {
        this.questions = questions;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String one = "/questions/{askedQuestion}";
        return new Room(
                List.of(
                        Route.api("questions-list", HttpMethod.GET, "/questions", planners, this::list),
                        Route.api("question-get", HttpMethod.GET, one, planners, this::get),
                        Route.api("question-care", HttpMethod.PUT, one + "/care", planners, this::care),
                        Route.api("question-reply", HttpMethod.PUT, one + "/answer", planners, this::answer),
                        Route.api("question-publish", HttpMethod.PUT, one + "/publication", planners, this::publish),
                        Route.api(
                                "question-withdraw", HttpMethod.DELETE, one + "/publication", planners, this::withdraw),
                        Route.api("question-done", HttpMethod.PUT, one + "/done", planners, this::done),
                        Route.api("question-merge", HttpMethod.PUT, one + "/merging", planners, this::merge),
                        Route.api("question-close", HttpMethod.PUT, one + "/closing", planners, this::close)),
                List.of());
    }

    /** Questions of one state. @param timeToAnswer of the first answers of 90 days @param next what {@code before} is for the next page */
    public record Listing(
            List<Shown> questions,
            TimeToAnswer timeToAnswer,
            @Nullable String next) {}

    /** In hours. @param n how many answers it rests on */
    public record TimeToAnswer(int n, double medianHours, double ninetiethHours) {}

    /** A question. */
    public record Shown(
            String id,
            String text,
            String language,
            String from,
            Instant at,
            Question.State state,
            String owner,
            LocalDate due,
            boolean overdue,
            boolean listed,
            long asked,
            long votes,
            Optional<ShownAnswer> answer,
            Optional<Published> published,
            String done,
            String closed,
            String mergedInto,
            long views,
            Helped helped,
            long version) {}

    /** Its answer. @param number counts the answers: each is mailed once @param grade how hard it is to read */
    public record ShownAnswer(String text, String language, int number, Instant at, String grade, String reason) {}

    /** As everybody reads it. */
    public record Published(List<String> categories, Map<String, Question.Wording> texts) {}

    /** What was done because of it. */
    public record DoneBody(@Nullable String text) {}

    /** Which earlier question it goes into. */
    public record MergeBody(@Nullable String into) {}

    /** Why it gets no answer. */
    public record CloseBody(@Nullable String reason) {}

    private static Shown shown(Workspace workspace, Question question) {
        return new Shown(
                question.id(),
                question.text(),
                question.language(),
                question.from(),
                question.at(),
                question.state(),
                question.owner(),
                question.due(),
                question.overdue(workspace.today()),
                question.listed(),
                question.asked(),
                question.votes(),
                question.answer()
                        .map(answer -> new ShownAnswer(
                                answer.text(),
                                answer.language(),
                                answer.number(),
                                answer.at(),
                                answer.grade(),
                                answer.reason())),
                question.faq().map(faq -> new Published(faq.categories(), new TreeMap<>(faq.texts()))),
                question.done().map(Question.Done::text).orElse(""),
                question.closed(),
                question.mergedInto(),
                question.use().views(),
                Helped.of(question.use(), workspace.settings().smallestGroup()),
                question.version());
    }

    private Reply list(Exchange exchange) {
        Question.State state = exchange.query("state")
                .map(given -> TriageRoutes.state(given)
                        .orElseThrow(() -> Problem.invalid(
                                "state", "Choose one of NEW, BEING_ANSWERED, ANSWERED, PUBLISHED, CLOSED.")))
                .orElse(Question.State.NEW);
        List<Question> all = questions.in(exchange.workspace(), state, exchange.query("before"), Questions.PAGE + 1);
        boolean more = all.size() > Questions.PAGE;
        List<Question> page = more ? all.subList(0, Questions.PAGE) : all;
        Waits waits = questions.waits(exchange.workspace());
        return Reply.json(new Listing(
                page.stream().map(each -> shown(exchange.workspace(), each)).toList(),
                new TimeToAnswer(
                        waits.n(),
                        hours(waits.median().toMinutes()),
                        hours(waits.ninetieth().toMinutes())),
                more ? page.getLast().order() : null));
    }

    private static double hours(long minutes) {
        return Math.round(minutes / 6.0) / 10.0;
    }

    private Reply get(Exchange exchange) {
        return tagged(exchange, questions.triage().require(exchange.workspace(), exchange.path("askedQuestion")));
    }

    private static Reply tagged(Exchange exchange, Question question) {
        return Reply.json(shown(exchange.workspace(), question)).withHeader("etag", Versions.tag(question.version()));
    }

    private Reply care(Exchange exchange) {
        long seen = Versions.seen(exchange);
        return tagged(
                exchange,
                questions
                        .triage()
                        .care(
                                exchange.workspace(),
                                exchange.path("askedQuestion"),
                                seen,
                                exchange.json(Triage.Care.class)));
    }

    private Reply answer(Exchange exchange) {
        long seen = Versions.seen(exchange);
        return tagged(
                exchange,
                questions
                        .triage()
                        .answer(
                                exchange.workspace(),
                                exchange.caller(),
                                exchange.path("askedQuestion"),
                                seen,
                                exchange.json(Triage.Reply.class)));
    }

    private Reply publish(Exchange exchange) {
        long seen = Versions.seen(exchange);
        return tagged(
                exchange,
                questions
                        .triage()
                        .publish(
                                exchange.workspace(),
                                exchange.path("askedQuestion"),
                                seen,
                                exchange.json(Triage.Publication.class)));
    }

    private Reply withdraw(Exchange exchange) {
        return tagged(
                exchange,
                questions
                        .triage()
                        .withdraw(exchange.workspace(), exchange.path("askedQuestion"), Versions.seen(exchange)));
    }

    private Reply done(Exchange exchange) {
        long seen = Versions.seen(exchange);
        String text = exchange.json(DoneBody.class).text();
        return tagged(
                exchange, questions.triage().done(exchange.workspace(), exchange.path("askedQuestion"), seen, text));
    }

    private Reply merge(Exchange exchange) {
        long seen = Versions.seen(exchange);
        String into = exchange.json(MergeBody.class).into();
        return tagged(
                exchange, questions.triage().merge(exchange.workspace(), exchange.path("askedQuestion"), seen, into));
    }

    private Reply close(Exchange exchange) {
        long seen = Versions.seen(exchange);
        String reason = exchange.json(CloseBody.class).reason();
        return tagged(
                exchange, questions.triage().close(exchange.workspace(), exchange.path("askedQuestion"), seen, reason));
    }
}
