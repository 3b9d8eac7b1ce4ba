package org.takeup.business;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.stream.Collectors;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.http.Versions;
import org.takeup.tenant.Role;

/** Launching a programme, by the form on its page and by the API. */
public final class LaunchRoutes {
    private static final String LAUNCH = "/programmes/{programme}/launch";

    private final Launches launches;
    private final BusinessRoutes pages;

    /** @param pages show the programme again to whoever is refused */
    public LaunchRoutes(Launches launches, BusinessRoutes pages) {
        this.launches = launches;
        this.pages = pages;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.form("programme-launch-form", LAUNCH, planners, this::launchByForm),
                        Route.form("programme-launch-undo-form", LAUNCH + "/undo", planners, this::undoByForm),
                        Route.api(
                                "programme-readiness",
                                HttpMethod.GET,
                                "/programmes/{programme}/readiness",
                                planners,
                                this::readiness),
                        Route.api("programme-launch", HttpMethod.POST, LAUNCH, planners, this::launch),
                        Route.api("programme-launch-undo", HttpMethod.POST, LAUNCH + "/undo", planners, this::undo)
                                .accepting(new Body.None())),
                List.of());
    }

    private Reply launchByForm(Exchange exchange) {
        long seen = Versions.ofForm(exchange);
        return Typed.kept(
                exchange,
                () -> {
                    Form form = exchange.form();
                    return shown(
                            exchange,
                            launched(
                                    exchange,
                                    seen,
                                    new LaunchEntry(
                                            form.values("wave"),
                                            form.text("waiver").orElse(""))));
                },
                typed -> pages.programme(exchange, typed));
    }

    private Reply undoByForm(Exchange exchange) {
        long seen = Versions.ofForm(exchange);
        return Typed.kept(
                exchange, () -> shown(exchange, prepared(exchange, seen)), typed -> pages.programme(exchange, typed));
    }

    private Reply readiness(Exchange exchange) {
        return Reply.json(launches.readiness(exchange.workspace(), exchange.path("programme")));
    }

    private Reply launch(Exchange exchange) {
        long seen = Versions.seen(exchange);
        return BusinessApi.tagged(200, launched(exchange, seen, exchange.json(LaunchEntry.class)));
    }

    private Reply undo(Exchange exchange) {
        return BusinessApi.tagged(200, prepared(exchange, Versions.seen(exchange)));
    }

    private Programme launched(Exchange exchange, long seen, LaunchEntry entry) {
        Programme done =
                launches.launch(exchange.workspace(), exchange.caller(), exchange.path("programme"), seen, entry);
        done.launch().ifPresent(launch -> {
            exchange.changes("launched", null, launch.day());
            if (launch.waived()) {
                exchange.changes("waiver", null, launch.waiver());
            } else {
                exchange.changes(
                        "readiness surveys",
                        null,
                        launch.rests().stream().map(Launch.Rest::wave).collect(Collectors.joining(" ")));
            }
        });
        return done;
    }

    private Programme prepared(Exchange exchange, long seen) {
        Programme now = launches.undo(exchange.workspace(), exchange.caller(), exchange.path("programme"), seen);
        if (now.version() != seen) {
            exchange.changes("launched", true, false);
        }
        return now;
    }

    private static Reply shown(Exchange exchange, Programme programme) {
        return Reply.redirect(exchange.link("/programmes/" + programme.id()));
    }
}
