package org.takeup.audit;

import io.vertx.core.http.HttpMethod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.takeup.audit.TrailPages.View;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** A workspace's audit trail as a page, in the API and as a file, for admins. */
public final class AuditRoutes {
    private final TrailPages pages;
    private final Events events;
    private final BiFunction<Workspace, Collection<String>, Map<String, String>> names;

    /** @param names gives the names of people by their ids */
    public AuditRoutes(
            AuditTrail trail, BiFunction<Workspace, Collection<String>, Map<String, String>> names, Events events) {
        this.events = events;
        this.pages = new TrailPages(trail);
        this.names = names;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("audit", "/audit", admins, this::page),
                        Route.api("audit-list", HttpMethod.GET, "/audit", admins, this::list),
                        Route.api("audit-check", HttpMethod.GET, "/audit/check", admins, this::check),
                        Route.api("audit-export", HttpMethod.GET, "/audit/export", admins, this::export)),
                List.of());
    }

    private View view(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        return new View(
                Ledger.of(workspace),
                workspace.settings().zone(),
                Words.all(),
                ids -> names.apply(workspace, ids),
                false);
    }

    private Reply page(Exchange exchange) {
        return pages.page(exchange, view(exchange), "audit/trail.jte");
    }

    private Reply list(Exchange exchange) {
        return pages.list(exchange, view(exchange));
    }

    private Reply check(Exchange exchange) {
        return pages.check(view(exchange));
    }

    private Reply export(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Reply file = pages.export(
                exchange, view(exchange), "audit-" + workspace.tenant().slug() + "-" + workspace.today());
        events.tell(workspace, Event.of(Event.Kind.AUDIT_EXPORTED, Map.of("request", exchange.id())));
        return file;
    }
}
