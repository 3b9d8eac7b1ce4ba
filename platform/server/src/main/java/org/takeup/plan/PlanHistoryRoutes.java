package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.http.Access;
import org.takeup.http.Dates;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The versions of a plan: a list, two side by side, the way back; and what open pages ask once a second. */
public final class PlanHistoryRoutes {
    private static final String PLAN = "/plans/{plan}";

    private final Plans plans;

    PlanHistoryRoutes(Plans plans) {
        this.plans = plans;
    }

    List<Route> routes() {
        Access planners = Access.role(Role.PLANNER);
        return List.of(
                Route.page("plan-history", PLAN + "/history", planners, this::page),
                Route.page("plan-comparison", PLAN + "/history/comparison", planners, this::comparison),
                Route.form("plan-restore-form", PLAN + "/history/restoration", planners, this::restoreByForm),
                Route.api("plan-changes", HttpMethod.GET, PLAN + "/changes", planners, this::changes));
    }

    /** A version in the list. @param by a name, or empty for the platform itself */
    public record Line(long version, String by, Instant at, List<String> what) {}

    /** The versions, the latest first. @param older the version before which there are more, or 0 */
    public record HistoryPage(String plan, String title, long version, List<Line> lines, long older) {}

    /** Two versions side by side. */
    public record ComparisonPage(String plan, String title, long version, PlanHistory.Comparison comparison) {}

    /** What happened to a plan since somebody looked. @param more whether it is more than is said here */
    public record Changes(long version, boolean more, List<Line> edits, List<Card> steps, Set<String> removed) {}

    /** A changed step as cards show it. */
    public record Card(
            String id,
            String subject,
            String audience,
            String messenger,
            String channel,
            PlanDraft.Phase phase,
            String on,
            String day) {}

    private Reply page(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Plan plan = plans.require(workspace, exchange.path("plan"));
        long before = number(exchange, "before").orElse(Long.MAX_VALUE);
        List<PlanEdit> edits = plans.history().before(workspace, plan.id(), before);
        long older = edits.size() < PlanHistory.PAGE ? 0 : edits.getLast().version();
        return Reply.page(
                "plan/history.jte",
                "Versions",
                new HistoryPage(plan.id(), plan.title(), plan.version(), lines(workspace, edits), older));
    }

    private List<Line> lines(Workspace workspace, List<PlanEdit> edits) {
        return lines(plans, workspace, edits);
    }

    static List<Line> lines(Plans plans, Workspace workspace, List<PlanEdit> edits) {
        Map<String, String> names =
                plans.people().names(workspace, edits.stream().map(PlanEdit::by).collect(Collectors.toSet()));
        return edits.stream()
                .map(edit -> new Line(
                        edit.version(),
                        edit.by().isEmpty() ? "" : names.getOrDefault(edit.by(), "Somebody"),
                        edit.at(),
                        edit.what()))
                .toList();
    }

    static Optional<Long> number(Exchange exchange, String name) {
        return exchange.query(name).map(text -> {
            if (!text.matches("\\d{1,18}")) {
                throw Problem.invalid(name, "Please give the number of a version.");
            }
            return Long.parseLong(text);
        });
    }

    private Reply comparison(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Plan plan = plans.require(workspace, exchange.path("plan"));
        long to = number(exchange, "to").orElse(plan.version());
        long from = number(exchange, "from").orElse(Math.max(1, to - 1));
        return Reply.page(
                "plan/comparison.jte",
                "Two versions",
                new ComparisonPage(
                        plan.id(), plan.title(), plan.version(), plans.history().compare(workspace, plan, from, to)));
    }

    private Reply restoreByForm(Exchange exchange) {
        plans.history()
                .restore(
                        exchange.workspace(),
                        exchange.caller(),
                        exchange.path("plan"),
                        exchange.form().number("restored", 1, Integer.MAX_VALUE),
                        Versions.ofForm(exchange));
        return Reply.redirect(exchange.link("/plans/" + exchange.path("plan")));
    }

    private Reply changes(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        long since = number(exchange, "since").orElse(0L);
        long version = plans.version(workspace, exchange.path("plan"));
        if (version <= since) {
            return Reply.json(new Changes(version, false, List.of(), List.of(), Set.of()));
        }
        Plan plan = plans.require(workspace, exchange.path("plan"));
        List<PlanEdit> edits = plans.history().since(workspace, plan.id(), since);
        Set<String> touched = plans.history().touched(workspace, plan.id(), since);
        var dates = new Dates(exchange.locale(), workspace.settings().zone());
        List<Card> cards = plan.steps().stream()
                .filter(step -> touched.remove(step.id()))
                .map(step -> new Card(
                        step.id(),
                        step.subject(),
                        step.audience(),
                        Words.of(step.messenger()),
                        Words.of(step.channel()),
                        step.phase(),
                        step.on().toString(),
                        dates.fullDay(step.on())))
                .toList();
        boolean more = edits.size() < plan.version() - since;
        return Reply.json(new Changes(plan.version(), more, lines(workspace, edits), cards, touched));
    }
}
