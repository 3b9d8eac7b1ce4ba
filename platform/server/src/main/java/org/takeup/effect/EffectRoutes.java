package org.takeup.effect;

import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.http.Versions;
import org.takeup.plan.PlanStep;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Role;

/** What steps came to, as pages for planners and in the API. */
public final class EffectRoutes {
    private static final String PLAN = "/plans/{plan}/effect";
    private static final String HYPOTHESIS = "/plans/{plan}/steps/{step}/hypothesis";
    private static final String ALL = "/effect";
    private static final int PAGE = 25;

    private final Effects effects;

    public EffectRoutes(Effects effects) {
        this.effects = effects;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("effect", ALL, planners, this::page),
                        Route.page("plan-effect", PLAN, planners, this::planPage),
                        Route.form("plan-effect-start-form", PLAN + "/computation", planners, this::startByForm),
                        Route.form("plan-effect-cancel-form", PLAN + "/cancellation", planners, this::cancelByForm),
                        Route.form("plan-hypothesis-form", HYPOTHESIS, planners, this::expectByForm),
                        Route.api("effect-get", HttpMethod.GET, ALL, planners, this::get),
                        Route.api("plan-effect-get", HttpMethod.GET, PLAN, planners, this::getPlan),
                        Route.api("plan-effect-start", HttpMethod.POST, PLAN + "/computation", planners, this::start)
                                .accepting(new Body.None()),
                        Route.api(
                                "plan-effect-cancel", HttpMethod.DELETE, PLAN + "/computation", planners, this::cancel),
                        Route.api("plan-hypothesis-get", HttpMethod.GET, HYPOTHESIS, planners, this::hypothesis),
                        Route.api("plan-hypothesis-change", HttpMethod.PUT, HYPOTHESIS, planners, this::expect)),
                List.of(new Room.Entry(Room.Group.SEE, 14, "Effect", ALL, planners)));
    }

    private Reply page(Exchange exchange) {
        return Reply.page("effect/sum.jte", "What steps came to", EffectPages.sum(effects.sum(exchange.workspace())));
    }

    private Reply planPage(Exchange exchange) {
        return planPage(exchange, exchange.query("from").orElse(""), "", Typed.blank());
    }

    private Reply planPage(Exchange exchange, String from, String refused, Typed typed) {
        Effects.OfPlan of = effects.ofPlan(exchange.workspace(), exchange.path("plan"), from, PAGE);
        return Reply.page(
                "effect/plan.jte",
                "What the steps came to",
                EffectPages.plan(of, effects.courses(exchange.workspace()), refused, typed));
    }

    private Reply toPlan(Exchange exchange, String more) {
        return Reply.redirect(exchange.link("/plans/" + exchange.path("plan") + "/effect") + more);
    }

    private Reply startByForm(Exchange exchange) {
        effects.start(exchange.workspace(), exchange.path("plan"));
        return toPlan(exchange, "");
    }

    private Reply cancelByForm(Exchange exchange) {
        effects.cancel(exchange.workspace(), exchange.path("plan"));
        return toPlan(exchange, "");
    }

    private Reply expectByForm(Exchange exchange) {
        String step = exchange.path("step");
        return Typed.keptUnlessGone(
                exchange,
                () -> {
                    effects.expect(
                            exchange.workspace(),
                            exchange.path("plan"),
                            step,
                            Versions.ofForm(exchange),
                            new HypothesisEntry(
                                    exchange.form().text("words").orElse(""),
                                    exchange.form().text("course").orElse(""),
                                    points(exchange)));
                    return toPlan(exchange, "?from=" + step + "#step-" + step);
                },
                typed -> planPage(exchange, step, step, typed));
    }

    private static double points(Exchange exchange) {
        try {
            double value =
                    Double.parseDouble(exchange.form().required("least", 10).replace(',', '.'));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number that is not finite.
        }
        throw Problem.invalid("least", "Please give points from 1 to 100.");
    }

    /** What is expected of a step, in the API. @param frozen whether it stays as it is */
    public record Expected(String words, String course, double least, boolean frozen, long version) {}

    /** A step in the API. @param says how far it is; empty once there is a result */
    public record StepShown(
            String step,
            String subject,
            String audience,
            Messenger messenger,
            PlanDraft.Channel channel,
            LocalDate on,
            PlanDraft.Metric metric,
            int days,
            Expected hypothesis,
            Measured.State state,
            String says,
            Optional<Measured> measured) {
        static StepShown of(Effects.Line line) {
            PlanStep step = line.step();
            Hypothesis hypothesis = line.hypothesis();
            return new StepShown(
                    step.id(),
                    step.subject(),
                    step.audience(),
                    step.messenger(),
                    step.channel(),
                    step.on(),
                    step.measure().metric(),
                    step.measure().days(),
                    new Expected(
                            hypothesis.words(),
                            hypothesis.course(),
                            hypothesis.least(),
                            line.frozen(),
                            hypothesis.version()),
                    line.state(),
                    line.says(),
                    line.measured());
        }
    }

    /** A computation in the API. @param says what became of it, in a sentence */
    public record Computation(String state, int done, int total, java.time.Instant at, String says) {
        static Computation of(Effects.Progress run) {
            return new Computation(run.state(), run.done(), run.total(), run.at(), EffectPages.says(run));
        }
    }

    /** Some steps of a plan in the API. @param next for {@code from} of the next call, if there are more */
    public record PlanShown(
            String plan,
            String title,
            List<StepShown> steps,
            Optional<String> next,
            int due,
            Optional<Computation> computation) {}

    /** All plans together, in the API. @param says what can be said of the league @param mean as a share */
    public record SumShown(
            int measured, String says, double mean, List<League.Row> league, List<StopDoing.Stop> stop) {}

    private Reply get(Exchange exchange) {
        Effects.Sum sum = effects.sum(exchange.workspace());
        return Reply.json(new SumShown(
                sum.measured(),
                EffectPages.says(sum.league()),
                sum.league().mean(),
                sum.league().rows(),
                sum.stops()));
    }

    private Reply getPlan(Exchange exchange) {
        return shown(exchange, 200);
    }

    private Reply shown(Exchange exchange, int status) {
        Effects.OfPlan of = effects.ofPlan(
                exchange.workspace(),
                exchange.path("plan"),
                exchange.query("from").orElse(""),
                PAGE);
        return Reply.json(
                status,
                new PlanShown(
                        of.plan().id(),
                        of.plan().title(),
                        of.lines().stream().map(StepShown::of).toList(),
                        of.next(),
                        of.due(),
                        of.progress().map(Computation::of)));
    }

    private Reply start(Exchange exchange) {
        effects.start(exchange.workspace(), exchange.path("plan"));
        return shown(exchange, 202);
    }

    private Reply cancel(Exchange exchange) {
        effects.cancel(exchange.workspace(), exchange.path("plan"));
        return Reply.empty();
    }

    /** A hypothesis in the API. */
    public record HypothesisShown(String step, String plan, String words, String course, double least, long version) {}

    private static Reply tagged(Hypothesis hypothesis) {
        return Reply.json(new HypothesisShown(
                        hypothesis.stepId(),
                        hypothesis.planId(),
                        hypothesis.words(),
                        hypothesis.course(),
                        hypothesis.least(),
                        hypothesis.version()))
                .withHeader("etag", Versions.tag(hypothesis.version()));
    }

    private Reply hypothesis(Exchange exchange) {
        return tagged(effects.hypothesis(exchange.workspace(), exchange.path("plan"), exchange.path("step")));
    }

    private Reply expect(Exchange exchange) {
        long seen = Versions.seen(exchange);
        HypothesisEntry entry = exchange.json(HypothesisEntry.class);
        return tagged(effects.expect(exchange.workspace(), exchange.path("plan"), exchange.path("step"), seen, entry));
    }
}
