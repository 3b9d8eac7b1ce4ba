package org.takeup.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.http.Typed;
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

    /** All templates. @param refused whose form did not fit; empty if none was refused */
    public record TemplatesPage(List<PlanCopies.Template> templates, String today, String refused, Typed typed) {}

    /** A form for a copy. @param audiences to whom the plan speaks, by id */
    public record CopyPage(
            String plan, String title, Map<String, String> audiences, List<Stakeholder> stakeholders, Typed typed) {}

    private Reply templates(Exchange exchange) {
        return templates(exchange, "", Typed.blank());
    }

    private Reply templates(Exchange exchange, String refused, Typed typed) {
        return Reply.page(
                "plan/templates.jte",
                "Templates",
                new TemplatesPage(
                        plans.copies().all(exchange.workspace()),
                        exchange.workspace().today().toString(),
                        refused,
                        typed));
    }

    private Reply keepByForm(Exchange exchange) {
        plans.copies().keep(exchange.workspace(), exchange.path("plan"));
        return Reply.redirect(exchange.link("/plan-templates"));
    }

    private Reply beginByForm(Exchange exchange) {
        String template = exchange.path("planTemplate");
        return Typed.kept(
                exchange,
                () -> {
                    var entry = new PlanCopies.CopyEntry(
                            null, null, null, null, exchange.form().date("start"));
                    Plan plan = plans.copies().begin(exchange.workspace(), exchange.caller(), template, entry);
                    return Reply.redirect(exchange.link("/plans/" + plan.id()));
                },
                typed -> templates(exchange, template, typed));
    }

    private Reply removeByForm(Exchange exchange) {
        plans.copies().remove(exchange.workspace(), exchange.path("planTemplate"));
        return Reply.redirect(exchange.link("/plan-templates"));
    }

    private Reply copyPage(Exchange exchange) {
        return copyPage(exchange, Typed.blank());
    }

    private Reply copyPage(Exchange exchange, Typed typed) {
        Plan plan = plans.require(exchange.workspace(), exchange.path("plan"));
        var audiences = new LinkedHashMap<String, String>();
        plan.steps().forEach(step -> audiences.put(step.audienceId(), step.audience()));
        return Reply.page(
                "plan/copy.jte",
                "Copy a plan",
                new CopyPage(plan.id(), plan.title(), audiences, stakeholders.all(exchange.workspace()), typed));
    }

    private Reply copyByForm(Exchange exchange) {
        Form form = exchange.form();
        return Typed.kept(
                exchange,
                () -> {
                    var entry = new PlanCopies.CopyEntry(
                            form.text("title").orElse(null),
                            form.text("from").orElse(null),
                            form.text("to").orElse(null),
                            form.text("messenger").isEmpty() ? null : form.one("messenger", Messenger.class),
                            form.text("start").isEmpty() ? null : form.date("start"));
                    Plan plan =
                            plans.copies().copy(exchange.workspace(), exchange.caller(), exchange.path("plan"), entry);
                    return Reply.redirect(exchange.link("/plans/" + plan.id()));
                },
                typed -> copyPage(exchange, typed));
    }
}
