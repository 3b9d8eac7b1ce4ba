package org.takeup.identity;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.identity.SessionRegister.Line;
import org.takeup.identity.company.Connection;
import org.takeup.identity.company.Connections;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Open sessions: everybody's own, and for admins all of the workspace; and the page that leads to what guards it. */
public final class SessionRoutes {
    private final SessionRegister register;
    private final BiFunction<Workspace, Collection<String>, Map<String, String>> names;

    /** @param names gives the names of people by their ids */
    SessionRoutes(SessionRegister register, BiFunction<Workspace, Collection<String>, Map<String, String>> names) {
        this.register = register;
        this.names = names;
    }

    Room room() {
        Access admins = Access.role(Role.ADMIN);
        Access anybody = Access.signedIn();
        return new Room(
                List.of(
                        Route.page("my-sessions", "/me/sessions", anybody, this::myPage),
                        Route.form("my-session-end-form", "/me/sessions/{session}/end", anybody, this::endMineByForm),
                        Route.api("my-sessions-list", HttpMethod.GET, "/me/sessions", anybody, this::myList),
                        Route.api(
                                "my-session-end", HttpMethod.DELETE, "/me/sessions/{session}", anybody, this::endMine),
                        Route.page("security", "/security", admins, SessionRoutes::security),
                        Route.page("sessions", "/sessions", admins, this::page),
                        Route.form("session-end-form", "/sessions/{session}/end", admins, this::endByForm),
                        Route.api("sessions-list", HttpMethod.GET, "/sessions", admins, this::list),
                        Route.api("session-end", HttpMethod.DELETE, "/sessions/{session}", admins, this::end)),
                List.of(new Room.Entry(Room.Group.MANAGE, 95, "Security", "/security", admins)));
    }

    /**
     * What the pages show.
     *
     * @param everybody whether these are all of the workspace
     * @param names of the people, by id
     * @param most how many are shown at most
     */
    public record Page(List<Line> sessions, boolean everybody, Map<String, String> names, int most) {}

    /** What the API answers. */
    public record Listing(List<Line> sessions) {}

    /** What the page on security shows. @param signInEnds the day on which nobody can sign in any more, if it is near */
    public record Security(Optional<Instant> signInEnds) {}

    private static Reply security(Exchange exchange) {
        var workspace = exchange.workspace();
        Optional<Instant> ends = new Connections()
                .find(workspace)
                .filter(connection -> connection.endsSoon(workspace.clock().instant()))
                .flatMap(Connection::ends);
        return Reply.page("identity/security.jte", "Security", new Security(ends));
    }

    private Reply myPage(Exchange exchange) {
        List<Line> mine = register.of(exchange.workspace(), exchange.caller().personId());
        return Reply.page(
                "identity/sessions.jte",
                "Where you are signed in",
                new Page(mine, false, Map.of(), SessionRegister.MOST));
    }

    private Reply page(Exchange exchange) {
        List<Line> all = register.all(exchange.workspace());
        var ids = all.stream().map(Line::person).collect(Collectors.toSet());
        return Reply.page(
                "identity/sessions.jte",
                "Sessions",
                new Page(all, true, names.apply(exchange.workspace(), ids), SessionRegister.MOST));
    }

    private Reply myList(Exchange exchange) {
        return Reply.json(
                new Listing(register.of(exchange.workspace(), exchange.caller().personId())));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(register.all(exchange.workspace())));
    }

    private Reply endMineByForm(Exchange exchange) {
        endMine(exchange);
        return Reply.redirect(exchange.link("/me/sessions"));
    }

    private Reply endMine(Exchange exchange) {
        Optional<String> mine = Optional.of(exchange.caller().personId());
        register.end(exchange.workspace(), exchange.path("session"), mine);
        return Reply.empty();
    }

    private Reply endByForm(Exchange exchange) {
        end(exchange);
        return Reply.redirect(exchange.link("/sessions"));
    }

    private Reply end(Exchange exchange) {
        register.end(exchange.workspace(), exchange.path("session"), Optional.empty());
        return Reply.empty();
    }
}
