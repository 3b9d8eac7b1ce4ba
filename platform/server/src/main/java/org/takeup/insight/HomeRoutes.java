package org.takeup.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.chart.LineChart;
import org.takeup.http.Access;
import org.takeup.http.Dates;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.obstacle.Obstacles;
import org.takeup.plan.HandOvers;
import org.takeup.survey.Surveys;
import org.takeup.survey.Waiting;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;

/** The first page of a workspace: what waits for the reader, and where their part of the loop goes on. */
public final class HomeRoutes {
    /** All of them are under "To say". */
    private static final int MOST_TO_SAY = 5;

    private final Surveys surveys;
    private final HandOvers handOvers;
    private final Loop loop;
    private final Board board;
    private final FirstSteps firstSteps;
    private final Obstacles obstacles;

    public HomeRoutes(
            Surveys surveys, HandOvers handOvers, Loop loop, Board board, FirstSteps firstSteps, Obstacles obstacles) {
        this.surveys = surveys;
        this.handOvers = handOvers;
        this.loop = loop;
        this.board = board;
        this.firstSteps = firstSteps;
        this.obstacles = obstacles;
    }

    public Room room() {
        return new Room(
                List.of(
                        Route.page("home", "/", Access.signedIn(), this::home),
                        Route.page("first-steps", "/first-steps", Access.role(Role.ADMIN), this::firstSteps)),
                List.of());
    }

    /**
     * What the page shows.
     *
     * @param name of the reader
     * @param stages of the loop, for who works on it
     * @param doors to the pages of other roles
     * @param takeUp for who works on the loop, once there are figures
     */
    public record Home(
            String name, List<Task> tasks, List<Loop.Stage> stages, List<Door> doors, Optional<LineChart> takeUp) {}

    /**
     * Something that waits for the reader.
     *
     * @param path within the workspace
     * @param note what it takes and until when
     * @param action what the button says
     */
    public record Task(String title, String path, String note, String action) {}

    /** Where a reader's part goes on. @param path within the workspace */
    public record Door(String title, String path, String text) {}

    /** The first steps of a workspace. @param done how many are */
    public record Steps(List<FirstSteps.Step> steps, int done) {}

    private Reply firstSteps(Exchange exchange) {
        return Reply.page("insight/first-steps.jte", "First steps", steps(exchange));
    }

    private Steps steps(Exchange exchange) {
        List<FirstSteps.Step> steps = firstSteps.of(exchange.workspace());
        return new Steps(
                steps, (int) steps.stream().filter(FirstSteps.Step::done).count());
    }

    private Reply home(Exchange exchange) {
        Caller caller = exchange.caller();
        var dates = new Dates(exchange.locale(), exchange.workspace().settings().zone());
        Stream<Task> answers =
                surveys.waitingFor(exchange.workspace(), caller).stream().map(waiting -> answer(waiting, dates));
        Stream<Task> words = handOvers.waitingFor(exchange.workspace(), caller).stream()
                .limit(MOST_TO_SAY)
                .map(pack -> say(pack, dates));
        List<Task> tasks = Stream.of(beginning(exchange), answers, words, untagged(exchange))
                .flatMap(each -> each)
                .toList();
        if (!caller.is(Role.PLANNER)) {
            return page(new Home(caller.name(), tasks, List.of(), doors(caller), Optional.empty()));
        }
        Board.Picture picture = board.picture(exchange.workspace(), "", "", exchange.locale());
        return page(new Home(
                caller.name(),
                tasks,
                loop.stages(exchange.workspace(), caller, picture, dates),
                doors(caller),
                BoardRoutes.chart(picture, dates)));
    }

    private static Reply page(Home home) {
        return Reply.page("insight/home.jte", "Home", home);
    }

    /** Until the first insight, an admin is led there. */
    private Stream<Task> beginning(Exchange exchange) {
        if (!exchange.caller().is(Role.ADMIN)) {
            return Stream.empty();
        }
        Steps steps = steps(exchange);
        int open = steps.steps().size() - steps.done();
        return open == 0
                ? Stream.empty()
                : Stream.of(new Task(
                        "First steps",
                        "/first-steps",
                        open == 1 ? "One step is left to the first insight." : open + " steps to the first insight.",
                        "See what is next"));
    }

    /** The queue of stumbling blocks that nobody has tagged yet, with its length. */
    private Stream<Task> untagged(Exchange exchange) {
        long waiting = exchange.caller().is(Role.PLANNER) ? obstacles.waiting(exchange.workspace()) : 0;
        return waiting == 0
                ? Stream.empty()
                : Stream.of(new Task(
                        "Stumbling blocks",
                        "/obstacles",
                        waiting == 1
                                ? "One in somebody's own words waits for its barrier."
                                : waiting + " in people's own words wait for their barrier.",
                        "Tag them"));
    }

    private static Task answer(Waiting waiting, Dates dates) {
        return new Task(
                waiting.title(),
                "/my-surveys/" + waiting.id(),
                "About " + waiting.minutes() + " minutes, until " + dates.day(waiting.closes()) + ".",
                waiting.started() ? "Go on" : "Answer");
    }

    private static Task say(HandOvers.Pack pack, Dates dates) {
        return new Task(
                pack.subject(),
                "/hand-over/" + pack.stepId(),
                "To say to " + pack.audience() + ", " + dates.day(pack.on()) + ".",
                "Read the words");
    }

    private static List<Door> doors(Caller caller) {
        var doors = new ArrayList<Door>();
        if (caller.is(Role.MANAGER)) {
            doors.add(new Door(
                    "Say it", "/hand-over", "Ready-made words for your own team. Say them, and tick them off."));
            doors.add(new Door("See", "/board", "Whether learning is taken up, week by week."));
        }
        return doors;
    }
}
