package org.takeup.reach;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;

/**
 * Where counted links of mails lead through, and the picture by which it is seen that a mail was opened. Nothing is asked and
 * nothing is shown; scanners that fetch links beforehand and say so, or ask for the head alone, are not counted.
 */
public final class ClickRoutes {
    /** One dot that nobody sees: GIF89a, 1 by 1, transparent. */
    private static final byte[] DOT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    private final Reaches reaches;

    public ClickRoutes(Reaches reaches) {
        this.reaches = reaches;
    }

    public Room room() {
        return new Room(
                List.of(
                        Route.page("step-link", "/go/{stepLink}", Access.ticket(), this::go),
                        Route.page("step-seen", "/seen/{stepSeen}", Access.ticket(), this::seen)),
                List.of());
    }

    private Reply seen(Exchange exchange) {
        reaches.open(exchange.workspace(), exchange.path("stepSeen"), isRead(exchange));
        return Reply.bytes("image/gif", DOT.clone())
                .withHeader("cache-control", "no-store")
                .withHeader("x-robots-tag", "noindex, nofollow");
    }

    private static boolean isRead(Exchange exchange) {
        return !exchange.headOnly() && !isFetchedBeforehand(exchange);
    }

    private Reply go(Exchange exchange) {
        String target = reaches.follow(exchange.workspace(), exchange.path("stepLink"), isRead(exchange))
                .toString();
        return Reply.redirect(target)
                .withHeader("referrer-policy", "no-referrer")
                .withHeader("cache-control", "no-store")
                .withHeader("x-robots-tag", "noindex, nofollow");
    }

    private static boolean isFetchedBeforehand(Exchange exchange) {
        return Stream.of("sec-purpose", "purpose", "x-moz", "x-purpose")
                .flatMap(name -> exchange.header(name).stream())
                .map(value -> value.toLowerCase(Locale.ROOT))
                .anyMatch(value -> value.contains("prefetch") || value.contains("preview"));
    }
}
