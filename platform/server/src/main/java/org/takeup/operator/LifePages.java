package org.takeup.operator;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Handler;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.life.Arrivals;
import org.takeup.tenant.life.Departures;
import org.takeup.tenant.life.LifeRefused;
import org.takeup.tenant.life.Moves;
import org.takeup.tenant.life.Receipts;

/** The operator's pages about the life of tenants: restoring an archive, moving, seeing off. What deletes asks twice. */
public final class LifePages {
    private static final Access OPERATOR = Access.operator();
    private static final int LONGEST = 200;

    private final Tenants tenants;
    private final Arrivals arrivals;
    private final Moves moves;
    private final Departures departures;
    private final Receipts receipts;

    public LifePages(Tenants tenants, Arrivals arrivals, Moves moves, Departures departures, Receipts receipts) {
        this.tenants = tenants;
        this.arrivals = arrivals;
        this.moves = moves;
        this.departures = departures;
        this.receipts = receipts;
    }

    public Room room() {
        String one = "/tenants/{slug}";
        return new Room(
                List.of(
                        page("operator-archives", "/archives", this::archives),
                        form("operator-archive-form", "/archives", this::restore)
                                .accepting(new Body.Upload(ArchiveRoutes.MOST_BYTES, Set.of(".zip"))),
                        page("operator-tenant-life", one + "/life", this::life),
                        form("operator-tenant-place-form", one + "/placement", this::place),
                        form("operator-tenant-leave-form", one + "/leaving", this::leave),
                        form("operator-restoring-cancel-form", one + "/restoring/cancellation", this::cancelForm),
                        Route.api(
                                        "operator-restoring-cancel",
                                        HttpMethod.DELETE,
                                        one + "/restoring",
                                        OPERATOR,
                                        this::cancel)
                                .in(Route.Realm.OPERATOR)),
                List.of());
    }

    private static Route page(String id, String path, Handler handler) {
        return Route.page(id, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    private static Route form(String id, String path, Handler handler) {
        return Route.form(id, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    /** What the page of archives shows. */
    public record Archives(List<Arrivals.Ended> ended, List<Receipts.Receipt> receipts) {}

    /**
     * What the page of a tenant shows.
     *
     * @param documents how many are there so far, while it is being restored; 0 otherwise
     * @param leaves the end of its grace period, or null
     */
    public record Life(
            String slug,
            String name,
            Tenant.Placement placement,
            Stay.State stay,
            long documents,
            @Nullable Instant leaves,
            int usualDays) {
        /** Whether nothing is under way, so that something may begin. */
        public boolean rests() {
            return stay == Stay.State.HERE;
        }

        /** The placement that it does not have. */
        public Tenant.Placement other() {
            return placement == Tenant.Placement.POOLED ? Tenant.Placement.DEDICATED : Tenant.Placement.POOLED;
        }
    }

    private Reply archives(Exchange exchange) {
        return Reply.page(
                "operator/archives.jte", "Archives and receipts", new Archives(arrivals.ended(), receipts.list()));
    }

    private Reply restore(Exchange exchange) {
        Form form = exchange.form();
        Arrivals.Wanted wanted = ArchiveRoutes.wanted(form);
        ArchiveRoutes.refusing(() -> arrivals.begin(exchange.upload().file(), ArchiveRoutes.key(form), wanted));
        ArchiveRoutes.note(exchange, wanted);
        return Reply.redirect(exchange.link(path(wanted.slug())));
    }

    private static String path(String slug) {
        return "/tenants/" + slug + "/life";
    }

    private Workspace workspace(Exchange exchange) {
        return tenants.bySlug(exchange.path("slug")).orElseThrow(Problem::notFound);
    }

    private Reply life(Exchange exchange) {
        Workspace workspace = workspace(exchange);
        Tenant tenant = workspace.tenant();
        Stay stay = tenant.stay();
        return Reply.page(
                "operator/life.jte",
                tenant.name(),
                new Life(
                        tenant.slug(),
                        tenant.name(),
                        tenant.placement(),
                        stay.state(),
                        stay.state() == Stay.State.ARRIVING ? arrivals.stored(workspace) : 0,
                        stay.state() == Stay.State.LEAVING ? stay.until() : null,
                        Departures.GRACE_DAYS));
    }

    private Reply back(Exchange exchange) {
        return Reply.redirect(exchange.link(path(exchange.path("slug"))));
    }

    private Reply place(Exchange exchange) {
        Tenant.Placement to = exchange.form().one("placement", Tenant.Placement.class);
        Workspace workspace = workspace(exchange);
        refusing(() -> moves.move(workspace, to));
        exchange.changes("placement", workspace.tenant().placement(), to);
        return back(exchange);
    }

    /** What the operator is to decide. */
    private enum Decision {
        LEAVE,
        STAY
    }

    private Reply leave(Exchange exchange) {
        Workspace workspace = workspace(exchange);
        if (exchange.form().one("decision", Decision.class) == Decision.STAY) {
            refusing(() -> departures.stay(workspace));
            exchange.changes("leaves", workspace.tenant().stay().until(), null);
            return back(exchange);
        }
        requireTyped(exchange);
        int days = exchange.form().number("days", 0, Departures.MOST_DAYS);
        refusing(() -> exchange.changes("leaves", null, departures.leave(workspace, days)));
        return back(exchange);
    }

    /** Typing it is slower than a slip of the hand, and names the one that is meant. */
    private static void requireTyped(Exchange exchange) {
        String slug = exchange.path("slug");
        if (!exchange.form().required("typed", LONGEST).equals(slug)) {
            throw Problem.invalid("typed", "Type the tenant's address, " + slug + ", to show that you mean it.");
        }
    }

    private Reply cancelForm(Exchange exchange) {
        Workspace workspace = workspace(exchange);
        refusing(() -> arrivals.cancel(workspace));
        return Reply.redirect(exchange.link("/archives"));
    }

    private Reply cancel(Exchange exchange) {
        Workspace workspace = workspace(exchange);
        refusing(() -> arrivals.cancel(workspace));
        return Reply.empty();
    }

    private interface Deed {
        void run() throws LifeRefused;
    }

    private static void refusing(Deed deed) {
        try {
            deed.run();
        } catch (LifeRefused e) {
            throw LifeRoutes.refused(e);
        }
    }
}
