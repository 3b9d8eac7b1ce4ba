package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.people.People;
import org.takeup.plan.schedule.Holidays;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The steps of a plan: added, changed, moved and removed, by forms and in the API. A refused form comes back filled in. */
public final class StepRoutes {
    private static final String STEPS = "/plans/{plan}/steps";
    private static final String STEP = STEPS + "/{step}";
    /** Steps that a form offers to wait for: more would be no choice. */
    private static final int MOST_OFFERED = 200;

    private final Plans plans;
    private final PlanEditor editor;
    private final Stakeholders stakeholders;
    private final People people;

    StepRoutes(Plans plans, Stakeholders stakeholders, People people) {
        this.plans = plans;
        this.editor = plans.editor();
        this.stakeholders = stakeholders;
        this.people = people;
    }

    List<Route> routes() {
        Access planners = Access.role(Role.PLANNER);
        return List.of(
                Route.form("plan-step-add-form", STEPS, planners, this::addByForm),
                Route.page("plan-step", STEP, planners, this::page),
                Route.form("plan-step-form", STEP, planners, this::changeByForm),
                Route.form("plan-step-move-form", STEP + "/move", planners, this::moveByForm),
                Route.form("plan-step-release-form", STEP + "/release", planners, this::releaseByForm),
                Route.form("plan-step-remove-form", STEP + "/removal", planners, this::removeByForm),
                Route.api("plan-step-add", HttpMethod.POST, STEPS, planners, this::add),
                Route.api("plan-step-change", HttpMethod.PUT, STEP, planners, this::change),
                Route.api("plan-step-move", HttpMethod.POST, STEP + "/move", planners, this::move),
                Route.api("plan-step-release", HttpMethod.POST, STEP + "/release", planners, this::release)
                        .accepting(new Body.None()),
                Route.api("plan-step-remove", HttpMethod.DELETE, STEP, planners, this::remove));
    }

    /** What a form of a step offers. @param others steps that it can wait for */
    public record Choices(
            List<Stakeholder> stakeholders, List<PlanView.Before> others, Collection<Holidays.Region> regions) {}

    /** Why a form comes back. @param differing field by field, what is stored now and what was typed */
    public record Refusal(
            String title, String detail, List<Problem.Field> fields, List<StepDifference.Field> differing, String by) {}

    /** One step's form. @param step as it is stored; empty for a new one or for one that is gone */
    public record StepPage(
            PlanView plan,
            String title,
            Optional<PlanView.StepView> step,
            StepForm form,
            Choices choices,
            Optional<Refusal> refusal) {}

    /**
     * Where a step moves to: to one of these.
     *
     * @param days later; negative for earlier
     * @param along what waits for it as well, if it gets another day
     */
    public record MoveBody(
            @Nullable LocalDate on,
            @Nullable Integer days,
            PlanDraft.@Nullable Phase phase,
            @Nullable Boolean along) {}

    Choices choices(Workspace workspace, Plan plan, Optional<PlanStep> step) {
        List<PlanView.Before> others = plan.steps().stream()
                .filter(each -> step.filter(own -> own.id().equals(each.id())).isEmpty())
                .sorted(Comparator.comparing((PlanStep each) -> !step.map(
                                        own -> own.planning().waitsFor().contains(each.id()))
                                .orElse(false))
                        .thenComparing(each -> Math.abs(each.on().toEpochDay()
                                - step.map(PlanStep::on)
                                        .orElse(workspace.today())
                                        .toEpochDay()))
                        .thenComparing(PlanStep::on)
                        .thenComparing(PlanStep::subject))
                .limit(MOST_OFFERED)
                .map(each -> new PlanView.Before(each.id(), each.on() + " " + each.subject()))
                .toList();
        return new Choices(
                stakeholders.all(workspace), others, Holidays.standard().regions());
    }

    private Reply page(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Plan plan = plans.require(workspace, exchange.path("plan"));
        PlanStep step = plan.step(exchange.path("step"))
                .filter(found -> found.id().equals(PlanStep.ofTime(found.id())))
                .orElseThrow(Problem::notFound);
        return page(exchange, plan, Optional.of(step), StepForm.of(workspace, people, step), Optional.empty());
    }

    private Reply page(
            Exchange exchange, Plan plan, Optional<PlanStep> step, StepForm form, Optional<Refusal> refusal) {
        PlanView view = plans.view(exchange.workspace(), plan.id());
        Optional<PlanView.StepView> shown = view.steps().stream()
                .filter(each -> step.filter(own -> own.id().equals(each.id())).isPresent())
                .findFirst();
        String title = step.isPresent() ? "Edit a step" : "Add a step";
        return Reply.page(
                "plan/step.jte",
                title,
                new StepPage(view, title, shown, form, choices(exchange.workspace(), plan, step), refusal));
    }

    private Reply addByForm(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        StepForm fresh = StepForm.fresh(workspace.today());
        StepForm typed = StepForm.typed(exchange.form(), fresh);
        return orBack(exchange, Optional.empty(), typed, () -> {
            StepEntry entry = typed.entry(workspace, people, fresh);
            editor.add(workspace, exchange.caller(), exchange.path("plan"), Versions.ofForm(exchange), entry);
        });
    }

    private Reply changeByForm(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Plan plan = plans.require(workspace, exchange.path("plan"));
        Optional<PlanStep> step = plan.step(exchange.path("step"));
        // What the form was drawn with: only what its reader changed of it is a change.
        StepForm shown =
                step.map(found -> StepForm.of(workspace, people, found)).orElse(StepForm.fresh(workspace.today()));
        StepForm typed = StepForm.typed(exchange.form(), shown);
        if (step.isEmpty()
                && !typed.subject().isEmpty()
                && plans.history().knew(workspace, plan, exchange.path("step"))) {
            var gone = new Refusal(
                    "Somebody else has removed this step meanwhile.",
                    "What you typed is still here: add it as a new step, or leave it.",
                    List.of(),
                    List.of(),
                    "");
            return page(exchange, plan, Optional.empty(), typed, Optional.of(gone))
                    .withStatus(409);
        }
        return orBack(exchange, step, typed, () -> {
            StepEntry entry = typed.entry(workspace, people, shown);
            editor.change(
                    workspace, exchange.caller(), plan.id(), exchange.path("step"), Versions.ofForm(exchange), entry);
        });
    }

    /** Does it and shows the plan, or shows the form as it was filled in with the reason why not. */
    private Reply orBack(Exchange exchange, Optional<PlanStep> step, StepForm typed, Runnable deed) {
        try {
            deed.run();
        } catch (StepChanged e) {
            return back(exchange, step, typed, e, e.differing(), e.by());
        } catch (Problem e) {
            if (e.status() == 404) {
                throw e;
            }
            return back(exchange, step, typed, e, List.of(), "");
        }
        return toPlan(exchange);
    }

    private Reply back(
            Exchange exchange,
            Optional<PlanStep> step,
            StepForm typed,
            Problem why,
            List<StepDifference.Field> differing,
            String by) {
        var refusal = new Refusal(why.title(), why.detail(), why.fields(), differing, by);
        Plan plan = plans.require(exchange.workspace(), exchange.path("plan"));
        // What has gone out is not changed: the words can still be said by another step.
        Optional<PlanStep> target = why.type().equals("step-is-out") ? Optional.empty() : step;
        return page(exchange, plan, target, typed, Optional.of(refusal)).withStatus(why.status());
    }

    private Reply moveByForm(Exchange exchange) {
        Form form = exchange.form();
        Workspace workspace = exchange.workspace();
        LocalDate to;
        if (form.text("to").filter("phase"::equals).isPresent()) {
            editor.move(
                    workspace,
                    exchange.caller(),
                    exchange.path("plan"),
                    exchange.path("step"),
                    Versions.ofForm(exchange),
                    form.one("phase", PlanDraft.Phase.class));
            return toPlan(exchange);
        }
        if (form.text("days").isPresent()) {
            to = step(exchange).on().plusDays(form.number("days", -366, 366));
        } else if (form.text("workingDay").isPresent()) {
            to = editor.nextWorkingDay(workspace, step(exchange));
        } else {
            to = form.date("on");
        }
        editor.move(
                workspace,
                exchange.caller(),
                exchange.path("plan"),
                exchange.path("step"),
                Versions.ofForm(exchange),
                to,
                form.text("along").isPresent());
        return toPlan(exchange);
    }

    private PlanStep step(Exchange exchange) {
        return plans.require(exchange.workspace(), exchange.path("plan"))
                .step(exchange.path("step"))
                .orElseThrow(Problem::notFound);
    }

    private Reply removeByForm(Exchange exchange) {
        editor.remove(
                exchange.workspace(),
                exchange.caller(),
                exchange.path("plan"),
                exchange.path("step"),
                Versions.ofForm(exchange));
        return toPlan(exchange);
    }

    private Reply toPlan(Exchange exchange) {
        return Reply.redirect(exchange.link("/plans/" + exchange.path("plan")) + PlanLook.back(exchange.form()));
    }

    private Reply add(Exchange exchange) {
        editor.add(
                exchange.workspace(),
                exchange.caller(),
                exchange.path("plan"),
                Versions.seen(exchange),
                exchange.json(StepEntry.class));
        return shown(exchange, 201);
    }

    private Reply change(Exchange exchange) {
        editor.change(
                exchange.workspace(),
                exchange.caller(),
                exchange.path("plan"),
                exchange.path("step"),
                Versions.seen(exchange),
                exchange.json(StepEntry.class));
        return shown(exchange, 200);
    }

    private Reply move(Exchange exchange) {
        MoveBody body = exchange.json(MoveBody.class);
        Integer days = body.days();
        LocalDate on = body.on();
        PlanDraft.Phase phase = body.phase();
        if (Stream.of(days, on, phase).filter(Objects::nonNull).count() != 1) {
            throw Problem.invalid("on", "Give either the day, or by how many days, or the phase.");
        }
        if (phase != null) {
            editor.move(
                    exchange.workspace(),
                    exchange.caller(),
                    exchange.path("plan"),
                    exchange.path("step"),
                    Versions.seen(exchange),
                    phase);
            return shown(exchange, 200);
        }
        if (days != null && (days < -732 || days > 732)) {
            throw Problem.invalid("days", "Give at most two years.");
        }
        LocalDate to = on != null ? on : step(exchange).on().plusDays(days == null ? 0 : days);
        editor.move(
                exchange.workspace(),
                exchange.caller(),
                exchange.path("plan"),
                exchange.path("step"),
                Versions.seen(exchange),
                to,
                Boolean.TRUE.equals(body.along()));
        return shown(exchange, 200);
    }

    private Reply releaseByForm(Exchange exchange) {
        plans.due()
                .letGo(
                        exchange.workspace(),
                        exchange.caller(),
                        exchange.path("plan"),
                        exchange.path("step"),
                        Versions.ofForm(exchange));
        return toPlan(exchange);
    }

    private Reply release(Exchange exchange) {
        plans.due()
                .letGo(
                        exchange.workspace(),
                        exchange.caller(),
                        exchange.path("plan"),
                        exchange.path("step"),
                        Versions.seen(exchange));
        return shown(exchange, 200);
    }

    private Reply remove(Exchange exchange) {
        editor.remove(
                exchange.workspace(),
                exchange.caller(),
                exchange.path("plan"),
                exchange.path("step"),
                Versions.seen(exchange));
        return shown(exchange, 200);
    }

    private Reply shown(Exchange exchange, int status) {
        PlanView view = plans.view(exchange.workspace(), exchange.path("plan"));
        return Reply.json(status, view).withHeader("etag", Versions.tag(view.version()));
    }
}
