package org.takeup.insight;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.chart.LineChart;
import org.takeup.http.Access;
import org.takeup.http.Dates;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.plan.HandOvers;
import org.takeup.tenant.Role;

/** The page of managers and champions: what to say this week, to whom, in ready words, ticked off with one press. */
public final class MyWeekRoutes {
    /** What managers, champions and others who are asked to say something read about their week. */
    public static final LocalWords WORDS = LocalWords.beside(MyWeekRoutes.class, "week");

    private final MyWeek weeks;
    private final HandOvers handOvers;

    public MyWeekRoutes(MyWeek weeks, HandOvers handOvers) {
        this.weeks = weeks;
        this.handOvers = handOvers;
    }

    /** Open to everybody, because anybody may be asked to say something; each sees their own. */
    public Room room() {
        Access anybody = Access.signedIn();
        return new Room(
                List.of(
                        Route.page("my-week", "/my-week", anybody, this::page),
                        Route.form("my-week-said", "/my-week/{step}/said", anybody, this::said),
                        Route.api("my-week-read", HttpMethod.GET, "/my-week", anybody, this::read)),
                List.of(new Room.Entry(
                        Room.Group.MINE, 34, "My week", "/my-week", Access.role(Role.MANAGER, Role.PLANNER))));
    }

    /**
     * What the page shows.
     *
     * @param smallestGroup figures rest on at least so many people
     * @param noted whether the reader has just ticked something off
     */
    public record View(LocalWords words, MyWeek.Week week, List<TeamView> teams, int smallestGroup, boolean noted) {}

    /** A team's take-up. @param latest the last week with figures */
    public record TeamView(MyWeek.Team team, Optional<BoardRoutes.Latest> latest, Optional<LineChart> chart) {}

    private Reply page(Exchange exchange) {
        MyWeek.Week week = weeks.of(exchange.workspace(), exchange.caller(), exchange.locale());
        var dates = new Dates(exchange.locale(), exchange.workspace().settings().zone());
        List<TeamView> teams = IntStream.range(0, week.teams().size())
                .mapToObj(i -> view("team-" + i, week.teams().get(i), dates))
                .toList();
        LocalWords words = WORDS.in(exchange.locale());
        return Reply.page(
                "insight/my-week.jte",
                words.say("title"),
                new View(
                        words,
                        week,
                        teams,
                        exchange.workspace().settings().smallestGroup(),
                        exchange.query("said").isPresent()));
    }

    private static TeamView view(String id, MyWeek.Team team, Dates dates) {
        return new TeamView(
                team,
                team.takeUp().flatMap(takeUp -> BoardRoutes.latest(takeUp, dates)),
                team.takeUp()
                        .filter(BoardRoutes::hasFigures)
                        .map(takeUp -> BoardRoutes.chart(id, takeUp, List.of(), dates)));
    }

    private Reply said(Exchange exchange) {
        handOvers.said(exchange.workspace(), exchange.caller(), exchange.path("step"));
        return Reply.redirect(exchange.link("/my-week") + "?said=yes");
    }

    private Reply read(Exchange exchange) {
        return Reply.json(weeks.of(exchange.workspace(), exchange.caller(), exchange.locale()));
    }
}
