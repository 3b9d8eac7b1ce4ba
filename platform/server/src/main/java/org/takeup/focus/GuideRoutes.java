package org.takeup.focus;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.survey.Surveys;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What is asked in a talk: read and changed by planners and by the group's moderator. Proposals are for planners, who may see results. */
public final class GuideRoutes {
    private final Surveys surveys;

    public GuideRoutes(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access people = Access.signedIn();
        String guide = "/focus-groups/{focusGroup}/guide";
        return new Room(
                List.of(
                        Route.page("focus-guide", guide, people, this::page),
                        Route.form("focus-guide-form", guide, people, this::changeByForm),
                        Route.api("focus-guide-get", HttpMethod.GET, guide, people, this::get),
                        Route.api("focus-guide-change", HttpMethod.PUT, guide, people, this::change)),
                List.of());
    }

    /**
     * The page.
     *
     * @param questions one a line, as they are kept or were sent
     * @param problem why they were not kept; else empty
     */
    public record GuidePage(
            FocusGroup group, String questions, long version, List<Guide.Proposal> proposals, String problem) {}

    /** A guide in the API. */
    public record Shown(List<String> questions, List<Guide.Proposal> proposals) {}

    /** The questions, in order. */
    public record Body(@Nullable List<String> questions) {}

    private static FocusGroup group(Exchange exchange) {
        return Notes.group(exchange.workspace(), exchange.caller(), exchange.path("focusGroup"));
    }

    private List<Guide.Proposal> proposals(Exchange exchange, FocusGroup group, List<String> there) {
        boolean planner =
                exchange.caller().is(Role.PLANNER) || exchange.caller().is(Role.ADMIN);
        return planner
                ? Guide.proposals(exchange.workspace(), surveys, group).stream()
                        .filter(proposal -> !there.contains(proposal.question()))
                        .toList()
                : List.of();
    }

    private Reply page(Exchange exchange) {
        FocusGroup group = group(exchange);
        Guide guide = new FocusStore(exchange.workspace()).guide(group.id());
        return page(exchange, group, guide.questions(), guide.version(), "");
    }

    private Reply page(Exchange exchange, FocusGroup group, List<String> questions, long version, String problem) {
        return Reply.page(
                "focus/guide.jte",
                "Guide",
                new GuidePage(
                        group, String.join("\n", questions), version, proposals(exchange, group, questions), problem));
    }

    private Reply changeByForm(Exchange exchange) {
        FocusGroup group = group(exchange);
        long seen = Versions.ofForm(exchange);
        Form form = exchange.form();
        var questions = new ArrayList<>(form.text("questions").stream()
                .flatMap(String::lines)
                .map(String::strip)
                .toList());
        questions.addAll(form.values("add"));
        try {
            change(exchange.workspace(), group, seen, questions);
        } catch (Problem e) {
            String why = e.fields().isEmpty()
                    ? e.title() + " What you wrote is below; copy it before you open the page again."
                    : e.fields().getFirst().message();
            return page(exchange, group, questions, seen, why).withStatus(e.status());
        }
        return Reply.redirect(exchange.link("/focus-groups/" + group.id() + "/guide"));
    }

    private static void change(Workspace workspace, FocusGroup group, long seen, @Nullable List<String> questions) {
        new FocusStore(workspace).guide(group.id(), seen, Guide.checked(questions));
    }

    private Reply get(Exchange exchange) {
        FocusGroup group = group(exchange);
        Guide guide = new FocusStore(exchange.workspace()).guide(group.id());
        return Reply.json(new Shown(guide.questions(), proposals(exchange, group, guide.questions())))
                .withHeader("etag", Versions.tag(guide.version()));
    }

    private Reply change(Exchange exchange) {
        FocusGroup group = group(exchange);
        change(
                exchange.workspace(),
                group,
                Versions.seen(exchange),
                exchange.json(Body.class).questions());
        return get(exchange);
    }
}
