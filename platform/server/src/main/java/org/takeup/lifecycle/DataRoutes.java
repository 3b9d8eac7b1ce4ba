package org.takeup.lifecycle;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.lifecycle.Exports.Asked;
import org.takeup.tenant.Role;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.life.Departures;
import org.takeup.tenant.life.LifeRefused;

/** A workspace's data as a whole, for its admins: as a page and in the API. */
public final class DataRoutes {
    private static final String PAGE = "/your-data";

    private static final int LONGEST = 200;

    private final Exports exports;
    private final Erasures erasures;
    private final Departures departures;

    public DataRoutes(Exports exports, Erasures erasures, Departures departures) {
        this.exports = exports;
        this.erasures = erasures;
        this.departures = departures;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("your-data", PAGE, admins, this::page),
                        Route.form("export-start-form", PAGE + "/exports", admins, this::startByForm),
                        Route.form(
                                "export-delete-form", PAGE + "/exports/{export}/removal", admins, this::deleteByForm),
                        Route.form("erasure-start-form", PAGE + "/erasures", admins, this::eraseByForm),
                        Route.form("leaving-form", PAGE + "/leaving", admins, this::leaveByForm),
                        Route.api("leaving", HttpMethod.PUT, "/leaving", admins, this::leave),
                        Route.api("erasures-list", HttpMethod.GET, "/erasures", admins, this::reports),
                        Route.api("erasure-start", HttpMethod.POST, "/erasures", admins, this::erase),
                        Route.api("exports-list", HttpMethod.GET, "/exports", admins, this::list),
                        Route.api("export-start", HttpMethod.POST, "/exports", admins, this::start)
                                .accepting(new Body.None()),
                        Route.api("export-delete", HttpMethod.DELETE, "/exports/{export}", admins, this::delete),
                        Route.api("export-file", HttpMethod.GET, "/exports/{export}/file", admins, this::file)),
                List.of(new Room.Entry(Room.Group.MANAGE, 96, "Your data", PAGE, admins)));
    }

    /**
     * What the page shows.
     *
     * @param asked the export that was just asked for, or null
     * @param leaves when the workspace is deleted, or null
     */
    public record Page(
            List<Export> exports,
            List<Erasure> erasures,
            @Nullable Asked asked,
            @Nullable Instant leaves) {
        /** Whether an archive is being made. */
        public boolean busy() {
            return exports.stream()
                    .anyMatch(each -> each.state() == Export.State.WAITING || each.state() == Export.State.RUNNING);
        }
    }

    /** What the API answers. */
    public record Listing(List<Export> exports) {}

    private Reply page(Exchange exchange) {
        return show(exchange, null);
    }

    private Reply show(Exchange exchange, @Nullable Asked asked) {
        Workspace workspace = exchange.workspace();
        Stay stay = workspace.tenant().stay();
        return Reply.page(
                        "lifecycle/data.jte",
                        "Your data",
                        new Page(
                                exports.list(workspace),
                                erasures.list(workspace),
                                asked,
                                stay.state() == Stay.State.LEAVING ? stay.until() : null))
                .withHeader("cache-control", "no-store");
    }

    /** Not a redirect: the key is shown here, once, and in no address. */
    private Reply startByForm(Exchange exchange) {
        return show(exchange, exports.start(exchange.workspace()));
    }

    private Reply start(Exchange exchange) {
        return Reply.json(202, exports.start(exchange.workspace())).withHeader("cache-control", "no-store");
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(exports.list(exchange.workspace())));
    }

    private Reply deleteByForm(Exchange exchange) {
        delete(exchange);
        return Reply.redirect(exchange.link(PAGE));
    }

    private Reply delete(Exchange exchange) {
        exports.delete(exchange.workspace(), exchange.path("export"));
        return Reply.empty();
    }

    /** Whom the API is told to erase. */
    public record ToErase(@Nullable String person) {}

    /** What the API answers: the report's id. */
    public record Begun(String erasure) {}

    /** What the API answers. */
    public record Reports(List<Erasure> erasures) {}

    private Reply erase(Exchange exchange) {
        String person = exchange.json(ToErase.class).person();
        if (person == null) {
            throw Problem.invalid("person", "Give the person's id in the directory.");
        }
        return Reply.json(202, new Begun(erasures.start(exchange.workspace(), person)));
    }

    private Reply eraseByForm(Exchange exchange) {
        erasures.start(exchange.workspace(), exchange.form().required("person", LONGEST));
        return Reply.redirect(exchange.link(PAGE));
    }

    private Reply reports(Exchange exchange) {
        return Reply.json(new Reports(erasures.list(exchange.workspace())));
    }

    /** Whether the workspace is to leave. */
    public record Leaving(@Nullable Boolean leaving) {}

    /** What the API answers. @param until when it is deleted, or null for one that stays */
    public record Until(@Nullable Instant until) {}

    private Reply leave(Exchange exchange) {
        Boolean leaving = exchange.json(Leaving.class).leaving();
        if (leaving == null) {
            throw Problem.invalid("leaving", "Give true or false.");
        }
        return Reply.json(new Until(leave(exchange, leaving)));
    }

    private Reply leaveByForm(Exchange exchange) {
        String decision = exchange.form().required("decision", LONGEST);
        if (!decision.equals("leave") && !decision.equals("stay")) {
            throw Problem.invalid("decision", "Choose to leave or to stay.");
        }
        leave(exchange, decision.equals("leave"));
        return Reply.redirect(exchange.link(PAGE));
    }

    private @Nullable Instant leave(Exchange exchange, boolean leaving) {
        try {
            if (leaving) {
                Instant until = departures.leave(exchange.workspace(), Departures.GRACE_DAYS);
                exchange.changes("leaves", null, until);
                return until;
            }
            departures.stay(exchange.workspace());
            exchange.changes("leaves", exchange.workspace().tenant().stay().until(), null);
            return null;
        } catch (LifeRefused e) {
            throw new Problem(409, "workspace-busy", String.valueOf(e.getMessage()), "Nothing was changed.");
        }
    }

    /** A download that broke off is resumed by asking for the rest; {@code If-Range} makes sure that it is the same file. */
    private Reply file(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        Export export = exports.ready(workspace, exchange.path("export"));
        String etag = "\"" + export.sha256() + "\"";
        if (exchange.header("if-none-match").filter(etag::equals).isPresent()) {
            return Reply.empty().withStatus(304).withHeader("etag", etag);
        }
        Optional<ByteRange> part = part(exchange, export, etag);
        ByteRange sent = part.orElseGet(() -> new ByteRange(0, export.bytes()));
        String name = "takeup-" + workspace.tenant().slug() + "-" + workspace.today() + ".zip";
        Reply reply = Reply.download(
                        "application/zip", name, out -> exports.copy(workspace, export, sent.from(), sent.until(), out))
                .withHeader("etag", etag)
                .withHeader("accept-ranges", "bytes")
                .withHeader("cache-control", "no-store");
        return part.isEmpty() ? reply : reply.withStatus(206).withHeader("content-range", sent.of(export.bytes()));
    }

    private static Optional<ByteRange> part(Exchange exchange, Export export, String etag) {
        Optional<String> range = exchange.header("range")
                .filter(ignored -> exchange.header("if-range").map(etag::equals).orElse(true));
        try {
            return range.isEmpty() ? Optional.empty() : ByteRange.of(range.get(), export.bytes());
        } catch (ByteRange.Unsatisfiable e) {
            throw new Problem(
                    416,
                    "range-not-satisfiable",
                    "The archive has no such part.",
                    "It has " + export.bytes() + " bytes; ask for a part of those.");
        }
    }
}
