package org.takeup.operator;

import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.TrailPages;
import org.takeup.audit.TrailPages.View;
import org.takeup.audit.Words;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;

/** What operators did, as a page, in the API and as a file. Days are those of UTC. */
public final class TrailRoutes {
    private static final Access OPERATOR = Access.operator();

    private final TrailPages pages;
    private final View view;
    private final Clock clock;

    public TrailRoutes(AuditTrail trail, Clock clock) {
        this.pages = new TrailPages(trail);
        // Accounts are those of the identity provider; the platform keeps no list of them that would give names.
        this.view = new View(trail.operators(), ZoneOffset.UTC, Words.ofOperators(), ids -> Map.of(), true);
        this.clock = clock;
    }

    public Room room() {
        return new Room(
                List.of(
                        in(Route.page("operator-audit", "/audit", OPERATOR, this::page)),
                        in(Route.api("operator-audit-list", HttpMethod.GET, "/audit", OPERATOR, this::list)),
                        in(Route.api("operator-audit-check", HttpMethod.GET, "/audit/check", OPERATOR, this::check)),
                        in(Route.api(
                                "operator-audit-export", HttpMethod.GET, "/audit/export", OPERATOR, this::export))),
                List.of(new Room.Entry(Room.Group.PLATFORM, 40, "Audit trail", "/audit", OPERATOR)));
    }

    private static Route in(Route route) {
        return route.in(Route.Realm.OPERATOR);
    }

    private Reply page(Exchange exchange) {
        return pages.page(exchange, view, "operator/audit.jte");
    }

    private Reply list(Exchange exchange) {
        return pages.list(exchange, view);
    }

    private Reply check(Exchange exchange) {
        return pages.check(view);
    }

    private Reply export(Exchange exchange) {
        return pages.export(exchange, view, "audit-operators-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
