package org.takeup.business;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.tenant.Role;

/** Priorities, programmes and their cases in the API. */
public final class BusinessApi {
    private static final String PRIORITY = "/priorities/{priority}";
    private static final String PROGRAMME = "/programmes/{programme}";
    private static final String SETTINGS = "/business-settings";

    private final Business business;
    private final Cases cases;

    public BusinessApi(Business business, Cases cases) {
        this.business = business;
        this.cases = cases;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.api("business-case-get", HttpMethod.GET, "/business-case", planners, this::overview),
                        Route.api("business-settings-get", HttpMethod.GET, SETTINGS, planners, this::settings),
                        Route.api("business-settings-change", HttpMethod.PUT, SETTINGS, planners, this::setSettings),
                        Route.api("priorities-list", HttpMethod.GET, "/priorities", planners, this::priorities),
                        Route.api("priority-add", HttpMethod.POST, "/priorities", planners, this::addPriority),
                        Route.api("priority-get", HttpMethod.GET, PRIORITY, planners, this::priority),
                        Route.api("priority-change", HttpMethod.PUT, PRIORITY, planners, this::changePriority),
                        Route.api("priority-remove", HttpMethod.DELETE, PRIORITY, planners, this::removePriority),
                        Route.api("programmes-list", HttpMethod.GET, "/programmes", planners, this::programmes),
                        Route.api("programme-add", HttpMethod.POST, "/programmes", planners, this::addProgramme),
                        Route.api("programme-get", HttpMethod.GET, PROGRAMME, planners, this::programme),
                        Route.api("programme-change", HttpMethod.PUT, PROGRAMME, planners, this::changeProgramme),
                        Route.api("programme-remove", HttpMethod.DELETE, PROGRAMME, planners, this::removeProgramme),
                        Route.api("programme-win", HttpMethod.POST, PROGRAMME + "/wins", planners, this::win),
                        Route.api(
                                "programme-win-undo", HttpMethod.POST, PROGRAMME + "/wins/undo", planners, this::undo),
                        Route.api("programme-case", HttpMethod.GET, PROGRAMME + "/case", planners, this::sheet),
                        Route.api("programme-case-pdf", HttpMethod.GET, PROGRAMME + "/case.pdf", planners, this::pdf)),
                List.of());
    }

    /** All priorities. */
    public record Priorities(List<Priority> priorities) {}

    /** All programmes. */
    public record Programmes(List<Programme> programmes) {}

    /** The comparison of all cases. @param method how the order comes about */
    public record Compared(
            String method,
            List<Overview.Ranked> programmes,
            List<Overview.Win> wins,
            List<Conflict> conflicts,
            List<Conflict> contests,
            List<Overview.Named> greedy,
            List<Overview.Deadline> deadlines,
            List<Overview.Named> gaps,
            List<Overview.Balance> balance,
            Overview.Sponsored sponsored) {}

    /** A programme's case. @param method how low, likely and high add up */
    public record Case(
            String programme,
            String method,
            String currency,
            List<Sheet.Line> measures,
            long people,
            double hours,
            Estimate days,
            Estimate cost,
            Optional<Estimate> net,
            List<Sheet.Swing> swings,
            double points,
            String because) {}

    /** Which measure is still to be done. */
    public record Undo(@Nullable String measure) {
        /** @throws Problem 422 if it is missing */
        String which() {
            if (measure == null || measure.isBlank()) {
                throw Problem.invalid("measure", "Say which measure is still to be done.");
            }
            return measure.strip();
        }
    }

    private Reply overview(Exchange exchange) {
        Overview all = cases.overview(exchange.workspace(), exchange.locale());
        return Reply.json(new Compared(
                Overview.METHOD,
                all.programmes(),
                all.wins(),
                all.conflicts(),
                all.contests(),
                all.greedy(),
                all.deadlines(),
                all.gaps(),
                all.balance(),
                all.sponsored()));
    }

    private Reply settings(Exchange exchange) {
        return tagged(200, business.settings(exchange.workspace()));
    }

    private Reply setSettings(Exchange exchange) {
        long seen = Versions.seen(exchange);
        return tagged(200, business.change(exchange.workspace(), seen, exchange.json(CaseSettings.Entry.class)));
    }

    private static Reply tagged(int status, CaseSettings settings) {
        return Reply.json(status, settings).withHeader("etag", Versions.tag(settings.version()));
    }

    private Reply priorities(Exchange exchange) {
        return Reply.json(new Priorities(business.priorities(exchange.workspace())));
    }

    private Reply addPriority(Exchange exchange) {
        Priority added = business.add(exchange.workspace(), exchange.caller(), exchange.json(PriorityEntry.class));
        return tagged(201, added).withHeader("location", exchange.link("/api/v1/priorities/" + added.id()));
    }

    private Reply priority(Exchange exchange) {
        return tagged(200, business.priority(exchange.workspace(), exchange.path("priority")));
    }

    private Reply changePriority(Exchange exchange) {
        long seen = Versions.seen(exchange);
        PriorityEntry entry = exchange.json(PriorityEntry.class);
        return tagged(
                200, business.change(exchange.workspace(), exchange.caller(), exchange.path("priority"), seen, entry));
    }

    private Reply removePriority(Exchange exchange) {
        business.removePriority(exchange.workspace(), exchange.path("priority"), Versions.seen(exchange));
        return Reply.empty();
    }

    private static Reply tagged(int status, Priority priority) {
        return Reply.json(status, priority).withHeader("etag", Versions.tag(priority.version()));
    }

    private Reply programmes(Exchange exchange) {
        return Reply.json(new Programmes(business.programmes(exchange.workspace())));
    }

    private Reply addProgramme(Exchange exchange) {
        Programme added = business.add(exchange.workspace(), exchange.caller(), exchange.json(ProgrammeEntry.class));
        return tagged(201, added).withHeader("location", exchange.link("/api/v1/programmes/" + added.id()));
    }

    private Reply programme(Exchange exchange) {
        return tagged(200, business.programme(exchange.workspace(), exchange.path("programme")));
    }

    private Reply changeProgramme(Exchange exchange) {
        long seen = Versions.seen(exchange);
        ProgrammeEntry entry = exchange.json(ProgrammeEntry.class);
        return tagged(
                200, business.change(exchange.workspace(), exchange.caller(), exchange.path("programme"), seen, entry));
    }

    private Reply removeProgramme(Exchange exchange) {
        business.removeProgramme(exchange.workspace(), exchange.path("programme"), Versions.seen(exchange));
        return Reply.empty();
    }

    private Reply win(Exchange exchange) {
        long seen = Versions.seen(exchange);
        WinEntry entry = exchange.json(WinEntry.class);
        return tagged(
                200, business.win(exchange.workspace(), exchange.caller(), exchange.path("programme"), seen, entry));
    }

    private Reply undo(Exchange exchange) {
        long seen = Versions.seen(exchange);
        Undo undo = exchange.json(Undo.class);
        return tagged(
                200,
                business.undoWin(
                        exchange.workspace(), exchange.caller(), exchange.path("programme"), seen, undo.which()));
    }

    /** A programme with its version. */
    static Reply tagged(int status, Programme programme) {
        return Reply.json(status, programme).withHeader("etag", Versions.tag(programme.version()));
    }

    private Reply sheet(Exchange exchange) {
        Sheet sheet = cases.sheet(exchange.workspace(), exchange.path("programme"), exchange.locale());
        return Reply.json(new Case(
                sheet.programme().id(),
                Sheet.METHOD,
                sheet.settings().currency(),
                sheet.measures(),
                sheet.people(),
                sheet.hours(),
                sheet.days(),
                sheet.cost(),
                sheet.net(),
                sheet.swings(),
                sheet.points(),
                sheet.because()));
    }

    private Reply pdf(Exchange exchange) {
        return BusinessRoutes.pdf(
                exchange, cases.sheet(exchange.workspace(), exchange.path("programme"), java.util.Locale.ENGLISH));
    }
}
