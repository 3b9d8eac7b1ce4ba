package org.takeup.insight;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.survey.Surveys;
import org.takeup.survey.Waiting;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;

/** The first page of a workspace: what waits for the reader, and where their part of the loop goes on. */
public final class HomeRoutes {
    private final Surveys surveys;

    public HomeRoutes(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        return new Room(List.of(Route.page("home", "/", Access.signedIn(), this::home)), List.of());
    }

    /** What the page shows. @param name of the reader */
    public record Home(String name, List<Task> tasks, List<Step> steps) {}

    /**
     * A survey that waits.
     *
     * @param path within the workspace
     * @param closes the day, in words
     */
    public record Task(String title, String path, int minutes, String closes, boolean started) {}

    /** Where the loop goes on for this reader. @param path within the workspace */
    public record Step(String title, String path, String text) {}

    private Reply home(Exchange exchange) {
        Caller caller = exchange.caller();
        ZoneId zone = exchange.workspace().settings().zone();
        List<Task> tasks = surveys.waitingFor(exchange.workspace(), caller).stream()
                .map(waiting -> task(waiting, zone, exchange.locale()))
                .toList();
        return Reply.page("insight/home.jte", "Home", new Home(caller.name(), tasks, steps(caller)));
    }

    private static Task task(Waiting waiting, ZoneId zone, Locale locale) {
        return new Task(
                waiting.title(),
                "/my-surveys/" + waiting.id(),
                waiting.minutes(),
                day(waiting.closes(), zone, locale),
                waiting.started());
    }

    private static String day(Instant moment, ZoneId zone, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(moment.atZone(zone));
    }

    private static List<Step> steps(Caller caller) {
        var steps = new ArrayList<Step>();
        if (caller.is(Role.PLANNER)) {
            steps.add(new Step("Ask", "/surveys", "Find out what stops people from learning, and where you stand."));
            steps.add(new Step("Map", "/stakeholders", "Note whose opinion counts, and where they stand."));
            steps.add(new Step(
                    "Plan", "/plans", "Let a builder draft who says what to whom; change it, approve it, send it."));
            steps.add(new Step("See", "/board", "Watch take-up per week, with your steps marked."));
        }
        if (caller.is(Role.MANAGER)) {
            steps.add(new Step(
                    "Say it", "/hand-over", "Ready-made words for your own team. Say them, and tick them off."));
        }
        if (caller.is(Role.ADMIN)) {
            steps.add(new Step("Bring data in", "/learning", "Import what your learning system knows."));
        }
        return steps;
    }
}
