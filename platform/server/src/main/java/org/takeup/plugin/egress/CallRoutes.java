package org.takeup.plugin.egress;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What a plugin called outside, for the workspace's admin. The record stays when the plugin is gone. */
public final class CallRoutes {
    private static final int PAGE = 50;
    private static final String REFUSED = "refused ";
    private static final Pattern CURSOR = Pattern.compile("[0-9]{13}-[0-9a-f]{24}");

    private final Plugins plugins;

    public CallRoutes(Plugins plugins) {
        this.plugins = plugins;
    }

    public Room room() {
        Access admins = Access.role(Role.ADMIN);
        String path = "/plugins/{plugin}/calls";
        return new Room(
                List.of(
                        Route.page("plugin-calls", path, admins, this::page),
                        Route.api("plugin-calls-list", HttpMethod.GET, path, admins, this::list)),
                List.of());
    }

    /**
     * One call, without what could hold a secret: address beyond the host, headers, bodies.
     *
     * @param host with its port; empty if the plugin gave none that can be read
     * @param status that the host answered with; empty if no answer came
     * @param bytes that came in
     * @param trouble why no answer came, as a sentence; empty if one came
     */
    public record Call(
            Instant at,
            String host,
            String method,
            Optional<Integer> status,
            long bytes,
            long millis,
            String trouble) {}

    /** What the page shows and the API answers, newest first. @param next for the parameter {@code after}, if there is more */
    public record Listing(String plugin, List<Call> calls, Optional<String> next) {}

    private Reply page(Exchange exchange) {
        return Reply.page("plugin/calls.jte", "Calls to other systems", listing(exchange));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(listing(exchange));
    }

    private Listing listing(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        String plugin = exchange.path("plugin");
        CallLog.Part part = CallLog.list(workspace, plugin, after(exchange), PAGE);
        if (part.calls().isEmpty() && !plugins.isKnown(plugin)) {
            throw Problem.notFound();
        }
        return new Listing(plugin, part.calls().stream().map(CallRoutes::call).toList(), part.next());
    }

    private static Optional<String> after(Exchange exchange) {
        Optional<String> cursor = exchange.query("after");
        if (cursor.filter(each -> !CURSOR.matcher(each).matches()).isPresent()) {
            throw Problem.invalid("after", "Give the value of next from the answer before.");
        }
        return cursor;
    }

    private static Call call(CallLog.Entry entry) {
        String outcome = entry.outcome();
        boolean answered = Character.isDigit(outcome.charAt(0));
        return new Call(
                entry.at(),
                entry.host(),
                entry.method(),
                answered ? Optional.of(Integer.valueOf(outcome)) : Optional.empty(),
                entry.bytes(),
                entry.millis(),
                answered ? "" : trouble(outcome));
    }

    private static String trouble(String outcome) {
        if (outcome.startsWith(REFUSED)) {
            return "Refused: " + reason(HttpRefused.Reason.valueOf(outcome.substring(REFUSED.length())));
        }
        return outcome.equals("stopped")
                ? "Stopped, because the work that it belonged to was called off."
                : "Failed: no connection, no trusted certificate, or no whole answer in time.";
    }

    private static String reason(HttpRefused.Reason reason) {
        return switch (reason) {
            case MALFORMED -> "the address or a header cannot be sent.";
            case NOT_ALLOWED -> "neither the package nor your settings name this host.";
            case PRIVATE_ADDRESS ->
                "the host is inside a private network, which the operator has not opened for plugins.";
            case PAUSED -> "the host asked to be left alone for a while.";
            case LIMIT -> "too many calls, or too much data.";
            case OVER -> "the work that it belonged to was over.";
        };
    }
}
