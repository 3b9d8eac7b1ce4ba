package org.takeup.business.pilot;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.business.MessageDrafts;
import org.takeup.business.Programme;
import org.takeup.comparison.Balance;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.http.Versions;
import org.takeup.learning.Group;
import org.takeup.learning.Overview;
import org.takeup.people.SizedSegment;
import org.takeup.tenant.Role;

/** Pilots, as pages for planners and in the API. */
public final class PilotRoutes {
    private static final String ALL = "/pilots";
    private static final String ONE = "/pilots/{pilot}";
    /** Room for the addresses of as many people as can be named. */
    private static final long MOST_BYTES = 256 * 1024;

    private final Pilots pilots;
    private final PilotStarts starts;
    private final PilotResults results;
    private final PilotMessages messages;

    public PilotRoutes(Pilots pilots, PilotStarts starts, PilotResults results, PilotMessages messages) {
        this.pilots = pilots;
        this.starts = starts;
        this.results = results;
        this.messages = messages;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        var lists = new Body.Form(MOST_BYTES);
        var longer = new Body.Json(MOST_BYTES);
        return new Room(
                List.of(
                        Route.page("pilots", ALL, planners, this::page),
                        // Before the page of one pilot: new is no pilot's id.
                        Route.page("pilot-new", ALL + "/new", planners, this::blank),
                        Route.form("pilot-add-form", ALL, planners, this::addByForm)
                                .accepting(lists),
                        Route.page("pilot", ONE, planners, this::one),
                        Route.page("pilot-edit", ONE + "/edit", planners, this::edit),
                        Route.form("pilot-change-form", ONE + "/change", planners, this::changeByForm)
                                .accepting(lists),
                        Route.form("pilot-agree-form", ONE + "/agreement", planners, this::agreeByForm),
                        Route.form("pilot-start-form", ONE + "/start", planners, this::startByForm),
                        Route.form("pilot-remove-form", ONE + "/removal", planners, this::removeByForm),
                        Route.form("pilot-message-form", ONE + "/message", planners, this::messageByForm),
                        Route.page("pilot-pdf", ONE + "/result.pdf", planners, this::pdf),
                        Route.api("pilots-list", HttpMethod.GET, ALL, planners, this::list),
                        Route.api("pilot-add", HttpMethod.POST, ALL, planners, this::add)
                                .accepting(longer),
                        Route.api("pilot-get", HttpMethod.GET, ONE, planners, this::get),
                        Route.api("pilot-change", HttpMethod.PUT, ONE, planners, this::change)
                                .accepting(longer),
                        Route.api("pilot-remove", HttpMethod.DELETE, ONE, planners, this::remove),
                        Route.api("pilot-agree", HttpMethod.PUT, ONE + "/agreement", planners, this::agree),
                        Route.api("pilot-start", HttpMethod.POST, ONE + "/start", planners, this::start)
                                .accepting(new Body.None()),
                        Route.api("pilot-result", HttpMethod.GET, ONE + "/result", planners, this::result),
                        Route.api("pilot-result-pdf", HttpMethod.GET, ONE + "/result.pdf", planners, this::pdf)),
                List.of(new Room.Entry(Room.Group.PLAN, 26, "Pilots", ALL, planners)));
    }

    /** All pilots. */
    public record ListPage(List<Line> pilots) {}

    /** A pilot in the list. */
    public record Line(Pilot pilot, String state) {}

    /** A form. @param id empty for a new one */
    public record FormPage(
            String id,
            long version,
            Typed typed,
            List<SizedSegment> segments,
            List<Programme> programmes,
            List<Group> courses) {}

    /** The page of one. @param places where a message about its result may go; only if it has one */
    public record OnePage(PilotView view, Optional<MessageDrafts.Places> places) {}

    /** All pilots in the API. */
    public record Listing(List<Shown> pilots) {}

    /**
     * A pilot in the API. Who takes part is only counted.
     *
     * @param named how many people are named
     */
    public record Shown(
            String id,
            String name,
            String programme,
            String segment,
            Pilot.Design design,
            int named,
            int percent,
            String seed,
            Pilot.Metric metric,
            String course,
            LocalDate starts,
            int weeksBefore,
            int weeksAfter,
            double caliper,
            Optional<Pilot.Agreement> agreed,
            List<Pilot.Amendment> amendments,
            Optional<Groups> begun,
            long version) {
        static Shown of(Pilot pilot, int smallest) {
            return new Shown(
                    pilot.id(),
                    pilot.name(),
                    pilot.programme(),
                    pilot.segment(),
                    pilot.design(),
                    pilot.named().size(),
                    pilot.percent(),
                    pilot.seed(),
                    pilot.metric(),
                    pilot.course(),
                    pilot.starts(),
                    pilot.weeksBefore(),
                    pilot.weeksAfter(),
                    pilot.caliper(),
                    pilot.agreed(),
                    pilot.amendments(),
                    pilot.begun()
                            .map(begun -> new Groups(
                                    begun.at(),
                                    begun.pilot(),
                                    begun.others(),
                                    begun.balance(),
                                    begun.unmatched() < smallest ? 0 : begun.unmatched())),
                    pilot.version());
        }
    }

    /** The groups. @param unmatched 0 also where they are too few to be counted */
    public record Groups(Instant at, int pilot, int others, List<Balance> balance, int unmatched) {}

    private static Shown shown(Exchange exchange, Pilot pilot) {
        return Shown.of(pilot, exchange.workspace().settings().smallestGroup());
    }

    private Pilot found(Exchange exchange) {
        return pilots.require(exchange.workspace(), exchange.path("pilot"));
    }

    private static String state(Pilot pilot, LocalDate today) {
        if (pilot.begun().isEmpty()) {
            return pilot.agreed().isPresent() ? "Agreed" : "Draft";
        }
        return pilot.over(today) ? "Over" : "Running";
    }

    private Reply page(Exchange exchange) {
        return Reply.page(
                "business/pilots.jte",
                "Pilots",
                new ListPage(pilots.all(exchange.workspace()).stream()
                        .map(each ->
                                new Line(each, state(each, exchange.workspace().today())))
                        .toList()));
    }

    private Reply blank(Exchange exchange) {
        return form(
                exchange,
                "",
                0,
                PilotForms.usual(Map.of(
                        "starts",
                        exchange.workspace().today().plusWeeks(1).toString(),
                        "programme",
                        exchange.query("programme").orElse(""))));
    }

    private Reply edit(Exchange exchange) {
        Pilot found = found(exchange);
        return form(exchange, found.id(), found.version(), PilotForms.of(found));
    }

    private Reply form(Exchange exchange, String id, long version, Typed typed) {
        return Reply.page(
                "business/pilotForm.jte",
                id.isEmpty() ? "A new pilot" : "Change the pilot",
                new FormPage(
                        id,
                        version,
                        typed,
                        pilots.business().segments(exchange.workspace()),
                        pilots.business().programmes(exchange.workspace()),
                        pilots.learning(exchange.workspace())
                                .map(Overview::courses)
                                .orElse(List.of())));
    }

    private Reply addByForm(Exchange exchange) {
        return Typed.kept(
                exchange,
                () -> to(
                        exchange,
                        pilots.add(exchange.workspace(), exchange.caller(), PilotForms.entry(exchange.form()))),
                typed -> form(exchange, "", 0, typed));
    }

    private Reply changeByForm(Exchange exchange) {
        long seen = Versions.ofForm(exchange);
        return Typed.kept(
                exchange,
                () -> to(
                        exchange,
                        pilots.change(
                                exchange.workspace(),
                                exchange.caller(),
                                exchange.path("pilot"),
                                seen,
                                PilotForms.entry(exchange.form()))),
                typed -> form(
                        exchange,
                        exchange.path("pilot"),
                        typed.version(seen, () -> found(exchange).version()),
                        typed));
    }

    private Reply one(Exchange exchange) {
        Pilot pilot = found(exchange);
        return one(exchange, pilot, pilot.agreed().map(PilotForms::of).orElseGet(Typed::blank));
    }

    private Reply one(Exchange exchange, Pilot pilot, Typed typed) {
        PilotView view = PilotView.of(pilots, results, exchange.workspace(), pilot, typed);
        boolean ready = view.result().state() == Result.State.READY;
        return Reply.page(
                "business/pilot.jte",
                pilot.name(),
                new OnePage(view, ready ? Optional.of(messages.places(exchange.workspace())) : Optional.empty()));
    }

    private Reply messageByForm(Exchange exchange) {
        MessageDrafts.Drafted drafted = messages.draft(
                exchange.workspace(),
                exchange.caller(),
                found(exchange),
                exchange.form().text("plan").orElse(""),
                exchange.form().text("audience").orElse(""));
        return Reply.redirect(exchange.link(drafted.path()));
    }

    private Reply agreeByForm(Exchange exchange) {
        long seen = Versions.ofForm(exchange);
        return Typed.kept(
                exchange,
                () -> to(
                        exchange,
                        pilots.agree(
                                exchange.workspace(),
                                exchange.caller(),
                                exchange.path("pilot"),
                                seen,
                                PilotForms.agreement(exchange.form()))),
                typed -> one(exchange, found(exchange), typed));
    }

    private Reply startByForm(Exchange exchange) {
        return to(
                exchange,
                starts.start(
                        exchange.workspace(), exchange.caller(), exchange.path("pilot"), Versions.ofForm(exchange)));
    }

    private Reply removeByForm(Exchange exchange) {
        pilots.remove(exchange.workspace(), exchange.path("pilot"), Versions.ofForm(exchange));
        return Reply.redirect(exchange.link(ALL));
    }

    private static Reply to(Exchange exchange, Pilot pilot) {
        return Reply.redirect(exchange.link(ALL + "/" + pilot.id()));
    }

    private Reply pdf(Exchange exchange) {
        Pilot pilot = found(exchange);
        byte[] file = PilotPdf.of(
                PilotView.of(pilots, results, exchange.workspace(), pilot, Typed.blank()),
                exchange.workspace().tenant().name(),
                exchange.workspace().settings().accent(),
                exchange.workspace().today());
        return Reply.bytes("application/pdf", file)
                .withHeader("content-disposition", "attachment; filename=\"pilot-" + pilot.id() + ".pdf\"");
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(pilots.all(exchange.workspace()).stream()
                .map(each -> shown(exchange, each))
                .toList()));
    }

    private Reply tagged(Exchange exchange, int status, Pilot pilot) {
        return Reply.json(status, shown(exchange, pilot)).withHeader("etag", Versions.tag(pilot.version()));
    }

    private Reply add(Exchange exchange) {
        Pilot added = pilots.add(exchange.workspace(), exchange.caller(), exchange.json(PilotEntry.class));
        return tagged(exchange, 201, added).withHeader("location", exchange.link("/api/v1/pilots/" + added.id()));
    }

    private Reply get(Exchange exchange) {
        return tagged(exchange, 200, found(exchange));
    }

    private Reply change(Exchange exchange) {
        long seen = Versions.seen(exchange);
        PilotEntry entry = exchange.json(PilotEntry.class);
        return tagged(
                exchange,
                200,
                pilots.change(exchange.workspace(), exchange.caller(), exchange.path("pilot"), seen, entry));
    }

    private Reply remove(Exchange exchange) {
        pilots.remove(exchange.workspace(), exchange.path("pilot"), Versions.seen(exchange));
        return Reply.empty();
    }

    private Reply agree(Exchange exchange) {
        long seen = Versions.seen(exchange);
        PilotEntry.AgreementEntry entry = exchange.json(PilotEntry.AgreementEntry.class);
        return tagged(
                exchange,
                200,
                pilots.agree(exchange.workspace(), exchange.caller(), exchange.path("pilot"), seen, entry));
    }

    private Reply start(Exchange exchange) {
        long seen = Versions.seen(exchange);
        return tagged(
                exchange, 200, starts.start(exchange.workspace(), exchange.caller(), exchange.path("pilot"), seen));
    }

    private Reply result(Exchange exchange) {
        return Reply.json(results.result(exchange.workspace(), found(exchange)));
    }
}
