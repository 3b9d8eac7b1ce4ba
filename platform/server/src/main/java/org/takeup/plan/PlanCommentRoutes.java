package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Comments on a plan and its steps. A refused one comes back as it was typed. */
public final class PlanCommentRoutes {
    private static final String COMMENTS = "/plans/{plan}/comments";

    private final Plans plans;

    PlanCommentRoutes(Plans plans) {
        this.plans = plans;
    }

    List<Route> routes() {
        Access planners = Access.role(Role.PLANNER);
        return List.of(
                Route.page("plan-comments", COMMENTS, planners, this::page),
                Route.form("plan-comment-form", COMMENTS, planners, this::addByForm),
                Route.form("plan-comment-mention-form", COMMENTS + "/mention", planners, this::findByForm),
                Route.api("plan-readers", HttpMethod.GET, "/plans/{plan}/readers", planners, this::readers),
                Route.form(
                        "plan-comment-resolve-form",
                        COMMENTS + "/{planComment}/resolution",
                        planners,
                        this::resolveByForm));
    }

    /** A comment as it is shown. @param about a step's subject, or empty @param mentions names */
    public record Line(
            String id, String about, String by, Instant at, String text, List<String> mentions, boolean resolved) {}

    /** All comments of a plan, and what is being typed. @param steps to say something about */
    public record CommentPage(
            String plan,
            String title,
            List<Line> lines,
            List<PlanView.Before> steps,
            Typed typed,
            List<Problem.Field> wrong) {}

    /**
     * A comment that is being written, and whom its writer looks for.
     *
     * @param who part of a name
     * @param found whom it means; empty as well while nobody is looked for
     */
    public record Typed(String step, String text, String who, List<Found> found) {
        static Typed nothing(String step) {
            return new Typed(step, "", "", List.of());
        }
    }

    /** Somebody who can be mentioned. @param address by which a comment names them */
    public record Found(String id, String name, String address) {}

    /** Those whose name begins so. */
    public record FoundListing(List<Found> people) {}

    static List<Line> lines(Plans plans, Workspace workspace, String planId) {
        List<PlanComments.Comment> comments = plans.comments().of(workspace, planId);
        if (comments.isEmpty()) {
            return List.of();
        }
        Plan plan = plans.require(workspace, planId);
        Set<String> people = new HashSet<>();
        comments.forEach(each -> {
            people.add(each.by());
            people.addAll(each.mentions());
        });
        Map<String, String> names = plans.people().names(workspace, people);
        return comments.stream()
                .map(each -> new Line(
                        each.id(),
                        each.step().isEmpty()
                                ? ""
                                : plan.step(each.step()).map(PlanStep::subject).orElse("a step that was removed"),
                        names.getOrDefault(each.by(), "Somebody who left"),
                        each.at(),
                        each.text(),
                        each.mentions().stream()
                                .map(id -> names.getOrDefault(id, "somebody who left"))
                                .toList(),
                        each.resolved().isPresent()))
                .toList();
    }

    private Reply page(Exchange exchange) {
        plans.readers().saw(exchange.workspace(), exchange.caller());
        return page(exchange, Typed.nothing(exchange.query("step").orElse("")), List.of());
    }

    private Reply page(Exchange exchange, Typed typed, List<Problem.Field> wrong) {
        Plan plan = plans.require(exchange.workspace(), exchange.path("plan"));
        List<PlanView.Before> steps = plan.steps().stream()
                .filter(each -> typed.step().isEmpty() || each.id().equals(typed.step()))
                .limit(200)
                .map(each -> new PlanView.Before(each.id(), each.subject()))
                .toList();
        return Reply.page(
                "plan/comments.jte",
                "Comments",
                new CommentPage(
                        plan.id(), plan.title(), lines(plans, exchange.workspace(), plan.id()), steps, typed, wrong));
    }

    private Reply addByForm(Exchange exchange) {
        String step = exchange.form().text("step").orElse("");
        String text = exchange.form().text("text").orElse("");
        try {
            plans.comments().add(exchange.workspace(), exchange.caller(), exchange.path("plan"), step, text);
        } catch (Problem e) {
            if (e.status() != 422) {
                throw e;
            }
            return page(exchange, new Typed(step, text, "", List.of()), e.fields())
                    .withStatus(422);
        }
        return toComments(exchange);
    }

    /** Finds people, or puts one of them into the comment; either way it goes on being written. */
    private Reply findByForm(Exchange exchange) {
        Form form = exchange.form();
        String step = form.text("step").orElse("");
        String text = form.text("text").orElse("");
        Optional<String> chosen = form.text("chosen");
        if (chosen.isPresent()) {
            String sep = text.isEmpty() || text.endsWith(" ") || text.endsWith("\n") ? "" : " ";
            return page(exchange, new Typed(step, text + sep + "@" + chosen.get() + " ", "", List.of()), List.of());
        }
        String who = form.text("who").orElse("");
        List<Found> found = found(exchange, who);
        List<Problem.Field> wrong = found.isEmpty()
                ? List.of(new Problem.Field("who", "Nobody who sees plans has a name that begins so."))
                : List.of();
        return page(exchange, new Typed(step, text, who, found), wrong);
    }

    private Reply readers(Exchange exchange) {
        plans.version(exchange.workspace(), exchange.path("plan"));
        return Reply.json(
                new FoundListing(found(exchange, exchange.query("name").orElse(""))));
    }

    private List<Found> found(Exchange exchange, String name) {
        return plans.readers().named(exchange.workspace(), name).stream()
                .map(person -> new Found(person.id(), person.name(), person.email()))
                .toList();
    }

    private Reply resolveByForm(Exchange exchange) {
        plans.comments()
                .resolve(exchange.workspace(), exchange.caller(), exchange.path("plan"), exchange.path("planComment"));
        return toComments(exchange);
    }

    private static Reply toComments(Exchange exchange) {
        return Reply.redirect(exchange.link("/plans/" + exchange.path("plan") + "/comments"));
    }
}
