package org.takeup.plan;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.plan.clash.Feed;
import org.takeup.plan.clash.Feeds;
import org.takeup.plan.schedule.Holidays;
import org.takeup.plan.schedule.OwnDay;
import org.takeup.tenant.Role;

/** The calendar of a workspace's plans: whose holidays count, and days of its own. */
public final class PlanCalendarRoutes {
    private static final String CALENDAR = "/plan-calendar";
    private static final String FEED = CALENDAR + "/feeds/{planFeed}";

    private final PlanCalendar calendar;
    private final Feeds feeds;

    PlanCalendarRoutes(PlanCalendar calendar, Feeds feeds) {
        this.calendar = calendar;
        this.feeds = feeds;
    }

    List<Route> routes() {
        Access planners = Access.role(Role.PLANNER);
        return List.of(
                Route.page("plan-calendar", CALENDAR, planners, this::page),
                Route.form("plan-calendar-form", CALENDAR, planners, this::setByForm),
                Route.form("plan-day-add-form", CALENDAR + "/days", planners, this::addByForm),
                Route.form("plan-day-remove-form", CALENDAR + "/days/{ownDay}/removal", planners, this::removeByForm),
                Route.form("plan-feed-add-form", CALENDAR + "/feeds", planners, this::addFeedByForm),
                Route.form("plan-feed-read-form", FEED + "/reading", planners, this::readFeedByForm),
                Route.form("plan-feed-remove-form", FEED + "/removal", planners, this::removeFeedByForm));
    }

    /**
     * What the page shows.
     *
     * @param cap how many messages anybody may get in a week, which is set elsewhere
     * @param holidays of the region in this year and the next
     * @param typed a form that was refused
     */
    public record CalendarPage(
            PlanCalendar.Settings settings,
            int cap,
            Collection<Holidays.Region> regions,
            Map<LocalDate, String> holidays,
            List<Feed> feeds,
            Typed typed) {
        public String region(String id) {
            return Holidays.standard().name(id);
        }
    }

    private Reply page(Exchange exchange) {
        return page(exchange, Typed.blank());
    }

    private Reply page(Exchange exchange, Typed typed) {
        PlanCalendar.Settings settings = calendar.of(exchange.workspace());
        LocalDate today = exchange.workspace().today();
        var holidays = new TreeMap<LocalDate, String>();
        for (int year = today.getYear(); year <= today.getYear() + 1; year++) {
            holidays.putAll(Holidays.standard().of(settings.region(), year));
        }
        holidays.headMap(today).clear();
        return Reply.page(
                "plan/calendar.jte",
                "Calendar of plans",
                new CalendarPage(
                        settings,
                        calendar.cap(exchange.workspace()),
                        Holidays.standard().regions(),
                        holidays,
                        feeds.all(exchange.workspace()),
                        typed));
    }

    private Reply setByForm(Exchange exchange) {
        Form form = exchange.form();
        return orBack(
                exchange,
                () -> calendar.set(
                        exchange.workspace(), form.text("usualRegion").orElse("")));
    }

    private Reply addByForm(Exchange exchange) {
        Form form = exchange.form();
        return orBack(exchange, () -> {
            Optional<LocalDate> to = form.text("to").map(day -> form.date("to"));
            calendar.add(
                    exchange.workspace(),
                    new PlanCalendar.DayEntry(
                            form.text("name").orElse(""),
                            form.date("from"),
                            to.orElse(null),
                            form.text("region").orElse(""),
                            form.one("kind", OwnDay.Kind.class)));
        });
    }

    private Reply orBack(Exchange exchange, Runnable deed) {
        return Typed.kept(
                exchange,
                () -> {
                    deed.run();
                    return Reply.redirect(exchange.link(CALENDAR));
                },
                typed -> page(exchange, typed));
    }

    private Reply addFeedByForm(Exchange exchange) {
        Form form = exchange.form();
        return orBack(
                exchange,
                () -> feeds.add(
                        exchange.workspace(),
                        form.text("feedName").orElse(""),
                        form.text("address").orElse("")));
    }

    private Reply readFeedByForm(Exchange exchange) {
        feeds.read(exchange.workspace(), exchange.path("planFeed"));
        return Reply.redirect(exchange.link(CALENDAR));
    }

    private Reply removeFeedByForm(Exchange exchange) {
        feeds.remove(exchange.workspace(), exchange.path("planFeed"));
        return Reply.redirect(exchange.link(CALENDAR));
    }

    private Reply removeByForm(Exchange exchange) {
        calendar.remove(exchange.workspace(), exchange.path("ownDay"));
        return Reply.redirect(exchange.link(CALENDAR));
    }
}
