package org.takeup.reach;

import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.plan.Plan;
import org.takeup.plan.PlanStep;
import org.takeup.plan.Plans;
import org.takeup.plan.Words;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.reach.Reaches.Funnel;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** How far each step of a plan has reached, for planners, and what an admin has counted. */
public final class ReachRoutes {
    private static final String PLAN = "/plans/{plan}/reach";
    private static final String COUNTING = "/reach-counting";
    /** Steps that a page shows: the latest. */
    private static final int MOST_SHOWN = 200;

    private final Reaches reaches;
    private final Plans plans;

    public ReachRoutes(Reaches reaches, Plans plans) {
        this.reaches = reaches;
        this.plans = plans;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("plan-reach", PLAN, planners, this::page),
                        Route.api("plan-reach-get", HttpMethod.GET, PLAN, planners, this::get),
                        Route.page("reach-counting", COUNTING, admins, this::countingPage),
                        Route.form("reach-counting-form", COUNTING, admins, this::countByForm),
                        Route.api("reach-counting-get", HttpMethod.GET, COUNTING, admins, this::counting),
                        Route.api("reach-counting-set", HttpMethod.PUT, COUNTING, admins, this::countByApi)),
                List.of());
    }

    /** How far a step has reached. Of what people did, only what can be said of groups. */
    public record StepReach(
            String stepId,
            String subject,
            LocalDate on,
            PlanDraft.Channel channel,
            long planned,
            long heldOut,
            long sent,
            long delivered,
            GroupFigure seen,
            GroupFigure clicked,
            long said,
            long messengers) {
        /** For the page. */
        public String way() {
            return Words.of(channel);
        }
    }

    /** What the API says. */
    public record Listing(List<StepReach> steps) {}

    /** The page. @param more whether earlier steps are left out @param mayCount whether the reader can change what is counted */
    public record Page(
            String planId,
            String title,
            int percent,
            List<StepReach> steps,
            boolean more,
            Counting counting,
            boolean mayCount) {}

    /** The page of what is counted. */
    public record CountingPage(Counting counting, int smallest, boolean saved) {}

    /** What is counted, as it comes in. */
    public record CountingBody(
            @Nullable Boolean clicks, @Nullable Boolean opens) {}

    private Reply page(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Plan plan = plans.require(workspace, exchange.path("plan"));
        List<StepReach> all = steps(workspace, plan);
        return Reply.page(
                "reach/reach.jte",
                "How far it reached",
                new Page(
                        plan.id(),
                        plan.title(),
                        plan.holdOut().percent(),
                        all.subList(0, Math.min(all.size(), MOST_SHOWN)),
                        all.size() > MOST_SHOWN,
                        reaches.counting(workspace),
                        exchange.caller().is(Role.ADMIN)));
    }

    private Reply get(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        return Reply.json(new Listing(steps(workspace, plans.require(workspace, exchange.path("plan")))));
    }

    /** The latest first. */
    private List<StepReach> steps(Workspace workspace, Plan plan) {
        Map<String, Funnel> funnels = reaches.funnels(workspace, plan.id());
        Counting counting = reaches.counting(workspace);
        int smallest = workspace.settings().smallestGroup();
        return plan.times().stream()
                .filter(step -> funnels.containsKey(step.id()))
                .sorted(Comparator.comparing(PlanStep::on).reversed())
                .flatMap(step -> java.util.stream.Stream.ofNullable(funnels.get(step.id()))
                        .map(funnel -> shown(step, funnel, counting, smallest)))
                .toList();
    }

    private static StepReach shown(PlanStep step, Funnel funnel, Counting counting, int smallest) {
        boolean mail = step.channel() == PlanDraft.Channel.EMAIL;
        return new StepReach(
                step.id(),
                step.subject(),
                step.on(),
                step.channel(),
                funnel.planned(),
                funnel.heldOut(),
                funnel.sent(),
                funnel.delivered(),
                mail && counting.opens()
                        ? GroupFigure.of(funnel.seen(), funnel.seenAsked(), smallest)
                        : GroupFigure.NOT_COUNTED,
                mail && counting.clicks()
                        ? GroupFigure.of(funnel.clicked(), funnel.delivered(), smallest)
                        : GroupFigure.NOT_COUNTED,
                funnel.said(),
                funnel.messengers());
    }

    private Reply countingPage(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        return Reply.page(
                "reach/counting.jte",
                "What is counted",
                new CountingPage(
                        reaches.counting(workspace),
                        workspace.settings().smallestGroup(),
                        exchange.query("saved").isPresent()));
    }

    private Reply countByForm(Exchange exchange) {
        set(
                exchange,
                Versions.ofForm(exchange),
                exchange.form().text("clicks").isPresent(),
                exchange.form().text("opens").isPresent());
        return Reply.redirect(exchange.link(COUNTING) + "?saved=yes");
    }

    private Reply counting(Exchange exchange) {
        Counting counting = reaches.counting(exchange.workspace());
        return Reply.json(counting).withHeader("etag", Versions.tag(counting.version()));
    }

    private Reply countByApi(Exchange exchange) {
        long seen = Versions.seen(exchange);
        CountingBody body = exchange.json(CountingBody.class);
        Boolean clicks = body.clicks();
        Boolean opens = body.opens();
        if (clicks == null || opens == null) {
            throw Problem.invalid(clicks == null ? "clicks" : "opens", "Please give true or false.");
        }
        set(exchange, seen, clicks, opens);
        return counting(exchange);
    }

    private void set(Exchange exchange, long seen, boolean clicks, boolean opens) {
        Counting before = reaches.counting(exchange.workspace());
        reaches.count(exchange.workspace(), clicks, opens, seen);
        exchange.changes("clicks", before.clicks(), clicks);
        exchange.changes("opens", before.opens(), opens);
    }
}
