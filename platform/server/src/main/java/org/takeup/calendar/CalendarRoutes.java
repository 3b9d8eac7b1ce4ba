package org.takeup.calendar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.tenant.Role;

/** The page on which people get, renew and take back the addresses of their calendars, and those calendars. */
public final class CalendarRoutes {
    private static final String PAGE = "/me/calendar";
    private static final int LONGEST_ID = 100;

    private final Feeds feeds;

    public CalendarRoutes(Feeds feeds) {
        this.feeds = feeds;
    }

    public Room room() {
        Access anybody = Access.signedIn();
        return new Room(
                with(
                        new CalendarApi(feeds).routes(),
                        Route.page("my-calendar", PAGE, anybody, this::page),
                        Route.form("my-calendar-form", PAGE, anybody, this::renew),
                        Route.form("my-calendar-revoke-form", PAGE + "/removal", anybody, this::revoke),
                        Route.page("calendar-feed", "/calendars/{calendar}/takeup.ics", Access.ticket(), this::feed)),
                List.of());
    }

    private static List<Route> with(List<Route> api, Route... pages) {
        return Stream.concat(Arrays.stream(pages), api.stream()).toList();
    }

    /**
     * The page.
     *
     * @param fresh the address that was just made, shown this once; else empty
     */
    public record Page(LocalWords words, List<Line> lines, String fresh) {}

    /** A calendar that the reader can have. @param subject of a plan, empty for their own @param has whether they have it */
    public record Line(String subject, String title, boolean has) {}

    private Reply page(Exchange exchange) {
        return shown(exchange, "");
    }

    private Reply shown(Exchange exchange, String fresh) {
        var words = Invitations.WORDS.in(exchange.locale());
        Map<String, Feed> has = new HashMap<>();
        feeds.of(exchange.workspace(), exchange.caller().personId()).forEach(feed -> has.put(feed.subject(), feed));
        var lines = new ArrayList<Line>();
        lines.add(new Line("", words.say("page.own"), has.containsKey("")));
        if (exchange.caller().is(Role.PLANNER)) {
            feeds.subjects(exchange.workspace(), Feed.Kind.PLAN)
                    .forEach((id, title) -> lines.add(new Line(id, title, has.containsKey(id))));
        }
        return Reply.page("calendar/calendars.jte", words.say("page.title"), new Page(words, lines, fresh))
                .withHeader("cache-control", "no-store");
    }

    /** Not a redirect: the address is shown here, once, and stands in no other. */
    private Reply renew(Exchange exchange) {
        String subject = subject(exchange);
        Feed.Kind kind = kind(exchange, subject);
        String code = feeds.renew(exchange.workspace(), kind, exchange.caller().personId(), subject);
        exchange.changes("calendar", null, kind);
        return shown(exchange, exchange.fullLink("/calendars/" + code + "/takeup.ics"));
    }

    private Reply revoke(Exchange exchange) {
        String subject = subject(exchange);
        Feed.Kind kind = subject.isEmpty() ? Feed.Kind.OWN : Feed.Kind.PLAN;
        feeds.revoke(exchange.workspace(), kind, exchange.caller().personId(), subject);
        exchange.changes("calendar", kind, null);
        return Reply.redirect(exchange.link(PAGE));
    }

    private static String subject(Exchange exchange) {
        String subject = exchange.form().text("subject").orElse("");
        if (subject.length() > LONGEST_ID) {
            throw Problem.invalid("subject", "Please choose one of the calendars.");
        }
        return subject;
    }

    private static Feed.Kind kind(Exchange exchange, String subject) {
        if (subject.isEmpty()) {
            return Feed.Kind.OWN;
        }
        if (!exchange.caller().is(Role.PLANNER)) {
            throw Problem.forbidden();
        }
        return Feed.Kind.PLAN;
    }

    private Reply feed(Exchange exchange) {
        byte[] file = feeds.read(exchange.workspace(), exchange.path("calendar"), exchange.fullLink(""));
        return Reply.bytes(CalendarFile.MEDIA_TYPE, file)
                .withHeader("content-disposition", "inline; filename=\"takeup.ics\"")
                .withHeader("x-robots-tag", "noindex, nofollow")
                .withHeader("cache-control", "private, no-store");
    }
}
