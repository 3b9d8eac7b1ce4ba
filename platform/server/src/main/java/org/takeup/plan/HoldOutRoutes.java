package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.tenant.Role;

/** Whom a plan holds out, by a form on its page and in the API. */
public final class HoldOutRoutes {
    private static final String PATH = "/plans/{plan}/hold-out";

    private final Plans plans;
    private final BiFunction<Exchange, Typed, Reply> page;

    /** @param page shows the plan with what was typed */
    HoldOutRoutes(Plans plans, BiFunction<Exchange, Typed, Reply> page) {
        this.plans = plans;
        this.page = page;
    }

    List<Route> routes() {
        Access planners = Access.role(Role.PLANNER);
        return List.of(
                Route.form("plan-hold-out-form", PATH, planners, this::byForm),
                Route.api("plan-hold-out", HttpMethod.PUT, PATH, planners, this::byApi));
    }

    /** What stands in the form. @param fault why it was refused, or empty */
    public record Typed(String percent, String fault) {
        static Typed stored(PlanView plan) {
            return new Typed(Integer.toString(plan.holdOut().percent()), "");
        }
    }

    /** The share as it comes in. */
    public record HoldOutBody(@Nullable Integer percent) {}

    private Reply byForm(Exchange exchange) {
        try {
            set(exchange, Versions.ofForm(exchange), exchange.form().number("percent", 0, HoldOut.MOST));
            return Reply.redirect(exchange.link("/plans/" + exchange.path("plan")) + "#hold-out");
        } catch (Problem e) {
            Optional<Problem.Field> fault = e.fields().stream()
                    .filter(field -> field.name().equals("percent"))
                    .findFirst();
            if (e.status() != 422 || fault.isEmpty()) {
                throw e;
            }
            String typed = exchange.form().text("percent").orElse("");
            return page.apply(exchange, new Typed(typed, fault.get().message())).withStatus(422);
        }
    }

    private Reply byApi(Exchange exchange) {
        long seen = Versions.seen(exchange);
        Integer percent = exchange.json(HoldOutBody.class).percent();
        if (percent == null) {
            throw Problem.invalid("percent", "Please give a whole number from 0 to " + HoldOut.MOST + ".");
        }
        set(exchange, seen, percent);
        PlanView view = plans.view(exchange.workspace(), exchange.path("plan"));
        return Reply.json(view).withHeader("etag", Versions.tag(view.version()));
    }

    private void set(Exchange exchange, long seen, int percent) {
        int before = plans.require(exchange.workspace(), exchange.path("plan"))
                .holdOut()
                .percent();
        plans.holdOuts().set(exchange.workspace(), exchange.caller(), exchange.path("plan"), seen, percent);
        exchange.changes("percent", before, percent);
    }
}
