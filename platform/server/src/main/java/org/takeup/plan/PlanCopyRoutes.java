package org.takeup.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.tenant.Role;

/** Templates of plans, and copies for another audience. */
public final class PlanCopyRoutes {
    private final Plans plans;
    private final Stakeholders stakeholders;

    PlanCopyRoutes(Plans plans, Stakeholders stakeholders) {
        this.plans = plans;
        this.stakeholders = stakeholders;
    }

    List<Route> routes() {
        Access planners = Access.role(Role.PLANNER);
        String one = "/plan-templates/{planTemplate}";
        return List.of(
                Route.page("plan-templates", "/plan-templates", planners, this::templates),
                Route.form("plan-template-keep-form", "/plans/{plan}/template", planners, this::keepByForm),
                Route.form("plan-template-begin-form", one + "/plans", planners, this::beginByForm),
                Route.form("plan-template-remove-form", one + "/removal", planners, this::removeByForm),
                Route.page("plan-copy", "/plans/{plan}/copy", planners, this::copyPage),
                Route.form("plan-copy-form", "/plans/{plan}/copy", planners, this::copyByForm));
    }

    /** All templates. @param typed fields of a refused form, by name @param wrong what did not fit */
    public record TemplatesPage(
            List<PlanCopies.Template> templates, String today, String refused, List<Problem.Field> wrong) {}

    /** A form for a copy. @param audiences to whom the plan speaks, by id @param typed fields by name */
    public record CopyPage(
            String plan,
            String title,
            Map<String, String> audiences,
            List<Stakeholder> stakeholders,
            Map<String, String> typed,
            List<Problem.Field> wrong) {
        /** What was typed into a field. */
        public String value(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    private Reply templates(Exchange exchange) {
        return templates(exchange, "", List.of());
    }

    private Reply templates(Exchange exchange, String refused, List<Problem.Field> wrong) {
        return Reply.page(
                "plan/templates.jte",
                "Templates",
                new TemplatesPage(
                        plans.copies().all(exchange.workspace()),
                        exchange.workspace().today().toString(),
                        refused,
                        wrong));
    }

    private Reply keepByForm(Exchange exchange) {
        plans.copies().keep(exchange.workspace(), exchange.path("plan"));
        return Reply.redirect(exchange.link("/plan-templates"));
    }

    private Reply beginByForm(Exchange exchange) {
        try {
            var entry = new PlanCopies.CopyEntry(
                    null, null, null, null, exchange.form().date("start"));
            Plan plan =
                    plans.copies().begin(exchange.workspace(), exchange.caller(), exchange.path("planTemplate"), entry);
            return Reply.redirect(exchange.link("/plans/" + plan.id()));
        } catch (Problem e) {
            if (e.status() != 422) {
                throw e;
            }
            return templates(exchange, exchange.path("planTemplate"), e.fields())
                    .withStatus(422);
        }
    }

    private Reply removeByForm(Exchange exchange) {
        plans.copies().remove(exchange.workspace(), exchange.path("planTemplate"));
        return Reply.redirect(exchange.link("/plan-templates"));
    }

    private Reply copyPage(Exchange exchange) {
        return copyPage(exchange, Map.of(), List.of());
    }

    private Reply copyPage(Exchange exchange, Map<String, String> typed, List<Problem.Field> wrong) {
        Plan plan = plans.require(exchange.workspace(), exchange.path("plan"));
        var audiences = new LinkedHashMap<String, String>();
        plan.steps().forEach(step -> audiences.put(step.audienceId(), step.audience()));
        return Reply.page(
                "plan/copy.jte",
                "Copy a plan",
                new CopyPage(plan.id(), plan.title(), audiences, stakeholders.all(exchange.workspace()), typed, wrong));
    }

    private Reply copyByForm(Exchange exchange) {
        Form form = exchange.form();
        var typed = new LinkedHashMap<String, String>();
        for (String name : List.of("title", "from", "to", "messenger", "start")) {
            form.text(name).ifPresent(value -> typed.put(name, value));
        }
        try {
            var entry = new PlanCopies.CopyEntry(
                    typed.get("title"),
                    typed.get("from"),
                    typed.get("to"),
                    typed.containsKey("messenger") ? form.one("messenger", Messenger.class) : null,
                    Optional.ofNullable(typed.get("start"))
                            .map(day -> form.date("start"))
                            .orElse(null));
            Plan plan = plans.copies().copy(exchange.workspace(), exchange.caller(), exchange.path("plan"), entry);
            return Reply.redirect(exchange.link("/plans/" + plan.id()));
        } catch (Problem e) {
            if (e.status() != 422) {
                throw e;
            }
            return copyPage(exchange, typed, e.fields()).withStatus(422);
        }
    }
}
