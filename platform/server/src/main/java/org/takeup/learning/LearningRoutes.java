package org.takeup.learning;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Learning data as pages and in the API. */
public final class LearningRoutes {
    private static final long MOST_UPLOAD = 200L * 1024 * 1024;
    private static final int PAGE = 20;
    private static final int SHOWN_PROBLEMS = 100;

    private final Imports imports;
    private final TakeUps takeUps;
    private final ObjLongConsumer<Workspace> storage;

    /** @param storage refuses so many bytes more, if the workspace may not store them */
    public LearningRoutes(Imports imports, TakeUps takeUps, ObjLongConsumer<Workspace> storage) {
        this.storage = storage;
        this.imports = imports;
        this.takeUps = takeUps;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        Body archive = new Body.Upload(MOST_UPLOAD, Set.of(".zip"));
        return new Room(
                List.of(
                        Route.page("learning", "/learning", admins, this::page),
                        Route.form("learning-import", "/learning/imports", admins, this::start)
                                .accepting(archive),
                        Route.page("learning-import-page", "/learning/imports/{import}", admins, this::importPage),
                        Route.form("learning-cancel", "/learning/imports/{import}/cancel", admins, this::cancel),
                        Route.page("learning-problems", "/learning/imports/{import}/problems.csv", admins, this::csv),
                        Route.api("imports-start", HttpMethod.POST, "/learning/imports", admins, this::apiStart)
                                .accepting(archive),
                        Route.api("imports-list", HttpMethod.GET, "/learning/imports", admins, this::apiList),
                        Route.api("imports-find", HttpMethod.GET, "/learning/imports/{import}", admins, this::apiFind),
                        Route.api(
                                "imports-errors",
                                HttpMethod.GET,
                                "/learning/imports/{import}/errors",
                                admins,
                                this::apiProblems),
                        Route.api(
                                        "imports-cancel",
                                        HttpMethod.POST,
                                        "/learning/imports/{import}/cancel",
                                        admins,
                                        this::apiCancel)
                                .accepting(new Body.None()),
                        Route.api(
                                "take-up",
                                HttpMethod.GET,
                                "/take-up",
                                Access.role(Role.PLANNER, Role.ADMIN),
                                this::apiTakeUp),
                        Route.api(
                                "take-up-overview",
                                HttpMethod.GET,
                                "/take-up/overview",
                                Access.role(Role.PLANNER, Role.ADMIN),
                                this::apiOverview)),
                List.of(new Room.Entry(Room.Group.MANAGE, 60, "Learning data", "/learning", admins)));
    }

    /** What the overview shows. */
    public record Home(List<Imports.Connector> connectors, List<ImportView> imports, String next, boolean running) {}

    /** What the page of an import shows. */
    public record Detail(ImportView view, List<RowProblem> problems) {}

    /** What the API answers for a list. @param next for the parameter {@code before}, if there is more */
    public record Listing(List<ImportView> imports, Optional<Instant> next) {}

    /** Row problems. @param next for the parameter {@code after}, if there is more */
    public record Problems(List<RowProblem> errors, Optional<Integer> next) {}

    private Reply page(Exchange exchange) {
        List<Import> found = imports.list(exchange.workspace(), moment(exchange), PAGE + 1);
        List<ImportView> shown = found.stream()
                .limit(PAGE)
                .map(each -> ImportView.of(each, exchange.workspace()))
                .toList();
        String next = found.size() > PAGE ? found.get(PAGE - 1).created().toString() : "";
        boolean running = found.stream().anyMatch(each -> !each.state().isFinal());
        var home = new Home(imports.connectors(exchange.workspace(), exchange.locale()), shown, next, running);
        return Reply.page("learning/home.jte", "Learning data", home);
    }

    private Reply start(Exchange exchange) {
        Import started = begin(exchange);
        return Reply.redirect(exchange.link("/learning/imports/" + started.id()));
    }

    private Import begin(Exchange exchange) {
        storage.accept(exchange.workspace(), exchange.upload().bytes());
        String connector = exchange.form().required("connector", 100);
        return imports.start(exchange.workspace(), exchange.caller(), connector, exchange.upload());
    }

    private Reply importPage(Exchange exchange) {
        Import found = imports.find(exchange.workspace(), exchange.path("import"));
        List<RowProblem> problems = imports.problems(exchange.workspace(), found.id(), 0, SHOWN_PROBLEMS);
        return Reply.page(
                "learning/import.jte", found.file(), new Detail(ImportView.of(found, exchange.workspace()), problems));
    }

    private Reply cancel(Exchange exchange) {
        Import found = imports.cancel(exchange.workspace(), exchange.path("import"));
        return Reply.redirect(exchange.link("/learning/imports/" + found.id()));
    }

    private Reply csv(Exchange exchange) {
        List<RowProblem> problems =
                imports.problems(exchange.workspace(), exchange.path("import"), 0, ImportStore.MOST_NOTED);
        return Reply.bytes(
                        "text/csv; charset=utf-8", ProblemsCsv.write(problems).getBytes(StandardCharsets.UTF_8))
                .withHeader("content-disposition", "attachment; filename=\"row-problems.csv\"");
    }

    private Reply apiStart(Exchange exchange) {
        Import started = begin(exchange);
        return Reply.json(202, ImportView.of(started, exchange.workspace()))
                .withHeader("location", exchange.link("/api/v1/learning/imports/" + started.id()));
    }

    private Reply apiList(Exchange exchange) {
        List<Import> found = imports.list(exchange.workspace(), moment(exchange), PAGE + 1);
        return Reply.json(new Listing(
                found.stream()
                        .limit(PAGE)
                        .map(each -> ImportView.of(each, exchange.workspace()))
                        .toList(),
                found.size() > PAGE ? Optional.of(found.get(PAGE - 1).created()) : Optional.empty()));
    }

    private Reply apiFind(Exchange exchange) {
        return Reply.json(
                ImportView.of(imports.find(exchange.workspace(), exchange.path("import")), exchange.workspace()));
    }

    private Reply apiProblems(Exchange exchange) {
        int after = exchange.query("after").map(LearningRoutes::number).orElse(0);
        List<RowProblem> found = imports.problems(exchange.workspace(), exchange.path("import"), after, SHOWN_PROBLEMS);
        return Reply.json(new Problems(
                found,
                found.size() == SHOWN_PROBLEMS ? Optional.of(found.getLast().number()) : Optional.empty()));
    }

    private Reply apiCancel(Exchange exchange) {
        return Reply.json(
                ImportView.of(imports.cancel(exchange.workspace(), exchange.path("import")), exchange.workspace()));
    }

    private Reply apiOverview(Exchange exchange) {
        return Reply.json(takeUps.overview(exchange.workspace()).orElseThrow(TakeUps::nothingYet));
    }

    private Reply apiTakeUp(Exchange exchange) {
        return Reply.json(takeUps.perWeek(
                exchange.workspace(),
                exchange.query("unit").orElse(""),
                exchange.query("course").orElse(""),
                day(exchange, "from"),
                day(exchange, "to")));
    }

    private static Optional<Instant> moment(Exchange exchange) {
        return exchange.query("before").map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw Problem.invalid("before", "Give the value of next from the answer before.");
            }
        });
    }

    private static Optional<LocalDate> day(Exchange exchange, String name) {
        return exchange.query(name).map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw Problem.invalid(name, "Please give a date like 2026-11-24.");
            }
        });
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.invalid("after", "Give the value of next from the answer before.");
        }
    }
}
