package org.takeup.operator;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.life.Departures;
import org.takeup.tenant.life.LifeRefused;
import org.takeup.tenant.life.Moves;
import org.takeup.tenant.life.Receipts;

/** Moves tenants and sees them off, for the operator. */
public final class LifeRoutes {
    private static final Access OPERATOR = Access.operator();

    private final Tenants tenants;
    private final Moves moves;
    private final Departures departures;
    private final Receipts receipts;

    public LifeRoutes(Tenants tenants, Moves moves, Departures departures, Receipts receipts) {
        this.tenants = tenants;
        this.moves = moves;
        this.departures = departures;
        this.receipts = receipts;
    }

    public Room room() {
        return new Room(
                List.of(
                        api("operator-tenant-place", HttpMethod.PUT, "/tenants/{slug}/placement", this::place),
                        api("operator-tenant-leave", HttpMethod.PUT, "/tenants/{slug}/leaving", this::leave),
                        api("operator-receipts", HttpMethod.GET, "/receipts", this::receipts)),
                List.of());
    }

    /** Where a tenant's documents are to be. */
    public record Place(Tenant.@Nullable Placement placement) {}

    /** Whether a tenant leaves. @param days of grace */
    public record Leaving(
            @Nullable Boolean leaving, @Nullable Integer days) {}

    /** What the API answers. @param until the end of the grace period, or null for a tenant that stays */
    public record Until(@Nullable Instant until) {}

    /** All receipts. */
    public record ReceiptList(List<Receipts.Receipt> receipts) {}

    private static Route api(String id, HttpMethod method, String path, Handler handler) {
        return Route.api(id, method, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    private Workspace workspace(Exchange exchange) {
        return tenants.bySlug(exchange.path("slug")).orElseThrow(Problem::notFound);
    }

    private Reply place(Exchange exchange) {
        Tenant.Placement to = exchange.json(Place.class).placement();
        if (to == null) {
            throw Problem.invalid("placement", "Give POOLED or DEDICATED.");
        }
        Workspace workspace = workspace(exchange);
        try {
            moves.move(workspace, to);
        } catch (LifeRefused e) {
            throw refused(e);
        }
        exchange.changes("placement", workspace.tenant().placement(), to);
        return Reply.json(202, new Place(to));
    }

    private Reply leave(Exchange exchange) {
        Leaving told = exchange.json(Leaving.class);
        if (told.leaving() == null) {
            throw Problem.invalid("leaving", "Give true or false.");
        }
        Workspace workspace = workspace(exchange);
        try {
            if (told.leaving()) {
                int days = told.days() == null ? Departures.GRACE_DAYS : told.days();
                Instant until = departures.leave(workspace, days);
                exchange.changes("leaves", null, until);
                return Reply.json(new Until(until));
            }
            departures.stay(workspace);
            return Reply.json(new Until(null));
        } catch (LifeRefused e) {
            throw refused(e);
        }
    }

    private Reply receipts(Exchange exchange) {
        return Reply.json(new ReceiptList(receipts.list()));
    }

    static Problem refused(LifeRefused e) {
        return new Problem(409, "tenant-busy", String.valueOf(e.getMessage()), "Nothing was changed.");
    }
}
