package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.plan.PlanView.Named;
import org.takeup.plan.schedule.OwnDay;
import org.takeup.plugin.api.Finding;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What surrounds plans in the API: comments, versions, templates and copies, the calendar, what does not fit. */
final class PlanApi {
    private static final String PLAN = "/plans/{plan}";
    private static final String COMMENTS = PLAN + "/comments";
    private static final String TEMPLATES = "/plan-templates";
    private static final String TEMPLATE = TEMPLATES + "/{planTemplate}";
    private static final String CALENDAR = "/plan-calendar";
    private static final int FINDINGS = 200;

    private final Plans plans;
    private final PlanCalendar calendar;

    PlanApi(Plans plans) {
        this.plans = plans;
        this.calendar = plans.calendar();
    }

    List<Route> routes() {
        Access planners = Access.role(Role.PLANNER);
        Body none = new Body.None();
        return List.of(
                Route.api("plan-comments-list", HttpMethod.GET, COMMENTS, planners, this::comments),
                Route.api("plan-comment-add", HttpMethod.POST, COMMENTS, planners, this::comment),
                Route.api(
                                "plan-comment-resolve",
                                HttpMethod.POST,
                                COMMENTS + "/{planComment}/resolution",
                                planners,
                                this::resolve)
                        .accepting(none),
                Route.api("plan-versions-list", HttpMethod.GET, PLAN + "/versions", planners, this::versions),
                Route.api("plan-compare", HttpMethod.GET, PLAN + "/comparison", planners, this::compare),
                Route.api("plan-restore", HttpMethod.POST, PLAN + "/restoration", planners, this::restore),
                Route.api("plan-copy-make", HttpMethod.POST, PLAN + "/copies", planners, this::copy),
                Route.api("plan-template-keep", HttpMethod.POST, PLAN + "/template", planners, this::keep)
                        .accepting(none),
                Route.api("plan-templates-list", HttpMethod.GET, TEMPLATES, planners, this::templates),
                Route.api("plan-template-begin", HttpMethod.POST, TEMPLATE + "/plans", planners, this::begin),
                Route.api("plan-template-remove", HttpMethod.DELETE, TEMPLATE, planners, this::removeTemplate),
                Route.api("plan-findings", HttpMethod.GET, PLAN + "/findings", planners, this::findings),
                Route.api("plan-calendar-get", HttpMethod.GET, CALENDAR, planners, this::calendar),
                Route.api("plan-calendar-set", HttpMethod.PUT, CALENDAR, planners, this::setCalendar),
                Route.api("plan-day-add", HttpMethod.POST, CALENDAR + "/days", planners, this::addDay),
                Route.api(
                        "plan-day-remove", HttpMethod.DELETE, CALENDAR + "/days/{ownDay}", planners, this::removeDay));
    }

    /** A comment. @param step id of what it is about; empty for the plan @param resolved when nothing was left to do */
    public record Comment(
            String id,
            String step,
            Named by,
            Instant at,
            String text,
            List<Named> mentions,
            Optional<Instant> resolved) {}

    /** Comments, the latest first. @param next for the parameter {@code before}, if there are earlier ones */
    public record Comments(List<Comment> comments, Optional<String> next) {}

    /** What is said. @param step id of a step; about the plan if it is left out */
    public record CommentBody(
            @Nullable String step, @Nullable String text) {}

    /** Versions, the latest first. @param next for the parameter {@code before}, if there are earlier ones */
    public record VersionListing(List<PlanHistoryRoutes.Line> versions, Optional<Long> next) {}

    /** The version whose steps are to come back. */
    public record Restored(@Nullable Long version) {}

    /** All templates, the latest first. */
    public record TemplateListing(List<PlanCopies.Template> templates) {}

    /** What was made. */
    public record Made(String id) {}

    /** What counts for the days of plans. */
    public record CalendarShown(String region, int cap, List<OwnDay> days, List<PlanFeedApi.Shown> feeds) {}

    /** What is set. */
    public record CalendarBody(@Nullable String region) {}

    /** A week in which somebody would get too much. @param people how many; nothing of fewer than a group may have */
    public record Week(LocalDate monday, int most, Optional<Long> people) {}

    /** What a check says of a step. */
    public record StepFinding(String step, Finding.Severity severity, String message) {}

    /** What does not fit. @param plan about all of it @param next for the parameter {@code after}, if there is more */
    public record Findings(
            int cap, List<Week> weeks, List<PlanView.Note> plan, List<StepFinding> steps, Optional<String> next) {}

    private Reply comments(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        plans.version(workspace, exchange.path("plan"));
        PlanComments.Part part = plans.comments().part(workspace, exchange.path("plan"), exchange.query("before"));
        return Reply.json(new Comments(shown(workspace, part.comments()), part.next()));
    }

    private List<Comment> shown(Workspace workspace, List<PlanComments.Comment> comments) {
        Set<String> people = new HashSet<>();
        comments.forEach(each -> {
            people.add(each.by());
            people.addAll(each.mentions());
        });
        Map<String, String> names = plans.people().names(workspace, people);
        return comments.stream()
                .map(each -> new Comment(
                        each.id(),
                        each.step(),
                        named(names, each.by()),
                        each.at(),
                        each.text(),
                        each.mentions().stream().map(id -> named(names, id)).toList(),
                        each.resolved().map(PlanComments.Resolved::at)))
                .toList();
    }

    private static Named named(Map<String, String> names, String id) {
        return new Named(id, names.getOrDefault(id, ""));
    }

    private Reply comment(Exchange exchange) {
        CommentBody body = exchange.json(CommentBody.class);
        PlanComments.Comment added = plans.comments()
                .add(
                        exchange.workspace(),
                        exchange.caller(),
                        exchange.path("plan"),
                        body.step() == null ? "" : body.step(),
                        body.text() == null ? "" : body.text());
        return Reply.json(201, shown(exchange.workspace(), List.of(added)).getFirst());
    }

    private Reply resolve(Exchange exchange) {
        plans.comments()
                .resolve(exchange.workspace(), exchange.caller(), exchange.path("plan"), exchange.path("planComment"));
        return Reply.empty();
    }

    private Reply versions(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        plans.version(workspace, exchange.path("plan"));
        long before = number(exchange, "before").orElse(Long.MAX_VALUE);
        List<PlanEdit> edits = plans.history().before(workspace, exchange.path("plan"), before);
        Optional<Long> next = edits.size() < PlanHistory.PAGE
                ? Optional.empty()
                : Optional.of(edits.getLast().version());
        return Reply.json(new VersionListing(PlanHistoryRoutes.lines(plans, workspace, edits), next));
    }

    private static Optional<Long> number(Exchange exchange, String name) {
        return PlanHistoryRoutes.number(exchange, name);
    }

    private Reply compare(Exchange exchange) {
        Plan plan = plans.require(exchange.workspace(), exchange.path("plan"));
        long to = number(exchange, "to").orElse(plan.version());
        long from = number(exchange, "from").orElse(Math.max(1, to - 1));
        return Reply.json(plans.history().compare(exchange.workspace(), plan, from, to));
    }

    private Reply restore(Exchange exchange) {
        Restored body = exchange.json(Restored.class);
        if (body.version() == null) {
            throw Problem.invalid("version", "Give the number of a version.");
        }
        plans.history()
                .restore(
                        exchange.workspace(),
                        exchange.caller(),
                        exchange.path("plan"),
                        body.version(),
                        Versions.seen(exchange));
        return plan(exchange, exchange.path("plan"), 200);
    }

    private Reply copy(Exchange exchange) {
        return made(
                exchange,
                plans.copies()
                        .copy(
                                exchange.workspace(),
                                exchange.caller(),
                                exchange.path("plan"),
                                exchange.json(PlanCopies.CopyEntry.class)));
    }

    private Reply begin(Exchange exchange) {
        return made(
                exchange,
                plans.copies()
                        .begin(
                                exchange.workspace(),
                                exchange.caller(),
                                exchange.path("planTemplate"),
                                exchange.json(PlanCopies.CopyEntry.class)));
    }

    private Reply made(Exchange exchange, Plan plan) {
        return plan(exchange, plan.id(), 201).withHeader("location", exchange.link("/api/v1/plans/" + plan.id()));
    }

    private Reply plan(Exchange exchange, String id, int status) {
        PlanView view = plans.view(exchange.workspace(), id);
        return Reply.json(status, view).withHeader("etag", Versions.tag(view.version()));
    }

    private Reply keep(Exchange exchange) {
        return Reply.json(201, new Made(plans.copies().keep(exchange.workspace(), exchange.path("plan"))));
    }

    private Reply templates(Exchange exchange) {
        return Reply.json(new TemplateListing(plans.copies().all(exchange.workspace())));
    }

    private Reply removeTemplate(Exchange exchange) {
        plans.copies().remove(exchange.workspace(), exchange.path("planTemplate"));
        return Reply.empty();
    }

    private Reply findings(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        PlanView view = plans.view(workspace, exchange.path("plan"));
        List<StepFinding> all = view.steps().stream()
                .flatMap(step ->
                        step.notes().stream().map(note -> new StepFinding(step.id(), note.severity(), note.message())))
                .toList();
        int from = (int) Math.min(number(exchange, "after").orElse(0L), all.size());
        int to = Math.min(all.size(), from + FINDINGS);
        List<Week> weeks = plans.tooMuch(workspace, exchange.path("plan")).stream()
                .map(week -> new Week(
                        week.monday(), week.most(), week.few() ? Optional.empty() : Optional.of(week.people())))
                .toList();
        return Reply.json(new Findings(
                calendar.cap(workspace),
                weeks,
                view.notes(),
                all.subList(from, to),
                to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty()));
    }

    private Reply calendar(Exchange exchange) {
        return Reply.json(shown(exchange.workspace()));
    }

    private CalendarShown shown(Workspace workspace) {
        PlanCalendar.Settings settings = calendar.of(workspace);
        return new CalendarShown(
                settings.region(),
                calendar.cap(workspace),
                settings.days(),
                plans.feeds().all(workspace).stream().map(PlanFeedApi.Shown::of).toList());
    }

    private Reply setCalendar(Exchange exchange) {
        CalendarBody body = exchange.json(CalendarBody.class);
        PlanCalendar.Settings now = calendar.of(exchange.workspace());
        calendar.set(exchange.workspace(), body.region() == null ? now.region() : body.region());
        return calendar(exchange);
    }

    private Reply addDay(Exchange exchange) {
        return Reply.json(201, calendar.add(exchange.workspace(), exchange.json(PlanCalendar.DayEntry.class)));
    }

    private Reply removeDay(Exchange exchange) {
        calendar.remove(exchange.workspace(), exchange.path("ownDay"));
        return Reply.empty();
    }
}
