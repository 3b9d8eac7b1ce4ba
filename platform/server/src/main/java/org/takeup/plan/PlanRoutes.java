package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.plugin.api.FormField;
import org.takeup.tenant.Role;

/** Plans as pages and in the API. */
public final class PlanRoutes {
    private static final String PLAN = "/plans/{plan}";

    private final Plans plans;
    private final Stakeholders stakeholders;
    private final StepRoutes steps;

    public PlanRoutes(Plans plans, Stakeholders stakeholders) {
        this.plans = plans;
        this.stakeholders = stakeholders;
        this.steps = new StepRoutes(plans, stakeholders, plans.people());
    }

    public Room room() {
        var routes = new ArrayList<Route>(own());
        routes.addAll(steps.routes());
        routes.addAll(new HoldOutRoutes(plans, this::planPage).routes());
        routes.addAll(new PlanHistoryRoutes(plans).routes());
        routes.addAll(new PlanCommentRoutes(plans).routes());
        routes.addAll(new PlanApi(plans).routes());
        routes.addAll(new PlanCopyRoutes(plans, stakeholders).routes());
        routes.addAll(new PlanCalendarRoutes(plans.calendar(), plans.feeds()).routes());
        routes.addAll(new PlanFeedApi(plans.feeds()).routes());
        return new Room(
                routes, List.of(new Room.Entry(Room.Group.PLAN, 30, "Plans", "/plans", Access.role(Role.PLANNER))));
    }

    private List<Route> own() {
        Access planners = Access.role(Role.PLANNER);
        return List.of(
                Route.page("plans", "/plans", planners, this::page),
                Route.page("plan-new", "/plans/new", planners, this::newPage),
                Route.form("plan-draft-form", "/plans", planners, this::draftByForm),
                Route.page("plan", PLAN, planners, this::planPage),
                Route.form("plan-review-form", PLAN + "/review", planners, this::reviewByForm),
                Route.form("plan-approve-form", PLAN + "/approval", planners, this::approveByForm),
                Route.form("plan-dispatch-form", PLAN + "/dispatch", planners, this::dispatchByForm),
                Route.form("plan-accountable-form", PLAN + "/accountable", planners, this::answerByForm),
                Route.api("plan-builders-list", HttpMethod.GET, "/plan-builders", planners, this::builders),
                Route.api("plans-list", HttpMethod.GET, "/plans", planners, this::list),
                Route.api("plan-draft", HttpMethod.POST, "/plans", planners, this::draft),
                Route.api("plan-get", HttpMethod.GET, PLAN, planners, this::get),
                bare(Route.api("plan-review", HttpMethod.POST, PLAN + "/review", planners, this::review)),
                bare(Route.api("plan-approve", HttpMethod.POST, PLAN + "/approval", planners, this::approve)),
                bare(Route.api("plan-dispatch", HttpMethod.POST, PLAN + "/dispatch", planners, this::dispatch)));
    }

    private static Route bare(Route route) {
        return route.accepting(new Body.None());
    }

    /** The list of plans. @param people whether anybody is on the stakeholder map yet */
    public record PlansPage(List<Plan> plans, boolean people) {}

    /** A builder to choose from, in the reader's language. */
    public record BuilderChoice(String id, String name, String method) {}

    /** A form for a new plan. @param chosen the builder's id, or empty while there is a choice to make */
    public record NewPage(List<BuilderChoice> builders, String chosen, List<Field> fields, boolean people) {}

    /** One field as it is drawn. @param type of an input element, or {@code textarea} or {@code select} */
    public record Field(
            String id,
            String label,
            String help,
            String type,
            List<Map.Entry<String, String>> choices,
            boolean required,
            String preset) {}

    /**
     * A plan, and what its reader may do with it.
     *
     * @param look how its steps are shown
     * @param steps those of this page
     * @param pages how many pages there are
     * @param matching how many steps the filter leaves
     * @param columns of the board
     * @param owners to choose from
     * @param holdOut what stands in the form of whom the plan holds out
     * @param comments about the plan
     */
    public record PlanPage(
            PlanView plan,
            boolean mayApprove,
            String today,
            boolean dueNow,
            PlanLook look,
            List<PlanView.StepView> steps,
            int pages,
            int matching,
            List<PlanLook.Column> columns,
            Timeline timeline,
            List<PlanView.Named> owners,
            StepForm fresh,
            HoldOutRoutes.Typed holdOut,
            StepRoutes.Choices choices,
            List<PlanCommentRoutes.Line> comments) {}

    /** What the API answers for the list. */
    public record Listing(List<Summary> plans) {}

    /** A plan in the list. */
    public record Summary(String id, String title, PlanState state, int steps, long version) {}

    /** The builders in the API. */
    public record BuilderListing(List<BuilderShown> builders) {}

    /** A builder with its questions. */
    public record BuilderShown(String id, String name, String method, List<Question> questions) {}

    /** One question. @param choices ids of the options of a CHOICE */
    public record Question(String id, String label, FormField.Kind kind, boolean required, List<String> choices) {}

    /** What asks for a draft. */
    public record DraftBody(
            @Nullable String builder,
            @Nullable String objective,
            @Nullable Map<String, String> answers) {}

    /** How many steps went out. */
    public record Dispatched(int steps) {}

    private Reply page(Exchange exchange) {
        var workspace = exchange.workspace();
        return Reply.page(
                "plan/plans.jte",
                "Plans",
                new PlansPage(plans.all(workspace), !stakeholders.all(workspace).isEmpty()));
    }

    private Reply newPage(Exchange exchange) {
        List<BuilderChoice> builders = choices(exchange);
        String chosen = exchange.query("builder")
                .orElse(builders.size() == 1 ? builders.getFirst().id() : "");
        Locale locale = exchange.locale();
        List<Field> fields = chosen.isEmpty()
                ? List.of()
                : plans.drafts().wizard(exchange.workspace(), chosen).stream()
                        .map(field -> drawn(field, locale))
                        .toList();
        boolean people = !stakeholders.all(exchange.workspace()).isEmpty();
        return Reply.page("plan/new.jte", "New plan", new NewPage(builders, chosen, fields, people));
    }

    private List<BuilderChoice> choices(Exchange exchange) {
        Locale locale = exchange.locale();
        return plans.drafts().builders(exchange.workspace()).stream()
                .map(each -> new BuilderChoice(
                        each.id(), each.name().in(locale), each.method().in(locale)))
                .toList();
    }

    private static Field drawn(FormField field, Locale locale) {
        String type = switch (field.kind()) {
            case TEXT -> "text";
            case LONG_TEXT -> "textarea";
            case NUMBER -> "number";
            case DATE -> "date";
            case CHOICE -> "select";
        };
        return new Field(
                field.id(),
                field.label().in(locale),
                field.help() == null ? "" : field.help().in(locale),
                type,
                field.choices().stream()
                        .map(choice -> Map.entry(choice.id(), choice.label().in(locale)))
                        .toList(),
                field.required(),
                field.preset() == null ? "" : field.preset());
    }

    private Reply draftByForm(Exchange exchange) {
        Form form = exchange.form();
        var answers = new HashMap<String, String>();
        form.names().stream()
                .filter(name -> name.startsWith("answers."))
                .forEach(name -> answers.put(
                        name.substring("answers.".length()), form.text(name).orElse("")));
        Plan plan = plans.drafts()
                .draft(
                        exchange.workspace(),
                        exchange.caller(),
                        form.required("builder", 200),
                        form.required("objective", 1_000),
                        answers);
        return toPlan(exchange, plan.id());
    }

    private Reply planPage(Exchange exchange) {
        PlanView view = plans.view(exchange.workspace(), exchange.path("plan"));
        return planPage(exchange, view, HoldOutRoutes.Typed.stored(view));
    }

    private Reply planPage(Exchange exchange, HoldOutRoutes.Typed holdOut) {
        return planPage(exchange, plans.view(exchange.workspace(), exchange.path("plan")), holdOut);
    }

    private Reply planPage(Exchange exchange, PlanView view, HoldOutRoutes.Typed holdOut) {
        var workspace = exchange.workspace();
        Plan plan = plans.require(workspace, view.id());
        plans.readers().saw(workspace, exchange.caller());
        LocalDate today = workspace.today();
        boolean due = plan.state().approved()
                && view.steps().stream()
                        .anyMatch(step -> step.status() == PlanView.Status.PLANNED
                                && !step.on().isAfter(today));
        PlanLook look = PlanLook.of(exchange);
        List<PlanView.StepView> matching =
                view.steps().stream().filter(look::shows).toList();
        int pages = Math.max(1, Math.ceilDiv(matching.size(), PlanLook.PAGE));
        PlanLook at = look.at(Math.min(look.page(), pages));
        int from = (at.page() - 1) * PlanLook.PAGE;
        List<PlanView.StepView> shown = matching.subList(from, Math.min(matching.size(), from + PlanLook.PAGE));
        List<PlanView.Named> owners = view.steps().stream()
                .flatMap(step -> step.planned().owner().stream())
                .distinct()
                .sorted(Comparator.comparing(PlanView.Named::name))
                .toList();
        return Reply.page(
                "plan/plan.jte",
                plan.title(),
                new PlanPage(
                        view,
                        plans.approvals().mayApprove(exchange.caller(), plan),
                        today.toString(),
                        due,
                        at,
                        shown,
                        pages,
                        matching.size(),
                        at.columns(shown),
                        Timeline.of(shown, today),
                        owners,
                        StepForm.fresh(today),
                        holdOut,
                        steps.choices(workspace, plan, Optional.empty()),
                        PlanCommentRoutes.lines(plans, workspace, plan.id())));
    }

    private Reply answerByForm(Exchange exchange) {
        plans.approvals()
                .answerFor(
                        exchange.workspace(),
                        exchange.caller(),
                        exchange.path("plan"),
                        Versions.ofForm(exchange),
                        exchange.form().required("accountable", 254));
        return toPlan(exchange, exchange.path("plan"));
    }

    private Reply reviewByForm(Exchange exchange) {
        plans.approvals()
                .review(exchange.workspace(), exchange.caller(), exchange.path("plan"), Versions.ofForm(exchange));
        return toPlan(exchange, exchange.path("plan"));
    }

    private Reply approveByForm(Exchange exchange) {
        plans.approvals()
                .approve(exchange.workspace(), exchange.caller(), exchange.path("plan"), Versions.ofForm(exchange));
        return toPlan(exchange, exchange.path("plan"));
    }

    private Reply dispatchByForm(Exchange exchange) {
        plans.due().dispatch(exchange.workspace(), exchange.path("plan"));
        return toPlan(exchange, exchange.path("plan"));
    }

    private static Reply toPlan(Exchange exchange, String plan) {
        return Reply.redirect(exchange.link("/plans/" + plan));
    }

    private Reply builders(Exchange exchange) {
        Locale locale = exchange.locale();
        return Reply.json(new BuilderListing(choices(exchange).stream()
                .map(each -> new BuilderShown(
                        each.id(),
                        each.name(),
                        each.method(),
                        plans.drafts().wizard(exchange.workspace(), each.id()).stream()
                                .map(field -> question(field, locale))
                                .toList()))
                .toList()));
    }

    private static Question question(FormField field, Locale locale) {
        return new Question(
                field.id(),
                field.label().in(locale),
                field.kind(),
                field.required(),
                field.choices().stream().map(choice -> choice.id()).toList());
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(plans.all(exchange.workspace()).stream()
                .map(plan -> new Summary(
                        plan.id(), plan.title(), plan.state(), plan.steps().size(), plan.version()))
                .toList()));
    }

    private Reply draft(Exchange exchange) {
        DraftBody body = exchange.json(DraftBody.class);
        if (body.builder() == null || body.objective() == null) {
            throw Problem.invalid("builder", "Name a builder and the objective.");
        }
        Map<String, String> answers = body.answers() == null ? Map.of() : body.answers();
        Plan plan = plans.drafts()
                .draft(exchange.workspace(), exchange.caller(), body.builder(), body.objective(), answers);
        return shown(exchange, plan.id(), 201).withHeader("location", exchange.link("/api/v1/plans/" + plan.id()));
    }

    private Reply get(Exchange exchange) {
        return shown(exchange, exchange.path("plan"), 200);
    }

    private Reply review(Exchange exchange) {
        plans.approvals()
                .review(exchange.workspace(), exchange.caller(), exchange.path("plan"), Versions.seen(exchange));
        return get(exchange);
    }

    private Reply approve(Exchange exchange) {
        plans.approvals()
                .approve(exchange.workspace(), exchange.caller(), exchange.path("plan"), Versions.seen(exchange));
        return get(exchange);
    }

    private Reply dispatch(Exchange exchange) {
        return Reply.json(new Dispatched(plans.due().dispatch(exchange.workspace(), exchange.path("plan"))));
    }

    private Reply shown(Exchange exchange, String plan, int status) {
        PlanView view = plans.view(exchange.workspace(), plan);
        return Reply.json(status, view).withHeader("etag", Versions.tag(view.version()));
    }
}
