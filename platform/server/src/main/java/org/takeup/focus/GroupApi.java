package org.takeup.focus;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Focus groups in the REST API: what planners do on {@link GroupPages}. */
public final class GroupApi {
    private final FocusGroups groups;

    public GroupApi(FocusGroups groups) {
        this.groups = groups;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String all = "/focus-groups";
        String one = all + "/{focusGroup}";
        return new Room(
                List.of(
                        Route.api("focus-groups-list", HttpMethod.GET, all, planners, this::list),
                        Route.api("focus-group-make", HttpMethod.POST, all, planners, this::make)
                                .accepting(new Body.Json(GroupPages.MOST_BYTES)),
                        Route.api("focus-group-get", HttpMethod.GET, one, planners, this::get),
                        Route.api("focus-invite", HttpMethod.POST, one + "/invitations", planners, this::invite),
                        Route.api("focus-recruit", HttpMethod.POST, one + "/recruiting", planners, this::recruit),
                        Route.api("focus-cancel", HttpMethod.POST, one + "/cancellation", planners, this::cancel)
                                .accepting(new Body.None())),
                List.of());
    }

    /** A group in the API. Who was invited is only counted. */
    public record Shown(
            String id,
            String topic,
            String wave,
            String segment,
            int people,
            int seats,
            String seed,
            Instant begins,
            String zone,
            int minutes,
            String place,
            String moderator,
            String language,
            int keepDays,
            boolean cancelled,
            @Nullable Instant forgotten,
            List<Recruiting.State> quotas,
            @Nullable Integer beyond,
            int answerDays,
            Map<String, Long> invited) {}

    /** All of them. */
    public record Listing(List<Shown> focusGroups) {}

    /** How many to invite. */
    public record InviteBody(@Nullable Integer many) {}

    /** How many to ask beyond each quota, none if left out, and how many days each has to answer, as before if left out. */
    public record RecruitBody(
            @Nullable Integer beyond, @Nullable Integer answerDays) {}

    /** How many were. */
    public record Invited(int invited) {}

    private Reply recruit(Exchange exchange) {
        RecruitBody body = exchange.json(RecruitBody.class);
        Integer beyond = body.beyond();
        Integer days = body.answerDays();
        FocusGroup group = groups.find(exchange.workspace(), exchange.path("focusGroup"));
        return Reply.json(new Invited(groups.recruiting()
                .begin(
                        exchange.workspace(),
                        group,
                        beyond == null ? 0 : beyond,
                        days == null ? group.answerDays() : days)));
    }

    private Shown shown(Workspace workspace, FocusGroup group) {
        var invited = new TreeMap<String, Long>();
        for (Guest.State state : Guest.State.values()) {
            invited.put(state.name(), 0L);
        }
        groups.tally(workspace, group.id()).forEach((state, many) -> invited.put(state.name(), many));
        return new Shown(
                group.id(),
                group.topic(),
                group.wave().orElse(""),
                group.segment().map(segment -> segment.key()).orElse(""),
                group.people().size(),
                group.seats(),
                group.seed(),
                group.begins(),
                group.zone().getId(),
                group.minutes(),
                group.place(),
                group.moderator(),
                group.language(),
                group.keepDays(),
                group.cancelled(),
                group.forgotten().orElse(null),
                Recruiting.states(group, groups.guests(workspace, group.id())),
                group.beyond().orElse(null),
                group.answerDays(),
                invited);
    }

    private Reply list(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        return Reply.json(new Listing(groups.latest(workspace).stream()
                .map(group -> shown(workspace, group))
                .toList()));
    }

    private Reply make(Exchange exchange) {
        FocusGroup made = groups.make(exchange.workspace(), exchange.json(FocusEntry.class));
        return Reply.json(201, shown(exchange.workspace(), made))
                .withHeader("location", exchange.link("/api/v1/focus-groups/" + made.id()));
    }

    private Reply get(Exchange exchange) {
        return Reply.json(shown(exchange.workspace(), groups.find(exchange.workspace(), exchange.path("focusGroup"))));
    }

    private Reply invite(Exchange exchange) {
        Integer many = exchange.json(InviteBody.class).many();
        if (many == null) {
            throw Problem.invalid("many", "Give how many to invite.");
        }
        return Reply.json(new Invited(groups.invite(exchange.workspace(), exchange.path("focusGroup"), many)));
    }

    private Reply cancel(Exchange exchange) {
        groups.cancel(exchange.workspace(), exchange.path("focusGroup"));
        return get(exchange);
    }
}
