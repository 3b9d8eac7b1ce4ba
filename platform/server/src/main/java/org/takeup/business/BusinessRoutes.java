package org.takeup.business;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.http.Versions;
import org.takeup.people.SizedSegment;
import org.takeup.tenant.Role;

/** Priorities, programmes and their cases as pages for planners. */
public final class BusinessRoutes {
    private static final String ALL = "/business-case";
    private static final String PRIORITY = "/priorities/{priority}";
    private static final String PROGRAMME = "/programmes/{programme}";

    private final Business business;
    private final Cases cases;

    private final MessageDrafts drafts;

    private final Launches launches;

    public BusinessRoutes(Business business, Cases cases, MessageDrafts drafts, Launches launches) {
        this.business = business;
        this.cases = cases;
        this.drafts = drafts;
        this.launches = launches;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("business-case", ALL, planners, this::overview),
                        Route.page("business-settings", ALL + "/settings", planners, this::settings),
                        Route.form("business-settings-form", ALL + "/settings", planners, this::changeSettings),
                        // Before the pages of one: new is no id.
                        Route.page("priority-new", "/priorities/new", planners, this::newPriority),
                        Route.form("priority-add-form", "/priorities", planners, this::addPriority),
                        Route.page("priority", PRIORITY, planners, this::priority),
                        Route.form("priority-change-form", PRIORITY + "/change", planners, this::changePriority),
                        Route.form("priority-remove-form", PRIORITY + "/removal", planners, this::removePriority),
                        Route.page("programme-new", "/programmes/new", planners, this::newProgramme),
                        Route.form("programme-add-form", "/programmes", planners, this::addProgramme),
                        Route.page("programme", PROGRAMME, planners, this::programme),
                        Route.page("programme-edit", PROGRAMME + "/edit", planners, this::editProgramme),
                        Route.form("programme-change-form", PROGRAMME + "/change", planners, this::changeProgramme),
                        Route.form("programme-remove-form", PROGRAMME + "/removal", planners, this::removeProgramme),
                        Route.form("programme-win-form", PROGRAMME + "/wins", planners, this::win),
                        Route.form("programme-win-undo-form", PROGRAMME + "/wins/undo", planners, this::undoWin),
                        Route.form(
                                "programme-win-message-form",
                                PROGRAMME + "/wins/message",
                                planners,
                                this::messageOfWin),
                        Route.page("programme-pdf", PROGRAMME + "/case.pdf", planners, this::pdf)),
                List.of(new Room.Entry(Room.Group.PLAN, 24, "Business case", ALL, planners)));
    }

    /** A form. @param id of what is changed; empty for something new @param version that the change is made to */
    public record FormPage(
            String id,
            long version,
            Typed typed,
            List<SizedSegment> segments,
            List<Choice> priorities,
            List<Choice> measures) {}

    /**
     * A case.
     *
     * @param typed what was sent and refused, if anything was
     * @param today the last day on which something is done
     * @param readiness what it can be launched on; only while it is being prepared
     * @param places where a message about what is done may go; only if something is
     */
    public record CasePage(
            CaseView view,
            Typed typed,
            LocalDate today,
            Optional<Readiness> readiness,
            Optional<MessageDrafts.Places> places) {}

    /** Something to choose from a list. */
    public record Choice(String id, String name) {}

    /** The settings. */
    public record SettingsPage(Typed typed, long version) {}

    private Reply overview(Exchange exchange) {
        return Reply.page(
                "business/overview.jte", "Business case", cases.overview(exchange.workspace(), exchange.locale()));
    }

    private Reply settings(Exchange exchange) {
        CaseSettings now = business.settings(exchange.workspace());
        return settings(now.version(), Forms.of(now));
    }

    private static Reply settings(long version, Typed typed) {
        return Reply.page("business/settings.jte", "What cases are counted with", new SettingsPage(typed, version));
    }

    private Reply changeSettings(Exchange exchange) {
        long seen = Versions.ofForm(exchange);
        return Typed.kept(
                exchange,
                () -> {
                    business.change(exchange.workspace(), seen, Forms.settings(exchange.form()));
                    return to(exchange, ALL);
                },
                typed -> settings(
                        typed.version(
                                seen,
                                () -> business.settings(exchange.workspace()).version()),
                        typed));
    }

    private Reply newPriority(Exchange exchange) {
        return priority(
                exchange,
                "",
                0,
                Typed.blank()
                        .with("weight", 3)
                        .with("from", exchange.workspace().today()));
    }

    private Reply priority(Exchange exchange) {
        Priority found = business.priority(exchange.workspace(), exchange.path("priority"));
        return priority(exchange, found.id(), found.version(), Forms.of(found));
    }

    private Reply priority(Exchange exchange, String id, long version, Typed typed) {
        return Reply.page(
                "business/priority.jte",
                id.isEmpty() ? "A new priority" : "Priority",
                new FormPage(id, version, typed, business.segments(exchange.workspace()), List.of(), List.of()));
    }

    private Reply addPriority(Exchange exchange) {
        return Typed.kept(
                exchange,
                () -> {
                    business.add(exchange.workspace(), exchange.caller(), Forms.priority(exchange.form()));
                    return to(exchange, ALL);
                },
                typed -> priority(exchange, "", 0, typed));
    }

    private Reply changePriority(Exchange exchange) {
        String id = exchange.path("priority");
        long seen = Versions.ofForm(exchange);
        return Typed.kept(
                exchange,
                () -> {
                    business.change(exchange.workspace(), exchange.caller(), id, seen, Forms.priority(exchange.form()));
                    return to(exchange, ALL);
                },
                typed -> priority(
                        exchange,
                        id,
                        typed.version(
                                seen,
                                () -> business.priority(exchange.workspace(), id)
                                        .version()),
                        typed));
    }

    private Reply removePriority(Exchange exchange) {
        business.removePriority(exchange.workspace(), exchange.path("priority"), Versions.ofForm(exchange));
        return to(exchange, ALL);
    }

    private Reply newProgramme(Exchange exchange) {
        Typed usual = Typed.blank()
                .with("from", exchange.workspace().today())
                .with("segment", "everybody")
                .with("kind", Programme.Indicator.Kind.TAKE_UP.name())
                .with("minutesPerWeek", 30)
                .with("unit", "percent of people");
        return form(exchange, "", 0, usual);
    }

    private Reply editProgramme(Exchange exchange) {
        Programme found = business.programme(exchange.workspace(), exchange.path("programme"));
        return form(exchange, found.id(), found.version(), Forms.of(found));
    }

    private Reply form(Exchange exchange, String id, long version, Typed typed) {
        return Reply.page(
                "business/programmeForm.jte",
                id.isEmpty() ? "A new programme" : "Change the case",
                new FormPage(
                        id,
                        version,
                        typed,
                        business.segments(exchange.workspace()),
                        business.priorities(exchange.workspace()).stream()
                                .map(each -> new Choice(each.id(), each.name()))
                                .toList(),
                        business.measures(exchange.workspace()).stream()
                                .map(each -> new Choice(each.id(), each.name().in(exchange.locale())))
                                .toList()));
    }

    private Reply addProgramme(Exchange exchange) {
        return Typed.kept(
                exchange,
                () -> {
                    Programme added =
                            business.add(exchange.workspace(), exchange.caller(), Forms.programme(exchange.form()));
                    return to(exchange, "/programmes/" + added.id());
                },
                typed -> form(exchange, "", 0, typed));
    }

    private Reply changeProgramme(Exchange exchange) {
        String id = exchange.path("programme");
        long seen = Versions.ofForm(exchange);
        return Typed.kept(
                exchange,
                () -> {
                    business.change(
                            exchange.workspace(), exchange.caller(), id, seen, Forms.programme(exchange.form()));
                    return to(exchange, "/programmes/" + id);
                },
                typed -> form(
                        exchange,
                        id,
                        typed.version(
                                seen,
                                () -> business.programme(exchange.workspace(), id)
                                        .version()),
                        typed));
    }

    private Reply removeProgramme(Exchange exchange) {
        business.removeProgramme(exchange.workspace(), exchange.path("programme"), Versions.ofForm(exchange));
        return to(exchange, ALL);
    }

    private Reply programme(Exchange exchange) {
        return programme(exchange, Typed.blank());
    }

    /** Its page. @param typed what was sent and refused, if anything was */
    Reply programme(Exchange exchange, Typed typed) {
        Sheet sheet = sheet(exchange);
        return Reply.page(
                "business/programme.jte",
                sheet.programme().name(),
                new CasePage(
                        CaseView.of(sheet, exchange.workspace()),
                        typed,
                        exchange.workspace().today(),
                        sheet.programme().launch().isPresent()
                                ? Optional.empty()
                                : Optional.of(launches.readiness(exchange.workspace())),
                        sheet.wins().isEmpty() ? Optional.empty() : Optional.of(drafts.places(exchange.workspace()))));
    }

    private Reply messageOfWin(Exchange exchange) {
        Form form = exchange.form();
        return Reply.redirect(exchange.link(drafts.draft(
                        exchange.workspace(),
                        exchange.caller(),
                        form.text("plan").orElse(""),
                        form.text("audience").orElse(""),
                        () -> cases.told(
                                exchange.workspace(),
                                exchange.path("programme"),
                                form.text("measure").orElse(""),
                                exchange.workspace().settings().language()))
                .path()));
    }

    private Reply win(Exchange exchange) {
        String id = exchange.path("programme");
        long seen = Versions.ofForm(exchange);
        return Typed.kept(
                exchange,
                () -> {
                    Form form = exchange.form();
                    business.win(
                            exchange.workspace(),
                            exchange.caller(),
                            id,
                            seen,
                            new WinEntry(
                                    form.text("measure").orElse(""),
                                    form.text("day").isEmpty() ? null : form.date("day"),
                                    form.text("evidence").orElse("")));
                    return to(exchange, back(exchange, id));
                },
                typed -> programme(exchange, typed));
    }

    private Reply undoWin(Exchange exchange) {
        String id = exchange.path("programme");
        long seen = Versions.ofForm(exchange);
        return Typed.kept(
                exchange,
                () -> {
                    business.undoWin(
                            exchange.workspace(),
                            exchange.caller(),
                            id,
                            seen,
                            exchange.form().text("measure").orElse(""));
                    return to(exchange, back(exchange, id));
                },
                typed -> programme(exchange, typed));
    }

    /** To the page that the form stood on. */
    private static String back(Exchange exchange, String id) {
        return exchange.form().text("from").filter("all"::equals).isPresent() ? ALL : "/programmes/" + id;
    }

    private Sheet sheet(Exchange exchange) {
        return cases.sheet(exchange.workspace(), exchange.path("programme"), exchange.locale());
    }

    private Reply pdf(Exchange exchange) {
        return pdf(exchange, cases.sheet(exchange.workspace(), exchange.path("programme"), Locale.ENGLISH));
    }

    /** The case on one sheet. */
    static Reply pdf(Exchange exchange, Sheet sheet) {
        byte[] file = CasePdf.of(
                CaseView.of(sheet, exchange.workspace()),
                exchange.workspace().tenant().name(),
                exchange.workspace().settings().accent(),
                exchange.workspace().today());
        return Reply.bytes("application/pdf", file)
                .withHeader(
                        "content-disposition",
                        "attachment; filename=\"case-" + sheet.programme().id() + ".pdf\"");
    }

    private static Reply to(Exchange exchange, String path) {
        return Reply.redirect(exchange.link(path));
    }
}
