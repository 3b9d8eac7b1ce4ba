package org.takeup.quota;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;
import org.takeup.tenant.Usage;

/** What the workspace uses, as a page and in the API, for its admins. */
public final class UsageRoutes {
    private static final int DAYS = 30;

    private final Allowances allowances;

    public UsageRoutes(Allowances allowances) {
        this.allowances = allowances;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        return new Room(
                List.of(
                        Route.page("usage", "/usage", admins, this::page),
                        Route.api("usage-read", HttpMethod.GET, "/usage", admins, this::read)),
                List.of());
    }

    /** What the page shows. */
    public record Page(List<Line> lines, List<Usage.Day> days) {}

    /** A line as the API says it. @param allowed null without a limit */
    public record Share(String kind, long used, Optional<Long> allowed, Line.State state) {
        /** A line, as the API says it. */
        public static Share of(Line line) {
            return new Share(
                    line.kind().member(),
                    line.used(),
                    line.allowed().isPresent() ? Optional.of(line.allowed().getAsLong()) : Optional.empty(),
                    line.state());
        }
    }

    /** What the API answers. */
    public record Listing(List<Share> usage, List<Usage.Day> days) {}

    private Reply page(Exchange exchange) {
        var workspace = exchange.workspace();
        return Reply.page(
                "quota/usage.jte", "Usage", new Page(allowances.lines(workspace), allowances.days(workspace, DAYS)));
    }

    private Reply read(Exchange exchange) {
        var workspace = exchange.workspace();
        return Reply.json(new Listing(
                allowances.lines(workspace).stream().map(Share::of).toList(), allowances.days(workspace, DAYS)));
    }
}
